// How a child, a parent or a partner reaches the hotline: `templates/intake-channels.json`, one row a channel of a record.
import { z } from 'zod'
import { Contact } from './destination.ts'
import { BothLanguages, Provenance } from './fact.ts'
import { readData, type DataFiles } from './template-data.ts'
import { INTAKE_CHANNELS } from './vocabulary.ts'

export const IntakeChannels = z.strictObject({
  format: z.literal('intake-channels/1'),
  channels: z.array(z.strictObject({
    id: z.enum(INTAKE_CHANNELS),
    name: BothLanguages,
    /** `unknown`: it was announced once, and no current source names it. */
    status: z.enum(['live', 'unknown']),
    note: BothLanguages,
    contact: Contact.pick({ kind: true, value: true }).optional(),
    ...Provenance.shape,
  })),
}).superRefine(({ channels }, context) => {
  if (INTAKE_CHANNELS.some((id) => channels.filter((channel) => channel.id === id).length !== 1)) context.addIssue({ code: 'custom', path: ['channels'] })
})
export type IntakeChannels = z.infer<typeof IntakeChannels>

/** @throws `data.missing`, `data.invalid` */
export async function loadIntakeChannels(world: DataFiles): Promise<IntakeChannels> {
  return readData(world, 'intake-channels.json', IntakeChannels)
}
