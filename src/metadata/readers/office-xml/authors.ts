// Who commented and who changed, from the text of large parts: one linear scan for the attribute or element that names them.
import type { Person } from '../../record.ts'

const NAMES_LIMIT = 50
const HITS_LIMIT = 100_000
const REVISIONS = new Set(['ins', 'del', 'moveFrom', 'moveTo', 'rPrChange', 'pPrChange', 'sectPrChange', 'tblPrChange', 'tcPrChange', 'trPrChange', 'cellIns', 'cellDel'])

/** WordprocessingML: `w:author` on comments and tracked changes (ECMA-376 part 1 §17.13). */
export function wordAuthors(xml: string, part: string): Person[] {
  return distinct(attributes(xml, 'w:author').flatMap(({ element, value }): Person[] => {
    const role = element === 'comment' ? 'commenter' : REVISIONS.has(element) ? 'reviser' : undefined
    return role === undefined ? [] : [{ role, value, source: `OOXML:${part}:author` }]
  }))
}

/** Presentations and spreadsheets list their commenters: `name` of cmAuthor and author, `displayName` of person. */
export function listedAuthors(xml: string, part: string): Person[] {
  const named = ['name', 'displayName'].flatMap((name) => attributes(xml, name)).filter(({ element }) => ['cmAuthor', 'author', 'person'].includes(element))
  return distinct([...named.map(({ value }) => value), ...elements(xml, 'author')].map((value) => ({ role: 'commenter', value, source: `OOXML:${part}:author` })))
}

/** OpenDocument: `dc:creator` in annotations and in the tracked changes (ODF 1.3 part 3 §5.5, §14.1). */
export function odfAuthors(xml: string): Person[] {
  return distinct(['annotation', 'change-info'].flatMap((element) => {
    const out: Person[] = []
    const mark = `<office:${element}`
    for (let at = xml.indexOf(mark), hits = 0; at !== -1 && hits < HITS_LIMIT; at = xml.indexOf(mark, at + 1), hits += 1) {
      const value = /<dc:creator>([^<]{1,200})<\/dc:creator>/.exec(xml.slice(at, at + 2000))?.[1]
      if (value !== undefined) out.push({ role: element === 'annotation' ? 'commenter' : 'reviser', value: unescaped(value), source: `ODF:content:${element}` })
    }
    return out
  }))
}

function attributes(xml: string, name: string): { readonly element: string; readonly value: string }[] {
  const out = new Map<string, { readonly element: string; readonly value: string }>()
  const mark = ` ${name}="`
  for (let at = xml.indexOf(mark), hits = 0; at !== -1 && hits < HITS_LIMIT && out.size < NAMES_LIMIT * 10; at = xml.indexOf(mark, at + mark.length), hits += 1) {
    const from = at + mark.length
    const value = xml.slice(from, from + 300)
    const end = value.indexOf('"')
    const before = xml.slice(Math.max(0, at - 1000), at)
    const element = /^<(?:[A-Za-z0-9]{1,20}:)?([A-Za-z]{1,40})/.exec(before.slice(before.lastIndexOf('<')))?.[1]
    if (end > 0 && element !== undefined) out.set(`${element} ${value.slice(0, end)}`, { element, value: unescaped(value.slice(0, end)) })
  }
  return [...out.values()]
}

function elements(xml: string, name: string): string[] {
  const out = new Set<string>()
  const mark = `<${name}>`
  for (let at = xml.indexOf(mark), hits = 0; at !== -1 && hits < HITS_LIMIT && out.size < NAMES_LIMIT; at = xml.indexOf(mark, at + mark.length), hits += 1) {
    const value = /^[^<]{1,200}/.exec(xml.slice(at + mark.length, at + mark.length + 200))?.[0]
    if (value !== undefined) out.add(unescaped(value))
  }
  return [...out]
}

function distinct(people: readonly Person[]): Person[] {
  return [...new Map(people.map((person) => [`${person.role} ${person.value}`, person])).values()].slice(0, NAMES_LIMIT)
}

function unescaped(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot|apos);/g, (entity) => ({ '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'" })[entity] ?? entity)
}
