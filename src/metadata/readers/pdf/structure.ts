// What the bytes of a PDF tell without opening it: version, updates, identifiers, marks of encryption, signatures and actions.
// Counts are of what lies in the clear; what is inside compressed objects is not seen here.

export interface PdfStructure {
  readonly version?: string
  readonly encrypted: boolean
  readonly linearized: boolean
  /** `%%EOF` marks: one for a file written once, two for a linearized one. */
  readonly updates: number
  /** ISO 32000-1 §14.4: the first stays for the life of the document, the second changes with each saving. */
  readonly ids: readonly string[]
  readonly signatures: number
  readonly scripts: number
  readonly launches: number
  readonly attachments: number
}

const COUNT_LIMIT = 1000

export function pdfStructure(bytes: Buffer): PdfStructure {
  const head = bytes.toString('latin1', 0, 2048)
  const version = /%PDF-(\d\.\d)/.exec(head)?.[1]
  return {
    ...(version === undefined ? {} : { version }),
    encrypted: places(bytes, '/Encrypt').some((at) => /^\s{0,4}(?:\d{1,10}\s{1,4}\d{1,5}\s{1,4}R|<<)/.test(bytes.toString('latin1', at + 8, at + 40))),
    linearized: /\/Linearized\s{0,4}[\d.]/.test(head),
    updates: places(bytes, '%%EOF').length,
    ids: idsOf(bytes),
    signatures: places(bytes, '/ByteRange').filter((at) => /^\s{0,4}\[/.test(bytes.toString('latin1', at + 10, at + 16))).length,
    scripts: named(bytes, '/JavaScript'), launches: named(bytes, '/Launch'), attachments: named(bytes, '/EmbeddedFile'),
  }
}

/** How many updates follow the first writing: a linearized file bears two marks from the start. */
export function updatesAfterFirst({ updates, linearized }: PdfStructure): number {
  return Math.max(0, updates - (linearized ? 2 : 1))
}

function idsOf(bytes: Buffer): string[] {
  for (const at of places(bytes, '/ID').toReversed()) {
    const pair = /^\s{0,4}\[\s{0,4}<([0-9A-Fa-f]{2,128})>\s{0,4}<([0-9A-Fa-f]{2,128})>/.exec(bytes.toString('latin1', at + 3, at + 300))
    if (pair !== null) return [pair[1] as string, pair[2] as string].map((id) => id.toLowerCase())
    const literal = literalIds(bytes.subarray(at + 3, at + 300))
    if (literal !== undefined) return literal
  }
  return []
}

/** Identifiers written as literal strings: their bytes, in hexadecimal. Only those without an escape are understood. */
function literalIds(bytes: Buffer): string[] | undefined {
  const pair = /^\s{0,4}\[\s{0,4}\(([^()\\]{8,64})\)\s{0,4}\(([^()\\]{8,64})\)/.exec(bytes.toString('latin1'))
  return pair === null ? undefined : [pair[1] as string, pair[2] as string].map((id) => Buffer.from(id, 'latin1').toString('hex'))
}

/** A name that ends there: `/JavaScript` is not `/JavaScriptX`. */
function named(bytes: Buffer, name: string): number {
  return places(bytes, name).filter((at) => !/[A-Za-z0-9]/.test(String.fromCharCode(bytes[at + name.length] ?? 0))).length
}

function places(bytes: Buffer, needle: string): number[] {
  const out: number[] = []
  for (let at = bytes.indexOf(needle); at !== -1 && out.length < COUNT_LIMIT; at = bytes.indexOf(needle, at + needle.length)) out.push(at)
  return out
}
