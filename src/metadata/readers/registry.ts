// Every reader: its folder, the child it runs in and the contents it is asked about. Data only, so that the parent can tell
// which children a file needs without loading a parser. The order is the order of reading: walkers first.
import type { Block, Reader, ReaderClass } from '../reading.ts'

export interface ReaderEntry {
  /** Folder under readers/, and the engine's name in the record. */
  readonly name: string
  readonly class: ReaderClass
  /** Contents (`ContentType.extension`) it is asked about; `*`: any. */
  readonly kinds: readonly string[]
  /** Kinds of block that it reads: asked again when only another child finds one. */
  readonly blocks?: readonly Block['kind'][]
  /** Only where pixels are looked at, or where no walker knows the size of the picture. */
  readonly pixels?: true
  load(): Promise<{ readonly reader: Reader }>
}

export const PICTURES = ['jpg', 'png', 'apng', 'webp', 'tif', 'gif', 'heic', 'avif', 'arw', 'dng', 'nef', 'cr2'] as const
/** Pictures without a decoder here; what walkers find in them is read like that of the others. */
export const UNDECODED = ['orf', 'rw2', 'cr3', 'raf', 'jxl', 'jp2', 'j2c', 'svg', 'psd'] as const
/** ISO base media files that are no still pictures. */
export const MOVIES = ['mp4', 'mov', 'm4v', 'm4a', 'm4b', 'm4p', 'f4v', 'f4a', 'f4b', 'f4p', '3gp', '3g2', 'mj2'] as const
const MEDIA = [
  ...MOVIES, 'mkv', 'webm', 'avi', 'mp3', 'mp2', 'mp1', 'ogg', 'oga', 'ogv', 'ogx', 'ogm', 'opus', 'spx', 'wav', 'amr', 'aac', 'flac', 'mpg', 'mts', 'asf', 'wmv', 'wma', 'flv', 'aif', 'ac3', 'ape', 'mpc', 'wv', 'dsf', 'mxf',
] as const
/** Contents whose metadata blocks have readers of their own. */
const TAGGED = [...PICTURES, ...UNDECODED] as const
/** Where content credentials may lie. */
const SIGNED = [...TAGGED, 'mp4', 'm4v', 'mov', 'm4a', 'avi', 'wav', 'mp3', 'pdf'] as const

/** Open Packaging and OpenDocument. */
const OFFICE = ['docx', 'docm', 'dotx', 'dotm', 'xlsx', 'xlsm', 'xltx', 'xltm', 'xlsb', 'pptx', 'pptm', 'potx', 'potm', 'ppsx', 'ppsm', 'vsdx', 'odt', 'ods', 'odp', 'odg', 'odf', 'ott', 'ots', 'otp', 'otg'] as const

export const READERS: readonly ReaderEntry[] = [
  // Walkers: where things lie, and the raw blocks.
  { name: 'jpeg', class: 'plain', kinds: ['jpg'], load: () => import('./jpeg/reader.ts') },
  { name: 'png', class: 'plain', kinds: ['png', 'apng'], load: () => import('./png/reader.ts') },
  { name: 'webp', class: 'plain', kinds: ['webp'], load: () => import('./webp/reader.ts') },
  { name: 'heif', class: 'plain', kinds: ['heic', 'avif'], load: () => import('./heif/reader.ts') },
  { name: 'tiff', class: 'plain', kinds: ['tif', 'dng', 'arw', 'nef', 'cr2', 'orf', 'rw2'], load: () => import('./tiff/reader.ts') },
  { name: 'cr3', class: 'plain', kinds: ['cr3'], load: () => import('./cr3/reader.ts') },
  { name: 'raf', class: 'plain', kinds: ['raf'], load: () => import('./raf/reader.ts') },
  { name: 'jxl', class: 'plain', kinds: ['jxl'], load: () => import('./jxl/reader.ts') },
  { name: 'jp2', class: 'plain', kinds: ['jp2', 'j2c'], load: () => import('./jp2/reader.ts') },
  { name: 'gif', class: 'plain', kinds: ['gif'], load: () => import('./gif/reader.ts') },
  { name: 'psd', class: 'plain', kinds: ['psd'], load: () => import('./psd/reader.ts') },
  { name: 'svg', class: 'plain', kinds: ['svg'], load: () => import('./svg/reader.ts') },
  { name: 'bmp', class: 'plain', kinds: ['bmp'], load: () => import('./bmp/reader.ts') },
  { name: 'ico', class: 'plain', kinds: ['ico', 'cur'], load: () => import('./ico/reader.ts') },
  { name: 'isobmff', class: 'plain', kinds: MOVIES, load: () => import('./isobmff/reader.ts') },
  { name: 'unpdf', class: 'plain', kinds: ['pdf'], load: () => import('./unpdf/reader.ts') },
  { name: 'pdf', class: 'plain', kinds: ['pdf'], load: () => import('./pdf/reader.ts') },
  // What the blocks say.
  { name: 'exifreader', class: 'plain', kinds: TAGGED, blocks: ['exif'], load: () => import('./exifreader/reader.ts') },
  { name: 'exifr', class: 'plain', kinds: TAGGED, blocks: ['exif'], load: () => import('./exifr/reader.ts') },
  { name: 'xmp', class: 'plain', kinds: [...TAGGED, ...MOVIES, 'pdf'], blocks: ['xmp'], load: () => import('./xmp/reader.ts') },
  { name: 'iptc', class: 'plain', kinds: TAGGED, blocks: ['iptc', 'photoshop'], load: () => import('./iptc/reader.ts') },
  { name: 'icc', class: 'plain', kinds: TAGGED, blocks: ['icc'], load: () => import('./icc/reader.ts') },
  // Documents, messages, pages.
  { name: 'mail', class: 'plain', kinds: ['eml'], load: () => import('./mail/reader.ts') },
  { name: 'msg', class: 'plain', kinds: ['msg'], load: () => import('./msg/reader.ts') },
  { name: 'mhtml', class: 'plain', kinds: ['mhtml'], load: () => import('./mhtml/reader.ts') },
  { name: 'html', class: 'plain', kinds: ['html'], load: () => import('./html/reader.ts') },
  { name: 'office-xml', class: 'plain', kinds: OFFICE, load: () => import('./office-xml/reader.ts') },
  { name: 'ole', class: 'plain', kinds: ['cfb', 'doc', 'xls', 'ppt', 'vsd'], load: () => import('./ole/reader.ts') },
  { name: 'rtf', class: 'plain', kinds: ['rtf'], load: () => import('./rtf/reader.ts') },
  { name: 'vcf', class: 'plain', kinds: ['vcf'], load: () => import('./vcf/reader.ts') },
  { name: 'ics', class: 'plain', kinds: ['ics'], load: () => import('./ics/reader.ts') },
  { name: 'text', class: 'plain', kinds: ['txt', 'csv', 'json'], load: () => import('./text/reader.ts') },
  // What has to be gone through.
  { name: 'wacz', class: 'archive', kinds: ['wacz', 'zip'], load: () => import('./wacz/reader.ts') },
  { name: 'zip', class: 'archive', kinds: ['zip', 'wacz', 'jar', 'apk', 'xpi', 'epub', '3mf'], load: () => import('./zip/reader.ts') },
  { name: 'warc', class: 'archive', kinds: ['warc'], load: () => import('./warc/reader.ts') },
  { name: 'har', class: 'archive', kinds: ['har'], load: () => import('./har/reader.ts') },
  { name: 'compressed', class: 'archive', kinds: ['gz', 'tar.gz', 'zst'], load: () => import('./compressed/reader.ts') },
  { name: 'archive', class: 'archive', kinds: ['tar', 'tar.gz', '7z', 'rar', 'xz', 'bz2', 'lz', 'cab', 'cpio', 'ar', 'deb', 'lzh', 'xar'], load: () => import('./archive/reader.ts') },
  { name: 'mbox', class: 'archive', kinds: ['mbox'], load: () => import('./mbox/reader.ts') },
  // Decoders.
  { name: 'sharp', class: 'picture', kinds: PICTURES, pixels: true, load: () => import('./sharp/reader.ts') },
  { name: 'pixels', class: 'picture', kinds: PICTURES, pixels: true, load: () => import('./pixels/reader.ts') },
  { name: 'mediainfo', class: 'media', kinds: MEDIA, load: () => import('./mediainfo/reader.ts') },
  { name: 'libheif', class: 'deep', kinds: ['heic'], load: () => import('./libheif/reader.ts') },
  { name: 'c2pa', class: 'deep', kinds: SIGNED, load: () => import('./c2pa/reader.ts') },
]

/** Readers of one class that know this content, in the order of reading. */
export function readersFor(readerClass: ReaderClass, kind: string): readonly ReaderEntry[] {
  return READERS.filter((entry) => entry.class === readerClass && (entry.kinds.includes(kind) || entry.kinds.includes('*')))
}

/** Whether every reader of such a block runs in this class of child: then its bytes need not leave it. */
export function readHere(kind: Block['kind'], readerClass: ReaderClass): boolean {
  const known = READERS.filter(({ blocks }) => blocks?.includes(kind) === true)
  return known.length > 0 && known.every((entry) => entry.class === readerClass)
}
