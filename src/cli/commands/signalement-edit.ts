import { gate } from '../../signalement/privacy/gate.ts'
import { edited } from '../../signalement/change-record.ts'
import type { Entry } from '../../signalement/entry.ts'
import { linkExhibit } from '../../signalement/link-exhibit.ts'
import type { Signalement } from '../../signalement/signalement.ts'
import { overallState } from '../../signalement/state-machine.ts'
import { Failure } from '../../system/failure.ts'
import { visible } from '../../system/visible.ts'
import { deskDefaults, shortId, absent, withExistingStore } from '../desk.ts'
import { defineCommand } from '../define-command.ts'
import { readEntry } from '../entry-options.ts'
import { exhibitPlaces, type ExhibitChoice } from '../exhibit-choice.ts'
import { Exit } from '../exit-codes.ts'
import { sayHits } from '../render/privacy-hits.ts'
import { sayRecord } from '../render/signalement-record.ts'
import { deskTables, type DeskTables } from '../tables.ts'

interface Input {
  readonly part: string
  readonly changes: Entry
  readonly exhibits: ExhibitChoice | undefined
  readonly dryRun: boolean
}
interface Result {
  readonly before: Signalement
  readonly record: Signalement
  readonly linked: readonly string[]
  readonly dir: string
  readonly dryRun: boolean
  readonly tables: DeskTables
}

export const command = defineCommand<Input, Result>({
  async read(raw, context) {
    const gated = gate(await readEntry(raw, context), { strict: raw.flag('strict'), replace: raw.flag('replace'), language: context.words.language })
    if (gated.hits.length > 0) context.note(sayHits(gated.hits, context).join('\n'))
    if (gated.problems.length > 0) throw new Failure('signalement.refused', { problems: gated.problems })
    const exhibits = exhibitPlaces(raw, context)
    if (Object.keys(gated.entry).length === 0 && exhibits === undefined) throw new Failure('usage.other', { detail: context.words.signalement.edit.nothing })
    return { part: raw.arguments[0] ?? '', changes: gated.entry, exhibits, dryRun: raw.flag('dryRun') }
  },
  act: ({ part, changes, exhibits, dryRun }, context) => withExistingStore(context, absent(part), async (store) => {
    const tables = await deskTables(context)
    const before = store.get(store.resolve(part))
    let record = before
    if (Object.keys(changes).length > 0) {
      record = edited(before, changes, deskDefaults(context), tables, context.world.clock.now())
      if (!dryRun) store.replace(before, record)
    }
    const linked: string[] = []
    if (!dryRun) for (const place of (await exhibits?.places()) ?? []) {
      record = await linkExhibit(context.world, store, record, place)
      linked.push(String(place.number).padStart(4, '0'))
    }
    return { before, record, linked, dir: exhibits?.dir ?? '', dryRun, tables }
  }),
  say({ before, record, linked, dir, dryRun, tables }, context) {
    const { words: { signalement, cli } } = context
    if (dryRun) return [signalement.edit.plan, sayRecord(record, context, tables.names), cli.dryRun].join('\n')
    return [
      signalement.edit.done(shortId(record.id), record.revision, signalement.states[overallState(record.state, record.deliveries)]),
      ...(before.attestation !== undefined && record.attestation === undefined ? [signalement.edit.reattest] : []),
      ...linked.map((exhibit) => signalement.link.done(exhibit, visible(dir))),
    ].join('\n')
  },
  json: ({ record, linked, dryRun }) => ({ dryRun, linked, signalement: record }),
  exit: () => Exit.done,
})
