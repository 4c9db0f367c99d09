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

export const READERS: readonly ReaderEntry[] = [
  { name: 'jpeg', class: 'plain', kinds: ['jpg'], load: () => import('./jpeg/reader.ts') },
  { name: 'png', class: 'plain', kinds: ['png', 'apng'], load: () => import('./png/reader.ts') },
  { name: 'mail', class: 'plain', kinds: ['eml'], load: () => import('./mail/reader.ts') },
  { name: 'msg', class: 'plain', kinds: ['msg', 'cfb'], load: () => import('./msg/reader.ts') },
  { name: 'mhtml', class: 'plain', kinds: ['mhtml'], load: () => import('./mhtml/reader.ts') },
  { name: 'wacz', class: 'archive', kinds: ['wacz', 'zip'], load: () => import('./wacz/reader.ts') },
  { name: 'zip', class: 'archive', kinds: ['zip', 'wacz', 'jar', 'apk', 'xpi', 'epub', '3mf'], load: () => import('./zip/reader.ts') },
  { name: 'warc', class: 'archive', kinds: ['warc'], load: () => import('./warc/reader.ts') },
  { name: 'har', class: 'archive', kinds: ['har'], load: () => import('./har/reader.ts') },
  { name: 'compressed', class: 'archive', kinds: ['gz', 'tar.gz', 'zst'], load: () => import('./compressed/reader.ts') },
  { name: 'archive', class: 'archive', kinds: ['tar', 'tar.gz', '7z', 'rar', 'xz', 'bz2', 'lz', 'cab', 'cpio', 'ar', 'deb', 'lzh', 'xar'], load: () => import('./archive/reader.ts') },
  { name: 'mbox', class: 'archive', kinds: ['mbox'], load: () => import('./mbox/reader.ts') },
  { name: 'html', class: 'plain', kinds: ['html'], load: () => import('./html/reader.ts') },
  { name: 'pdf', class: 'plain', kinds: ['pdf'], load: () => import('./pdf/reader.ts') },
  { name: 'sharp', class: 'picture', kinds: PICTURES, load: () => import('./sharp/reader.ts') },
  { name: 'xmp', class: 'picture', kinds: PICTURES, load: () => import('./xmp/reader.ts') },
  { name: 'exifr', class: 'picture', kinds: PICTURES, load: () => import('./exifr/reader.ts') },
]

/** Readers of one class that know this content, in the order of reading. */
export function readersFor(readerClass: ReaderClass, kind: string): readonly ReaderEntry[] {
  return READERS.filter((entry) => entry.class === readerClass && (entry.kinds.includes(kind) || entry.kinds.includes('*')))
}
