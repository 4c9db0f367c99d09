// A PDF from its objects, with a right cross-reference table.

/** `objects` are numbered from 1; the first is the catalog. `trailer` holds the entries besides /Size and /Root. */
export function pdfOf(objects: readonly (string | Buffer)[], trailer = ''): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')]
  const offsets: number[] = []
  let at = (parts[0] as Buffer).length
  const push = (part: Buffer): void => { parts.push(part); at += part.length }
  for (const [index, body] of objects.entries()) {
    offsets.push(at)
    push(Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), Buffer.from(body as string, 'latin1'), Buffer.from('\nendobj\n')]))
  }
  const start = at
  push(Buffer.from(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')}`))
  push(Buffer.from(`trailer\n<</Size ${objects.length + 1}/Root 1 0 R${trailer}>>\nstartxref\n${start}\n%%EOF\n`, 'latin1'))
  return Buffer.concat(parts)
}

export function pdfStream(entries: string, bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`<<${entries}/Length ${bytes.length}>>\nstream\n`), bytes, Buffer.from('\nendstream')])
}

/** One empty page; objects 4 and later are the caller's. */
export function onePage(catalog: string, more: readonly (string | Buffer)[], trailer = ''): Buffer {
  return pdfOf([`<</Type/Catalog/Pages 2 0 R${catalog}>>`, '<</Type/Pages/Kids[3 0 R]/Count 1>>', '<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]>>', ...more], trailer)
}
