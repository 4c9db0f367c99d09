import { gate } from '../../signalement/privacy/gate.ts'
import { edited } from '../../signalement/change-record.ts'
import type { Entry } from '../../signalement/entry.ts'
import { entryOfRecord } from '../../signalement/entry-of-record.ts'
import { duplicatesOf, type Duplicate } from '../../signalement/keep.ts'
import { checkExhibit, linkExhibit } from '../../signalement/link-exhibit.ts'
import type { Signalement } from '../../signalement/signalement.ts'
import { overallState } from '../../signalement/state-machine.ts'
import { Failure } from '../../system/failure.ts'
import { visible } from '../../system/visible.ts'
import type { Context } from '../context.ts'
import { deskDefaults, shortId, absent, withExistingStore } from '../desk.ts'
import { defineCommand } from '../define-command.ts'
import { readEntry } from '../entry-options.ts'
import { exhibitPlaces, type ExhibitChoice } from '../exhibit-choice.ts'
import { Exit } from '../exit-codes.ts'
import { sayHits } from '../render/privacy-hits.ts'
import { sayKnown, sayRecord } from '../render/signalement-record.ts'
import { deskTables, type DeskTables } from '../tables.ts'

interface Input {
  readonly part: string
  readonly changes: Entry
  /** Also in the text that is there already. */
  readonly replace: boolean
  readonly exhibits: ExhibitChoice | undefined
  readonly dryRun: boolean
}
interface Result {
  readonly before: Signalement
  readonly record: Signalement
  readonly same: readonly Duplicate[]
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
    const replace = raw.flag('replace')
    if (Object.keys(gated.entry).length === 0 && exhibits === undefined && !replace) throw new Failure('usage.other', { detail: context.words.signalement.edit.nothing })
    return { part: raw.arguments[0] ?? '', changes: gated.entry, replace, exhibits, dryRun: raw.flag('dryRun') }
  },
  act: ({ part, changes: given, replace, exhibits, dryRun }, context) => withExistingStore(context, absent(part), async (store) => {
    const tables = await deskTables(context)
    const before = store.get(store.resolve(part))
    const changes: Entry = replace ? { ...replacedTexts(before, context), ...given } : given
    const places = (await exhibits?.places()) ?? []
    const now = context.world.clock.now()
    const change = (current: Signalement): Signalement => (Object.keys(changes).length === 0 ? current : edited(current, changes, deskDefaults(context), tables, now))
    let record = change(before)
    // All that would refuse is heard before the first writing.
    for (const place of places) await checkExhibit(context.world, record, place)
    const linked: string[] = []
    if (!dryRun) {
      if (record !== before) record = store.update(before.id, change)
      for (const place of places) {
        record = await linkExhibit(context.world, store, record, place)
        linked.push(String(place.number).padStart(4, '0'))
      }
    }
    const same = duplicatesOf(store, record.harm, record.target.locators.map(({ canonical }) => canonical), record.id)
    return { before, record, same, linked, dir: exhibits?.dir ?? '', dryRun, tables }
  }),
  say({ before, record, same, linked, dir, dryRun, tables }, context) {
    const { words: { signalement, cli } } = context
    if (dryRun) return [signalement.edit.plan, sayRecord(record, context, tables.names), cli.dryRun].join('\n')
    return [
      signalement.edit.done(shortId(record.id), record.revision, signalement.states[overallState(record.state, record.deliveries)]),
      ...(before.attestation !== undefined && record.attestation === undefined ? [signalement.edit.reattest] : []),
      ...(before.evidence.length > 0 && record.evidence.length === 0 ? [signalement.edit.unlinked(before.evidence.length)] : []),
      ...(before.notifier.identity === record.notifier.identity ? [] : [signalement.edit.identity(signalement.identities[record.notifier.identity])]),
      ...(same.length === 0 ? [] : [signalement.show.labels.same, ...sayKnown(same, context, tables.names)]),
      ...linked.map((exhibit) => signalement.link.done(exhibit, visible(dir))),
    ].join('\n')
  },
  json: ({ record, same, linked, dryRun }) => ({ dryRun, linked, same, signalement: record }),
  exit: () => Exit.done,
})

/** The free texts of a kept record with what names somebody taken out; nothing where nothing was found. */
function replacedTexts(record: Signalement, context: Context): Entry {
  const texts = entryOfRecord(record)
  const gated = gate(texts, { strict: false, replace: true, language: context.words.language })
  if (gated.replaced > 0) context.note([...sayHits(gated.shown, context), context.words.signalement.privacy.replaced(gated.replaced)].join('\n'))
  return Object.fromEntries(Object.entries(gated.entry).filter(([field, text]) => text !== texts[field as keyof Entry]))
}
