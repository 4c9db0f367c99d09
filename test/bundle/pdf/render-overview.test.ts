// What the new members of a record look like in the report, in both languages; old records beside them.
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { renderReport } from '../../../src/bundle/pdf/render-report.ts'
import { documentWordsIn } from '../../../src/messages/load.ts'
import { tempDir } from '../../support/world.ts'
import { richExhibits } from './rich-records.ts'
import { caseRecord, collect, reportModel, variedExhibits } from './sample-model.ts'

const have = spawnSync('pdftotext', ['-v']).error === undefined

async function pdfOf(language: 'fr' | 'en', items = richExhibits()): Promise<Buffer> {
  const words = await documentWordsIn(language)
  return collect(renderReport(reportModel(async function* () { yield* items }, items.length, { language, record: caseRecord({ language }) }), words.report, words.finding))
}

function textOf(pdf: Buffer): string {
  const path = join(tempDir(), 'report.pdf')
  writeFileSync(path, pdf)
  return spawnSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8', maxBuffer: 1e8 }).stdout.replaceAll(/[\s\u00a0]+/g, ' ')
}

describe('the report of records that have everything', () => {
  it('is byte-identical for the same records', async () => {
    expect((await pdfOf('fr')).equals(await pdfOf('fr'))).toBe(true)
  })

  it.skipIf(!have)('says each member in French', async () => {
    const text = textOf(await pdfOf('fr'))
    for (const said of [
      'Vue d’ensemble', '5 pièces, 5 lues, et 1 fichier contenu dans ces pièces.', 'Exemple Phone 5', 'C02EXEMPLE42', 'Camille Exemple', 'dernière modification par', 'Carte des positions', 'Vue resserrée sur les positions',
      '1 position 0, 0', 'xmp.did:0001-exemple', 'MPEG-4, 1 min 23 s', 'vidéo HEVC, 1 920 × 1 080, tournée de 90°', 'son AAC, 2 canaux, 48 000 Hz, fr', 'non définie pour ce format', 'présente, non vérifiée', 'non trouvée',
      'diffère de l’image principale', '1 204 octets après la fin', 'Fichiers contenus', 'non lu : compression excessive', 'Dans le fichier contenu : word/media/image1.jpeg', 'exifreader, exifr', 'à 65 m près selon l’appareil',
      'Rien trouvé par jpeg, exifreader', 'Rien trouvé par mediainfo : logiciel, personnes, identifiants', 'Fuseau connu', 'Fuseau inconnu', 'création du fichier',
    ]) expect.soft(text).toContain(said)
  })

  it.skipIf(!have)('says each member in English', async () => {
    const text = textOf(await pdfOf('en'))
    for (const said of ['Overview', 'Map of the positions', 'not defined for this format', 'present, not verified', 'differs from the main picture', 'not read: excessive compression', 'In the file inside: word/media/image1.jpeg', 'None found by jpeg, exifreader']) expect.soft(text).toContain(said)
    expect(text).not.toMatch(/no metadata/i)
  })

  it.skipIf(!have)('prints records of earlier versions too, which have none of these members', async () => {
    const text = textOf(await pdfOf('fr', [...await variedExhibits()]))
    expect(text).toContain('Google Pixel 8')
    expect(text).not.toContain('n’a pas pu être mise en page')
  })
})
