// The report as a file: PDF/A-3b structure, determinism, hostile text, what it says when something fails.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { COMPACT_ABOVE, headerOf, renderReport, SELECTED_ABOVE } from '../../../src/bundle/pdf/render-report.ts'
import { reportWords as en } from '../../../src/messages/en/report.ts'
import { reportWords as fr } from '../../../src/messages/fr/report.ts'
import { contentStreams, hasPeer, isWellFormedXml, pdfObjects, peer } from './pdf-objects.ts'
import type { PdfObject } from './pdf-objects.ts'
import { attestationModel, caseRecord, collect, exhibit, findingWords, manyExhibits, metadata, reportModel, variedModel } from './sample-model.ts'
import { renderAttestation } from '../../../src/bundle/pdf/render-attestation.ts'

const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const render = async (more: Parameters<typeof variedModel>[0] = {}): Promise<Buffer> => collect(renderReport(await variedModel(more), fr, findingWords))
const poppler = hasPeer('pdftotext')
const pagesOf = (pdf: Buffer): string[] => peer(pdf, 'pdftotext', '-layout', 'FILE', '-').out.split('\f').slice(0, -1)

let pdf: Buffer
let objects: PdfObject[]
beforeAll(async () => {
  pdf = await render()
  objects = pdfObjects(pdf)
})

describe('PDF/A-3b structure', () => {
  it('says what it is in well-formed XMP', () => {
    const xmp = objects.find(({ dictionary }) => dictionary.includes('/Type /Metadata'))?.stream?.toString('utf8') ?? ''
    expect(isWellFormedXml(xmp)).toBe(true)
    expect(xmp).toContain('<pdfaid:part>3</pdfaid:part>')
    expect(xmp).toContain('<pdfaid:conformance>B</pdfaid:conformance>')
    expect(xmp).toContain('<xmp:CreateDate>2026-11-23T17:04:07Z</xmp:CreateDate>')
  })

  it('has a file identifier of 16 bytes, an output intent, a language and a title to show', () => {
    const text = pdf.toString('latin1')
    expect(text.slice(text.lastIndexOf('trailer'))).toMatch(/\/ID \[<[0-9a-f]{32}> <[0-9a-f]{32}>\]/)
    expect(objects.some(({ dictionary }) => dictionary.includes('/OutputIntent') && dictionary.includes('/GTS_PDFA1'))).toBe(true)
    expect(objects.some(({ dictionary }) => dictionary.includes('/Type /Catalog') && dictionary.includes('/Lang (fr-FR)'))).toBe(true)
    expect(objects.some(({ dictionary }) => dictionary.includes('/DisplayDocTitle true'))).toBe(true)
    expect(text.startsWith('%PDF-1.7')).toBe(true)
  })

  it('embeds every font, draws no .notdef and no text as a literal string', () => {
    const fonts = objects.filter(({ dictionary }) => dictionary.includes('/Type /Font\n'))
    const descriptors = objects.filter(({ dictionary }) => dictionary.includes('/Type /FontDescriptor'))
    expect(fonts.length).toBeGreaterThanOrEqual(6)
    expect(fonts.every(({ dictionary }) => /\/Subtype \/(Type0|CIDFontType2)/.test(dictionary))).toBe(true)
    expect(descriptors).toHaveLength(3)
    expect(descriptors.every(({ dictionary }) => dictionary.includes('/FontFile2'))).toBe(true)
    const contents = contentStreams(objects)
    expect(contents.length).toBeGreaterThan(15)
    for (const content of contents) {
      for (const [, hex = ''] of content.matchAll(/<([0-9a-f]*)>/g)) expect(hex.match(/.{4}/g)?.includes('0000') ?? false).toBe(false)
      expect(content).not.toMatch(/\) ?Tj/)
    }
  })

  it('has no script, no address to open, no foreign colour space, no encryption', () => {
    const text = objects.map(({ dictionary }) => dictionary).join('\n')
    expect(text).not.toMatch(/\/(JavaScript|JS|URI|Launch|DeviceCMYK|Encrypt|OpenAction|SMask)\b/)
  })

  it('attaches files with their relationship and fixed dates', () => {
    const specs = objects.filter(({ dictionary }) => dictionary.includes('/Type /Filespec')).map(({ dictionary }) => /\/AFRelationship \/(\w+)/.exec(dictionary)?.[1])
    expect(specs).toEqual(['Data', 'Source', 'Supplement'])
    const files = objects.filter(({ dictionary }) => dictionary.includes('/Type /EmbeddedFile'))
    expect(files.every(({ dictionary }) => dictionary.includes('/ModDate (D:20261123170407Z)'))).toBe(true)
    expect(objects.some(({ dictionary }) => dictionary.includes('/Type /Catalog') && /\/AF \[/.test(dictionary))).toBe(true)
  })

  it('has the bookmarks, exhibits below theirs', () => {
    const titles = objects.filter(({ dictionary }) => dictionary.includes('/Title') && dictionary.includes('/Parent'))
    expect(titles.length).toBe(1 + 8 + 14)
  })

  it.skipIf(!hasPeer('qpdf'))('passes qpdf --check', () => {
    expect(peer(pdf, 'qpdf', '--check', 'FILE')).toMatchObject({ status: 0 })
  })

  it.skipIf(!poppler)('gives its attachments and fonts to poppler', () => {
    const list = peer(pdf, 'pdfdetach', '-list', 'FILE').out
    for (const name of ['manifest-sha256.txt', 'case.json', 'custody.ndjson']) expect(list).toContain(name)
    const rows = peer(pdf, 'pdffonts', 'FILE').out.trim().split('\n').slice(2)
    expect(rows).toHaveLength(3)
    for (const row of rows) expect(row).toMatch(/Identity-H\s+yes yes yes/)
  })
})

describe('same model, same bytes', () => {
  it('twice, and in another time zone and locale', async () => {
    expect(sha(await render())).toBe(sha(pdf))
    const child = spawnSync(process.execPath, [fileURLToPath(new URL('./print-digest.ts', import.meta.url))], {
      encoding: 'utf8', env: { ...process.env, TZ: 'Asia/Tokyo', LANG: 'de_DE.UTF-8', LC_ALL: 'de_DE.UTF-8', NODE_OPTIONS: '' },
    })
    const attestation = await collect(renderAttestation(attestationModel(), fr))
    expect(child.stdout.trim()).toBe(`${sha(pdf)} ${sha(attestation)}`)
  })

  it('another manifest, time or seal is another document', async () => {
    const idOf = (bytes: Buffer): string => /\/ID \[<([0-9a-f]+)>/.exec(bytes.toString('latin1'))?.[1] ?? ''
    const ids = await Promise.all([{}, { payloadManifestSha256: 'a'.repeat(64) }, { asOf: '2026-11-23T17:04:08.120Z' }, { sealNumber: 2 }, { draft: true }]
      .map(async (more) => idOf(await render(more))))
    expect(new Set(ids).size).toBe(ids.length)
  })
})

describe.skipIf(!poppler)('what it says', () => {
  it('in the order a reader needs, with page n / N on every page', () => {
    const pages = pagesOf(pdf)
    for (const [index, page] of pages.entries()) {
      expect(page).toContain(`page ${index + 1} / ${pages.length}`)
      expect(page).toMatch(/manifeste [0-9a-f]{16} · scelle 0\.1\.0/)
    }
    const text = pages.join('\n')
    const order = ['Rapport de scellement', 'Vérifier sans scelle', 'Sommaire', 'Ce qu’un lecteur', 'Pièce 0001', 'Pièce 0014', 'Chaque acte accompli', 'Dans quelles conditions', 'Les fichiers et les lectures', 'Douze mots']
      .map((words) => text.replaceAll('\u00a0', ' ').indexOf(words))
    expect(order.every((at, index) => at >= 0 && (index === 0 || at > (order[index - 1] ?? 0)))).toBe(true)
  })

  it('gives each exhibit its page in the contents and in the table', () => {
    const pages = pagesOf(pdf).map((page) => page.replaceAll('\u00a0', ' '))
    const at = pages.findIndex((page) => page.includes('Pièce 0009  ') || /^\s*Pièce 0009 /m.test(page)) + 1
    expect(at).toBeGreaterThan(1)
    expect(pages[2]).toMatch(new RegExp(`0009\\s+message\\.eml\\s.*\\b${at}\\s*$`, 'm'))
    expect(pages[3]).toMatch(new RegExp(`0009\\s+message\\.eml\\s.*\\b${at}\\s*$`, 'm'))
  })

  it('keeps a digest selectable as one string', () => {
    expect(pagesOf(pdf)[0]).toMatch(/(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/)
  })

  it('says it on the page when a picture is prohibited or fails, and goes on', () => {
    const text = pagesOf(pdf).join('\n').replaceAll('\u00a0', ' ').replace(/\s+/g, ' ')
    expect(text).toContain('image non affichée : contenu')
    expect(text).toContain('image non affichée : le lecteur')
    expect(text.match(/image non affichée : sa lecture/g)).toHaveLength(2)
    expect(text).toContain('Pièce 0014')
  })

  it('shows hostile text as escapes, on the page and in the bookmarks', () => {
    const text = pagesOf(pdf).join('\n')
    for (const shown of ['\\u{202e}', '\\u{1f600}', '\\u{d}', '\\u{1b}', '\\u{d800}', '\\u{0}', '\\u{627}', '<script>alert(1)</script>', 'a) Tj ET (']) expect(text).toContain(shown)
    expect(text).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b\u0000-\u0008\u001b]/)
  })

  it('says on every page that an exercise is one, and that a draft is one', async () => {
    const exercise = await collect(renderReport(await variedModel({ draft: true, language: 'en', record: caseRecord({ exercise: true, language: 'en' }) }), en, findingWords))
    for (const page of pagesOf(exercise)) {
      expect(page).toContain('EXERCISE — no evidential value')
      expect(page).toContain('DRAFT')
    }
    expect(pagesOf(pdf).join('')).not.toMatch(/EXERCICE|BROUILLON/)
  })

  it('reduces blocks above a number of exhibits, and says so', async () => {
    const count = COMPACT_ABOVE + 1
    // The rule looks at the total: five blocks are enough to see it.
    const model = { ...reportModel(manyExhibits(5, { status: 'crash' }), 5), totals: { exhibits: count, bytes: 1, refused: 0 } }
    const text = peer(await collect(renderReport(model, fr, findingWords)), 'pdftotext', '-layout', 'FILE', '-').out
    expect(text).toContain('plus de 2 000 pièces')
    expect(text).not.toContain('Balises brutes')
    expect(text).not.toContain('image non affichée')
  })

  it('prints blocks of exhibits to look at only above ten thousand, and says so', async () => {
    const totals = { exhibits: SELECTED_ABOVE + 1, bytes: 1, refused: 0 }
    const text = async (model: Parameters<typeof renderReport>[0]): Promise<string> => peer(await collect(renderReport(model, fr, findingWords)), 'pdftotext', '-layout', 'FILE', '-').out
    const [first, second] = [exhibit(1, 'calme.jpg'), exhibit(2, 'notable.jpg')]
    const items = [first, second].map((of) => ({
      exhibit: of, picture: () => Promise.resolve({ status: 'not-an-image' as const }),
      record: metadata(of, { findings: [{ code: 'editor-software', level: of.number === 2 ? 'notice' as const : 'info' as const, evidence: [], facts: {} }] }),
    }))
    const chosen = await text({ ...reportModel(async function* () { yield* items }, 2), totals })
    expect(chosen).toMatch(/Pièce 0002\s+notable\.jpg/)
    expect(chosen).not.toMatch(/Pièce 0001\s+calme\.jpg/)
    expect(chosen).toMatch(/plus de 10.000\spièces/)
    const plain = await text({ ...reportModel(async function* () { yield* items.slice(0, 1) }, 1), totals })
    expect(plain).toContain('Aucune pièce ne porte un constat')
  })

  it('survives names and metadata of any length and kind', async () => {
    const names = ['x'.repeat(4000), 'é'.repeat(4000), `${'\u0301'.repeat(500)}a${'\u0489'.repeat(500)}`, '\ud800\udfff\u0000\u0007', ' ', '))((\\\\))', '\u202e'.repeat(900), '漢'.repeat(255)]
    const items = names.map((name, index) => {
      const of = exhibit(index + 1, name)
      return {
        exhibit: of,
        record: metadata(of, {
          text: [{ key: name, value: name, source: name }], raw: { [name]: { [name]: name, deep: { a: { b: { c: { d: { e: name } } } } } } },
          times: Array.from({ length: 50 }, () => ({ role: 'captured' as const, raw: name, source: name, zone: { offset: name, provenance: 'unknown' as const }, precision: 'second' as const, valid: true, local: name })),
          findings: Array.from({ length: 50 }, () => ({ code: name, level: 'warn' as const, evidence: Array.from({ length: 80 }, () => name), facts: {} })), captured: 0,
        }),
        picture: () => Promise.resolve({ status: 'ok' as const, jpeg: Buffer.alloc(0), width: 0, height: 0 }),
      }
    })
    const hostile = await collect(renderReport(reportModel(async function* () { yield* items }, items.length, {
      record: caseRecord({ reference: 'a&b <c> "d" \u0007\r\n]]>', title: '</rdf:li>\u0000\ud800 & fils', operator: '(\\)', unit: '\u202e' }),
    }), fr, findingWords))
    const xmp = pdfObjects(hostile).find(({ dictionary }) => dictionary.includes('/Type /Metadata'))?.stream?.toString('utf8') ?? ''
    expect(isWellFormedXml(xmp)).toBe(true)
    expect(xmp).toContain('a&#38;b &#60;c&#62; &#34;d&#34; \\u{7}\\u{d}\\u{a}]]&#62;')
    for (const content of contentStreams(pdfObjects(hostile))) {
      for (const [, hex = ''] of content.matchAll(/<([0-9a-f]*)>/g)) expect(hex.match(/.{4}/g)?.includes('0000') ?? false).toBe(false)
    }
    if (hasPeer('qpdf')) expect(peer(hostile, 'qpdf', '--check', 'FILE').status).toBe(0)
  })
})

describe('streaming', () => {
  it('asks for exhibits only as fast as its bytes are taken', async () => {
    let asked = 0
    const all = manyExhibits(200, { status: 'not-an-image' })
    const model = reportModel(async function* () {
      for await (const item of all()) {
        asked += 1
        yield item
      }
    }, 200)
    let largest = 0
    const seen: number[] = []
    for await (const chunk of renderReport(model, fr, findingWords)) {
      largest = Math.max(largest, chunk.length)
      seen.push(asked)
    }
    expect(seen.length).toBeGreaterThan(100)
    expect(seen[0]).toBe(0)
    expect(seen[Math.floor(seen.length / 2)]).toBeLessThan(390)
    expect(largest).toBeLessThan(4 << 20)
  })

  it('passes on a failure of the model', async () => {
    const items = manyExhibits(2, { status: 'not-an-image' })
    const model = reportModel(async function* () {
      yield* items()
      throw new Error('journal gone')
    }, 3)
    await expect(collect(renderReport(model, fr, findingWords))).rejects.toThrow('journal gone')
  })
})

it('cuts the running title at a word', () => {
  expect(headerOf('R1', '')).toBe('R1')
  expect(headerOf('R1', 'court')).toBe('R1 · court')
  expect(headerOf('R1', `${'mot '.repeat(40)}fin`)).toMatch(/^R1 · (mot )+mot…$/)
  expect(headerOf('R1', 'x'.repeat(500))).toBe(`R1 · ${'x'.repeat(60)}…`)
})
