// Recordings of every container that phones, messengers and recorders write, through MediaInfo.
import { versionOf } from '../../../system/isolated-child.ts'
import type { Reader } from '../../reading.ts'
import { analyse } from './engine.ts'
import { deviceOf, mediaFacts, peopleOf, placesOf, softwareOf, textsOf, timesOf } from './facts.ts'
import type { Fields } from './facts.ts'

export const reader: Reader = {
  version: versionOf('mediainfo.js', import.meta.url),
  async read(source) {
    if (source.size === 0) return undefined
    const { tracks, stoppedAt } = await analyse(source)
    const media = mediaFacts(tracks)
    if (media === undefined) return undefined
    const general: Fields = tracks.find((track) => track['@type'] === 'General') ?? {}
    const device = deviceOf(general)
    return {
      media, times: timesOf(general), ...(device === undefined ? {} : { device }), places: placesOf(general),
      software: softwareOf(tracks), people: peopleOf(general), texts: textsOf(general),
      clues: stoppedAt === undefined ? {} : { readBytes: stoppedAt },
      raw: Object.fromEntries(tracks.slice(0, 40).map(({ '@type': type, '@typeorder': order, ...fields }) => [`${String(type)}${typeof order === 'string' ? ` ${order}` : ''}`, fields])),
    }
  },
}
