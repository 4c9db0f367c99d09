// The schema that others read the figures by.
import { expect, it } from 'vitest'
import { z } from 'zod'
import { Statistics } from '../../../src/delivery/statistics/statistics.ts'
import { repository } from '../../architecture/lint-run.ts'

it('the schema of the figures is emitted', async () => {
  const schema = z.toJSONSchema(Statistics, { target: 'draft-2020-12' })
  const text = `${JSON.stringify({ $id: 'statistics-1.schema.json', title: 'statistics/1', ...schema }, null, 2)}\n`
  await expect(text).toMatchFileSnapshot(`${repository}templates/schemas/statistics-1.schema.json`)
})
