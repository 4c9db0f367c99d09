// A text made to fit a field: cut where a reader would stop, never inside a sign, and it says that it was cut.
import type { FormField } from '../destination.ts'

type Limit = Pick<NonNullable<FormField['limit']>, 'unit' | 'max'>
export type LimitUnit = Limit['unit']

export const CUT_MARK = ' […]'
/** Looked for in the last part of what fits: a cut that gives up more than this is worse than one inside a sentence. */
const SENTENCE_FROM = 0.6
const WORD_FROM = 0.5

const graphemes = new Intl.Segmenter('fr', { granularity: 'grapheme' })

/**
 * `characters` as a browser's maxlength counts them: UTF-16 code units, never fewer than code points, so that a form
 * that counts otherwise takes the text too.
 */
export function measure(text: string, unit: LimitUnit): number {
  if (unit === 'characters') return text.length
  if (unit === 'bytes') return Buffer.byteLength(text)
  let count = 0
  for (const _ of graphemes.segment(text)) count += 1
  return count
}

export interface Fitted {
  readonly text: string
  /** Units that were given up; 0: nothing. */
  readonly lost: number
}

/** The whole text when it fits, else its beginning with the mark counted inside the limit; `''` when not one sign fits. */
export function fitText(text: string, limit: Limit): Fitted {
  const { unit, max } = limit
  const total = measure(text, unit)
  if (total <= max) return { text, lost: 0 }
  const mark = measure(CUT_MARK, unit) < max ? CUT_MARK : ''
  const room = max - measure(mark, unit)
  const end = endWithin(text, unit, room)
  const head = text.slice(0, goodEnd(text, end)).trimEnd()
  return head === '' ? { text: '', lost: total } : { text: `${head}${mark}`, lost: total - measure(head, unit) }
}

/** As many whole values as fit in one field, one a line; the rest for the next. A value that fits nowhere is left out. */
export function fitLines(values: readonly string[], limit: Limit | undefined): { readonly texts: string[]; readonly tooLong: string[] } {
  if (limit === undefined) return { texts: values.length === 0 ? [] : [values.join('\n')], tooLong: [] }
  const texts: string[] = []
  const tooLong: string[] = []
  let open: string | undefined
  for (const value of values) {
    if (measure(value, limit.unit) > limit.max) {
      tooLong.push(value)
      continue
    }
    const joined: string | undefined = open === undefined ? value : `${open}\n${value}`
    if (measure(joined, limit.unit) <= limit.max) {
      open = joined
      continue
    }
    if (open !== undefined) texts.push(open)
    open = value
  }
  if (open !== undefined) texts.push(open)
  return { texts, tooLong }
}

function endWithin(text: string, unit: LimitUnit, room: number): number {
  let used = 0
  for (const { segment, index } of graphemes.segment(text)) {
    used += unit === 'graphemes' ? 1 : measure(segment, unit)
    if (used > room) return index
  }
  return text.length
}

/** The end of a sentence, else of a word, else `end`: all are borders of signs. */
function goodEnd(text: string, end: number): number {
  const head = text.slice(0, end)
  const after = text.slice(end, end + 1)
  let sentence = 0
  for (const match of `${head}${after}`.matchAll(/[.!?…]["»”’)\]]*(?=\s)|(?=\n)/g)) {
    const stop = match.index + match[0].length
    if (stop <= end) sentence = stop
  }
  if (sentence > end * SENTENCE_FROM) return sentence
  if (/^\s/.test(after)) return end
  const word = head.search(/\s\S*$/)
  return word > end * WORD_FROM ? word : end
}
