// Every code that an adapter can answer with has words in both languages: a person never reads `not-a-ticket`.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { deliveryWords as english } from '../../src/messages/en/delivery.ts'
import { deliveryWords as french } from '../../src/messages/fr/delivery.ts'

const ROOT = join(import.meta.dirname, '../../src/delivery')

function sources(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? sources(join(dir, entry.name)) : entry.name.endsWith('.ts') ? [readFileSync(join(dir, entry.name), 'utf8')] : []))
}

describe.each([['fr', french], ['en', english]] as const)('codes of outcomes (%s)', (_, words) => {
  const codes = [...new Set(sources(ROOT).flatMap((text) => [...text.matchAll(/code: '([a-z0-9-]+)'/g)].map(([, code = '']) => code)))].filter((code) => code !== 'code')

  it('are found in the sources', () => {
    expect(codes.length).toBeGreaterThan(30)
    expect(codes).toContain('answer-not-understood')
  })

  it('all have words', () => {
    const known = new Set([...Object.keys(words.codes), ...Object.keys(words.cannot), ...Object.keys(words.setup)])
    expect(codes.filter((code) => !known.has(code))).toEqual([])
  })
})
