// G2: nothing changes, moves, follows or deletes an original; evidence is opened for reading, and never through a link.
import { linkSync, lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { freshDir, have, makeEvidence, scelle, sha256 } from './harness.ts'

/** All that a file system tells of each entry, but the time of its last reading. */
function portrait(dir: string): Map<string, string> {
  const found = new Map<string, string>()
  const look = (path: string): void => {
    const facts = lstatSync(path, { bigint: true })
    const { mode, uid, gid, ino, nlink, size, mtimeNs, ctimeNs, birthtimeNs } = facts
    const content = facts.isFile() ? sha256(readFileSync(path)) : ''
    found.set(path, [mode, uid, gid, ino, nlink, size, mtimeNs, ctimeNs, birthtimeNs, content].join(' '))
    if (lstatSync(path).isDirectory()) for (const name of readdirSync(path)) look(join(path, name))
  }
  look(dir)
  return found
}

function originals(): string {
  const dir = makeEvidence(8)
  writeFileSync(join(dir, 'photo.jpg'), Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex'))
  writeFileSync(join(dir, 'lecture-seule.txt'), 'x', { mode: 0o444 })
  linkSync(join(dir, 'photo.jpg'), join(dir, 'jumelle.jpg'))
  symlinkSync('photo.jpg', join(dir, 'lien.jpg'))
  mkdirSync(join(dir, 'vide'))
  utimesSync(join(dir, 'photo.jpg'), 1_000_000_000, 1_000_000_000)
  return dir
}

describe('evil/originals', () => {
  it('leaves the tree as it was after every command, and reads it only while adding', () => {
    const evidence = originals()
    const dir = join(freshDir(), 'dossier')
    const liasse = join(freshDir(), 'liasse')
    const before = portrait(evidence)
    const traced = have('strace', '-V')
    const trace = (args: readonly string[], expected: number): string[] => {
      const log = join(freshDir('trace'), 'log')
      // Every call that names a path, and those that would change a descriptor's file.
      const ran = scelle(args, traced ? { before: ['strace', '-f', '--seccomp-bpf', '-qq', '-s', '4096', '-o', log, '-e', 'trace=%file,fchmod,fchown,ftruncate'] } : {})
      expect(ran.code, `${args.join(' ')}\n${ran.err}`).toBe(expected)
      return traced ? readFileSync(log, 'latin1').split('\n').filter((line) => line.includes(`"${evidence}/`) || line.includes(`"${evidence}"`)).filter((line) => !line.includes('execve(')) : []
    }

    // The symbolic link is refused: 20.
    const packing = trace(['pack', evidence, '--case', dir, '--reference', 'R', '-o', liasse], 20)
    const opens = packing.filter((line) => /\bopen(at2?)?\(/.test(line))
    for (const line of opens) {
      expect(line).toMatch(/O_RDONLY/)
      expect(line).not.toMatch(/O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_APPEND/)
      if (!line.includes('O_DIRECTORY')) expect(line).toMatch(/O_NOFOLLOW/)
    }
    for (const line of packing) expect(line).toMatch(/\b(openat|open|lstat|stat|newfstatat|statx|readlink|readlinkat|access|faccessat2?)\(/)
    if (traced) {
      const files = [...before].filter(([path]) => lstatSync(path).isFile()).length
      expect(opens.filter((line) => !line.includes('O_DIRECTORY'))).toHaveLength(files)
    }

    // The picture that is none: an engine fails on it.
    expect(trace(['inspect', '--force', '--case', dir], 20)).toEqual([])
    for (const args of [['report', '--draft', '--case', dir, '-o', join(freshDir(), 'projet.pdf')], ['bundle', '--case', dir, '-o', join(freshDir(), 'l')], ['status', '--case', dir], ['log', '--case', dir], ['doctor', '--case', dir]]) {
      expect(trace(args, 0), args.join(' ')).toEqual([])
    }
    expect(trace(['verify', dir], 24)).toEqual([])
    expect(trace(['verify', liasse], 24)).toEqual([])
    expect(portrait(evidence)).toEqual(before)
  })
})
