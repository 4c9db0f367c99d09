// Law as dated data: `templates/law/*.json`, one file a code or text, and the clocks. A penalty that was not verified says so.
import { z } from 'zod'
import type { ClockTable } from './clock.ts'
import { BothLanguages, Fact, Provenance } from './fact.ts'
import { dataNames, readData, type DataFiles } from './template-data.ts'
import { HARMS, URGENCIES } from './vocabulary.ts'

export const LawText = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  /** As lawyers cite it: `CP 227-23`. */
  citation: z.string().min(1).max(100),
  label: BothLanguages,
  /** Day of the version that was read, where it is known. */
  versionDate: z.iso.date().optional(),
  ...Provenance.shape,
  penalties: z.array(z.strictObject({ text: BothLanguages, ...Provenance.shape })),
  facts: z.array(Fact).optional(),
})
export type LawText = z.infer<typeof LawText>

export const LawFile = z.strictObject({
  format: z.literal('law/1'), id: z.string(), title: BothLanguages,
  /** Said beside each of its texts. */
  note: BothLanguages,
  texts: z.array(LawText).min(1),
})
export type LawFile = z.infer<typeof LawFile>

const Clocked = { label: BothLanguages, startedBy: BothLanguages, text: z.string(), ...Provenance.shape }
export const Clocks = z.strictObject({
  format: z.literal('clocks/1'),
  /** Times that the law fixes, and the only ones who may start them. */
  legal: z.array(z.strictObject({ id: z.string(), harms: z.array(z.enum(HARMS)).min(1), /** Absent: any authority that the text names. */ authorities: z.array(z.string()).optional(), hours: z.int().positive(), ...Clocked })),
  priority: z.strictObject(Clocked),
  others: z.strictObject(Clocked),
  /** The tool's own aims: no legal value. */
  targets: z.strictObject({ hours: z.record(z.enum(URGENCIES), z.int().positive()), label: BothLanguages, ...Provenance.shape }),
})
export type Clocks = z.infer<typeof Clocks>

export interface Law {
  readonly files: readonly LawFile[]
  readonly texts: readonly LawText[]
  readonly clocks: Clocks
}

const CLOCKS = 'clocks'

/** @throws `data.missing`, `data.invalid` */
export async function loadLaw(world: DataFiles): Promise<Law> {
  const names = (await dataNames(world, 'law')).filter((name) => name !== CLOCKS)
  const [clocks, ...files] = await Promise.all([
    readData(world, `law/${CLOCKS}.json`, Clocks),
    ...names.map((name) => readData(world, `law/${name}.json`, LawFile)),
  ] as const)
  return { files, texts: files.flatMap(({ texts }) => texts), clocks }
}

/** @param hours overrides the tool's own aims */
export function clockTable({ legal, priority, targets }: Clocks, hours: Partial<ClockTable['targets']> = {}): ClockTable {
  return {
    legal: legal.map(({ harms, authorities, hours: legalHours, source }) => ({ harms, hours: legalHours, source, ...(authorities === undefined ? {} : { authorities }) })),
    targets: { ...targets.hours, ...hours },
    targetSource: targets.source,
    prioritySource: priority.source,
  }
}
