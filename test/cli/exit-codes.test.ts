import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { Exit } from '../../src/cli/exit-codes.ts'

const README = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')

it('the table of the README is the table of the code', () => {
  const listed = [...README.matchAll(/^\| (\d+) \| /gm)].map(([, code]) => Number(code))
  expect(new Set(listed)).toEqual(new Set(Object.values(Exit)))
  expect(listed.length).toBe(Object.values(Exit).length)
})

it('never uses a code of Node itself', () => {
  for (const code of Object.values(Exit)) expect(code === 0 || code > 13).toBe(true)
})
