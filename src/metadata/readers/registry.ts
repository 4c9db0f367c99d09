// Every reader: its folder, the child it runs in and the contents it is asked about. Data only, so that the parent can tell
// which children a file needs without loading a parser. The order is the order of reading: walkers first.
import type { Reader, ReaderClass } from '../reading.ts'

export interface ReaderEntry {
  /** Folder under readers/, and the engine's name in the record. */
  readonly name: string
  readonly class: ReaderClass
  /** Contents (`ContentType.extension`) it is asked about; `*`: any. */
  readonly kinds: readonly string[]
  load(): Promise<{ readonly reader: Reader }>
}

export const PICTURES = ['jpg', 'png', 'apng', 'webp', 'tif', 'gif', 'heic', 'avif', 'arw', 'dng', 'nef', 'cr2'] as const

/** Open Packaging and OpenDocument. */
const OFFICE = ['docx', 'docm', 'dotx', 'dotm', 'xlsx', 'xlsm', 'xltx', 'xltm', 'xlsb', 'pptx', 'pptm', 'potx', 'potm', 'ppsx', 'ppsm', 'vsdx', 'odt', 'ods', 'odp', 'odg', 'odf', 'ott', 'ots', 'otp', 'otg'] as const

export const READERS: readonly ReaderEntry[] = [
  { name: 'jpeg', class: 'plain', kinds: ['jpg'], load: () => import('./jpeg/reader.ts') },
  { name: 'png', class: 'plain', kinds: ['png', 'apng'], load: () => import('./png/reader.ts') },
  { name: 'mail', class: 'plain', kinds: ['eml', 'mbox'], load: () => import('./mail/reader.ts') },
  { name: 'html', class: 'plain', kinds: ['html'], load: () => import('./html/reader.ts') },
  { name: 'unpdf', class: 'plain', kinds: ['pdf'], load: () => import('./unpdf/reader.ts') },
  { name: 'pdf', class: 'plain', kinds: ['pdf'], load: () => import('./pdf/reader.ts') },
  { name: 'office-xml', class: 'plain', kinds: OFFICE, load: () => import('./office-xml/reader.ts') },
  { name: 'ole', class: 'plain', kinds: ['cfb', 'doc', 'xls', 'ppt', 'vsd'], load: () => import('./ole/reader.ts') },
  { name: 'rtf', class: 'plain', kinds: ['rtf'], load: () => import('./rtf/reader.ts') },
  { name: 'vcf', class: 'plain', kinds: ['vcf'], load: () => import('./vcf/reader.ts') },
  { name: 'ics', class: 'plain', kinds: ['ics'], load: () => import('./ics/reader.ts') },
  { name: 'text', class: 'plain', kinds: ['txt', 'csv', 'json'], load: () => import('./text/reader.ts') },
  { name: 'sharp', class: 'picture', kinds: PICTURES, load: () => import('./sharp/reader.ts') },
  { name: 'xmp', class: 'picture', kinds: [...PICTURES, 'pdf'], load: () => import('./xmp/reader.ts') },
  { name: 'exifr', class: 'picture', kinds: PICTURES, load: () => import('./exifr/reader.ts') },
]

/** Readers of one class that know this content, in the order of reading. */
export function readersFor(readerClass: ReaderClass, kind: string): readonly ReaderEntry[] {
  return READERS.filter((entry) => entry.class === readerClass && (entry.kinds.includes(kind) || entry.kinds.includes('*')))
}
