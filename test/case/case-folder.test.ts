import { spawn } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findCase, initCase, openCase, writeCase } from '../../src/case/case-folder.ts'
import { CASE_FIELDS, tempDir, testWorld } from '../support/world.ts'

describe('case folder', () => {
  it('is made, found from below and opened', async () => {
    const world = testWorld()
    const dir = join(tempDir(), 'a', 'dossier')
    const made = await initCase(world, dir, CASE_FIELDS)
    expect(made.record).toMatchObject({ ...CASE_FIELDS, format: 'case/1' })
    mkdirSync(join(dir, 'data', 'x'))
    expect(await findCase(world, join(dir, 'data', 'x'))).toBe(dir)
    expect(readFileSync(join(dir, 'bagit.txt'), 'utf8')).toBe('BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n')
    expect((await openCase(world, dir)).state).toMatchObject({ size: 1, exhibits: 0, seals: [] })
    await expect(findCase(world, tempDir())).rejects.toMatchObject({ code: 'case.not-found' })
    await expect(openCase(world, tempDir())).rejects.toMatchObject({ code: 'case.not-found' })
  })

  it('is not made over anything', async () => {
    const world = testWorld()
    const dir = tempDir()
    writeFileSync(join(dir, 'notes.txt'), '')
    await expect(initCase(world, dir, CASE_FIELDS)).rejects.toMatchObject({ code: 'case.folder-not-empty' })
    expect(readdirSync(dir)).toEqual(['notes.txt'])
    rmSync(join(dir, 'notes.txt'))
    await initCase(world, dir, CASE_FIELDS)
    await expect(initCase(world, dir, CASE_FIELDS)).rejects.toMatchObject({ code: 'case.exists' })
  })

  it('is made where an earlier init was killed', async () => {
    const world = testWorld()
    const dir = tempDir()
    await initCase(world, dir, CASE_FIELDS)
    rmSync(join(dir, 'metadata/case.json'))
    writeFileSync(join(dir, 'metadata/.0123456789abcdef.scelle-tmp'), 'half')
    expect((await initCase(world, dir, CASE_FIELDS)).state.size).toBe(1)
    expect(readdirSync(join(dir, 'metadata'))).toEqual(['case.json'])
  })

  it('refuses newer formats by name, and records that were changed', async () => {
    const world = testWorld()
    const dir = tempDir()
    await initCase(world, dir, CASE_FIELDS)
    const path = join(dir, 'metadata/case.json')
    const text = readFileSync(path, 'utf8')
    const cases: [string, object][] = [
      [text.replace('case/1', 'case/2'), { code: 'case.newer-format', facts: { found: 'case/2' } }],
      [text.replace('"police"', '"army"'), { code: 'case.bad-record', facts: { member: 'profile' } }],
      [text.replace('Essai', 'Autre'), { code: 'case.bad-record', facts: { member: '' } }],
      ['{', { code: 'case.bad-record' }],
    ]
    for (const [changed, expected] of cases) {
      writeFileSync(path, changed)
      await expect(openCase(world, dir)).rejects.toMatchObject(expected)
    }
  })

  it('has one writer: the second is told who the first is, and a killed one frees it', async () => {
    const world = testWorld()
    const dir = tempDir()
    await initCase(world, dir, CASE_FIELDS)
    const script = `
      import { createNodeWorld } from ${JSON.stringify(join(import.meta.dirname, '../../src/system/node-world.ts'))}
      const world = createNodeWorld()
      await world.locks.acquire(process.argv[1], 'seal')
      console.log('held')
      setInterval(() => {}, 1000)`
    const child = spawn(process.execPath, ['--input-type=module', '-e', script, dir], { stdio: ['ignore', 'pipe', 'inherit'] })
    await new Promise((held) => child.stdout.once('data', held))
    await expect(writeCase(world, dir, 'add', async () => undefined))
      .rejects.toMatchObject({ code: 'case.locked', facts: { owner: { pid: child.pid, command: 'seal' } } })
    expect(await world.locks.owner(dir)).toMatchObject({ pid: child.pid })
    child.kill('SIGKILL')
    await new Promise((ended) => child.once('exit', ended))
    expect(await world.locks.owner(dir)).toBeUndefined()
    expect(await writeCase(world, dir, 'add', async (c) => c.state.size)).toBe(1)
  })

  it('folds seals', async () => {
    const world = testWorld()
    const dir = tempDir()
    await initCase(world, dir, CASE_FIELDS)
    await writeCase(world, dir, 'seal', async (c) => {
      await c.append([{ action: 'seal.started', subject: 'seal/0001', facts: {} }])
      await c.append([{ action: 'seal.pending', subject: 'seal/0001', facts: {} }])
      expect(c.state.seals).toMatchObject([{ number: 1, state: 'pending', firstSeq: 1, lastSeq: 2 }])
      await c.append([{ action: 'seal.completed', subject: 'seal/0001', facts: {} }])
      await expect(c.append([{ action: 'seal.started', subject: 'seal/0001', facts: {} }])).rejects.toMatchObject({ code: 'journal.bad-seal' })
    })
    expect((await openCase(world, dir)).state.seals).toMatchObject([{ state: 'complete', lastSeq: 3 }])
  })
})
