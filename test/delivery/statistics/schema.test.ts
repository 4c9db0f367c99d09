// The schema that others read the figures by, and a validator that nobody here wrote.
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { annualFigures } from '../../../src/delivery/statistics/annual.ts'
import { periodOfYear, type Period } from '../../../src/delivery/statistics/period.ts'
import { qualityFigures } from '../../../src/delivery/statistics/quality.ts'
import { Statistics } from '../../../src/delivery/statistics/statistics.ts'
import { repository } from '../../architecture/lint-run.ts'
import { sampleFacts } from './sample-facts.ts'

const schema = { $id: 'statistics-1.schema.json', title: 'statistics/1', ...z.toJSONSchema(Statistics, { target: 'draft-2020-12' }) }

it('the schema of the figures is emitted', async () => {
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(`${repository}templates/schemas/statistics-1.schema.json`)
})

it('both kinds fit it, and nothing that was added does', async () => {
  const ajv = new Ajv2020({ strict: false })
  addFormats.default(ajv)
  const fits = ajv.compile(schema)
  const year = periodOfYear(2026, 'Europe/Paris') as Period
  for (const exact of [false, true]) {
    const occasion = { organisation: 'Association Exemple', generatedAt: '2027-01-12T08:00:00.000Z', toolVersion: '1.2.3', exact }
    for (const figures of [await annualFigures(sampleFacts(400, ['instagram', 'x']), 2026, year, occasion), await qualityFigures(sampleFacts(400, ['instagram', 'x']), year, occasion)]) {
      expect(fits(JSON.parse(JSON.stringify(figures))), JSON.stringify(fits.errors)).toBe(true)
      expect(fits({ ...figures, handle: 'compte.invente' })).toBe(false)
    }
  }
})
