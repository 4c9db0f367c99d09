// One exhibit read by every engine, in the child: each engine's failure is its own, and what one finds never overwrites
// what another found.
import type { OpenExhibit, Stage } from '../system/isolated-child.ts'
import { versionOf } from '../system/isolated-child.ts'
import { contentType } from './readers/content-type.ts'
import type { ContentType } from './readers/content-type.ts'
import { exifTags, tiffBlock } from './readers/exif-blocks.ts'
import type { ExifTags } from './readers/exif-blocks.ts'
import { hasSaneMeta } from './readers/heif-boxes.ts'
import { jpegFacts, trailing } from './readers/jpeg-segments.ts'
import { mailFacts } from './readers/mail.ts'
import { pdfFacts } from './readers/pdf-info.ts'
import { DRAWABLE, RAW, libraryVersion, pictureHeader } from './readers/picture-header.ts'
import type { PictureHeader } from './readers/picture-header.ts'
import { pngFacts } from './readers/png-chunks.ts'
import { pageFacts } from './readers/web-page.ts'
import { xmpFacts } from './readers/xmp.ts'
import { recordOf } from './record-of-readings.ts'
import type { OwnReadings } from './record-of-readings.ts'
import type { EngineRun, MetadataRecord } from './record.ts'

export interface ReadingRequest {
  readonly path: string
  readonly exhibit: { readonly number: number; readonly name: string; readonly size: number; readonly sha256: string; readonly receivedAt: string }
  /** Engines that hung, crashed or went beyond a limit on this file before: left out, and named in the record. */
  readonly failed: readonly EngineRun[]
}

const FILE_TYPE = versionOf('file-type', import.meta.url)
const EXIFR = versionOf('exifr', import.meta.url)
const HEAD = 64 * 1024
const WHOLE_LIMIT = 64 * 2 ** 20
/** Containers whose type shows only in their directory. */
const ARCHIVE_LIMIT = 16 * 2 ** 20
const WHOLE = new Set([...DRAWABLE, 'pdf'])

export async function readExhibit(file: OpenExhibit, { exhibit, failed }: ReadingRequest, stage: Stage): Promise<MetadataRecord> {
  const engines: EngineRun[] = [...failed]
  let detected: ContentType | undefined
  const run = async <T>(name: string, version: string, work: () => Promise<T | undefined> | T | undefined): Promise<T | undefined> => {
    if (failed.some((bad) => bad.name === name)) return undefined
    stage(name)
    try {
      const value = await work()
      engines.push({ name, version, status: value === undefined ? 'empty' : 'ok' })
      return value
    } catch (error) {
      const message = String(error instanceof Error ? error.message : error).split('\n', 1)[0]?.slice(0, 200) ?? ''
      // libvips reads no camera raw format: that is no defect of the file.
      const unsupported = name === 'sharp' && RAW.has(detected?.extension ?? '') && message.includes('unsupported image format')
      engines.push({ name, version, status: unsupported ? 'unsupported' : 'error', message })
      return undefined
    }
  }

  let bytes = file.read(0, HEAD)
  detected = await run('file-type', FILE_TYPE, () => contentType(bytes))
  if (detected !== undefined && ['zip', 'cfb', 'xml', 'mp3'].includes(detected.extension) && file.size <= ARCHIVE_LIMIT && file.size > HEAD) {
    bytes = file.read(0, file.size)
    detected = (await contentType(bytes).catch(() => undefined)) ?? detected
  }
  const kind = detected?.extension ?? ''
  const partly = WHOLE.has(kind) && file.size > WHOLE_LIMIT
  if (WHOLE.has(kind) && !partly && bytes.length < file.size) bytes = file.read(0, file.size)
  else if (['eml', 'mbox', 'html'].includes(kind)) bytes = file.read(0, 4 * HEAD)
  const picture = DRAWABLE.includes(kind)

  const header = picture && !partly ? await run('sharp', libraryVersion(), () => pictureHeader(bytes)) : undefined
  const own = await run('scelle', '1', () => ownReaders(kind, bytes, header))
  const tags = picture ? await run('exifr', EXIFR, () => exifOf(kind, bytes, own, header)) : undefined
  if (partly) engines.push({ name: 'sharp', version: libraryVersion(), status: 'limit', message: `over ${WHOLE_LIMIT} bytes` })
  const whole = bytes.length === file.size
  return recordOf({
    exhibit, size: file.size, engines, detected, header, own, tags,
    after: whole ? trailing(bytes, own?.jpeg?.end ?? own?.png?.end) : undefined, readBytes: partly ? bytes.length : undefined,
  })
}

function ownReaders(kind: string, bytes: Buffer, header: PictureHeader | undefined): OwnReadings | undefined {
  const jpeg = kind === 'jpg' ? jpegFacts(bytes) : undefined
  const png = kind === 'png' || kind === 'apng' ? pngFacts(bytes) : undefined
  const packet = jpeg?.xmp ?? png?.xmp ?? header?.xmp
  const document = kind === 'eml' || kind === 'mbox' ? mailFacts(bytes) : kind === 'html' ? pageFacts(bytes) : kind === 'pdf' ? pdfFacts(bytes) : undefined
  if (jpeg === undefined && png === undefined && packet === undefined && document === undefined) return undefined
  return {
    ...(jpeg === undefined ? {} : { jpeg }), ...(png === undefined ? {} : { png }),
    ...(packet === undefined ? {} : { xmp: xmpFacts(packet) }), ...(document === undefined ? {} : { document }),
  }
}

/** exifr is given a JPEG, a TIFF or a bare TIFF block; a HEIF file only when its boxes cannot freeze it. */
async function exifOf(kind: string, bytes: Buffer, own: OwnReadings | undefined, header: PictureHeader | undefined): Promise<ExifTags | undefined> {
  const source = kind === 'jpg' || ['tif', 'arw', 'dng', 'nef', 'cr2'].includes(kind) ? bytes
    : tiffBlock(own?.png?.exif ?? header?.exif) ?? ((kind === 'heic' || kind === 'avif') && hasSaneMeta(bytes) ? bytes : undefined)
  if (source === undefined) return undefined
  const tags = await exifTags(source)
  if (Object.keys(tags.blocks).length === 0 && tags.errors.length > 0) throw new Error(tags.errors[0])
  return Object.keys(tags.blocks).length === 0 ? undefined : tags
}
