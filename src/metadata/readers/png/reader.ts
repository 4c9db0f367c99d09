// A PNG or APNG by its chunks: texts, its date in UTC, blocks for other readers, what lies behind IEND.
import type { Reader } from '../../reading.ts'
import type { TimeFact } from '../../record.ts'
import { pictureReading } from '../../structure/picture-reading.ts'
import { isoTime, mailTime, utcTime } from '../../times.ts'
import { pngFacts } from './chunks.ts'

export const reader: Reader = {
  version: '2',
  read(source) {
    source.whole()
    const { width, height, frames, texts, time, blocks, outline, facts, oversized, end } = pngFacts(source)
    const written = texts.find(({ key }) => key === 'Creation Time')
    const created = written === undefined ? undefined : creationTime(written.value)
    return pictureReading(source, {
      outline, blocks, c2pa: true, end,
      ...(width === undefined || height === undefined ? {} : { image: { width, height, ...(frames === undefined || frames < 2 ? {} : { pages: frames }) } }),
      times: [
        ...(time === undefined ? [] : [utcTime({ role: 'modified', source: 'PNG:tIME', raw: time })]),
        ...(created === undefined ? [] : [created]),
      ],
      software: texts.filter(({ key }) => key === 'Software').map(({ value }) => ({ name: value.slice(0, 200), source: 'PNG:Software' })),
      texts: texts.filter(({ key }) => key !== 'Software' && (key !== 'Creation Time' || created === undefined)).slice(0, 20)
        .map(({ key, value }) => ({ key, value: value.slice(0, 1024), source: `PNG:${key}` })),
      raw: { chunks: outline.names, texts, time, oversized, ...facts, ...(end === undefined ? { truncated: true } : {}) },
    })
  },
}

/** RFC 1123 by recommendation, ISO 8601 by habit, any text by right (PNG 3rd edition §11.3.3.1): other texts stay texts. */
function creationTime(raw: string): TimeFact | undefined {
  const found = { role: 'container-created' as const, source: 'PNG:Creation Time', raw }
  return [isoTime(found), mailTime(found)].find(({ valid }) => valid)
}
