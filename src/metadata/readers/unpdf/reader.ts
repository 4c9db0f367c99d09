// Wraps unpdf (pdf.js): what shows only when a PDF is opened, as compressed Info dictionaries, XMP, attachments, pages.
// Nothing is drawn, no font is loaded, no script of the document is run.
import { getResolvedPDFJS } from 'unpdf'
import { versionOf } from '../../../system/isolated-child.ts'
import { memberBatch } from '../../member-batch.ts'
import type { Candidate } from '../../member-batch.ts'
import { TooLarge, Unsupported } from '../../reading.ts'
import type { Block, Reader } from '../../reading.ts'
import type { TextFact } from '../../record.ts'
import { infoFacts } from '../pdf/info-dictionary.ts'

type Document = Awaited<ReturnType<Awaited<ReturnType<typeof getResolvedPDFJS>>['getDocument']>['promise']>

const CUSTOM_LIMIT = 20
/** Pages looked at for pinned files. */
const PAGES_LIMIT = 100
/** AnnotationType.FILEATTACHMENT of pdf.js. */
const FILE_ATTACHMENT = 17

export const reader: Reader = {
  version: versionOf('unpdf', import.meta.url),
  async read(source, context) {
    const whole = source.whole()
    if (whole === undefined) throw new TooLarge()
    const document = await opened(whole)
    try {
      const { info, metadata } = await document.getMetadata()
      const entries = strings(info)
      const packet = metadata?.getRaw() as string | null | undefined
      const blocks: Block[] = typeof packet === 'string' && packet !== '' ? [{ kind: 'xmp', bytes: Buffer.from(packet, 'utf8'), source: 'PDF:Catalog:Metadata' }] : []
      const facts = infoFacts(entries)
      return {
        ...facts, texts: [...facts.texts, ...(await textsOf(document, info))], blocks,
        ...(await memberBatch(await attachments(document), context.members)), raw: info,
      }
    } finally {
      await document.loadingTask.destroy()
    }
  },
}

/** @throws Unsupported when a password is needed */
async function opened(bytes: Buffer): Promise<Document> {
  const { getDocument, PasswordException, VerbosityLevel } = await getResolvedPDFJS()
  // pdf.js keeps what it is given for itself: a copy, because other readers need the bytes too.
  const task = getDocument({
    data: new Uint8Array(bytes), verbosity: VerbosityLevel.ERRORS, useSystemFonts: false, disableFontFace: true, useWorkerFetch: false, useWasm: false,
    isImageDecoderSupported: false, isOffscreenCanvasSupported: false, enableXfa: false, stopAtErrors: false,
  })
  try {
    return await task.promise
  } catch (error) {
    await task.destroy()
    if (error instanceof PasswordException) throw new Unsupported('a password is needed')
    throw new Error(error instanceof Error ? error.message : 'not readable')
  }
}

async function textsOf(document: Document, info: object): Promise<TextFact[]> {
  const { Custom, ...entries } = info as { readonly Custom?: object } & Readonly<Record<string, unknown>>
  const custom = Object.entries(strings(Custom ?? {})).slice(0, CUSTOM_LIMIT)
  const filter = entries['EncryptFilterName']
  return [
    { key: 'pages', value: String(document.numPages), source: 'PDF:Pages:Count' },
    ...(typeof filter === 'string' ? [{ key: 'encryption', value: filter, source: 'PDF:Encrypt:Filter' }] : []),
    ...(await document.hasJSActions().catch(() => false) ? [{ key: 'scripts', value: 'yes', source: 'PDF:Catalog:JavaScript' }] : []),
    ...custom.map(([key, value]) => ({ key: key.slice(0, 100), value: value.slice(0, 1024), source: `PDF:Info:${key.slice(0, 100)}` })),
  ]
}

/** Files of the document and those pinned on its pages; what they hold is inflated one at a time. */
async function attachments(document: Document): Promise<Candidate[]> {
  const named = [...((await document.getAttachments()) ?? [])].map(([id, { filename }]) => ({ id, name: String(filename) }))
  const later = new Set(Array.from({ length: Math.max(0, document.numPages - PAGES_LIMIT) }, (_, index) => PAGES_LIMIT + index))
  const pinned = ((await document.getAnnotationsByType(new Set([FILE_ATTACHMENT]), later)) ?? []) as readonly { readonly fileId?: unknown; readonly filename?: unknown }[]
  const files = [...named, ...pinned.map(({ fileId, filename }) => ({ id: String(fileId), name: String(filename) }))]
  return [...new Map(files.map((file) => [file.id, file])).values()].map(({ id, name }) => ({
    name, relation: 'attachment', size: 0,
    async load() {
      const content: unknown = await document.getAttachmentContent(id)
      return content instanceof Uint8Array ? Buffer.from(content.buffer, content.byteOffset, content.length) : 'damaged'
    },
  }))
}

function strings(info: object): Record<string, string> {
  return Object.fromEntries(Object.entries(info).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
}
