// Comments that saving programs leave in a page: which one, from which address, when. Each has its own words for the date.
import type { Person, Software, TextFact, TimeFact, TimeRole } from '../../record.ts'
import { isoTime, mailTime, partsTime } from '../../times.ts'

interface Found { readonly times: TimeFact[]; readonly texts: TextFact[]; readonly software: Software[]; readonly people: Person[] }

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

export function savedBy(comment: string, found: Found): void {
  const { times, texts, software } = found
  if (comment.includes('<o:DocumentProperties>')) officeProperties(comment, found)
  // Internet Explorer, Edge, Chrome: the number is the length of the address ("mark of the web").
  const mark = /^\s{0,4}saved from url=\(\d{1,6}\)(\S{1,1000})/i.exec(comment)?.[1]
  if (mark !== undefined) texts.push({ key: 'saved from', value: mark, source: 'HTML:comment' })
  if (/^\s{0,4}Page saved with SingleFile\b/.test(comment)) {
    const url = /\burl:\s{0,4}(\S{1,1000})/.exec(comment)?.[1]
    const date = /\bsaved date:\s{0,4}([^\n]{1,100})/.exec(comment)?.[1]?.trim()
    software.push({ name: 'SingleFile', source: 'HTML:SingleFile' })
    if (url !== undefined) texts.push({ key: 'saved from', value: url, source: 'HTML:SingleFile' })
    if (date !== undefined) times.push(scriptDate(date))
  }
  const mirrored = /^\s{0,4}Mirrored from (\S{1,1000}) by (HTTrack[^,]{0,60}),\s{0,4}([^\n]{1,60}?)\s{0,4}$/.exec(comment)
  if (mirrored !== null) {
    texts.push({ key: 'saved from', value: mirrored[1] as string, source: 'HTML:HTTrack' })
    software.push({ name: (mirrored[2] as string).replace(/\s*\[.*$/, ''), source: 'HTML:HTTrack' })
    times.push(mailTime({ role: 'saved', source: 'HTML:HTTrack', raw: mirrored[3] as string }))
  }
  const archived = /\bFILE ARCHIVED ON (\d{2}:\d{2}:\d{2}) ([A-Z][a-z]{2}) (\d{1,2}), (\d{4}) AND RETRIEVED FROM THE/.exec(comment)
  if (archived !== null) {
    const month = MONTHS.indexOf(archived[2] as string) + 1
    const raw = `${archived[1]} ${archived[2]} ${archived[3]}, ${archived[4]}`
    const iso = `${archived[4]}-${String(month).padStart(2, '0')}-${(archived[3] as string).padStart(2, '0')}T${archived[1]}Z`
    // The Internet Archive's own clock, in UTC.
    times.push({ ...isoTime({ role: 'saved', source: 'HTML:Wayback Machine', raw: iso }), raw })
    software.push({ name: 'Wayback Machine', source: 'HTML:Wayback Machine' })
  }
}

/** Office writes its properties for itself, in a comment that only its own browser opened. */
function officeProperties(comment: string, { times, texts, people }: Found): void {
  for (const [, name, text] of comment.matchAll(/<o:([A-Za-z]{1,40})>([^<]{1,500})<\/o:/g)) {
    const meaning = Object.hasOwn(OFFICE, name as string) ? OFFICE[name as string] : undefined
    if (meaning === undefined) continue
    const [kind, as] = meaning
    const [source, value] = [`HTML:office:${name}`, (text as string).trim()]
    if (kind === 'person') people.push({ role: as, value, source })
    else if (kind === 'time') times.push(isoTime({ role: as, source, raw: value }))
    else texts.push({ key: as, value, source })
  }
}

const OFFICE: Readonly<Record<string, readonly ['person' | 'text', string] | readonly ['time', TimeRole]>> = {
  Author: ['person', 'author'], LastAuthor: ['person', 'last-modified-by'], Manager: ['person', 'manager'], Company: ['person', 'company'], Created: ['time', 'container-created'], LastSaved: ['time', 'modified'], LastPrinted: ['time', 'printed'],
  Subject: ['text', 'Subject'], Keywords: ['text', 'Keywords'], Description: ['text', 'Description'], Category: ['text', 'Category'], Template: ['text', 'Template'], Revision: ['text', 'Revision'], TotalTime: ['text', 'Minutes of editing'],
}

/** `Mon Nov 16 2026 08:12:31 GMT+0100 (Central European Standard Time)`, as JavaScript writes a date. */
function scriptDate(raw: string): TimeFact {
  const found = { role: 'saved', source: 'HTML:SingleFile', raw } as const
  const parts = /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{2}) (\d{4}) (\d{2}:\d{2}:\d{2}) GMT([+-]\d{4})/.exec(raw)
  if (parts === null) return /^\d{4}-/.test(raw) ? isoTime(found) : partsTime(found, {})
  return { ...mailTime({ ...found, raw: `${parts[2]} ${parts[1]} ${parts[3]} ${parts[4]} ${parts[5]}` }), raw }
}
