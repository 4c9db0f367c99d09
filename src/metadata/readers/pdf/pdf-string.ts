// Strings of a PDF (ISO 32000-1 §7.3.4, §7.9.2): literal or hexadecimal, in UTF-16, UTF-8 or PDFDocEncoding.

const VALUE_LIMIT = 1024

/** The string at the beginning of `text`, which is the file's bytes as Latin-1; undefined when there is none. */
export function pdfString(text: string): string | undefined {
  const hex = /^\s{0,4}<([0-9A-Fa-f\s]{0,2000})>/.exec(text)?.[1]
  if (hex !== undefined) return textString(Buffer.from(hex.replace(/\s/g, ''), 'hex'))
  const open = /^\s{0,4}\(/.exec(text)
  if (open === null) return undefined
  const out: number[] = []
  let depth = 1
  for (let at = open[0].length; at < text.length && out.length < VALUE_LIMIT * 2; at += 1) {
    const char = text[at] as string
    if (char === '\\') {
      const octal = /^[0-7]{1,3}/.exec(text.slice(at + 1, at + 4))?.[0]
      const next = text[at + 1] ?? ''
      if (next === '\r' || next === '\n') at += text.startsWith('\r\n', at + 1) ? 2 : 1
      else {
        out.push(octal !== undefined ? Number.parseInt(octal, 8) & 0xff : (ESCAPED[next] ?? next.charCodeAt(0)))
        at += octal?.length ?? 1
      }
      continue
    }
    if (char === '(') depth += 1
    if (char === ')' && (depth -= 1) === 0) return textString(Buffer.from(out))
    out.push(char.charCodeAt(0))
  }
  return undefined
}

const ESCAPED: Readonly<Partial<Record<string, number>>> = { n: 10, r: 13, t: 9, b: 8, f: 12 }

function textString(bytes: Buffer): string {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return Buffer.from(bytes.subarray(2, bytes.length & ~1)).swap16().toString('utf16le')
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le', 2, bytes.length & ~1)
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return bytes.toString('utf8', 3)
  return bytes.toString('latin1').replaceAll(/[\u0018-\u001f\u0080-\u009e\u00a0]/g, (char) => {
    const code = char.charCodeAt(0)
    return (code < 0x20 ? ACCENTS[code - 0x18] : code === 0xa0 ? '€' : MARKS[code - 0x80]) ?? char
  })
}

/** PDFDocEncoding (ISO 32000-1, D.2) where it is not Latin-1: 0x18 to 0x1f, 0x80 to 0x9e, and 0xa0. */
const ACCENTS = [...'˘ˇˆ˙˝˛˚˜']
const MARKS = [...'•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž']
