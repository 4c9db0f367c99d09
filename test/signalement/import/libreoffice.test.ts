import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rejectsWriter } from '../../../src/signalement/import/rejects.ts'
import { testWorld } from '../../support/world.ts'
import { failureOf, readPath } from './reading.ts'

const here = spawnSync('soffice', ['--version']).status === 0
if (!here) console.log('SKIPPED soffice')

const text = (value: string): string => `<table:table-cell office:value-type="string">${value.split('\n').map((line) => `<text:p>${line}</text:p>`).join('')}</table:table-cell>`
const date = (value: string): string => `<table:table-cell table:style-name="quand" office:value-type="date" office:date-value="${value}"/>`
const row = (...cells: readonly string[]): string => `<table:table-row>${cells.join('')}</table:table-row>`
const EMPTY = '<table:table-cell/>'
const WIDE = '<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="6"/></table:table-row>'

/** What a counsellor types: French dates, a text of two lines, an empty line, a merged cell, a formula, an identifier of digits. */
const TABLE = `<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
<office:automatic-styles>
<number:date-style style:name="N1" number:language="fr" number:country="FR"><number:day number:style="long"/><number:text>/</number:text><number:month number:style="long"/><number:text>/</number:text><number:year number:style="long"/><number:text> </number:text><number:hours number:style="long"/><number:text>:</number:text><number:minutes number:style="long"/></number:date-style>
<style:style style:name="quand" style:family="table-cell" style:data-style-name="N1"/>
</office:automatic-styles>
<office:body><office:spreadsheet><table:table table:name="Novembre">
${row(text('URL'), text('Type d’atteinte'), text('Constaté le'), text('Pseudo'), text('ID du compte'), text('Faits'))}
${row(text('https://example.com/p/1'), '<table:table-cell table:number-rows-spanned="2" table:number-columns-spanned="1" office:value-type="string"><text:p>Cyberharcèlement</text:p></table:table-cell>', date('2026-11-23T18:04:00'), text('@élève_ex'), text('123456789012345678'), text('Première ligne ; « œuvre » à 5 €\nSeconde ligne, dite "vraie"'))}
${row(text('https://example.com/p/2'), '<table:covered-table-cell/>', date('2026-07-14T09:30:00'), EMPTY, EMPTY, text('x'))}
${WIDE}
${row('<table:table-cell table:formula="of:=&quot;https://example.com/p/&quot;&amp;3" office:value-type="string" office:string-value="https://example.com/p/3"><text:p>https://example.com/p/3</text:p></table:table-cell>', text('Doxxing'), date('2026-11-23T18:04:00'), EMPTY, '<table:table-cell office:value-type="float" office:value="1234567890123456789"/>', text('=cmd|\' /C calc\'!A0'))}
</table:table></office:spreadsheet></office:body></office:document>`

describe.skipIf(!here)('files saved by LibreOffice', () => {
  let dir = ''
  beforeAll(() => { dir = mkdtempSync(join(tmpdir(), 'scelle-libreoffice-')) })
  afterAll(() => { rmSync(dir, { recursive: true, force: true }) })

  function saved(source: string, to: string, extension: string, input?: string): string {
    const ran = spawnSync('soffice', [
      `-env:UserInstallation=${pathToFileURL(join(dir, 'profile')).href}`, '--headless', ...(input === undefined ? [] : [`--infilter=${input}`]), '--convert-to', to, '--outdir', join(dir, 'out'), source,
    ], { encoding: 'utf8', env: { ...process.env, LANG: 'fr_FR.UTF-8', LC_ALL: 'C.UTF-8' }, timeout: 110_000 })
    if (ran.status !== 0) throw new Error(ran.stderr)
    return join(dir, 'out', `${source.slice(source.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '')}.${extension}`)
  }
  function table(name: string): string {
    const path = join(dir, `${name}.fods`)
    writeFileSync(path, TABLE)
    return path
  }

  const CSVS = { 'UTF-8': '59,34,76,1', 'Windows-1252': '59,34,1,1', 'UTF-16': '59,34,65535,1', 'UTF-8 with commas': '44,34,76,1', 'UTF-8 with tabs': '9,34,76,1' }
  it.each(Object.entries(CSVS))('CSV in %s', async (name, options) => {
    const path = saved(table(`csv-${options.replaceAll(',', '-')}`), `csv:Text - txt - csv (StarCalc):${options},,1036,false,true,false`, 'csv')
    const read = await readPath(path)
    if (name === 'Windows-1252') expect(readFileSync(path).includes(0xe9)).toBe(true)
    expect(read.rows).toMatchObject([
      { row: 2, problems: [], entry: { urls: 'https://example.com/p/1', harm: 'Cyberharcèlement', observedAt: '2026-11-23T17:04:00.000Z', account: '@élève_ex', accountId: '123456789012345678', explanation: 'Première ligne ; « œuvre » à 5 €\nSeconde ligne, dite "vraie"' } },
      // Text does not say that the cell above was merged.
      { row: 3, problems: [], entry: { urls: 'https://example.com/p/2', observedAt: '2026-07-14T07:30:00.000Z', explanation: 'x' } },
      { row: 6, problems: [{ path: 'accountId', code: 'cell.number-rounded' }], entry: { urls: 'https://example.com/p/3', observedAt: '2026-11-23T17:04:00.000Z', explanation: "=cmd|' /C calc'!A0" } },
    ])
    expect(read.rows[1]?.entry.harm).toBeUndefined()
  }, 120_000)

  it('a workbook', async () => {
    const read = await readPath(saved(table('classeur'), 'xlsx:Calc MS Excel 2007 XML', 'xlsx'))
    expect(read.rows).toMatchObject([
      { row: 2, problems: [], entry: { harm: 'Cyberharcèlement', observedAt: '2026-11-23T17:04:00.000Z', accountId: '123456789012345678', explanation: 'Première ligne ; « œuvre » à 5 €\nSeconde ligne, dite "vraie"' } },
      { row: 3, problems: [], entry: { harm: 'Cyberharcèlement', observedAt: '2026-07-14T07:30:00.000Z' } },
      { row: 6, problems: [{ code: 'cell.number-rounded' }], notes: [{ path: 'urls', code: 'cell.formula' }], entry: { urls: 'https://example.com/p/3', explanation: "=cmd|' /C calc'!A0" } },
    ])
    expect(read.warnings).toEqual([{ code: 'cells-merged', facts: { count: 1 } }])
  }, 120_000)

  it('other formats, each with its name', async () => {
    expect(await failureOf(readPath(saved(table('autre'), 'ods', 'ods')))).toEqual(['import.workbook-other', expect.objectContaining({ kind: 'ods' })])
    expect((await failureOf(readPath(saved(table('ancien'), 'xls:MS Excel 97', 'xls'))))[0]).toBe('import.workbook-old')
  }, 120_000)

  it('a rejects file opened, saved and imported again', async () => {
    const path = join(dir, 'rejets.csv')
    const writer = rejectsWriter(testWorld(), path, { format: 'csv', columns: ['URL', 'Atteinte', 'Pseudo', 'Faits'], language: 'fr' })
    await writer.add(['https://example.com/1', 'Cyberharcelment', '@élève_ex', "=cmd|' /C calc'!A0"], ['Atteinte inconnue ; peut-être « cyberharcèlement ».'])
    await writer.add(['https://example.com/2', 'Doxxing', '', 'deux\nlignes ; "dites"'], ['Trop court.'])
    await writer.finish()
    for (const [to, extension] of [['csv:Text - txt - csv (StarCalc):59,34,76,1,,1036,false,true,false', 'csv'], ['xlsx:Calc MS Excel 2007 XML', 'xlsx']] as const) {
      const again = await readPath(saved(path, to, extension, 'Text - txt - csv (StarCalc):59,34,76,1,,1036,false,true'))
      expect(again).toMatchObject({
        columns: ['URL', 'Atteinte', 'Pseudo', 'Faits'], warnings: [],
        rows: [
          { row: 2, problems: [], notes: [], raw: ['https://example.com/1', 'Cyberharcelment', '@élève_ex', "=cmd|' /C calc'!A0"] },
          { row: 3, problems: [], notes: [], raw: ['https://example.com/2', 'Doxxing', '', 'deux\nlignes ; "dites"'] },
        ],
      })
    }
  }, 120_000)
})
