// What an element keeps is bounded; how long it was is not.
import { expect, it } from 'vitest'
import { TakenBytes } from '../../../src/metadata/chat/taken-bytes.ts'

it('keeps up to the limit, over any cut of chunks, and counts to the end', () => {
  const taken = new TakenBytes(5)
  for (const piece of ['ab', 'cd', 'ef', 'gh']) taken.add(Buffer.from(piece))
  expect(taken.bytes().toString()).toBe('abcde')
  expect(taken.length).toBe(8)
})
