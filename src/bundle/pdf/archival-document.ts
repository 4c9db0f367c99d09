// PDF/A-3b (ISO 19005-3) on pdfkit, and the guards that pdfkit 0.20 leaves to its user: XMP escaping, /ID that depends
// on the contents, fixed dates, full fonts. All of pdfkit's private parts that we touch are named in this file.
import { createHash } from 'node:crypto'
import PDFDocument from 'pdfkit'
import { Failure } from '../../system/failure.ts'
import { msOfInstant } from '../../system/time.ts'
import { visible } from '../../system/visible.ts'
import type { Instant } from '../../system/world.ts'
import type { Attachment } from '../report/report-model.ts'
import { fontPaths } from './fonts.ts'
import { SHEET } from './sheet.ts'
import type { Face } from './typeface.ts'

/** pdfkit keeps the layout of every word for ever: forgotten at this many, so that memory does not follow the case. */
const MAX_CACHED_WORDS = 800

export interface DocumentFacts {
  readonly title: string
  readonly author: string
  readonly subject: string
  readonly language: 'fr' | 'en'
  readonly toolVersion: string
  readonly at: Instant
  /** What makes this document another one than its siblings: feeds the file identifier. */
  readonly identity: readonly (string | number)[]
}

interface FontFile {
  readonly unitsPerEm: number
  hasGlyphForCodePoint(codePoint: number): boolean
  glyphForCodePoint(codePoint: number): { readonly advanceWidth: number }
}

interface Reference {
  readonly data: Record<string, unknown>
  write(chunk: string): void
  end(chunk?: string): void
}

interface Page {
  readonly content: Reference
  readonly width: number
  readonly height: number
  readonly margins: unknown
  readonly fonts: Record<string, unknown>
  readonly xobjects: Record<string, unknown>
  write(chunk: string): void
}

interface EmbeddedFont {
  readonly id: string
  readonly font: FontFile
  layoutCache: Record<string, unknown>
  /** Glyph numbers of the subset, four hexadecimal digits each. */
  encode(text: string): [string[], unknown]
  ref(): unknown
}

/** pdfkit's parts that its types do not show. */
interface Privates {
  _id: Uint8Array
  _addInfo(): void
  readonly _font: EmbeddedFont
  info: Record<string, unknown>
  page: Page
  outline: { options: Record<string, unknown> }
  openImage(bytes: Uint8Array): JpegImage & { readonly bits: number; readonly colorSpace: string }
  file(bytes: Uint8Array, options: Record<string, unknown>): unknown
  ref(data: Record<string, unknown>): Reference
}

export interface JpegImage {
  readonly width: number
  readonly height: number
}

export type ArchivalDocument = ReturnType<typeof openDocument>

/** A document with no page yet. The caller adds pages, takes chunks out between pages, ends it, and takes the rest. */
export function openDocument(facts: DocumentFacts) {
  const ms = msOfInstant(facts.at)
  if (ms === undefined) throw new Failure('system.internal', { detail: 'report time is not an instant' })
  const at = new Date(ms)
  const producer = `scelle ${facts.toolVersion}`
  const files = fontPaths()
  const pdf = new PDFDocument({
    subset: 'PDF/A-3b',
    pdfVersion: '1.7',
    lang: facts.language === 'fr' ? 'fr-FR' : 'en-GB',
    displayTitle: true,
    autoFirstPage: false,
    size: [SHEET.width, SHEET.height],
    margin: 0,
    font: files.text,
    info: {
      Title: visible(facts.title),
      Author: visible(facts.author),
      Subject: visible(facts.subject),
      Producer: visible(producer),
      Creator: visible(producer),
      CreationDate: at,
      ModDate: at,
    },
  })
  const inner = pdf as unknown as Privates
  // pdfkit derives /ID from the info dictionary alone: the same title at the same time would be the same document.
  inner._id = createHash('sha256').update(JSON.stringify(facts.identity)).digest().subarray(0, 16)
  escapeXmp(inner)
  inner.outline.options = { ...inner.outline.options, expanded: true }

  let layers = 0
  const fixedPitch = new Map<string, string>()
  // By path, never by registered name: pdfkit would open a second name of the default font again at every use.
  const select = (face: Face): typeof pdf => pdf.font(files[face])
  const fontFile = (face: Face): FontFile => {
    select(face)
    return inner._font.font
  }
  return {
    pdf,
    fontFile,
    /** Makes it the current font. */
    select,

    /** Adds a page; the one before is written out. */
    addPage(): void {
      for (const face of ['text', 'bold', 'mono'] as const) {
        select(face)
        if (Object.keys(inner._font.layoutCache).length > MAX_CACHED_WORDS) inner._font.layoutCache = Object.create(null)
      }
      pdf.addPage()
      joinWrites(inner.page.content)
    },

    /**
     * One line of the fixed-pitch face, sign by sign: no layout and no cache, for digests and raw tags, which are most of
     * a report's text and never the same twice. Only for signs that need no shaping.
     */
    drawFixedPitch(text: string, x: number, baseline: number, size: number, ink: string): void {
      select('mono')
      const font = inner._font
      let glyphs = ''
      for (const sign of text) {
        let glyph = fixedPitch.get(sign)
        if (glyph === undefined) {
          glyph = font.encode(sign)[0].join('')
          fixedPitch.set(sign, glyph)
        }
        glyphs += glyph
      }
      inner.page.fonts[font.id] ??= font.ref()
      pdf.fillColor(ink).addContent(`BT\n/${font.id} ${size} Tf\n1 0 0 -1 ${round(x)} ${round(baseline)} Tm\n<${glyphs}> Tj\nET`)
    },

    /**
     * A layer that is put on pages now and filled before the document ends: page numbers that are not known yet,
     * without holding any page in memory.
     */
    layer(): LateLayer {
      layers += 1
      const name = `Late${layers}`
      const { width, height, margins } = inner.page
      const resources: Reference = inner.ref({ Font: {} })
      const form = inner.ref({
        Type: 'XObject', Subtype: 'Form', BBox: [0, 0, SHEET.width, SHEET.height], Resources: resources,
      })
      return {
        place(shift = 0) {
          inner.page.xobjects[name] = form
          pdf.save()
          if (shift !== 0) pdf.translate(shift, 0)
          pdf.addContent(`/${name} Do`)
          pdf.restore()
        },
        fill(draw) {
          const current = inner.page
          inner.page = {
            content: form, width, height, margins, xobjects: {},
            fonts: resources.data['Font'] as Record<string, unknown>,
            write: (chunk: string) => { form.write(chunk) },
          }
          draw()
          inner.page = current
          // A form without contents would be no stream at all.
          form.end(' ')
          resources.end()
        },
      }
    },

    /** @throws when the bytes are not a baseline or progressive JPEG in grey or RGB with 8 bits a channel */
    openJpeg(bytes: Buffer): JpegImage {
      if (bytes[0] !== 0xff || bytes[1] !== 0xd8) throw new Error('not a JPEG')
      const image = inner.openImage(bytes)
      // DeviceCMYK is not allowed beside an sRGB output intent (ISO 19005-3, 6.2.4.3).
      if (image.bits !== 8 || (image.colorSpace !== 'DeviceRGB' && image.colorSpace !== 'DeviceGray')) {
        throw new Error('unsupported JPEG')
      }
      return image
    },

    attach(attachment: Attachment): void {
      inner.file(attachment.bytes, {
        name: visible(attachment.name),
        type: attachment.mime,
        description: visible(attachment.description),
        relationship: attachment.relationship,
        creationDate: at,
        modifiedDate: at,
      })
    },

    /** What was written since the last call. */
    takeChunk(): Uint8Array | null {
      return pdf.read() as Uint8Array | null
    },
  }
}

export interface LateLayer {
  /** On the current page, on top of what is there, `shift` points to the right. One layer may be on many pages. */
  place(shift?: number): void
  /** Exactly once, before the document ends. */
  fill(draw: () => void): void
}

function round(points: number): number {
  return Math.round(points * 1000) / 1000
}

/** pdfkit makes a small buffer of every operator of a page, thousands a page: they are joined first (half the memory). */
function joinWrites(content: Reference): void {
  const operators: string[] = []
  const write = content.write.bind(content)
  const end = content.end.bind(content)
  content.write = (chunk) => { operators.push(chunk) }
  content.end = (chunk) => {
    if (operators.length > 0) write(operators.join('\n'))
    operators.length = 0
    end(chunk)
  }
}

/** pdfkit writes info values into the XMP packet as they are: `<` or `&` in a title would break it (and PDF/A). */
function escapeXmp(inner: Privates): void {
  const addInfo = inner._addInfo.bind(inner)
  inner._addInfo = () => {
    const plain = inner.info
    inner.info = Object.fromEntries(
      Object.entries(plain).map(([key, value]) => [key, typeof value === 'string' ? escapeXml(value) : value]),
    )
    addInfo()
    inner.info = plain
  }
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)
}
