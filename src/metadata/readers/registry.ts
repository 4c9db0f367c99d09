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

/** ISO base media files that are no still pictures. */
export const MOVIES = ['mp4', 'mov', 'm4v', 'm4a', 'm4b', 'm4p', 'f4v', 'f4a', 'f4b', 'f4p', '3gp', '3g2', 'mj2'] as const
const MEDIA = [
  ...MOVIES, 'mkv', 'webm', 'avi', 'mp3', 'mp2', 'mp1', 'ogg', 'oga', 'ogv', 'ogx', 'ogm', 'opus', 'spx', 'wav', 'amr', 'aac', 'flac', 'mpg', 'mts', 'asf', 'wmv', 'wma', 'flv', 'aif', 'ac3', 'ape', 'mpc', 'wv', 'dsf', 'mxf',
] as const
/** Where content credentials may lie. */
const SIGNED = [...PICTURES, 'svg', 'jxl', 'mp4', 'm4v', 'mov', 'm4a', 'avi', 'wav', 'mp3', 'pdf'] as const

export const READERS: readonly ReaderEntry[] = [
  { name: 'jpeg', class: 'plain', kinds: ['jpg'], load: () => import('./jpeg/reader.ts') },
  { name: 'png', class: 'plain', kinds: ['png', 'apng'], load: () => import('./png/reader.ts') },
  { name: 'mail', class: 'plain', kinds: ['eml', 'mbox'], load: () => import('./mail/reader.ts') },
  { name: 'html', class: 'plain', kinds: ['html'], load: () => import('./html/reader.ts') },
  { name: 'pdf', class: 'plain', kinds: ['pdf'], load: () => import('./pdf/reader.ts') },
  { name: 'isobmff', class: 'plain', kinds: MOVIES, load: () => import('./isobmff/reader.ts') },
  { name: 'sharp', class: 'picture', kinds: PICTURES, load: () => import('./sharp/reader.ts') },
  { name: 'xmp', class: 'picture', kinds: [...PICTURES, ...MOVIES], load: () => import('./xmp/reader.ts') },
  { name: 'exifr', class: 'picture', kinds: PICTURES, load: () => import('./exifr/reader.ts') },
  { name: 'mediainfo', class: 'media', kinds: MEDIA, load: () => import('./mediainfo/reader.ts') },
  { name: 'libheif', class: 'deep', kinds: ['heic'], load: () => import('./libheif/reader.ts') },
  { name: 'c2pa', class: 'deep', kinds: SIGNED, load: () => import('./c2pa/reader.ts') },
]

/** Readers of one class that know this content, in the order of reading. */
export function readersFor(readerClass: ReaderClass, kind: string): readonly ReaderEntry[] {
  return READERS.filter((entry) => entry.class === readerClass && (entry.kinds.includes(kind) || entry.kinds.includes('*')))
}
