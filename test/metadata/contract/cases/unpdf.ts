import { once } from 'node:events'
import { deflateSync } from 'node:zlib'
import PDFDocument from 'pdfkit'
import sharp from 'sharp'
import { expect } from 'vitest'
import type { ReaderCase } from '../reader-case.ts'
import { onePage, pdfStream } from '../../support/pdf.ts'

const XMP = '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmp:CreateDate="2026-11-16T09:12:31+01:00" pdf:Producer="Autre 2"/></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
const INFO = '<</Producer(Exemple PDF 1.2)/CreationDate(D:20261116081231+01\'00\')/Service(Atelier)>>'
const packed = (entries: string, bytes: Buffer): Buffer => pdfStream(`${entries}/Filter/FlateDecode`, deflateSync(bytes))

async function encrypted(passwords: { userPassword?: string; ownerPassword?: string }): Promise<Buffer> {
  const document = new PDFDocument({ ...passwords, info: { Title: 'Exemple', CreationDate: new Date('2026-11-16T07:12:31Z') } })
  const parts: Buffer[] = []
  document.on('data', (part: Buffer) => parts.push(part))
  document.end()
  await once(document, 'end')
  return Buffer.concat(parts)
}

export const readerCase: ReaderCase = {
  samples: [{
    name: 'joined.pdf',
    bytes: async () => onePage('/Metadata 5 0 R/Names<</EmbeddedFiles<</Names[(a)6 0 R(b)8 0 R]>>>>', [
      INFO, packed('/Type/Metadata/Subtype/XML', Buffer.from(XMP)),
      '<</Type/Filespec/F(photo.png)/EF<</F 7 0 R>>>>', packed('/Type/EmbeddedFile', await sharp({ create: { width: 9, height: 7, channels: 3, background: '#123456' } }).png().toBuffer()),
      '<</Type/Filespec/F(note.txt)/EF<</F 9 0 R>>>>', packed('/Type/EmbeddedFile', Buffer.from('bonjour\n')),
    ], '/Info 4 0 R'),
    finds: ({ times, text, embedded, findings }) => {
      expect(text).toContainEqual({ key: 'pages', value: '1', source: 'PDF:Pages:Count', by: ['unpdf'] })
      expect(text).toContainEqual({ key: 'Service', value: 'Atelier', source: 'PDF:Info:Service', by: ['unpdf'] })
      expect(times.map(({ source }) => source)).toEqual(['PDF:Info:CreationDate', 'XMP:xmp:CreateDate'])
      expect(embedded).toMatchObject([{ name: 'photo.png', relation: 'attachment', record: { image: { width: 9, height: 7 } } }, { name: 'note.txt', size: 8, record: { file: { detected: { extension: 'txt' } } } }])
      expect(findings.map(({ code, level, facts }) => [code, level, facts['property']])).toEqual([['pdf-info-contradicts-xmp', 'notice', 'CreationDate'], ['pdf-info-contradicts-xmp', 'notice', 'Producer']])
    },
  }, {
    name: 'protected.pdf',
    bytes: () => encrypted({ ownerPassword: 'exemple' }),
    finds: ({ text, findings, times }) => {
      expect(findings).toMatchObject([{ code: 'encrypted', level: 'info', facts: { format: 'PDF' } }])
      expect(text).toContainEqual({ key: 'Title', value: 'Exemple', source: 'PDF:Info:Title', by: ['unpdf'] })
      expect(times).toMatchObject([{ role: 'container-created', utc: '2026-11-16T07:12:31Z' }])
    },
  }],
  refused: [
    { name: 'secret.pdf', bytes: () => encrypted({ userPassword: 'exemple' }), status: 'unsupported', message: /a password is needed/ },
    { name: 'no-page.pdf', bytes: () => Buffer.from('%PDF-1.7\n'), status: 'error' },
  ],
}
