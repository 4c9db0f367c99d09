// How one exhibit is examined: what a failing reader costs, what files inside files get, and where it all ends.
import { describe, expect, it } from 'vitest'
import type { ContentType } from '../../src/metadata/content-type.ts'
import type { Engines } from '../../src/metadata/engines.ts'
import { recordBytes, RECORD_BYTES } from '../../src/metadata/record-size.ts'
import { inspectExhibit } from '../../src/metadata/inspect-exhibit.ts'
import type { Member, Reading, ReadingAnswer, ReadingRequest } from '../../src/metadata/reading.ts'
import type { IsolatedAnswer } from '../../src/system/world.ts'
import type { Exhibit } from '../../src/case/exhibit.ts'

const exhibit: Exhibit = {
  number: 7, name: 'lettre.eml', path: 'lettre.eml', stored: 'data/0007/lettre.eml', kind: 'original', sensitive: 'none', size: 100,
  digests: { sha256: 'a'.repeat(64) }, modifiedAt: '2026-11-23T17:00:00.000Z', receivedAt: '2026-11-23T17:00:00.000Z', source: null, origin: '/x',
}
const kind = (extension: string): ContentType => ({ extension, mime: 'application/x-test', by: 'scelle' })
const ok = (extension: string, readings: Record<string, Reading> = {}): IsolatedAnswer => ({
  status: 'ok',
  value: { kind: kind(extension), runs: Object.entries(readings).map(([name, reading]) => ({ engine: { name, version: '1', status: 'ok' as const }, reading })) } satisfies ReadingAnswer,
})
const member = (name: string, more: Partial<Member> = {}): Member => ({ name, relation: 'attachment', size: 3, sha256: 'b'.repeat(64), bytes: Buffer.from('abc'), ...more })

function enginesOf(answer: (request: ReadingRequest) => IsolatedAnswer): Engines & { readonly asked: ReadingRequest[] } {
  const asked: ReadingRequest[] = []
  return {
    asked,
    async ask(request) {
      asked.push(request)
      return answer(request)
    },
    exiftool: async () => ({ engine: { name: 'exiftool', version: '13.59', status: 'empty' } }),
    close: async () => undefined,
  }
}

describe('a reader that fails', () => {
  it('costs itself: the file is read again without it, and the record says so', async () => {
    const engines = enginesOf(({ without }) => (without.includes('mail') ? ok('eml') : { status: 'timeout', stage: 'mail' }))
    const record = await inspectExhibit(engines, exhibit, '/case')
    expect(engines.asked.map(({ without }) => without)).toEqual([[], ['mail']])
    expect(record.engines).toEqual([{ name: 'mail', version: 'unknown', status: 'timeout' }])
    expect(record.findings.map(({ code }) => code)).toEqual(['engine-error'])
  })

  it('is not asked for ever', async () => {
    let count = 0
    const engines = enginesOf(() => ({ status: 'crash', stage: `reader${count += 1}` }))
    const record = await inspectExhibit(engines, exhibit, '/case')
    expect(engines.asked).toHaveLength(3)
    expect(record.engines.map(({ status }) => status)).toEqual(['crash', 'crash', 'crash'])
  })

  it('that cannot open the file ends it, without a path in the record', async () => {
    const engines = enginesOf(() => ({ status: 'error', stage: 'open', message: 'ENOENT: no such file or directory, open \'/case/data/0007/lettre.eml\'' }))
    expect((await inspectExhibit(engines, exhibit, '/case')).engines).toEqual([{ name: 'open', version: 'unknown', status: 'error', message: 'ENOENT: no such file or directory' }])
  })
})

describe('files inside the file', () => {
  it('get records of their own, by their own kind', async () => {
    const engines = enginesOf(({ bytes, class: readerClass }) => (bytes === undefined
      ? ok('eml', { mail: { members: [member('photo.jpg')] } })
      : readerClass === 'plain' ? ok('jpg', { jpeg: { image: { width: 4, height: 3 } } }) : ok('jpg')))
    const record = await inspectExhibit(engines, exhibit, '/case')
    expect(record.embedded).toMatchObject([{ name: 'photo.jpg', relation: 'attachment', size: 3, record: { image: { width: 4, height: 3 }, file: { detected: { extension: 'jpg' } } } }])
    expect(engines.asked.filter(({ bytes }) => bytes !== undefined).map(({ class: readerClass }) => readerClass)).toEqual(['plain', 'picture'])
  })

  it('are followed four deep, and listed after that', async () => {
    const engines = enginesOf(({ name }) => ok('eml', { mail: { members: [member(`${name}+`)] } }))
    let at = (await inspectExhibit(engines, { ...exhibit, name: 'm' }, '/case')).embedded?.[0]
    const names: string[] = []
    while (at !== undefined) {
      names.push(`${at.name} ${at.unread ?? 'read'}`)
      at = at.record?.embedded?.[0]
    }
    expect(names).toEqual(['m+ read', 'm++ read', 'm+++ read', 'm++++ read', 'm+++++ depth'])
  })

  it('come in batches until there are none', async () => {
    const engines = enginesOf(({ bytes, members: { from }, only }) => (bytes !== undefined ? ok('txt')
      : ok('eml', { mail: { members: [member(`${from}`), member(`${from + 1}`)], ...(from < 4 ? { membersFrom: from + 2 } : {}) }, ...(only === undefined ? { html: {} } : {}) })))
    const record = await inspectExhibit(engines, exhibit, '/case')
    expect(record.embedded?.map(({ name }) => name)).toEqual(['0', '1', '2', '3', '4', '5'])
    expect(engines.asked.filter(({ bytes }) => bytes === undefined).map(({ only }) => only)).toEqual([undefined, 'mail', 'mail'])
  })

  it('end when a reader promises the same batch again', async () => {
    const engines = enginesOf(({ bytes }) => (bytes !== undefined ? ok('txt') : ok('eml', { mail: { members: [member('a')], membersFrom: 0 } })))
    expect((await inspectExhibit(engines, exhibit, '/case')).embedded).toHaveLength(1)
  })

  it('are examined up to two hundred, and say why the others are not', async () => {
    const engines = enginesOf(({ bytes }) => (bytes !== undefined ? ok('txt')
      : ok('eml', { mail: { members: [...Array.from({ length: 205 }, (_, index) => member(`${index}`)), { ...member('locked'), unread: 'encrypted' as const }, { name: 'large', relation: 'attachment', size: 9e9 }] } })))
    const { embedded = [] } = await inspectExhibit(engines, exhibit, '/case')
    expect(embedded.filter((each) => each.record !== undefined)).toHaveLength(200)
    expect(embedded.slice(200).map(({ unread }) => unread)).toEqual(['count', 'count', 'count', 'count', 'count', 'encrypted', 'count'])
  })

  it('never make a record that cannot be read back: raw tags are left out first, then what follows', async () => {
    const raw = { text: Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`k${index}`, 'x'.repeat(4096)])) }
    const members = Array.from({ length: 150 }, (_, index) => member(`p${index}.png`))
    const engines = enginesOf(({ bytes, class: readerClass }) => (bytes === undefined ? ok('zip', readerClass === 'plain' ? { zip: { members } } : {}) : ok('png', { png: { raw } })))
    const record = await inspectExhibit(engines, exhibit, '/case')
    expect(recordBytes(record).length).toBeLessThan(RECORD_BYTES)
    expect(record.embedded).toHaveLength(150)
    expect(record.embedded?.[0]?.record?.raw).toEqual({ png: raw })
    expect(record.embedded?.at(-1)?.record).toMatchObject({ raw: {}, findings: expect.arrayContaining([expect.objectContaining({ code: 'record-cut', facts: { left: 'raw' } })]) })
  })

  it('share the failures of the exhibit, also where the rest of a container is read', async () => {
    const page = (from: number) => ({ members: [member(`m${from}`)], membersFrom: from + 1 })
    const engines = enginesOf(({ bytes, members, only }) => {
      if (only !== undefined) return { status: 'timeout', stage: only }
      return bytes === undefined ? ok('zip', { zip: { members: Array.from({ length: 50 }, (_, index) => member(`z${index}`)) } }) : ok('zip', { zip: page(members.from) })
    })
    await inspectExhibit(engines, exhibit, '/case')
    expect(engines.asked.filter(({ only }) => only !== undefined)).toHaveLength(3)
  })

  it('never lie in the record with their bytes', async () => {
    const engines = enginesOf(({ bytes }) => (bytes !== undefined ? ok('txt') : ok('eml', { mail: { members: [member('a')] } })))
    expect(JSON.stringify(await inspectExhibit(engines, exhibit, '/case'))).not.toContain('"Buffer"')
  })
})

it.each([['prohibited', { sensitive: 'prohibited' as const }], ['digest-only', { stored: null }]])('%s content is not asked about', async (reason, over) => {
  const engines = enginesOf(() => ok('jpg'))
  const record = await inspectExhibit(engines, { ...exhibit, ...over }, '/case')
  expect(engines.asked).toEqual([])
  expect(record.findings).toMatchObject([{ code: 'not-read', facts: { reason } }])
})
