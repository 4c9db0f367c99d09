// What the tags of a movie tell of its making: date, device, place, software, people, texts.
import { position } from '../../iso-6709.ts'
import type { Device, Identifier, Person, Place, Software, TextFact, TimeFact } from '../../record.ts'
import { isoTime } from '../../times.ts'
import type { Tag } from './tags.ts'

export interface TagFacts {
  readonly times: readonly TimeFact[]
  readonly device?: Device
  readonly places: readonly Place[]
  readonly software: readonly Software[]
  readonly people: readonly Person[]
  readonly ids: readonly Identifier[]
  readonly texts: readonly TextFact[]
}

const TEXT_LIMIT = 40
const APPLE = 'com.apple.quicktime.'
const DATE_TIME = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/
const ENCODERS = /^(?:Lavf|Lavc|HandBrake|x26[45]|iTunes|FFmpeg|Nero|LAME|mp4v2|GPAC|L-SMASH|Google)/i
const PEOPLE: Readonly<Record<string, string | undefined>> = {
  '©ART': 'artist', '©aut': 'author', '©prd': 'producer', '©dir': 'director', '©own': 'owner', aART: 'artist', auth: 'author', perf: 'performer', '©wrt': 'author',
  [`${APPLE}artist`]: 'artist', [`${APPLE}author`]: 'author', [`${APPLE}producer`]: 'producer', [`${APPLE}director`]: 'director', [`${APPLE}copyright`]: 'copyright', cprt: 'copyright', '©cpy': 'copyright',
}
const TEXTS: Readonly<Record<string, string | undefined>> = {
  '©nam': 'Title', '©cmt': 'Comment', '©des': 'Description', '©inf': 'Information', '©alb': 'Album', '©gen': 'Genre', '©day': 'Date', '©key': 'Keywords', '©lyr': 'Lyrics', '©req': 'Requirements',
  date: 'Date', desc: 'Description', ldes: 'Description', dscp: 'Description', titl: 'Title', albm: 'Album', gnre: 'Genre', purd: 'PurchaseDate', apID: 'AppleStoreAccount', ownr: 'Owner',
  [`${APPLE}title`]: 'Title', [`${APPLE}displayname`]: 'DisplayName', [`${APPLE}comment`]: 'Comment', [`${APPLE}description`]: 'Description', [`${APPLE}keywords`]: 'Keywords',
  [`${APPLE}information`]: 'Information', [`${APPLE}album`]: 'Album', [`${APPLE}location.name`]: 'LocationName', [`${APPLE}location.body`]: 'LocationBody', [`${APPLE}location.note`]: 'LocationNote',
  [`${APPLE}location.date`]: 'LocationDate', [`${APPLE}camera.lens_model`]: 'LensModel',
}
/** Samsung writes `@` where others have `©`. */
const plain = (name: string): string => name.replace(/^@/, '©')

export function factsOfTags(tags: readonly Tag[]): TagFacts {
  const value = (...names: readonly string[]): string | undefined => tags.find(({ name }) => names.includes(plain(name)))?.value.slice(0, 200)
  const make = value(`${APPLE}make`, 'com.android.manufacturer', '©mak')
  const model = value(`${APPLE}model`, 'com.android.model', '©mod')
  const lens = value(`${APPLE}camera.lens_model`)
  const android = value('com.android.version')
  const device = { ...(make === undefined ? {} : { make }), ...(model === undefined ? {} : { model }), ...(lens === undefined ? {} : { lens }), ...(android === undefined ? {} : { os: `Android ${android}` }) }
  return {
    times: tags.flatMap(captureTime), ...(Object.keys(device).length === 0 ? {} : { device: { ...device, serials: [] } }),
    places: tags.flatMap(({ source, name, value: text }): Place[] => {
      const found = [`${APPLE}location.ISO6709`, '©xyz', 'loci'].includes(plain(name)) ? position(text) : undefined
      return found === undefined ? [] : [{ ...found, source }]
    }),
    software: tags.flatMap(({ source, name, value: text }): Software[] => {
      if (![`${APPLE}software`, '©swr', '©too', '©enc', '©fmt'].includes(plain(name))) return []
      return [{ name: text.slice(0, 200), source, kind: plain(name) === '©too' || plain(name) === '©enc' || ENCODERS.test(text) ? 'encoder' : 'camera-firmware' }]
    }),
    people: tags.flatMap(({ source, name, value: text }): Person[] => {
      const role = PEOPLE[plain(name)]
      return role === undefined ? [] : [{ role, value: text.slice(0, 500), source }]
    }),
    ids: tags.filter(({ name }) => name === `${APPLE}content.identifier`).map(({ source, value: text }) => ({ kind: 'Apple ContentIdentifier', value: text.slice(0, 200), source })),
    texts: tags.flatMap((tag): TextFact[] => {
      const key = captureTime(tag).length > 0 ? undefined : TEXTS[plain(tag.name)]
      return key === undefined ? [] : [{ key, value: tag.value, source: tag.source }]
    }).slice(0, TEXT_LIMIT),
  }
}

/** `©day` is a recording time in user data, a release date among iTunes items. */
function captureTime({ source, name, value }: Tag): TimeFact[] {
  const recorded = name === `${APPLE}creationdate` || (['©day', 'date'].includes(plain(name)) && source.includes('UserData') && DATE_TIME.test(value))
  return recorded ? [isoTime({ role: 'captured', source, raw: value })] : []
}
