// Bytes of a page to text, as the HTML standard §13.2.3 sniffs it: the mark, then what its beginning declares, then UTF-8, then
// Windows-1252.

const SNIFFED = 4096

export function decodedPage(bytes: Buffer): { readonly text: string; readonly charset: string } {
  const declared = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : bytes[0] === 0xef && bytes[1] === 0xbb ? 'utf-8'
    : /<meta\s[^<>]{0,500}?charset\s{0,4}=\s{0,4}["']?([A-Za-z0-9_:.-]{1,40})/i.exec(bytes.toString('latin1', 0, SNIFFED))?.[1] ?? guessed(bytes)
  try {
    const decoder = new TextDecoder(declared)
    return { text: decoder.decode(bytes), charset: decoder.encoding }
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), charset: `unknown: ${declared}` }
  }
}

function guessed(bytes: Buffer): string {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, SNIFFED), { stream: true })
    return 'utf-8'
  } catch {
    return 'windows-1252'
  }
}
