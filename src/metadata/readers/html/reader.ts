import type { Reader } from '../../reading.ts'
import { pageFacts } from './page.ts'

export const reader: Reader = {
  version: '1',
  read: (source) => pageFacts(source.read(0, 256 * 1024)),
}
