// ExifTool in its process: what a file makes it do costs that file only; it runs no configuration, and dies with its parent.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { nodeExifTool } from '../../src/system/exiftool-process.ts'
import type { ExifToolLimits } from '../../src/system/exiftool-process.ts'
import type { ExifTool } from '../../src/system/exiftool.ts'

const folder = mkdtempSync(join(tmpdir(), 'exiftool-'))
const picture = join(folder, 'a.png')
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==', 'base64')
writeFileSync(picture, PNG)
for (const name of ['hang', 'spin', 'crash', 'giant', 'bloat']) writeFileSync(join(folder, name), name)

/** Stands for Perl: speaks the protocol of a process that stays, and goes wrong as the name of the file says. */
const fake = join(folder, 'fake.sh')
writeFileSync(fake, `
echo "$$" >> ${join(folder, 'pids')}
while read -r line; do
  case "$line" in
    -execute*) printf '%s\\n{ready1}\\n' "$last" ;;
    */hang) read -r never; read -r never; read -r never ;;
    */spin) while :; do :; done ;;
    */crash) kill -9 $$ ;;
    */bloat) echo 'Out of memory!' >&2; exit 1 ;;
    */giant) while :; do echo xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx; done ;;
    -ver) last=13.59 ;;
    *) last="$line" ;;
  esac
done`)

const opened: ExifTool[] = []
function open(limits: Partial<ExifToolLimits> = {}, real = false, signal = new AbortController().signal): ExifTool {
  const tool = real ? nodeExifTool(signal, limits) : nodeExifTool(signal, limits, () => ({ perl: '/bin/sh', script: fake }))
  opened.push(tool)
  return tool
}
const pids = (): number[] => readFileSync(join(folder, 'pids'), 'utf8').trim().split('\n').map(Number)
const alive = (pid: number): boolean => {
  try { process.kill(pid, 0); return true } catch { return false }
}
const gone = async (pid: number): Promise<boolean> => {
  for (let i = 0; i < 60 && alive(pid); i += 1) await new Promise((done) => setTimeout(done, 50))
  return !alive(pid)
}

afterEach(async () => { for (const tool of opened.splice(0)) await tool.close() })

describe('a process that stays', () => {
  it.each([['hang', 'timeout'], ['spin', 'timeout'], ['crash', 'crash'], ['giant', 'limit'], ['bloat', 'limit']])('%s ends as %s, and the next file is read', async (name, status) => {
    const tool = open({ timeMs: status === 'timeout' ? 700 : 20_000, answerBytes: 2 ** 16 })
    const [bad, next] = await Promise.all([tool.read({ path: join(folder, name) }), tool.read({ path: picture })])
    expect(bad).toMatchObject({ status, version: '13.59' })
    expect(next).toEqual({ status: 'ok', version: '13.59', json: `${picture}\n` })
    expect(await gone(pids().at(-2) as number)).toBe(true)
  })

  it('is asked for absolute paths of files only, each a line of its own', async () => {
    const tool = open()
    mkdirSync(join(folder, 'dir\n-execute'))
    writeFileSync(join(folder, 'dir\n-execute', 'x'), '')
    symlinkSync(picture, join(folder, 'link'))
    for (const path of ['a.png', join(folder, 'dir\n-execute', 'x'), `${picture}\r`]) expect(await tool.read({ path })).toMatchObject({ status: 'error', message: 'not a plain absolute path' })
    for (const path of [folder, join(folder, 'link')]) expect(await tool.read({ path })).toMatchObject({ status: 'error', message: 'not-a-regular-file' })
    expect(await tool.read({ path: join(folder, 'none') })).toMatchObject({ status: 'error', message: 'ENOENT' })
  })

  it('dies on abort', async () => {
    const abort = new AbortController()
    const tool = open({}, false, abort.signal)
    await tool.read({ path: picture })
    const waiting = tool.read({ path: join(folder, 'spin') })
    setTimeout(() => { abort.abort() }, 200)
    expect(await waiting).toMatchObject({ status: 'error', message: 'aborted' })
    expect(await gone(pids().at(-1) as number)).toBe(true)
    expect(await tool.read({ path: picture })).toMatchObject({ status: 'error', message: 'aborted' })
  })

  it('does not outlive a parent that is killed, even in an endless loop', async () => {
    const code = `
      const { nodeExifTool } = await import(${JSON.stringify(new URL('../../src/system/exiftool-process.ts', import.meta.url).href)})
      const tool = nodeExifTool(new AbortController().signal, {}, () => ({ perl: '/bin/sh', script: ${JSON.stringify(fake)} }))
      await tool.read({ path: ${JSON.stringify(picture)} })
      console.log('ready')
      await tool.read({ path: ${JSON.stringify(join(folder, 'spin'))} })`
    const parent = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] })
    await new Promise((done) => { parent.stdout.once('data', done) })
    const pid = pids().at(-1) as number
    expect(alive(pid)).toBe(true)
    parent.kill('SIGKILL')
    expect(await gone(pid)).toBe(true)
  })

  it('is unsupported where it is not installed', async () => {
    const tool = nodeExifTool(new AbortController().signal, {}, () => undefined)
    expect(await tool.read({ path: picture })).toEqual({ status: 'unsupported', message: 'exiftool or perl is not installed' })
    await tool.close()
  })
})

const installed = (await open({}, true).read({ path: picture })).status !== 'unsupported'
if (!installed) process.stderr.write('SKIPPED exiftool: not installed\n')

describe.skipIf(!installed)('the real one', () => {
  it('reads a path and bytes alike, from one process and then another', async () => {
    const tool = open({}, true)
    const byPath = await tool.read({ path: picture })
    const byBytes = await tool.read({ bytes: PNG })
    for (const answer of [byPath, byBytes]) expect(JSON.parse((answer as { json: string }).json)).toMatchObject([{ 'PNG:ImageWidth': 1 }])
    expect((await tool.read({ path: picture })).status).toBe('ok')
  })

  it('tells nothing of this machine, and runs no configuration of its user', async () => {
    writeFileSync(join(folder, '.ExifTool_config'), `open(my $f, '>', '${join(folder, 'ran')}'); 1;`)
    const home = process.env['HOME']
    process.env['HOME'] = folder
    try {
      const answer = await open({}, true).read({ path: picture }) as { json: string }
      expect(answer.json).not.toMatch(/FileModifyDate|Directory|FilePermissions/)
      expect(existsSync(join(folder, 'ran'))).toBe(false)
    } finally {
      if (home === undefined) delete process.env['HOME']
      else process.env['HOME'] = home
    }
  })

  it('a bomb ends at the limit of memory, in reasonable time', async () => {
    const chunk = (type: string, data: Buffer): Buffer => {
      const head = Buffer.alloc(8)
      head.writeUInt32BE(data.length)
      head.write(type, 4, 'latin1')
      return Buffer.concat([head, data, Buffer.alloc(4)])
    }
    const bomb = Buffer.concat([PNG.subarray(0, 33), chunk('zTXt', Buffer.concat([Buffer.from('Comment\0\0'), deflateSync(Buffer.alloc(96 * 2 ** 20))])), PNG.subarray(33)])
    expect(await open({ memoryBytes: 128 * 2 ** 20 }, true).read({ bytes: bomb })).toMatchObject({ status: 'limit' })
  }, 60_000)

  it('a file that is nothing is said to be an error of ExifTool, in JSON', async () => {
    const answer = await open({}, true).read({ bytes: Buffer.from([1, 2, 3]) }) as { json: string }
    expect(JSON.parse(answer.json)).toMatchObject([{ 'ExifTool:Error': expect.any(String) }])
  })
})
