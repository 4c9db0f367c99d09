// Cards of an address book (vCard 2.1 to 4.0): who is in it, and when it was written.
import { contentLines } from '../../documents/content-lines.ts'
import type { Reader } from '../../reading.ts'
import type { Person, Software, TextFact, TimeFact } from '../../record.ts'
import { basicTime } from '../../times.ts'

const LIMIT = 4 * 2 ** 20
const CARDS_LIMIT = 50
const PEOPLE: Readonly<Partial<Record<string, string>>> = { FN: 'contact', TEL: 'telephone', EMAIL: 'email', ORG: 'company', NICKNAME: 'nickname' }
const TEXTS: Readonly<Partial<Record<string, string>>> = { URL: 'address', NOTE: 'note', BDAY: 'birthday', TITLE: 'Title' }

export const reader: Reader = {
  version: '1',
  read(source) {
    const people: Person[] = []
    const texts: TextFact[] = []
    const times: TimeFact[] = []
    const software: Software[] = []
    let cards = 0
    for (const { name, value } of contentLines(source.read(0, LIMIT))) {
      if (name === 'BEGIN' && value.toUpperCase() === 'VCARD') cards += 1
      if (cards > CARDS_LIMIT || value === '') continue
      const [role, key, from] = [PEOPLE[name], TEXTS[name], `VCF:${name}`]
      if (role !== undefined) people.push({ role, value: name === 'ORG' ? value.replaceAll(';', ', ').replace(/(?:, )+$/, '') : value.replace(/^(?:tel|mailto):/i, ''), source: from })
      if (key !== undefined) texts.push({ key, value, source: from })
      if (name === 'REV') times.push(basicTime({ role: 'modified', source: from, raw: value }))
      if (name === 'PRODID' && !software.some((known) => known.name === value)) software.push({ name: value, source: from })
    }
    return { people, times, software, texts: [{ key: 'cards', value: String(cards), source: 'VCF:VCARD' }, ...texts], ...(source.size > LIMIT ? { clues: { readBytes: LIMIT } } : {}) }
  },
}
