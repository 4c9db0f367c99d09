// IIM datasets as facts (IPTC IIM 4.2 §6, the application record).
import type { Reading } from '../../reading.ts'
import type { Person, TextFact, TimeFact } from '../../record.ts'
import { iptcTime } from '../../times.ts'
import type { Dataset } from './datasets.ts'

/** 2:xx, by the names under which everybody cites them. */
const NAMES: Readonly<Record<number, string>> = {
  5: 'ObjectName', 7: 'EditStatus', 15: 'Category', 25: 'Keywords', 40: 'SpecialInstructions', 55: 'DateCreated', 60: 'TimeCreated', 62: 'DigitalCreationDate', 63: 'DigitalCreationTime',
  65: 'OriginatingProgram', 70: 'ProgramVersion', 80: 'By-line', 85: 'By-lineTitle', 90: 'City', 92: 'Sub-location', 95: 'Province-State', 101: 'Country-PrimaryLocationName',
  103: 'OriginalTransmissionReference', 105: 'Headline', 110: 'Credit', 115: 'Source', 116: 'CopyrightNotice', 118: 'Contact', 120: 'Caption-Abstract', 122: 'Writer-Editor',
}
const TEXTS = [
  'ObjectName', 'Headline', 'Caption-Abstract', 'Keywords', 'SpecialInstructions', 'OriginalTransmissionReference', 'Credit', 'Source', 'By-lineTitle', 'City', 'Sub-location',
  'Province-State', 'Country-PrimaryLocationName',
] as const
const PEOPLE = [['By-line', 'author'], ['CopyrightNotice', 'copyright'], ['Contact', 'contact'], ['Writer-Editor', 'caption-writer']] as const
const DATES = [['captured', 'DateCreated', 'TimeCreated'], ['digitized', 'DigitalCreationDate', 'DigitalCreationTime']] as const
const MAX_VALUES = 64
const TEXT_LIMIT = 4096
/** 1:90, ISO 2022: the escape sequence that announces UTF-8. */
const UTF8 = '\u001b%G'

/** Undefined: no dataset that is known here. */
export function iptcReading(all: readonly Dataset[]): Reading | undefined {
  const set = all.find(({ record, number }) => record === 1 && number === 90)?.value.toString('latin1')
  const values = new Map<string, string[]>()
  for (const { record, number, value } of all) {
    const name = record === 2 ? NAMES[number] : undefined
    const text = name === undefined ? undefined : decoded(value, set === UTF8)
    if (name === undefined || text === undefined) continue
    const known = values.get(name)
    if (known === undefined) values.set(name, [text])
    else if (known.length < MAX_VALUES) known.push(text)
  }
  if (values.size === 0) return undefined
  const get = (name: string): readonly string[] => values.get(name) ?? []
  const [instructions] = get('SpecialInstructions')
  return {
    times: DATES.flatMap(([role, date, time]): TimeFact[] => [get(date)[0]].flatMap((raw) => (raw === undefined ? [] : [
      iptcTime({ role, raw, time: get(time)[0], source: `IPTC:${date}${get(time)[0] === undefined ? '' : `, ${time}`}` }),
    ]))),
    software: get('OriginatingProgram').slice(0, 1).map((name) => ({ name: [name, ...get('ProgramVersion').slice(0, 1)].join(' ').slice(0, 200), source: 'IPTC:OriginatingProgram' })),
    people: PEOPLE.flatMap(([name, role]): Person[] => get(name).map((value) => ({ role, value: value.slice(0, 1024), source: `IPTC:${name}` }))),
    texts: TEXTS.flatMap((key): TextFact[] => get(key).map((value) => ({ key, value, source: `IPTC:${key}` }))),
    clues: instructions === undefined ? {} : { iptcInstructions: instructions },
    raw: Object.fromEntries([...values].map(([name, list]) => [name, list.length === 1 ? list[0] : list])),
  }
}

/** UTF-8 only where it is announced, else Latin-1 as Windows extends it. */
function decoded(value: Buffer, utf8: boolean): string | undefined {
  const text = (new TextDecoder(utf8 ? 'utf-8' : 'windows-1252').decode(value.subarray(0, TEXT_LIMIT * 4)).split('\0', 1)[0] as string).trim().slice(0, TEXT_LIMIT)
  return text === '' ? undefined : text
}
