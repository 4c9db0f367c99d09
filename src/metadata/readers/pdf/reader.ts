import type { Reader } from '../../reading.ts'
import { pdfFacts } from './info-dictionary.ts'

export const reader: Reader = {
  version: '1',
  read(source) {
    const whole = source.whole()
    const bytes = whole ?? source.read(0, 2 ** 20)
    const facts = pdfFacts(bytes)
    return { ...facts, pdfUpdates: Number(facts.raw['updates']), ...(whole === undefined ? { clues: { readBytes: bytes.length } } : {}) }
  },
}
