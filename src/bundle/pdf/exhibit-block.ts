// One exhibit: title bar, picture and facts side by side, dates, device, findings, raw tags. Every string in it is
// untrusted; a part that cannot be laid out says so in its place and the rest goes on.
import { exhibitId } from '../../case/exhibit.ts'
import type { Picture } from '../../metadata/record.ts'
import { visible, visibleShort } from '../../system/visible.ts'
import type { FindingWords, ReportExhibit, ReportModel } from '../report/report-model.ts'
import type { ReportWords } from '../report/report-words.ts'
import type { JpegImage } from './archival-document.ts'
import { drawDigest } from './digest.ts'
import { embeddedPart } from './embedded-part.ts'
import { datesPart, findingsPart, NOTHING_HEIGHT, nothingPart, saysNothing, technicalPart } from './exhibit-parts.ts'
import { drawMark, MARK_INK, MARK_WIDTH } from './mark.ts'
import { ascent } from './page-flow.ts'
import type { PageFlow } from './page-flow.ts'
import { BASELINE, CONTENT_HEIGHT, CONTENT_LEFT, CONTENT_WIDTH, HAIRLINE, INK, LEADING, SIZE } from './sheet.ts'
import { exhibitDestination } from './synopsis-pages.ts'
import { tagsPart } from './tags-part.ts'

const PICTURE_WIDTH = 150
const PICTURE_HEIGHT = 168
const GUTTER = 14
const LABEL_WIDTH = 80
const MAX_NAME = 420

export interface BlockOptions {
  /** No picture and no raw tags. */
  readonly compact: boolean
}

/** Yields between parts. */
export function* exhibitBlock(
  flow: PageFlow, model: ReportModel, words: ReportWords, findingWords: FindingWords,
  item: ReportExhibit, picture: Picture, options: BlockOptions,
): Generator<void> {
  const { exhibit, record } = item
  const file = `metadata/records/${exhibitId(exhibit.number)}.json`
  const silent = record !== undefined && saysNothing(words, record)
  head(flow, model, words, item, picture, options, silent ? NOTHING_HEIGHT : 0)
  yield
  const parts: (() => void)[] = record === undefined
    ? [() => flow.text(words.exhibits.notInspected, { size: SIZE.table, ink: INK.grey })]
    : silent ? [() => nothingPart(flow, words, record)] : [
        () => datesPart(flow, words, record, file),
        () => technicalPart(flow, words, record),
        () => embeddedPart(flow, words, record, file),
        () => findingsPart(flow, words, findingWords, record, file),
        ...(options.compact ? [] : [() => tagsPart(flow, words, record, file)]),
      ]
  for (const part of parts) {
    attempt(flow, words, part)
    yield
  }
  flow.space(16)
}

/** A part that fails leaves one line that says so. */
function attempt(flow: PageFlow, words: ReportWords, part: () => void): void {
  try {
    part()
  } catch {
    failedLine(flow, words.exhibits.blockFailed, words)
  }
}

function failedLine(flow: PageFlow, sentence: string, words: ReportWords): void {
  flow.ensure(BASELINE)
  const baseline = flow.y + ascent(SIZE.table, BASELINE)
  drawMark(flow, 'failed', CONTENT_LEFT, baseline)
  const label = words.format.labelled(words.exhibits.failure, sentence)
  flow.draw(label, CONTENT_LEFT + MARK_WIDTH, baseline, { size: SIZE.table, ink: MARK_INK.failed })
  flow.y += BASELINE
}

/** Title bar, picture and facts: on one page together, with `tail` points of what follows. */
function head(
  flow: PageFlow, model: ReportModel, words: ReportWords, item: ReportExhibit, picture: Picture, options: BlockOptions, tail: number,
): void {
  const { exhibit } = item
  const id = exhibitId(exhibit.number)
  const label = words.exhibits.heading(id)
  const labelWidth = flow.faces.bold.width(label, 11) + 12
  const name = visible(exhibit.name)
  const shown = visibleShort(exhibit.name, MAX_NAME)
  const title = flow.lines(shown, { face: 'bold', width: CONTENT_WIDTH - labelWidth - 12, maxLines: 7 })
  const cut = shown !== name || title.at(-1)?.endsWith('…') === true
  const withPicture = !options.compact
  const x = CONTENT_LEFT + (withPicture ? PICTURE_WIDTH + GUTTER : 0)
  const facts = factLines(flow, words, model, item, x)
  const box = withPicture ? pictureBox(flow, words, picture, words.exhibits.pictureCaption(model.images)) : undefined
  const titleHeight = title.length * BASELINE + 10 + (cut ? LEADING.caption : 0)
  const bodyHeight = Math.max(facts.height, box?.height ?? 0)
  flow.ensure(Math.min(titleHeight + bodyHeight + 8 + tail, CONTENT_HEIGHT))
  flow.about(label)

  const pdf = flow.document.pdf
  const top = flow.y
  flow.headTop = top
  pdf.addNamedDestination(exhibitDestination(exhibit.number), 'XYZ', 0, Math.max(0, top - 30), null)
  pdf.fillColor(INK.zebra).rect(CONTENT_LEFT, top, CONTENT_WIDTH, title.length * BASELINE + 6).fill()
  pdf.lineWidth(1).strokeColor(INK.accent).moveTo(CONTENT_LEFT, top).lineTo(CONTENT_LEFT + CONTENT_WIDTH, top).stroke()
  const baseline = top + 3 + ascent(SIZE.text, BASELINE)
  flow.draw(label, CONTENT_LEFT + 6, baseline, { face: 'bold', size: 11, ink: INK.accent })
  for (const [index, line] of title.entries()) {
    flow.draw(line, CONTENT_LEFT + 6 + labelWidth, baseline + index * BASELINE, { face: 'bold' })
  }
  flow.y = top + title.length * BASELINE + 6
  if (cut) flow.text(words.exhibits.nameCut, { size: SIZE.caption, ink: INK.grey })
  flow.y += 8
  const bodyTop = flow.y
  box?.draw(CONTENT_LEFT, bodyTop)
  facts.draw(bodyTop)
  flow.y = bodyTop + bodyHeight + 4
}

interface Box {
  readonly height: number
  draw(x: number, y: number): void
}

function pictureBox(flow: PageFlow, words: ReportWords, picture: Picture, caption: string): Box {
  const pdf = flow.document.pdf
  let status: Exclude<Picture['status'], 'ok'> = 'error'
  if (picture.status === 'ok') {
    let image: JpegImage | undefined
    try {
      image = flow.document.openJpeg(picture.jpeg)
    } catch {
      image = undefined
    }
    if (image !== undefined && image.width > 0 && image.height > 0) {
      const scale = Math.min(PICTURE_WIDTH / image.width, PICTURE_HEIGHT / image.height)
      const width = image.width * scale
      const height = image.height * scale
      const source = image
      return {
        height: height + LEADING.caption + 3,
        draw(x, y) {
          const left = x + (PICTURE_WIDTH - width) / 2
          pdf.image(source as never, left, y, { width, height, ignoreOrientation: true } as never)
          pdf.lineWidth(HAIRLINE).strokeColor(INK.hairline).rect(left, y, width, height).stroke()
          flow.draw(caption, x + PICTURE_WIDTH / 2, y + height + 9, { size: SIZE.caption, ink: INK.grey, align: 'centre' })
        },
      }
    }
  } else {
    status = picture.status
  }
  const failed = status !== 'not-an-image' && status !== 'withheld' && status !== 'prohibited'
  const prohibited = status === 'prohibited'
  const sentence = words.exhibits.picture(status)
  const lines = flow.lines(sentence, { size: SIZE.table, width: PICTURE_WIDTH - 24, face: prohibited ? 'bold' : 'text' })
  const height = Math.max(64, lines.length * LEADING.table + 30)
  return {
    height,
    draw(x, y) {
      pdf.lineWidth(prohibited ? 1.5 : HAIRLINE).strokeColor(prohibited ? INK.black : INK.hairline)
        .rect(x, y, PICTURE_WIDTH, height).stroke()
      const first = y + (height - lines.length * LEADING.table) / 2 + ascent(SIZE.table, LEADING.table) + (failed ? 6 : 0)
      if (failed) drawMark(flow, 'failed', x + PICTURE_WIDTH / 2 - 3.5, first - 14)
      for (const [index, line] of lines.entries()) {
        flow.draw(line, x + PICTURE_WIDTH / 2, first + index * LEADING.table, {
          size: SIZE.table, align: 'centre', face: prohibited ? 'bold' : 'text', ink: failed ? INK.red : prohibited ? INK.black : INK.grey,
        })
      }
    },
  }
}

/** Local, then universal time; one of them when they are the same. */
function inBoth(words: ReportWords, at: string, zone: string): string {
  const local = words.format.instant(at, zone)
  return zone === 'UTC' ? local : `${local} ${words.format.shortInstant(at, 'UTC').replaceAll(' ', '\u00a0')}`
}

function factLines(flow: PageFlow, words: ReportWords, model: ReportModel, item: ReportExhibit, x: number): { height: number; draw(y: number): void } {
  const { exhibit, record } = item
  const { labels } = words.exhibits
  const { format } = words
  const zone = model.record.timeZone
  const detected = record?.file.detected
  const type = detected === undefined ? words.exhibits.typeUnknown : detected.mime
  const mismatch = record?.file.extensionMatches === false ? ` (${words.exhibits.typeMismatch(visibleShort(record.file.extension ?? '', 20))})` : ''
  const dimensions = record?.image === undefined ? undefined : [
    words.exhibits.pixels(record.image.width, record.image.height),
    ...(record.image.pages !== undefined && record.image.pages > 1 ? [words.exhibits.pages(record.image.pages)] : []),
  ].join(', ')
  const rows: [string, string, number][] = [
    [labels.type, type + mismatch, 3],
    [labels.kind, words.exhibits.kind(exhibit.kind), 1],
    [labels.size, exhibit.size < 10_000 ? format.bytes(exhibit.size) : `${format.bytes(exhibit.size)} (${format.exactBytes(exhibit.size)})`, 2],
    ...(dimensions === undefined ? [] : [[labels.dimensions, dimensions, 2] as [string, string, number]]),
    [labels.received, inBoth(words, exhibit.receivedAt, zone), 2],
    [labels.modified, inBoth(words, exhibit.modifiedAt, zone), 2],
    [labels.source, exhibit.source ?? words.exhibits.notDeclared, 3],
    [labels.origin, visibleShort(exhibit.path, 300), 4],
    ...(exhibit.rawPath === undefined ? [] : [[labels.rawName, visibleShort(exhibit.rawPath, 120), 2] as [string, string, number]]),
    ...(exhibit.stored === null ? [[labels.stored, words.exhibits.digestOnly, 2] as [string, string, number]] : []),
  ]
  const width = CONTENT_LEFT + CONTENT_WIDTH - x - LABEL_WIDTH
  const laid = rows.map(([label, value, maxLines]) => ({ label, lines: flow.lines(value, { size: SIZE.table, width, maxLines }) }))
  const others = Object.entries(exhibit.digests).filter(([name]) => name !== 'sha256')
  const digests = [[labels.digest, exhibit.digests.sha256] as const, ...others.map(([name, hex]) => [name === 'md5' ? 'MD5' : name.replace('sha', 'SHA-'), hex ?? ''] as const)]
  const height = laid.reduce((sum, { lines }) => sum + lines.length * LEADING.table + 1.5, 0)
    + digests.reduce((sum, [, hex]) => sum + LEADING.caption + 2 + Math.ceil(hex.length / 64) * LEADING.table, 0) + 2
  return {
    height,
    draw(top) {
      let y = top
      for (const { label, lines } of laid) {
        flow.draw(label, x, y + ascent(SIZE.table, LEADING.table), { size: SIZE.table, ink: INK.grey })
        for (const line of lines) {
          flow.draw(line, x + LABEL_WIDTH, y + ascent(SIZE.table, LEADING.table), { size: SIZE.table })
          y += LEADING.table
        }
        y += 1.5
      }
      y += 2
      for (const [name, hex] of digests) {
        flow.draw(name, x, y + ascent(SIZE.caption, LEADING.caption), { size: SIZE.caption, ink: INK.grey })
        y += LEADING.caption
        for (let start = 0; start < hex.length; start += 64) {
          drawDigest(flow, hex.slice(start, start + 64), x, y + ascent(SIZE.caption, LEADING.table))
          y += LEADING.table
        }
        y += 2
      }
    },
  }
}
