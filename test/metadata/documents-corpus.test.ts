// Real documents, where they lie beside the repository: what exiftool finds in them is found here too, and each difference has
// its reason.
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import type { MetadataRecord } from '../../src/metadata/record.ts'
import { sharedFolder } from '../support/shared-folder.ts'
import { readerOf } from './support/reading.ts'

const EXIFTOOL = '/usr/bin/exiftool'
const corpus = sharedFolder('corpus')
const documents = /\.(?:pdf|doc[xm]?|dot[xm]|xls[xm]?|xlt[xm]|ppt[xm]?|pot[xm]|pps[xm]|od[tspg]|ot[tspg]|vsdx|cfb|rtf)$/i
const files = corpus === undefined ? [] : readdirSync(corpus, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && documents.test(entry.name)).map((entry) => join(entry.parentPath, entry.name)).sort()

type Found = (record: MetadataRecord) => readonly (string | undefined)[]
const texts = (key: RegExp): Found => ({ text }) => text.filter((fact) => key.test(fact.key)).map(({ value }) => value)
const people = (role: string): Found => ({ people: all = [] }) => all.filter((person) => person.role === role).map(({ value }) => value)
const software: Found = ({ software: all }) => all.map(({ name }) => name)
const times = (role: string): Found => ({ times: all, text }) => [...all.filter((time) => time.role === role).flatMap(({ local, utc }) => [local, utc]), ...texts(/^date not set$/)({ text } as MetadataRecord)]
const letters = (value: unknown): string => String(value).normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '').toLowerCase()
/** To the minute: exiftool leaves fractions out. */
const minute = (value: unknown): string => String(value).replace(/\D/g, '').slice(0, 12)

const TAGS: readonly (readonly [name: string, tag: RegExp, ours: Found, plain: (value: unknown) => string])[] = [
  ['Title', /:Title$/, texts(/^Title$/), letters], ['Subject', /:Subject$/, texts(/^Subject$/), letters], ['Keywords', /^(?!XMP-(?!dc)).*:Keywords$/, texts(/^Keywords$/), letters], ['Template', /:Template$/, texts(/^Template$/), letters],
  ['Author', /^(?:PDF:Author|XML:Creator|FlashPix:Author|RTF:Author|XMP-meta:Initial-creator)$/, people('author'), letters], ['LastModifiedBy', /:(?:LastModifiedBy|LastModBy|LastAuthor)$/, people('last-modified-by'), letters],
  ['Company', /:Company$/, people('company'), letters], ['Manager', /:Manager$/, people('manager'), letters], ['Software', /:(?:Producer|Application|Generator|Software)$|^PDF:Creator$/, software, letters],
  ['Created', /^(?:PDF|XML|FlashPix|RTF|XMP-meta):(?:CreateDate|Creation-date)$/, times('container-created'), minute], ['Modified', /^(?:PDF|XML|FlashPix|RTF):ModifyDate$/, times('modified'), minute], ['Printed', /:LastPrinted$/, times('printed'), minute],
  ['Pages', /:(?:PageCount|Pages)$/, texts(/^pages$/), letters],
]
/** Differences that are not ours to remove. */
const EXPLAINED: Readonly<Record<string, string>> = {
  'file-type/fixture-2.doc.cfb MS-DOC:LastPrinted': 'local time of the Word header, without a zone; the summary has it in UTC', 'file-type/fixture.doc.cfb MS-DOC:LastPrinted': 'zero',
  'file-type/fixture.doc.cfb MS-DOC:Pages': 'Word header', 'file-type/fixture.msi.cfb FlashPix:Pages': 'in an installer, that number is the version it asks for', 'file-type/fixture.potx XML:CreateDate': 'not of the document: core.xml has none',
  'tika/testODTEmbedded.odt XMP-meta:Template': 'an object of four attributes there', 'tika/testRTF-ms932.rtf RTF:Title': 'Shift_JIS read as Windows-1252 there', 'tika/testAppleSingleFile.pdf PDF:PageCount': 'inside an AppleSingle file',
}

const reader = readerOf(corpus ?? '/')
afterAll(() => reader.close())

it.skipIf(corpus === undefined)('documents tell what exiftool tells', async (context) => {
  const { stdout, error } = spawnSync(EXIFTOOL, ['-j', '-G1', '-a', '-struct', ...files], { encoding: 'utf8', maxBuffer: 2 ** 27, env: { TZ: 'UTC' } })
  if (error !== undefined) {
    console.log('SKIPPED exiftool')
    context.skip()
    return
  }
  const rates: Record<string, { has: number; same: number; explained: number }> = {}
  const different: string[] = []
  for (const told of JSON.parse(stdout) as Record<string, unknown>[]) {
    const path = String(told['SourceFile'])
    const record = await reader.read(path)
    expect(record.engines.filter(({ status }) => !['ok', 'empty', 'unsupported'].includes(status)), path).toEqual([])
    for (const [name, tag, ours, plain] of TAGS) {
      for (const [key, value] of Object.entries(told).filter(([each, content]) => tag.test(each) && String(content).trim() !== '' && content !== 0)) {
        const rate = rates[name] ??= { has: 0, same: 0, explained: 0 }
        rate.has += 1
        const place = `${relative(corpus ?? '/', path)} ${key}`
        // Software comes with its version here.
        if (ours(record).some((found) => plain(found) === plain(value) || (name === 'Software' && plain(found).startsWith(plain(value))))) rate.same += 1
        else if (EXPLAINED[place] !== undefined) rate.explained += 1
        else different.push(`${place} = ${JSON.stringify(value)}, here ${JSON.stringify(ours(record))}`)
      }
    }
  }
  console.log(Object.entries(rates).map(([name, { has, same, explained }]) => `${name}: ${same} of ${has}${explained === 0 ? '' : `, ${explained} explained`}`).join('\n'))
  expect(different).toEqual([])
  expect(rates['Created']?.has).toBeGreaterThan(20)
}, 300_000)
