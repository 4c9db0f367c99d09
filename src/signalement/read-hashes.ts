// Digests that a platform or a partner gave: `sha256:hex origin`, one a line. Never computed here from a prohibited file.
import { nearestWord } from './nearest-word.ts'
import { problem, type Problem } from './problem.ts'
import { HASH_ALGORITHMS, type HashAlgorithm } from './vocabulary.ts'

declare module './problem.ts' {
  interface ProblemFacts {
    /** Written as `alg:value origin`. */
    'hash.unreadable': { text: string }
    'hash.no-origin': { text: string }
    'hash.wrong-length': { alg: string; expected: number; found: number }
  }
}

/** Hexadecimal digits. PhotoDNA has 144 bytes: a longer value would be a picture under another name. */
const HEX_LENGTH: { readonly [alg in HashAlgorithm]: number } = { md5: 32, sha1: 40, sha256: 64, pdq: 64, photodna: 288 }
const PHOTODNA_BASE64 = /^[A-Za-z0-9+/]{192}$/

export function readHashes(text: string | undefined, problems: Problem[]): { alg: string; value: string; origin: string }[] {
  if (text === undefined) return []
  return text.split('\n').map((line) => line.trim()).filter((line) => line !== '').flatMap((line) => {
    const [, name = '', value = '', origin = ''] = /^([a-z0-9-]+)\s*[:=]\s*(\S+)(?:\s+(.*))?$/i.exec(line) ?? []
    const alg = HASH_ALGORITHMS.find((each) => each === name.toLowerCase().replace('-', ''))
    if (alg === undefined) {
      problems.push(name === '' ? problem('hashes', 'hash.unreadable', { text: line.slice(0, 100) })
        : problem('hashes', 'field.not-a-choice', { value: name, choices: HASH_ALGORITHMS, nearest: nearestWord(name, HASH_ALGORITHMS) }))
      return []
    }
    const length = HEX_LENGTH[alg]
    const isHex = value.length === length && /^[0-9a-f]+$/i.test(value)
    if (!isHex && !(alg === 'photodna' && PHOTODNA_BASE64.test(value))) {
      problems.push(problem('hashes', 'hash.wrong-length', { alg, expected: length, found: value.length }))
      return []
    }
    if (origin === '') {
      problems.push(problem('hashes', 'hash.no-origin', { text: line.slice(0, 100) }))
      return []
    }
    return [{ alg, value: isHex ? value.toLowerCase() : value, origin: origin.slice(0, 300) }]
  })
}
