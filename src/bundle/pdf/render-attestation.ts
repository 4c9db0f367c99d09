// The attestation: what was sealed, by which clocks, and how to check it. Outside the sealed object, one or two pages.
import { visibleShort } from '../../system/visible.ts'
import type { AttestationModel, AttestedToken } from '../report/attestation-model.ts'
import type { ReportWords } from '../report/report-words.ts'
import { openDocument } from './archival-document.ts'
import { drawDigest } from './digest.ts'
import { barred, commandBox } from './front-pages.ts'
import { drawMark, MARK_INK, MARK_WIDTH } from './mark.ts'
import type { Mark } from './mark.ts'
import { ascent, PageFlow } from './page-flow.ts'
import { drawQrCode } from './qr-code.ts'
import { bannerOf, headerOf, written } from './render-report.ts'
import { CONTENT_LEFT, CONTENT_WIDTH, HAIRLINE, INK, LEADING, SIZE } from './sheet.ts'

const QR_SIZE = 104
const LABEL_WIDTH = 122

/** Byte-identical for an identical model. */
export async function* renderAttestation(model: AttestationModel, words: ReportWords): AsyncIterable<Uint8Array> {
  const { record } = model
  const last = model.tokens.map(({ genTime }) => genTime).sort().at(-1) ?? record.createdAt
  const document = openDocument({
    title: words.document.attestationTitle(record.reference, model.sealNumber),
    author: [record.operator, record.unit].filter((part) => part !== '').join(', '),
    subject: words.attestation.kind,
    language: model.language,
    toolVersion: model.toolVersion,
    at: last,
    identity: ['attestation', record.id, model.tagmanifestSha256, model.sealNumber, ...model.tokens.map((token) => `${token.serial} ${token.signerSha256}`)],
  })
  const flow = new PageFlow(document, {
    header: headerOf(record.reference, record.title),
    banner: bannerOf(record.exercise, false, words),
    footer: `${words.running.manifest(model.payloadManifestSha256.slice(0, 16))} · ${words.running.tool(model.toolVersion)}`,
    page: (number) => words.running.page(number),
    total: (count) => words.format.number(count),
  }, (first) => first)
  flow.nextPage()
  head(flow, model, words)
  sealedObject(flow, model, words)
  yield* written(document)
  tokens(flow, model, words)
  flow.heading(words.attestation.checkTitle, 70)
  flow.text(words.attestation.checkIntro)
  flow.space(3)
  if (model.commands.length > 0) commandBox(flow, model.commands)
  flow.space(6)
  barred(flow, words.attestation.limits, INK.accent, 'bold')
  flow.finish()
  document.pdf.end()
  yield* written(document)
}

function head(flow: PageFlow, model: AttestationModel, words: ReportWords): void {
  const { cover } = words
  const { record } = model
  flow.space(2)
  flow.text(`${words.attestation.kind} ${cover.seal(model.sealNumber, false)}`, { face: 'bold', size: SIZE.title })
  flow.text(visibleShort(record.title, 200), { face: 'bold', size: SIZE.text, maxLines: 2 })
  flow.space(4)
  flow.rule(INK.accent, 1)
  flow.space(8)
  for (const [label, value] of [
    [cover.labels.reference, record.reference], [cover.labels.frame, record.frame || cover.notGiven],
    [cover.labels.unit, record.unit || cover.notGiven], [cover.labels.operator, record.operator || cover.notGiven],
  ] as const) row(flow, label, value)
}

function sealedObject(flow: PageFlow, model: AttestationModel, words: ReportWords): void {
  const text = words.attestation
  flow.heading(text.sealedTitle, 120)
  const width = CONTENT_WIDTH - QR_SIZE - 14
  const top = flow.y
  flow.text(text.sealed(model.totals.exhibits, model.totals.bytes), { width })
  flow.space(6)
  for (const [label, hex, detail] of [
    [text.tagmanifest, model.tagmanifestSha256, undefined],
    [text.manifest, model.payloadManifestSha256, undefined],
    [text.journal, model.journal.root, text.journalDetail(model.journal.size, model.journal.origin)],
  ] as const) {
    flow.text(label, { size: SIZE.caption, ink: INK.grey, width })
    drawDigest(flow, hex, CONTENT_LEFT, flow.y + ascent(SIZE.caption, LEADING.table))
    flow.y += LEADING.table
    if (detail !== undefined) flow.text(detail, { size: SIZE.caption, ink: INK.grey, width, maxLines: 2 })
    flow.space(3)
  }
  const x = CONTENT_LEFT + CONTENT_WIDTH - QR_SIZE
  drawQrCode(flow, model.tagmanifestSha256, x, top - 6, QR_SIZE)
  let y = top + QR_SIZE + 1
  for (const line of flow.lines(text.qr, { size: SIZE.caption, width: QR_SIZE })) {
    flow.draw(line, x + QR_SIZE / 2, y, { size: SIZE.caption, ink: INK.grey, align: 'centre' })
    y += LEADING.caption
  }
  flow.y = Math.max(flow.y, y)
}

function tokens(flow: PageFlow, model: AttestationModel, words: ReportWords): void {
  const text = words.attestation
  flow.heading(text.tokensTitle, 120)
  if (model.tokens.length === 0) {
    failed(flow, text.noTokens)
    return
  }
  for (const token of model.tokens) tokenBlock(flow, model, words, token)
  if (model.record.exercise || model.tokens.some((token) => token.local || token.trusted === 'exercise')) {
    barred(flow, text.exerciseSentence, INK.red, 'bold')
  }
}

function failed(flow: PageFlow, sentence: string): void {
  drawMark(flow, 'failed', CONTENT_LEFT, flow.y + ascent(SIZE.text, LEADING.text))
  flow.text(sentence, { x: CONTENT_LEFT + MARK_WIDTH, width: CONTENT_WIDTH - MARK_WIDTH, ink: INK.red })
}

function tokenBlock(flow: PageFlow, model: AttestationModel, words: ReportWords, token: AttestedToken): void {
  const text = words.attestation
  const { labels } = text
  const { format } = words
  const zone = model.record.timeZone
  flow.ensure(14 * LEADING.table)
  flow.text(visibleShort(token.authority, 120), { face: 'bold', maxLines: 2 })
  const utc = format.instant(token.genTime, 'UTC')
  const mark: Mark = token.trusted === 'anchor' ? 'verified' : 'notice'
  const rows: [string, string, { face?: 'bold' | 'mono'; mark?: Mark; digest?: boolean }][] = [
    [labels.time, format.instant(token.genTime, zone), { face: 'bold' }],
    ['', `${utc}, ${words.cover.utc}`, {}],
    [labels.accuracy, token.accuracyMs === null ? text.accuracyUnknown : text.accuracy(token.accuracyMs), {}],
    [labels.trust, text.trusted(token.trusted), { mark }],
    [labels.qualified, text.qualifiedUnknown, {}],
    [labels.address, token.url === null ? text.local : visibleShort(token.url, 160), {}],
    [labels.serial, visibleShort(token.serial, 80), { face: 'mono' }],
    [labels.policy, visibleShort(token.policy, 80), { face: 'mono' }],
    [labels.signer, visibleShort(token.signer, 240), {}],
    [labels.certificate, token.signerSha256, { digest: true }],
    [labels.expires, format.instant(token.notAfter, zone), {}],
    [labels.root, token.rootSha256 ?? text.rootNone, { digest: token.rootSha256 !== null }],
    [labels.files, `${visibleShort(token.file, 80)}, ${visibleShort(token.chainFile, 80)}`, { face: 'mono' }],
  ]
  for (const [label, value, style] of rows) row(flow, label, value, style)
  flow.space(4)
  flow.document.pdf.lineWidth(HAIRLINE)
  flow.rule()
  flow.space(6)
}

function row(flow: PageFlow, label: string, value: string, style: { face?: 'bold' | 'mono'; mark?: Mark; digest?: boolean } = {}): void {
  const x = CONTENT_LEFT + LABEL_WIDTH
  flow.ensure(LEADING.table)
  const baseline = flow.y + ascent(SIZE.table, LEADING.table)
  flow.draw(label, CONTENT_LEFT, baseline, { size: SIZE.table, ink: INK.grey })
  if (style.digest === true) {
    drawDigest(flow, value, x, baseline)
    flow.y += LEADING.table
    return
  }
  const indent = style.mark === undefined ? 0 : MARK_WIDTH
  if (style.mark !== undefined) drawMark(flow, style.mark, x, baseline)
  const face = style.face ?? 'text'
  flow.text(value, {
    face, size: face === 'mono' ? SIZE.caption : SIZE.table, leading: LEADING.table, x: x + indent, width: CONTENT_WIDTH - LABEL_WIDTH - indent, maxLines: 4,
    ...(style.mark === undefined ? {} : { ink: MARK_INK[style.mark] }),
  })
}
