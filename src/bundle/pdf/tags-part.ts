// The raw tags of an exhibit, at the end of its block.
import type { MetadataRecord } from '../../metadata/record.ts'
import { whoLooked } from '../../metadata/overview/who-looked.ts'
import { rawTagLines } from '../report/raw-tags.ts'
import type { ReportWords } from '../report/report-words.ts'
import { nothing, partTitle } from './exhibit-parts.ts'
import { ascent } from './page-flow.ts'
import type { PageFlow } from './page-flow.ts'
import { CONTENT_HEIGHT, CONTENT_LEFT, CONTENT_WIDTH, INK, LEADING, SIZE } from './sheet.ts'

/** Raw tags asked for: more than fill one page in two columns. */
const MAX_TAGS = 160
const TAG_GAP = 14
const TAG_WIDTH = (CONTENT_WIDTH - TAG_GAP) / 2
const TAG_LEADING = 9.4

/** Two columns that are filled one after the other, over one page at most. */
export function tagsPart(flow: PageFlow, words: ReportWords, record: MetadataRecord, file: string): void {
  const text = words.exhibits
  const { lines: tags, cut } = rawTagLines(record.raw, MAX_TAGS)
  if (tags.length === 0) {
    nothing(flow, text.tagsTitle, text.noTags(whoLooked(record).looked))
    return
  }
  partTitle(flow, text.tagsTitle, 4 * TAG_LEADING + LEADING.caption + 4)
  // A tag's lines stay together, and a source's name stays with its first tag.
  const blocks: TagBlock[] = []
  let source = ''
  let budget = Math.floor(CONTENT_HEIGHT / TAG_LEADING) * 2 - 8
  for (const tag of tags) {
    const lines: TagBlock = []
    if (tag.source !== source) {
      source = tag.source
      lines.push({ text: flow.lines(source, { face: 'bold', size: SIZE.caption, width: TAG_WIDTH, maxLines: 1 })[0] ?? '', face: 'bold' })
    }
    const value = flow.lines(`${tag.name} = ${tag.value}`, { face: 'mono', size: SIZE.caption, width: TAG_WIDTH, maxLines: 2 })
    lines.push(...value.map((line) => ({ text: line, face: 'mono' as const })))
    budget -= lines.length
    if (budget < 0) break
    blocks.push(lines)
  }
  let at = 0
  while (at < blocks.length) {
    const room = Math.floor((flow.left - LEADING.caption) / TAG_LEADING)
    if (room < 4) {
      flow.nextPage()
      continue
    }
    const rows = rowsFor(blocks, at, room)
    for (const column of [0, 1]) {
      const x = CONTENT_LEFT + column * (TAG_WIDTH + TAG_GAP)
      let row = 0
      for (let block = blocks[at]; block !== undefined && row + block.length <= rows; block = blocks[at]) {
        for (const line of block) {
          const y = flow.y + row * TAG_LEADING + ascent(SIZE.caption, TAG_LEADING)
          flow.draw(line.text, x, y, { face: line.face, size: SIZE.caption, ink: line.face === 'bold' ? INK.grey : INK.black })
          row += 1
        }
        at += 1
      }
    }
    flow.y += rows * TAG_LEADING
  }
  if (cut || blocks.length < tags.length) {
    flow.ensure(LEADING.caption)
    flow.text(text.tagsContinue(file), { size: SIZE.caption, ink: INK.grey })
  }
}

type TagBlock = { readonly text: string; readonly face: 'mono' | 'bold' }[]

/** The least number of rows in which two columns hold all the blocks from `at` on; else all the room there is. */
function rowsFor(blocks: readonly TagBlock[], at: number, room: number): number {
  const rest = blocks.slice(at)
  const total = rest.reduce((sum, block) => sum + block.length, 0)
  for (let rows = Math.max(3, Math.ceil(total / 2)); rows < room; rows += 1) {
    let column = 0
    let row = 0
    for (const block of rest) {
      if (row + block.length > rows) {
        column += 1
        row = 0
      }
      row += block.length
    }
    if (column < 2) return rows
  }
  return room
}
