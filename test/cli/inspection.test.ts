// `inspect --exhibit`, `findings` and `overview` as they are typed, over records that have every member: some of their readers
// need files that no test can make.
import { hash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { readJournal } from '../../src/case/journal.ts'
import { writeCase } from '../../src/case/case-folder.ts'
import { run } from '../../src/cli/run.ts'
import { loadCatalog } from '../../src/messages/load.ts'
import type { MetadataRecord } from '../../src/metadata/record.ts'
import { HIDDEN } from '../../src/system/visible.ts'
import { richExhibits } from '../bundle/pdf/rich-records.ts'
import { tempDir, testWorld } from '../support/world.ts'
import { fakeTerminal } from './fake-terminal.ts'

async function scelle(argv: readonly string[], language: 'fr' | 'en' = 'fr') {
  const terminal = fakeTerminal()
  const code = await run({ argv, terminal, settings: {}, words: await loadCatalog(language), cwd: tempDir(), createWorld: async () => testWorld(), stoppedBy: () => undefined })
  return { code, out: terminal.printed.out.replaceAll('\u00a0', ' '), err: terminal.printed.err.replaceAll('\u00a0', ' ') }
}

let dir: string
const recordFile = (number: number): string => join(dir, 'metadata/records', `000${number}.json`)
const recordOf = (number: number): MetadataRecord => JSON.parse(readFileSync(recordFile(number), 'utf8')) as MetadataRecord
const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ')

/** With the line of the journal that a record needs. */
async function replaceRecord(number: number, record: MetadataRecord): Promise<void> {
  const text = JSON.stringify(record)
  writeFileSync(recordFile(number), text)
  await writeCase(testWorld(), dir, 'inspect', async (c) => {
    await c.append([{ action: 'exhibit.inspected', subject: `000${number}`, facts: { record: hash('sha256', text, 'hex'), status: 'ok', findings: record.findings.length } }])
  })
}

/** A case of five text files whose records say something else. */
async function richCase(change: (record: MetadataRecord) => MetadataRecord = (record) => record): Promise<void> {
  dir = join(tempDir(), 'dossier')
  expect((await scelle(['init', dir, '--reference', 'PV 12/2026'])).code).toBe(0)
  const from = tempDir()
  for (const { exhibit } of richExhibits()) writeFileSync(join(from, `${exhibit.number}.txt`), `pièce ${exhibit.number}`)
  expect((await scelle(['add', from, '--case', dir])).code).toBe(0)
  expect((await scelle(['inspect', '--case', dir])).code).toBe(0)
  for (const { exhibit: { number }, record } of richExhibits()) {
    if (record !== undefined) await replaceRecord(number, change({ ...record, sha256: recordOf(number).sha256 }))
  }
}
beforeEach(async () => { await richCase() })

describe('inspect --exhibit', () => {
  it('shows the summary, then the findings, then the raw tags by engine, folded', async () => {
    const { code, out } = await scelle(['examiner', '--case', dir, '--exhibit', '1'])
    expect(code).toBe(0)
    const flat = oneLine(out)
    for (const said of [
      '0001 IMG_2041.jpg', 'image/jpeg', '2026:03:14 10:22:31 (EXIF:ExifIFD:DateTimeOriginal — exifreader, exifr)', 'heure lue 2026-03-14 10:22:31 · UTC 2026-03-14 09:22:31Z · fuseau +01:00, écrit dans le fichier',
      'modification · 2026:03:14 11:00:00', 'Exemple Phone 5', 'C02EXEMPLE42', '47.21837, -1.55362, altitude 21 m, à 65 m près selon l’appareil, visée 214° (EXIF:GPS)', 'Snapseed 2.21 (EXIF:IFD0:Software — exifr, exifreader)',
      'Camille Exemple — artiste', 'XMP DocumentID xmp.did:0001-exemple', 'diffère de l’image principale', 'présente, non vérifiée', '1 204 octets après la fin', 'examen approfondi', 'c2pa 0.15.0 : arrêté, temps dépassé',
      'attention — 1 204 octets après la fin de l’image', 'EXIF:IFD0:Software = Snapseed 2.21', 'Peut vouloir dire :', 'Explication ordinaire :', 'exifreader : 60 balises, dont les 20 premières', 'Toutes les balises : --verbose, ou metadata/records/0001.json',
    ]) expect.soft(flat).toContain(said)
    expect(out.indexOf('Appareil')).toBeLessThan(out.indexOf('Constats'))
    expect(out.indexOf('Constats')).toBeLessThan(out.indexOf('Balises brutes'))
    expect(out).toContain('Tag19 = 19')
    expect(out).not.toContain('Tag20 = 20')
    expect((await scelle(['inspect', '--case', dir, '--exhibit', '1', '--verbose'])).out).toContain('Tag59 = 59')
  })

  it('says who looked for what was not found, and who failed; never that there is nothing', async () => {
    const nothing = oneLine((await scelle(['inspect', '--case', dir, '--exhibit', '5'])).out)
    expect(nothing).toContain('Rien trouvé par jpeg, exifreader : date, appareil, lieu, logiciel, personnes, identifiants')
    expect(nothing).toContain('aucune balise trouvée par jpeg, exifreader')
    const english = oneLine((await scelle(['inspect', '--case', dir, '--exhibit', '2', '--exhibit', '3', '--exhibit', '5'], 'en')).out)
    for (const said of ['None found by jpeg, exifreader:', 'MPEG-4, 1 min 23 s', 'video HEVC, 1,920 × 1,080, turned by 90°', 'C2PA credential not found', 'not defined for this format', 'word/media/image1.jpeg, content of the document, image/jpeg', 'In word/media/image1.jpeg', 'not read: excessive compression']) expect.soft(english).toContain(said)
    expect(english).not.toMatch(/no metadata/i)
  })

  it('fits eighty columns in a pipe, and nothing hostile moves a cursor', async () => {
    await richCase((record) => ({
      ...record, file: { ...record.file, name: 'a\u001b[2J\u202Egnp.exe' }, software: [{ name: 'evil\u001b]0;x\u0007\nname', source: 'EXIF:\u202e' }], people: [{ role: 'role\r', value: '\u001b[31mred', source: 's' }],
      times: [{ role: 'modified', raw: '0000:  :  ', source: 'EXIF:IFD0:ModifyDate', zone: { provenance: 'unknown' }, precision: 'second', valid: false }], raw: { 'engine\u001b[2J': { 'tag\n': '\u001b[2J' } }, findings: record.findings.map((each) => ({ ...each, evidence: ['a\u001b[2Jb'] })),
    }))
    for (const argv of [['inspect', '--exhibit', '1', '--exhibit', '3'], ['findings', '--level', 'info'], ['overview']]) {
      const { out } = await scelle([...argv, '--case', dir])
      expect(out.replaceAll('\n', '').match(HIDDEN)).toBeNull()
      expect(out).toContain('\\u{1b}')
      if (argv[0] === 'inspect') expect(out).toContain('0000:  :  ')
      // A digest or a type is never cut: it stands alone.
      if (argv[0] !== 'overview') for (const line of out.split('\n').filter((each) => !/\S{59}/.test(each))) expect.soft([...line].length, line).toBeLessThanOrEqual(80)
    }
  })

  it('prints the records themselves as JSON, beside what was there before', async () => {
    const { out } = await scelle(['inspect', '--case', dir, '--exhibit', '3', '--exhibit', '1', '--json'])
    expect(JSON.parse(out)).toEqual({ inspected: 0, already: 2, failed: [], findings: [], counts: { info: 0, notice: 0, warn: 0 }, records: [recordOf(1), recordOf(3)] })
    expect(Object.keys(JSON.parse((await scelle(['inspect', '--case', dir, '--json'])).out) as object)).toEqual(['inspected', 'already', 'failed', 'findings', 'counts'])
  })

  it('reads again with --force, and with --deep what was not read deeply', async () => {
    await scelle(['inspect', '--case', dir, '--force'])
    expect(recordOf(2).file.name).toBe('2.txt')
    expect(recordOf(2).deep).toBeUndefined()
    expect((await scelle(['inspect', '--case', dir, '--deep', '--dry-run', '--json'])).out).toBe('{"toInspect":5,"already":0}\n')
    expect(JSON.parse((await scelle(['inspect', '--case', dir, '--deep', '--no-pixels', '--exhibit', '2', '--json'])).out)).toMatchObject({ inspected: 1, already: 0, records: [{ exhibit: 2, deep: true }] })
    expect(JSON.parse((await scelle(['inspect', '--case', dir, '--deep', '--json'])).out)).toMatchObject({ inspected: 4, already: 1 })
    expect(JSON.parse((await scelle(['inspect', '--case', dir, '--deep', '--json'])).out)).toMatchObject({ inspected: 0, already: 5 })
    // A deep record stays when the next reading does not ask for it.
    expect(JSON.parse((await scelle(['inspect', '--case', dir, '--json'])).out)).toMatchObject({ inspected: 0, already: 5 })
    const facts = []
    for await (const { entry } of readJournal(testWorld(), dir)) if (entry.action === 'exhibit.inspected' && entry.subject === '0002') facts.push(entry.facts['deep'])
    // Of the case as it is made, twice; then --force, then --deep.
    expect(facts).toEqual([undefined, undefined, undefined, true])
    expect((await scelle(['verify', dir, '--json'])).out).not.toContain('RECORD.METADATA_DIGEST_MISMATCH')
  })

  it('refuses a number that the case does not have, with what to do', async () => {
    for (const verb of ['inspect', 'findings']) {
      const { code, err } = await scelle([verb, '--case', dir, '--exhibit', '6'])
      expect(code).toBe(64)
      expect(err).toContain('Il n’y a pas de pièce n° 6 : le dossier en compte 5.')
      expect(err).toContain('scelle etat')
    }
    expect((await scelle(['inspect', '--case', dir, '--exhibit', '6', '--dry-run'], 'en')).err).toContain('There is no exhibit no. 6: the case has 5.')
  })
})

it('shows few records at a time, and says where the others are', async () => {
  const from = tempDir()
  for (let n = 0; n < 17; n += 1) writeFileSync(join(from, `${n}.txt`), `de plus ${n}`)
  await scelle(['add', from, '--case', dir])
  const numbers = (count: number): string[] => Array.from({ length: count }, (_, index) => ['--exhibit', String(index + 1)]).flat()
  const many = await scelle(['inspect', '--case', dir, ...numbers(21)])
  expect(many.out).toContain('16 pièces examinées, 5 déjà examinées.')
  expect(many.out).toContain('21 fiches demandées : au-delà de vingt')
  expect(many.out).not.toContain('Balises brutes')
  expect(JSON.parse((await scelle(['inspect', '--case', dir, ...numbers(20), '--json'])).out)).toMatchObject({ already: 20, records: { length: 20 } })
})

it('reads a case of the first version, whose records lack the newer members', async () => {
  dir = join(tempDir(), 'dossier')
  cpSync(join(import.meta.dirname, '../golden/case-1/dossier'), dir, { recursive: true })
  const shown = await scelle(['inspect', '--case', dir, '--exhibit', '1', '--exhibit', '3'])
  expect(shown.code).toBe(0)
  expect(oneLine(shown.out)).toMatch(/0001 courriel\.eml .* 0003 pixel\.png .*Rien trouvé par/)
  expect((await scelle(['findings', '--case', dir, '--level', 'info'])).code).toBe(0)
  expect((await scelle(['overview', '--case', dir])).out).toContain('3 pièces, 3 lues.')
  const report = join(tempDir(), 'rapport.pdf')
  expect((await scelle(['report', '--draft', '--case', dir, '-o', report])).code).toBe(0)
  expect(readFileSync(report).subarray(0, 5).toString()).toBe('%PDF-')
})

describe('findings', () => {
  it('says the most serious first, each with its evidence, the explanation once for all exhibits', async () => {
    const { code, out } = await scelle(['constats', '--case', dir])
    expect(code).toBe(0)
    const flat = oneLine(out)
    expect(flat.indexOf('attention — 1 204 octets')).toBe(0)
    expect(flat).toContain('à noter — Logiciel de retouche : Snapseed 2.21 (et semblables) — 2 pièces')
    expect(flat).toContain('0001 IMG_2041.jpg — Logiciel de retouche : Snapseed 2.21 EXIF:IFD0:Software = Snapseed 2.21')
    expect(flat).toContain('0003 › word/media/image1.jpeg — Logiciel de retouche : Photoshop 26 EXIF:IFD0:Software = Photoshop 26')
    expect(out.match(/Recadrer/g)).toHaveLength(1)
    expect(flat).toMatch(/Constats : 1 à regarder, 2 à noter, 0 information \(--level info montre le reste\)\. $/)
  })

  it('takes a level and exhibits', async () => {
    expect(oneLine((await scelle(['findings', '--case', dir, '--level', 'warn'], 'en')).out)).toMatch(/^attention — 1,204 bytes .*Findings: 1 to look at, 2 to note, 0 for information \(--level notice or --level info shows the rest\)\. $/)
    expect(oneLine((await scelle(['findings', '--case', dir, '--exhibit', '2', '--exhibit', '5'])).out)).toContain('Aucun constat à noter ni à regarder dans 2 pièces.')
    expect((await scelle(['findings', '--case', dir, '--level', 'grave'])).err).toContain('info | notice | warn')
  })

  it('prints one JSON value, with the words', async () => {
    const value = JSON.parse((await scelle(['findings', '--case', dir, '--json'], 'en')).out) as { findings: { code: string }[] }
    expect(value).toMatchObject({ counts: { warn: 1, notice: 2, info: 0 }, exhibits: 5, uninspected: 0 })
    expect(value.findings).toHaveLength(3)
    expect(value.findings[0]).toMatchObject({ exhibit: 1, name: 'IMG_2041.jpg', code: 'trailing-data', level: 'warn', evidence: [expect.any(String)], title: expect.stringContaining('1,204') })
    expect(value.findings[2]).toMatchObject({ exhibit: 3, path: ['word/media/image1.jpeg'], code: 'editor-software', innocent: expect.any(String), means: expect.any(String) })
  })

  it('says how many exhibits were not inspected', async () => {
    const from = tempDir()
    writeFileSync(join(from, 'new.txt'), 'new')
    await scelle(['add', from, '--case', dir])
    expect((await scelle(['findings', '--case', dir])).out).toContain('1 pièce n’a pas été examinée')
    expect((await scelle(['overview', '--case', dir])).out).toContain('1 pièce n’a pas été examinée')
  })
})

describe('overview', () => {
  it('says devices, people, places, days and what is shared, over files inside files too', async () => {
    const { code, out } = await scelle(['synthese', '--case', dir])
    expect(code).toBe(0)
    for (const said of [
      '5 pièces, 5 lues, et 1 fichier contenu dans ces pièces.', /Exemple Phone 5 +C02EXEMPLE42 +0001 0002 0003/, /Dominique Fictif +dernière modification par +0003/, /xmp\.did:0001-exemple +XMP DocumentID +0001 0003/,
      /47\.21837, -1\.55362 +65 m +0001/, '1 position 0, 0', /2026-03-16 +— +1 \(fuseau inconnu : 1\) +1/, 'Traces de plateformes — rien trouvé dans les fiches des 5 pièces lues',
    ]) expect.soft(out).toMatch(said)
  })

  it('writes two pictures that are the same each time, and takes no other’s place unasked', async () => {
    const [one, two] = [join(tempDir(), 'vue'), join(tempDir(), 'vue')]
    const written = await scelle(['overview', '--case', dir, '--out', one])
    expect(written.out).toContain(`Écrit : ${join(one, 'timeline.svg')}`)
    await scelle(['overview', '--case', dir, '--out', two])
    for (const name of ['timeline.svg', 'map.svg']) {
      const svg = readFileSync(join(one, name), 'utf8')
      expect(svg).toBe(readFileSync(join(two, name), 'utf8'))
      expect(svg).toMatch(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" version="1\.1" xml:lang="fr" .*role="img" aria-labelledby="title description">\n<title id="title">[^<]+<\/title>\n<desc id="description">[^<]+<\/desc>\n<rect [^>]*fill="#FFFFFF"\/>/)
      // Nothing but shapes and words: no script, no style, nothing fetched.
      expect([...new Set([...svg.matchAll(/<([a-z]+)/g)].map(([, tag]) => tag))].every((tag) => ['svg', 'title', 'desc', 'rect', 'g', 'path', 'circle', 'text', 'xml'].includes(tag ?? ''))).toBe(true)
      expect(svg.replace('xmlns="http://www.w3.org/2000/svg"', '')).not.toMatch(/https?:|href|url\(|NaN|undefined|Infinity/)
    }
    const again = await scelle(['overview', '--case', dir, '--out', one])
    expect(again.code).toBe(64)
    expect(again.err).toContain('timeline.svg existe déjà')
    expect(again.err).toContain('--force')
    expect((await scelle(['overview', '--case', dir, '--out', one, '--force'])).code).toBe(0)
  })

  it('refuses before it writes anything', async () => {
    const out = tempDir()
    writeFileSync(join(out, 'map.svg'), 'mine')
    expect((await scelle(['overview', '--case', dir, '--out', out], 'en')).err).toContain('map.svg exists already')
    expect(existsSync(join(out, 'timeline.svg'))).toBe(false)
    expect(readFileSync(join(out, 'map.svg'), 'utf8')).toBe('mine')
  })

  it('draws nothing where there is nothing to draw, and says so', async () => {
    dir = join(tempDir(), 'vide')
    await scelle(['init', dir, '--reference', 'R'])
    const out = join(tempDir(), 'vue')
    mkdirSync(out)
    const said = await scelle(['overview', '--case', dir, '--out', out])
    expect(said.out).toContain('Appareils — aucune pièce n’a été lue')
    expect(said.out).toContain('Pas de chronologie : aucune date lisible.')
    expect(said.out).toContain('Pas de carte : aucune position.')
    expect(existsSync(join(out, 'map.svg'))).toBe(false)
  })

  it('prints the whole value as JSON', async () => {
    const value: unknown = JSON.parse((await scelle(['overview', '--case', dir, '--json'])).out)
    expect(value).toMatchObject({ exhibits: 5, inspected: 5, embedded: 1, devices: { list: [{ make: 'Exemple', model: 'Phone 5', serials: ['C02EXEMPLE42'], exhibits: [1, 2, 3], count: 3 }], unlisted: 0 }, zeroPositions: 1, screenshots: 0, files: [] })
  })
})
