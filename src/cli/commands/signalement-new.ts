import { gate } from '../../signalement/privacy/gate.ts'
import { checkExhibit, linkExhibit } from '../../signalement/link-exhibit.ts'
import { keepNew, wouldKeep, type Kept } from '../../signalement/keep.ts'
import type { Signalement } from '../../signalement/signalement.ts'
import type { SignalementStore } from '../../signalement/store/signalement-store.ts'
import { ADVICE_ONLY } from '../../signalement/vocabulary.ts'
import { Failure } from '../../system/failure.ts'
import { visible } from '../../system/visible.ts'
import type { Context } from '../context.ts'
import { shortId, withExistingStore, withStore } from '../desk.ts'
import { defineCommand } from '../define-command.ts'
import { readEntry } from '../entry-options.ts'
import { exhibitPlaces, type ExhibitChoice } from '../exhibit-choice.ts'
import { Exit } from '../exit-codes.ts'
import { byPlatform, composeAll } from '../compose-entries.ts'
import { bold, dim } from '../paint.ts'
import { sayHits } from '../render/privacy-hits.ts'
import { askSignalement } from '../prompts/new-signalement.ts'
import { sayKnown, sayRecords } from '../render/signalement-record.ts'
import { sayRoute } from '../render/route.ts'
import { dangerRoute, deskTables, type DeskTables } from '../tables.ts'

interface Input {
  /** Undefined: somebody is in danger, or the person gave up. */
  readonly records: readonly Signalement[] | undefined
  readonly stopped: 'danger' | 'abandoned' | undefined
  readonly tables: DeskTables
  readonly force: boolean
  readonly dryRun: boolean
  readonly exhibits: ExhibitChoice | undefined
}
interface Result {
  readonly stopped: Input['stopped']
  readonly kept: readonly Kept[]
  readonly dryRun: boolean
  readonly tables: DeskTables
}

export const command = defineCommand<Input, Result>({
  async read(raw, context) {
    const tables = await deskTables(context)
    const given = await readEntry(raw, context)
    const options = { tables, force: raw.flag('force'), dryRun: raw.flag('dryRun'), exhibits: exhibitPlaces(raw, context) }
    const asks = context.mayAsk && !context.yes && (given.harm === undefined || given.explanation === undefined)
    if (asks) {
      const asked = await askSignalement(given, context, tables)
      return { ...options, ...asked }
    }
    const gated = gate(given, { strict: raw.flag('strict'), replace: raw.flag('replace'), language: context.words.language })
    if (gated.problems.length > 0) {
      context.note(sayHits(gated.hits, context).join('\n'))
      throw new Failure('signalement.refused', { problems: gated.problems })
    }
    if (gated.hits.length > 0) context.note([...sayHits(gated.hits, context), context.words.signalement.privacy.howTo].join('\n'))
    if (gated.replaced > 0) context.note([...sayHits(gated.shown, context), context.words.signalement.privacy.replaced(gated.replaced)].join('\n'))
    return { ...options, records: composeAll(byPlatform(gated.entry), context, tables), stopped: undefined }
  },

  async act({ records, stopped, tables, force, dryRun, exhibits }, context) {
    if (records === undefined) return { stopped, kept: [], dryRun, tables }
    // Refused before anything is kept: nothing of a child is attached by the back door, and nothing is half done.
    for (const place of (await exhibits?.places()) ?? []) for (const record of records) await checkExhibit(context.world, record, place)
    if (dryRun) return { stopped, dryRun, tables, kept: await withExistingStore<readonly Kept[]>(context, () => records.map((record) => ({ outcome: 'kept', record, known: [] })), (store) => wouldKeep(store, records, force)) }
    return withStore(context, async (store) => ({ stopped, dryRun, tables, kept: await linkAll(keepNew(store, records, force), store, context, exhibits) }))
  },

  say(result, context) {
    const { words: { signalement, cli } } = context
    const { names } = result.tables
    if (result.stopped === 'danger') return [bold(signalement.ask.dangerStop), sayRoute(dangerRoute(result.tables), result.tables.routes, context)].join('\n')
    if (result.stopped === 'abandoned') return signalement.ask.abandoned
    if (result.dryRun) {
      const planned = result.kept.flatMap((kept): Signalement[] => (kept.outcome === 'kept' ? [kept.record] : []))
      const known = result.kept.flatMap((kept) => kept.known)
      return [
        ...(planned.length === 0 ? [bold(signalement.new.duplicate)] : [signalement.new.plan, sayRecords(planned, context, names)]),
        ...(known.length === 0 ? [] : [dim(signalement.show.labels.same), ...sayKnown(known, context, names)]), cli.dryRun,
      ].join('\n')
    }
    const records = result.kept.flatMap((kept): Signalement[] => (kept.outcome === 'kept' ? [kept.record] : []))
    const danger = result.kept.some((kept) => kept.outcome === 'kept' && kept.record.urgency === 'imminent_danger')
    const lines = danger ? [bold(signalement.ask.dangerStop), sayRoute(dangerRoute(result.tables), result.tables.routes, context), ''] : []
    lines.push(...result.kept.flatMap((kept) => (kept.outcome === 'duplicate'
      ? [bold(signalement.new.duplicate), ...sayKnown(kept.known, context, names), dim(signalement.known.force)]
      : [
        bold(signalement.new.done(shortId(kept.record.id), kept.record.state === 'validated')),
        ...(kept.known.length === 0 ? [] : [...(leftOut(kept) === 0 ? [] : [signalement.new.partly(leftOut(kept))]), ...sayKnown(kept.known, context, names)]),
      ])))
    const campaign = records.length > 1 ? records[0]?.campaign : undefined
    if (campaign !== undefined) lines.push(signalement.new.campaign(campaign, records.length))
    if (records.some(({ state, harm }) => state === 'draft' && !ADVICE_ONLY.has(harm))) lines.push(signalement.new.notAttested)
    const [first] = records
    if (first !== undefined) lines.push(...records.map(({ id }, index) => `${dim(index === 0 ? signalement.new.next : ' '.repeat(signalement.new.next.length))} scelle signalement route ${visible(shortId(id))}`))
    return lines.join('\n')
  },
  json: ({ stopped, kept, dryRun, tables }) => ({ stopped, dryRun, ...(stopped === 'danger' || kept.some((one) => one.outcome === 'kept' && one.record.urgency === 'imminent_danger') ? { calls: dangerRoute(tables).calls } : {}), results: kept }),
  exit: ({ kept }) => (kept.length > 0 && kept.every(({ outcome }) => outcome === 'duplicate') ? Exit.someFailed : Exit.done),
})

async function linkAll(kept: readonly Kept[], store: SignalementStore, context: Context, exhibits: ExhibitChoice | undefined): Promise<readonly Kept[]> {
  if (exhibits === undefined) return kept
  const done: Kept[] = []
  for (const one of kept) {
    let record = one.outcome === 'kept' ? one.record : undefined
    for (const place of await exhibits.places()) if (record !== undefined) record = await linkExhibit(context.world, store, record, place)
    done.push(record === undefined || one.outcome !== 'kept' ? one : { ...one, record })
  }
  return done
}

/** Addresses that another signalement has, and that this one therefore does not. */
function leftOut(kept: Extract<Kept, { readonly outcome: 'kept' }>): number {
  const own = new Set(kept.record.target.locators.map(({ canonical }) => canonical))
  return new Set(kept.known.flatMap(({ locators }) => locators).filter((canonical) => !own.has(canonical))).size
}
