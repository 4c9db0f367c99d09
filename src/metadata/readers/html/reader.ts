// A saved page. Pages made of one file bring their pictures as text and grow large: what is beyond the limit is not read.
import type { Reader } from '../../reading.ts'
import { pageFacts } from './page.ts'

const LIMIT = 8 * 2 ** 20

export const reader: Reader = {
  version: '2',
  read(source) {
    const facts = pageFacts(source.read(0, LIMIT))
    return { ...facts, ...(source.size > LIMIT ? { clues: { readBytes: LIMIT } } : {}) }
  },
}
