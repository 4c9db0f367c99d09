// A PNG or APNG by its chunks: texts, its date in UTC, blocks for other readers, what lies behind IEND.
import type { Reader } from '../../reading.ts'
import { pictureReading } from '../../structure/picture-reading.ts'
import { isoTime, utcTime } from '../../times.ts'
import { pngFacts } from './chunks.ts'

export const reader: Reader = {
  version: '2',
  read(source) {
    source.whole()
    const { width, height, frames, texts, time, blocks, outline, facts, oversized, end } = pngFacts(source)
    const created = texts.find(({ key }) => key === 'Creation Time')
    return pictureReading(source, {
      outline, blocks, c2pa: true, end,
      ...(width === undefined || height === undefined ? {} : { image: { width, height, ...(frames === undefined || frames < 2 ? {} : { pages: frames }) } }),
      times: [
        ...(time === undefined ? [] : [utcTime({ role: 'modified', source: 'PNG:tIME', raw: time })]),
        ...(created === undefined ? [] : [isoTime({ role: 'container-created', source: 'PNG:Creation Time', raw: created.value })]),
      ],
      software: texts.filter(({ key }) => key === 'Software').map(({ value }) => ({ name: value.slice(0, 200), source: 'PNG:Software' })),
      texts: texts.filter(({ key }) => !['Software', 'Creation Time'].includes(key)).slice(0, 20)
        .map(({ key, value }) => ({ key, value: value.slice(0, 1024), source: `PNG:${key}` })),
      raw: { chunks: outline.names, texts, time, oversized, ...facts, ...(end === undefined ? { truncated: true } : {}) },
    })
  },
}
