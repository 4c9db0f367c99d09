import { join } from 'node:path'
import { writePacket } from '../../bundle/write-packet.ts'
import { packetWordsIn } from '../../messages/load.ts'
import { formatShortInstant } from '../../messages/format.ts'
import { idempotencyKey, prepared } from '../../signalement/change-record.ts'
import { mayShowChild } from '../../signalement/child-protection.ts'
import type { Destination } from '../../signalement/destination.ts'
import { findDestination, nearestDestination } from '../../signalement/destinations.ts'
import { duplicatesOf, type Duplicate, type KnownDelivery } from '../../signalement/keep.ts'
import { outgoingOf } from '../../signalement/outgoing-of.ts'
import type { Packet } from '../../signalement/packet/packet.ts'
import type { PacketWords } from '../../signalement/packet/packet-words.ts'
import { formLanguageOf, preparePacket } from '../../signalement/packet/prepare-packet.ts'
import { scanText } from '../../signalement/privacy/scan.ts'
import type { Signalement } from '../../signalement/signalement.ts'
import { Failure } from '../../system/failure.ts'
import { visible, visibleShort } from '../../system/visible.ts'
import { absolute } from '../case-at-hand.ts'
import type { Context } from '../context.ts'
import { absent, deskDefaults, shortId, withExistingStore } from '../desk.ts'
import { defineCommand } from '../define-command.ts'
import { Exit } from '../exit-codes.ts'
import { dim } from '../paint.ts'
import { sayPacket } from '../render/packet.ts'
import { sayHits } from '../render/privacy-hits.ts'
import { sayKnown } from '../render/signalement-record.ts'
import { permittedDestinations } from '../packet-destinations.ts'
import { isInArea } from '../route-of-record.ts'
import { deskTables, type DeskTables } from '../tables.ts'

interface Input {
  readonly part: string
  readonly to: readonly string[]
  readonly output: string | undefined
  readonly force: boolean
  /** Somebody read what was found in the text and lets it leave. */
  readonly confirmed: boolean
  readonly dryRun: boolean
}

type Outcome =
  | { readonly outcome: 'preview' | 'written'; readonly packet: Packet; readonly dir: string }
  | { readonly outcome: 'already'; readonly destination: string; readonly delivery: KnownDelivery }

interface Result {
  readonly record: Signalement
  readonly items: readonly Outcome[]
  /** Other signalements of the same content: a colleague may have sent it. */
  readonly same: readonly Duplicate[]
  readonly words: PacketWords
  readonly tables: DeskTables
}

const ADAPTER = 'packet/1'

export const command = defineCommand<Input, Result>({
  read: (raw, context) => ({
    part: raw.arguments[0] ?? '', to: raw.texts('to'), force: raw.flag('force'), confirmed: raw.flag('confirmPersonal'), dryRun: raw.flag('dryRun'),
    output: raw.text('output') === undefined ? undefined : absolute(context, raw.text('output') ?? ''),
  }),

  act: ({ part, to, output, force, confirmed, dryRun }, context) => withExistingStore(context, absent(part), async (store) => {
    let record = store.get(store.resolve(part))
    const tables = await deskTables(context)
    const words = await packetWordsIn(context.words.language)
    const targets = to.length === 0 ? undefined : to.map((word) => destinationNamed(word, tables))
    const chosen = permittedDestinations(record, targets, context, tables)
    if (!dryRun && record.state !== 'validated' && chosen.length > 0) throw new Failure('signalement.not-validated', { id: shortId(record.id), state: context.words.signalement.states[record.state] })
    const root = output ?? absolute(context, `scelle-${shortId(record.id)}`)
    // Seen once more before it leaves this machine in somebody's hand.
    const hits = scanText([record.explanation, record.target.account?.handle].filter((text) => text !== undefined).join('\n'), { ...(record.target.account === undefined ? {} : { account: record.target.account.handle }), urls: record.target.locators.map(({ raw }) => raw) })
    if (hits.length > 0) {
      context.note(sayHits(hits, context).join('\n'))
      if (!dryRun && !confirmed) throw new Failure('signalement.personal-data', { id: shortId(record.id), count: hits.length })
    }
    const items: Outcome[] = []
    // Before anything is written: a colleague may have addressed the same content under another signalement.
    const same = duplicatesOf(store, record.harm, record.target.locators.map(({ canonical }) => canonical), record.id)
    for (const destination of chosen) {
      const theirs = same.flatMap(({ deliveries }) => deliveries).find((each) => each.destination === destination.id)
      if (theirs !== undefined && !dryRun && !force) {
        items.push({ outcome: 'already', destination: destination.id, delivery: theirs })
        continue
      }
      const known = record.deliveries.find((each) => each.destination === destination.id && each.state !== 'cancelled')
      if (known !== undefined && !dryRun && !force && known.idempotencyKey === idempotencyKey(record, destination.id)) {
        items.push({ outcome: 'already', destination: destination.id, delivery: known })
        continue
      }
      const packet = await packetFor(destination, record, words, context)
      const dir = join(root, destination.id)
      if (!dryRun) {
        await writePacket(context.world, dir, packet, words, { reference: shortId(record.id), replace: force })
        const { revision } = record
        try {
          record = store.update(record.id, (current) => {
            // What was written is of this revision and no other.
            if (current.revision !== revision) throw new Failure('signalement.changed-meanwhile', { id: shortId(current.id) })
            return prepared(current, {
              destination: destination.id, channel: destination.channel, adapterVersion: ADAPTER, payloadSha256: packet.payloadSha256, fieldsSent: [...packet.fieldsSent],
              by: deskDefaults(context).by, now: context.world.clock.now(),
            })
          })
        } catch (error) {
          // A packet that nobody knows of would be sent twice.
          await context.world.files.remove(dir)
          throw error
        }
      }
      items.push({ outcome: dryRun ? 'preview' : 'written', packet, dir })
    }
    return { record, items, words, tables, same }
  }),

  say({ items, same, words, tables }, context) {
    const { words: { signalement, cli } } = context
    if (items.length === 0) return signalement.packet.none
    const { timeZone } = deskDefaults(context)
    const lines = items.flatMap((item): string[] => {
      if (item.outcome === 'already') {
        const { delivery } = item
        return [signalement.packet.already(tables.names.destination(item.destination), formatShortInstant(delivery.at, timeZone), visibleShort(delivery.by, 60), signalement.states[delivery.state])]
      }
      return item.outcome === 'preview' ? [signalement.packet.plan, sayPacket(item.packet, words), ''] : [signalement.packet.written(item.packet.destination.name, visible(item.dir))]
    })
    return [
      ...lines,
      ...(same.length === 0 ? [] : [dim(signalement.show.labels.same), ...sayKnown(same, context, tables.names)]),
      items.some(({ outcome }) => outcome === 'preview') ? cli.dryRun : dim(signalement.packet.human),
    ].join('\n')
  },
  json: ({ record, items, same }) => ({
    id: record.id, same,
    packets: items.map((item) => (item.outcome === 'already' ? item : {
      outcome: item.outcome, destination: item.packet.destination.id, dir: item.dir, forms: item.packet.forms, notices: item.packet.notices,
      fieldsSent: item.packet.fieldsSent, payloadSha256: item.packet.payloadSha256,
    })),
  }),
  exit: () => Exit.done,
})

function destinationNamed(word: string, { routes: { destinations } }: DeskTables): Destination {
  const found = findDestination(word, destinations)
  if (found === undefined) throw new Failure('usage.bad-value', { option: '--to', value: word, expected: nearestDestination(word, destinations) ?? destinations.map(({ id }) => id).join(' | ') })
  return found
}

async function packetFor(destination: Destination, record: Signalement, words: PacketWords, context: Context): Promise<Packet> {
  const { language } = context.words
  const { timeZone, flaggerHarms } = deskDefaults(context)
  return preparePacket(destination, outgoingOf(record, isInArea(flaggerHarms, record)), {
    language, words, timeZone, formWords: await packetWordsIn(formLanguageOf(destination, language)),
    identity: record.notifier.identity, prohibited: mayShowChild(record.harm, record.victim.ageBand),
  })
}
