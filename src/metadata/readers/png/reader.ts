import type { Block, Reader } from '../../reading.ts'
import { isoTime, utcTime } from '../../times.ts'
import { trailing } from '../../trailing-bytes.ts'
import { pngFacts } from './chunks.ts'

export const reader: Reader = {
  version: '1',
  read(source) {
    const whole = source.whole()
    const bytes = whole ?? source.read(0, 2 ** 20)
    const { width, height, texts, time, exif, xmp, chunks, oversized, end } = pngFacts(bytes)
    const after = whole === undefined ? undefined : trailing(whole, end)
    const created = texts.find(({ key }) => key === 'Creation Time')
    const blocks: Block[] = []
    if (exif !== undefined) blocks.push({ kind: 'exif', bytes: exif, source: 'PNG:eXIf' })
    if (xmp !== undefined) blocks.push({ kind: 'xmp', bytes: xmp, source: 'PNG:iTXt' })
    return {
      ...(width === undefined || height === undefined ? {} : { image: { width, height } }),
      times: [
        ...(time === undefined ? [] : [utcTime({ role: 'modified', source: 'PNG:tIME', raw: time })]),
        ...(created === undefined ? [] : [isoTime({ role: 'container-created', source: 'PNG:Creation Time', raw: created.value })]),
      ],
      software: texts.filter(({ key }) => key === 'Software').map(({ value }) => ({ name: value.slice(0, 200), source: 'PNG:Software' })),
      texts: texts.filter(({ key }) => !['Software', 'Creation Time'].includes(key)).slice(0, 20)
        .map(({ key, value }) => ({ key, value: value.slice(0, 1024), source: `PNG:${key}` })),
      clues: { ...(after === undefined ? {} : { trailing: after }), ...(whole === undefined ? { readBytes: bytes.length } : {}) },
      blocks, raw: { chunks, texts, time, oversized },
    }
  },
}
