import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { frenchSlips } from './french-typography.ts'
import { repository } from './lint-run.ts'

/** A stand-in for the facts of any message: whatever is asked of it, it is a plausible word, number or list. */
function anyFacts(): unknown {
  const target = Object.assign(() => 'x', { [Symbol.toPrimitive]: (hint: string) => (hint === 'number' ? 2 : 'x') })
  return new Proxy(target, {
    get: (_, key) => (key === Symbol.toPrimitive ? target[Symbol.toPrimitive] : key === 'length' ? 2 : key === 'then' ? undefined : key === Symbol.iterator ? undefined : anyFacts()),
    apply: () => 'x',
  })
}

/** All texts of a catalog value; functions are called with stand-ins, and those that need real facts are counted. */
function textsOf(value: unknown, found: { texts: string[]; silent: number }, depth = 0): void {
  if (typeof value === 'string') found.texts.push(value)
  else if (typeof value === 'function' && depth < 8) {
    try {
      textsOf((value as (...facts: unknown[]) => unknown)(anyFacts(), anyFacts(), anyFacts()), found, depth + 1)
    } catch {
      found.silent += 1
    }
  } else if (typeof value === 'object' && value !== null && depth < 8) for (const item of Object.values(value)) textsOf(item, found, depth + 1)
}

const files = readdirSync(join(repository, 'src/messages/fr')).filter((name) => name.endsWith('.ts'))

describe('French typography', () => {
  it('the rules bite', () => {
    for (const slip of ['Attention : x', 'fin ?', '« mot\u00a0»', '«mot»', 'Vraiment? Oui', 'Attention: x', 'a ; b']) {
      expect(frenchSlips(slip), slip).not.toEqual([])
    }
    for (const fine of ['Attention\u00a0: x', '«\u00a0mot\u00a0»', '18:04:07', 'https://x.fr/?a=1', 'fin\u202f!', '<code>a: b</code>', 'age1…', 'C:\\x']) {
      expect(frenchSlips(fine), fine).toEqual([])
    }
  })

  it.each(files)('messages/fr/%s', async (name) => {
    const found = { texts: [] as string[], silent: 0 }
    textsOf(await import(`../../src/messages/fr/${name}`), found)
    expect(found.texts.length).toBeGreaterThan(3)
    // Most messages must have spoken, else nothing was looked at.
    expect(found.silent).toBeLessThan(found.texts.length / 2)
    expect(found.texts.flatMap(frenchSlips)).toEqual([])
  })

  it.each(readdirSync(join(repository, 'templates'), { recursive: true, encoding: 'utf8' }).filter((path) => path.includes('.fr.')))('templates/%s', (path) => {
    expect(frenchSlips(readFileSync(join(repository, 'templates', path), 'utf8'))).toEqual([])
  })
})
