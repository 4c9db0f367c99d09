// What a saved page says of where it comes from: title, address, who saved it. Bounded expressions on its beginning.
import type { TimeFact } from '../../record.ts'
import { isoTime } from '../../times.ts'

export interface PageFacts {
  readonly times: readonly TimeFact[]
  readonly texts: readonly { readonly key: string; readonly value: string; readonly source: string }[]
  readonly software: readonly { readonly name: string; readonly source: string }[]
}

const LIMIT = 256 * 1024
const FIELDS: readonly (readonly [string, string, RegExp])[] = [
  ['title', 'HTML:title', /<title[^<>]{0,200}>([^<]{0,1000})</i],
  ['canonical', 'HTML:link rel=canonical', /<link\s[^<>]{0,300}?rel=["']?canonical["']?[^<>]{0,300}?href=["']([^"'<>]{1,1000})["']/i],
  ['og:url', 'HTML:og:url', /<meta\s[^<>]{0,200}?property=["']og:url["'][^<>]{0,200}?content=["']([^"'<>]{1,1000})["']/i],
  ['saved from', 'HTML:comment', /<!-- saved from url=\(\d{1,6}\)([^\s<>]{1,1000})\s{0,4}-->/i],
  ['saved from', 'HTML:SingleFile', /<!--\s{0,4}Page saved with SingleFile\s{1,10}url:\s{0,4}([^\s<>]{1,1000})/i],
]

export function pageFacts(bytes: Buffer): PageFacts {
  const text = bytes.toString('utf8', 0, LIMIT)
  const texts = FIELDS.flatMap(([key, source, pattern]) => {
    const value = pattern.exec(text)?.[1]?.trim()
    return value === undefined || value === '' ? [] : [{ key, value, source }]
  })
  const published = /<meta\s[^<>]{0,200}?property=["']article:published_time["'][^<>]{0,200}?content=["']([^"'<>]{1,100})["']/i.exec(text)?.[1]
  const saved = /Page saved with SingleFile[^<>]{0,1200}?saved date:\s{0,4}([^\n<>]{1,100})/i.exec(text)?.[1]?.trim()
  const generator = /<meta\s[^<>]{0,200}?name=["']generator["'][^<>]{0,200}?content=["']([^"'<>]{1,200})["']/i.exec(text)?.[1]
  return {
    times: published === undefined ? [] : [isoTime({ role: 'container-created', source: 'HTML:article:published_time', raw: published })],
    texts: [...texts, ...(saved === undefined ? [] : [{ key: 'saved date', value: saved, source: 'HTML:SingleFile' }])],
    software: generator === undefined ? [] : [{ name: generator, source: 'HTML:generator' }],
  }
}
