import type { Reader } from '../../reading.ts'
import { mailFacts } from './headers.ts'

export const reader: Reader = {
  version: '1',
  read: (source) => mailFacts(source.read(0, 256 * 1024)),
}
