// A look into our own PDFs for the tests: indirect objects, inflated streams, text operators. Reads only what pdfkit writes.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'

export interface PdfObject {
  readonly id: number
  readonly dictionary: string
  readonly stream: Buffer | undefined
}

export function pdfObjects(pdf: Buffer): PdfObject[] {
  const text = pdf.toString('latin1')
  const objects: PdfObject[] = []
  let at = 0
  for (;;) {
    const start = /(\d+) 0 obj\n/g
    start.lastIndex = at
    const match = start.exec(text)
    if (match === null) return objects
    const body = match.index + match[0].length
    const end = text.indexOf('\nendobj', body)
    const streamAt = text.indexOf('\nstream\n', body)
    if (streamAt === -1 || streamAt > end) {
      objects.push({ id: Number(match[1]), dictionary: text.slice(body, end), stream: undefined })
      at = end
      continue
    }
    const dictionary = text.slice(body, streamAt)
    const length = Number(/\/Length (\d+)/.exec(dictionary)?.[1])
    const bytes = pdf.subarray(streamAt + 8, streamAt + 8 + length)
    objects.push({ id: Number(match[1]), dictionary, stream: dictionary.includes('FlateDecode') ? inflateSync(bytes) : bytes })
    at = streamAt + 8 + length
  }
}

/** Contents of pages and forms. */
export function contentStreams(objects: readonly PdfObject[]): string[] {
  return objects.filter(({ stream }) => stream !== undefined).map(({ stream }) => stream?.toString('latin1') ?? '').filter((text) => text.includes(' Tm\n') || text.includes(' Do'))
}

export function hasPeer(name: string): boolean {
  const there = spawnSync(name, ['--version'], { stdio: 'ignore' }).error === undefined
  if (!there) console.log(`SKIPPED ${name}`)
  return there
}

/** Runs a peer on the file; `FILE` in the arguments stands for its path. */
export function peer(pdf: Buffer, name: string, ...args: string[]): { status: number | null; out: string } {
  const dir = mkdtempSync(join(tmpdir(), 'scelle-pdf-'))
  try {
    const file = join(dir, 'file.pdf')
    writeFileSync(file, pdf)
    const run = spawnSync(name, args.map((arg) => (arg === 'FILE' ? file : arg)), { encoding: 'utf8', maxBuffer: 1 << 28 })
    return { status: run.status, out: `${run.stdout}${run.stderr}` }
  } finally {
    rmSync(dir, { recursive: true })
  }
}

/** True when every tag closes and every `&` starts a reference: enough for XMP packets. */
export function isWellFormedXml(xml: string): boolean {
  const open: string[] = []
  const rest = xml.replace(/<\?[\s\S]*?\?>/g, '').replace(/<(\/?)([\w:-]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/g, (_, close: string, name: string, _attributes: string, empty: string) => {
    if (close !== '') {
      if (open.pop() !== name) open.push('!')
    } else if (empty === '') {
      open.push(name)
    }
    return ''
  })
  return open.length === 0 && !/[<>]/.test(rest) && !/&(?!#\d+;|amp;|lt;|gt;|quot;|apos;)/.test(rest) && !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(rest)
}
