import { formatShortInstant } from '../../messages/format.ts'
import { isHeld, type Planned, type Plan } from '../../delivery/prepare.ts'
import { decodeText, payloadSha256 } from '../../delivery/payload.ts'
import type { State } from '../../signalement/vocabulary.ts'
import { instantOfMs, msOfInstant } from '../../system/time.ts'
import { visible, visibleShort } from '../../system/visible.ts'
import type { SendResult, SentItem } from '../commands/send.ts'
import type { Context } from '../context.ts'
import { deskDefaults, shortId } from '../desk.ts'
import { bold, dim, green, red, yellow } from '../paint.ts'
import { sayHits } from './privacy-hits.ts'
import type { DeskTables } from '../tables.ts'
import { textTable } from './text-table.ts'

/** A table longer than this is cut on a terminal; --json has all. */
const SHOWN = 60

export function saySent(result: SendResult, context: Context): string {
  const { words: { delivery: { send: words }, cli } } = context
  const { plans, unplanned, settled, dryRun, abandoned, recovered, unknown, byHand, waiting, closed, paused, unpaid, certificates, tables } = result
  if (abandoned) return words.abandoned
  const name = (id: string): string => tables?.names.destination(id) ?? id
  const nothing = byHand === 0 ? words.nothing : words.nothingByMachine(byHand)
  if (dryRun) {
    const shown = plans.flatMap((plan) => (plan.stop ? [red(`${shortId(plan.record.id)} ${words.danger}`)] : plan.items.flatMap((item) => sayPlanned(plan, item, context, name))))
    return shown.length === 0 && unplanned.length === 0 ? nothing : [...shown, ...unplanned.map((each) => sayUnplanned(each, context)), cli.dryRun].join('\n')
  }
  const held = plans.flatMap((plan) => (plan.stop ? [[shortId(plan.record.id), '—', red('—'), red(words.danger)]] : plan.items.filter(({ outcome }) => outcome !== 'ready').map((item) => heldRow(plan, item, context, name))))
  const rows = [...settled.map((each) => settledRow(each, context, name)), ...held]
  const count = (state: string): number => settled.filter((each) => each.state === state).length
  const lines = [
    ...(recovered.resumed > 0 ? [yellow(words.recovered(recovered.resumed))] : []),
    ...(recovered.lost > 0 ? [red(words.lost(recovered.lost))] : []),
    ...(rows.length === 0 ? [] : [...textTable(words.head.map(bold), rows.slice(0, SHOWN), context.terminal), ...(rows.length > SHOWN ? [dim(words.more(rows.length - SHOWN))] : [])]),
    ...unplanned.map((each) => sayUnplanned(each, context)),
    ...paused.filter((id) => waiting.some(({ destination }) => destination === id)).map((id) => red(words.paused(name(id), id))),
    ...closed.flatMap(({ destination, missing }) => (missing.length === 0 ? [red(words.notSetUp(name(destination), destination))] : missing.map((secret) => red(words.missingSecret(`destination.${destination}.${secret}`))))),
    ...certificates.map(({ destination, reason }) => yellow(words.certificate(name(destination), visibleShort(reason, 200)))),
    ...unpaid.map(({ dir, id, lines: owed, code }) => yellow(words.unpaidCase(visible(dir ?? id), owed, code))),
  ]
  const { timeZone } = deskDefaults(context)
  const told = new Set(settled.filter(({ state }) => state === 'queued').map(({ destination }) => destination))
  for (const { destination, count: left, nextMs } of waiting) if (!told.has(destination)) lines.push(yellow(words.waits(name(destination), left, nextMs > nowMs(context) ? formatShortInstant(instantOfMs(nextMs), timeZone) : undefined)))
  const waits = waiting.reduce((sum, each) => sum + each.count, 0)
  if (lines.length === 0 && waits === 0 && unknown === 0) return nothing
  const sent = settled.filter(({ outcome }) => outcome.class === 'definite_success').length
  return [...lines, bold(words.totals(sent, count('dead_letter'), waits, unknown, plans.reduce((sum, plan) => sum + (plan.stop ? 1 : plan.items.filter(isHeld).length), unplanned.length)))].join('\n')
}

/** Of plans nobody has answered yet: what stays here, and why. */
export function sayHeld(plans: readonly Plan[], context: Context, tables: DeskTables): readonly string[] {
  return plans.flatMap((plan) => (plan.stop ? [red(`${shortId(plan.record.id)} ${context.words.delivery.send.danger}`)] : plan.items.filter(({ outcome }) => outcome !== 'ready' && outcome !== 'already').map((item) => heldRow(plan, item, context, (id) => tables.names.destination(id)).filter((cell) => cell !== '').join('  '))))
}

const nowMs = ({ world }: Context): number => msOfInstant(world.clock.now()) ?? 0

function sayUnplanned({ id, code }: SendResult['unplanned'][number], { words: { delivery: { codes } } }: Context): string {
  return yellow(`${shortId(id)} ${codes[code] ?? code}`)
}

function settledRow({ id, destination, test, state: is, outcome, nextMs }: SentItem, context: Context, name: (id: string) => string): readonly string[] {
  const { words: { delivery: { send: words, codes, queued }, signalement } } = context
  const { timeZone } = deskDefaults(context)
  const code = 'code' in outcome ? codes[outcome.code] ?? outcome.code : ''
  const state = is === 'queued' ? queued : signalement.states[is]
  const cells = ((): readonly [string, string] => {
    switch (outcome.class) {
      case 'definite_success': return [green(state), words.sent(visibleShort(outcome.receipt.remoteId, 80))]
      case 'definite_reject': return [red(state), words.rejected(code, visibleShort(outcome.words ?? '', 200))]
      case 'auth': return [yellow(state), words.waitingCredential(code)]
      case 'throttled':
      case 'not_sent': return is === 'dead_letter' ? [red(state), words.rejected(code, '')] : [yellow(state), words.waiting(formatShortInstant(instantOfMs(nextMs ?? 0), timeZone), code)]
      case 'unknown': return is === 'unknown_outcome' ? [red(state), words.unknown(code)] : [yellow(state), words.waiting(formatShortInstant(instantOfMs(nextMs ?? 0), timeZone), code)]
      default: return outcome satisfies never
    }
  })()
  return [shortId(id), `${name(destination)}${test ? ` (${words.test})` : ''}`, ...cells]
}

/** Why something does not go. */
function heldRow({ record }: Plan, item: Planned, context: Context, name: (id: string) => string): readonly string[] {
  const { words: { delivery: { send: words, cannot, setup, queued }, signalement, language, routing } } = context
  const { timeZone } = deskDefaults(context)
  const known = (state: State): string => (state === 'queued' ? queued : signalement.states[state])
  const cells = ((): readonly [string, string] => {
    switch (item.outcome) {
      case 'ready': return ['', '']
      case 'already': return [dim(known(item.delivery.state)), item.delivery.state === 'dead_letter' ? words.refusedBefore(formatShortInstant(item.delivery.at, timeZone)) : item.other === undefined
        ? words.already(known(item.delivery.state), formatShortInstant(item.delivery.at, timeZone), visibleShort(item.delivery.by, 60))
        : words.alreadyOther(shortId(item.other), known(item.delivery.state))]
      case 'cannot': return [yellow('—'), words.cannot(`${cannot[item.code]}${item.detail === undefined ? '' : ` (${visibleShort(item.detail, 120)})`}`)]
      case 'not-set-up': return [yellow('—'), setup[item.code](`destination.${item.destination}.${item.setting ?? 'adapter'}`)]
      case 'lacks': return [yellow('—'), words.lacks(item.lacks.map((lack) => routing.lacks[lack]).join(', '))]
      case 'refused': return [red('—'), words.refused(item.reason[language])]
      case 'personal-data': return [yellow('—'), words.personal(item.hits.length)]
      default: return item satisfies never
    }
  })()
  return [shortId(record.id), name(item.destination), ...cells]
}

/** The exact bytes and fields. */
function sayPlanned(plan: Plan, item: Planned, context: Context, name: (id: string) => string): string[] {
  const { words: { delivery: { send: words } } } = context
  if (item.outcome !== 'ready') {
    const why = heldRow(plan, item, context, name).filter((cell) => cell !== '').join('  ')
    return item.outcome === 'personal-data' ? [why, ...sayHits(item.hits, context), ''] : [why]
  }
  const { payload, fields } = item.part
  return [
    bold(words.preview(shortId(plan.record.id), `${name(item.destination)}${item.test ? ` (${words.test})` : ''}`, fields.join(', '), payloadSha256(payload))),
    visible(payload.line), ...Object.entries(payload.headers).map(([header, value]) => dim(visible(`${header}: ${value}`))), '',
    decodeText(payload.body).split('\n').map((text) => visible(text.replace(/\r$/, ''))).join('\n'), '',
  ]
}

export function sentJson({ plans, unplanned, settled, waiting, tables: _tables, ...rest }: SendResult): unknown {
  return {
    ...rest,
    unplanned: [...unplanned],
    plans: plans.map(({ record, stop, items }) => ({
      id: record.id, stop,
      items: items.map((item) => (item.outcome === 'personal-data' && !rest.dryRun ? { outcome: item.outcome, destination: item.destination, hits: item.hits.map(({ text: _text, ...hit }) => hit) } : item.outcome !== 'ready' ? item : {
        outcome: item.outcome, destination: item.destination, adapter: item.adapter, test: item.test, key: item.key, locators: item.part.locators, fields: item.part.fields,
        payloadSha256: payloadSha256(item.part.payload), line: item.part.payload.line, headers: item.part.payload.headers, ...(rest.dryRun ? { body: decodeText(item.part.payload.body) } : {}),
      })),
    })),
    deliveries: settled.map(({ outcome, nextMs, receipt, ...item }) => ({
      ...item, class: outcome.class,
      ...('code' in outcome ? { code: outcome.code } : {}), ...('words' in outcome && outcome.words !== undefined ? { words: outcome.words } : {}),
      ...(receipt === undefined ? {} : { receipt }), ...(nextMs === undefined ? {} : { nextAt: instantOfMs(nextMs) }),
    })),
    waiting: waiting.map(({ destination, count, nextMs }) => ({ destination, count, ...(nextMs > 0 ? { nextAt: instantOfMs(nextMs) } : {}) })),
  }
}
