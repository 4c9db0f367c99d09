// The schemas that others write against: a destination without an API is one file that fits this.
import { expect, it } from 'vitest'
import { z } from 'zod'
import { Destination } from '../../../src/signalement/destination.ts'
import { repository } from '../../architecture/lint-run.ts'

it('the schema of a destination is emitted', async () => {
  const schema = z.toJSONSchema(Destination, { target: 'draft-2020-12' })
  const text = `${JSON.stringify({ $id: 'destination-1.schema.json', title: 'destination/1', ...schema }, null, 2)}\n`
  await expect(text).toMatchFileSnapshot(`${repository}templates/schemas/destination-1.schema.json`)
})
