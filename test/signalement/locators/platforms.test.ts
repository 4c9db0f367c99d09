// Addresses as people paste them, platform by platform, and what each one is.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { locate } from '../../../src/signalement/locators/locate.ts'
import type { Located } from '../../../src/signalement/locators/located.ts'
import { PLATFORM_READERS } from '../../../src/signalement/locators/registry.ts'
import { PLATFORMS } from '../../../src/signalement/vocabulary.ts'
import { repository } from '../../architecture/lint-run.ts'
import { KNOWN_ADDRESSES } from './known-addresses.ts'

function found(text: string): Located {
  const result = locate(text)
  if (!result.ok) throw new Error(`${text}: ${result.refusal}`)
  return result.located
}

describe.each(Object.entries(KNOWN_ADDRESSES))('%s', (platform, rows) => {
  it.each(rows.map((row) => ({ pasted: row[0], row })))('$pasted', ({ row: [pasted, what, canonical, missing = '', note] }) => {
    const located = found(pasted)
    expect({ platform: located.platform, what: located.what, canonical: located.canonical, missing: located.missing.join(',') }).toEqual({ platform, what, canonical, missing })
    if (note !== undefined) expect(located.notes).toContain(note)
    expect(located.raw).toBe(pasted)
    expect(found(canonical)).toMatchObject({ platform, canonical, kind: located.kind })
  })
})

describe('the registry', () => {
  it('is the list of files, and reads every platform of the vocabulary', () => {
    const files = readdirSync(join(repository, 'src/signalement/locators/platforms')).map((name) => name.replace(/\.ts$/, ''))
    expect(PLATFORM_READERS.map(({ platform }) => platform as string).toSorted()).toEqual(files.toSorted())
    expect([...files, 'autre'].toSorted()).toEqual([...PLATFORMS].toSorted())
    expect(Object.keys(KNOWN_ADDRESSES).toSorted()).toEqual([...PLATFORMS].toSorted())
  })

  it('gives no domain to two platforms', () => {
    const domains = PLATFORM_READERS.flatMap((reader) => [...reader.domains, ...(reader.mirrors ?? [])])
    expect(domains.filter((domain, index) => domains.indexOf(domain) !== index)).toEqual([])
  })
})

describe('ids', () => {
  it.each([
    ['https://twitter.com/Ana/status/1234567890123456789', { statusId: '1234567890123456789', user: 'ana' }],
    ['https://discord.com/channels/123456789012345678/234567890123456789/1234567890123456789', { guild: '123456789012345678', channel: '234567890123456789', message: '1234567890123456789' }],
    ['at://did:plc:44ybard66vv44zksje25o7dz/app.bsky.feed.post/3jwdwj2ctlk26', { did: 'did:plc:44ybard66vv44zksje25o7dz', rkey: '3jwdwj2ctlk26' }],
    ['https://social.example/@Ana/112345678901234567', { host: 'social.example', statusId: '112345678901234567', user: 'ana' }],
    ['https://www.facebook.com/groups/1234567890/posts/987654321012345/?comment_id=111222333444555', { group: '1234567890', post: '987654321012345', comment: '111222333444555' }],
    ['https://www.instagram.com/stories/ana/3212345678901234567/', { user: 'ana', story: '3212345678901234567' }],
  ])('%s', (pasted, ids) => {
    expect(found(pasted).ids).toEqual(ids)
  })
})
