import type { CannotCode } from '../../delivery/adapter.ts'
import { EXPORTERS } from '../../delivery/destinations/registry.ts'
import { sendableOf } from '../../delivery/sendable.ts'
import { personalHits } from '../../delivery/prepare.ts'
import { codesOf } from '../../signalement/harm-table.ts'
import { Failure } from '../../system/failure.ts'
import { visible } from '../../system/visible.ts'
import { absolute } from '../case-at-hand.ts'
import { deliveryDesk } from '../delivery-desk-of.ts'
import { absent, shortId, withExistingStore } from '../desk.ts'
import { defineCommand } from '../define-command.ts'
import { Exit } from '../exit-codes.ts'

declare module '../../system/failure.ts' {
  interface FailureFacts {
    /** The format cannot say it. */
    'delivery.not-exportable': { id: string; format: string; code: CannotCode; detail: string }
    /** What is there is another's. */
    'delivery.file-exists': { path: string }
  }
}

interface Input {
  readonly part: string
  readonly format: string
  readonly output: string | undefined
}

interface Result {
  readonly id: string
  readonly format: string
  readonly path: string | undefined
  readonly text: string
  readonly fields: readonly string[]
}

export const command = defineCommand<Input, Result>({
  read(raw, context) {
    const output = raw.text('output')
    return { part: raw.arguments[0] ?? '', format: raw.choice('exportFormat', Object.keys(EXPORTERS)) ?? 'ncmec-xml', output: output === undefined ? undefined : absolute(context, output) }
  },
  act: ({ part, format, output }, context) => withExistingStore(context, absent(part), async (store) => {
    const { desk } = await deliveryDesk(context, store)
    const record = store.get(store.resolve(part))
    if (record.state !== 'validated') throw new Failure('signalement.not-validated', { id: shortId(record.id), state: context.words.signalement.states[record.state] })
    const hits = personalHits(record)
    if (hits.length > 0) throw new Failure('signalement.personal-data', { id: shortId(record.id), count: hits.length })
    const { world } = context
    const exporter = await EXPORTERS[format]?.()
    if (exporter === undefined) throw new Failure('system.internal', { detail: 'no such exporter' })
    const sendable = sendableOf(record, { id: format, allow: [...exporter.allow], identity: 'optional' }, { inFlaggerArea: desk.isInArea(record), codes: codesOf(desk.harmTable, record.harm, record.victim.ageBand), now: world.clock.now(), test: false })
    const made = exporter.write(sendable, { options: {} })
    if (!made.ok) throw new Failure('delivery.not-exportable', { id: shortId(record.id), format, code: made.code, detail: made.detail ?? '' })
    if (output !== undefined) {
      if (await world.files.facts(output) !== undefined) throw new Failure('delivery.file-exists', { path: output })
      await world.files.writeDurably(output, made.xml, { mode: 0o600 })
    }
    return { id: record.id, format, path: output, text: Buffer.from(made.xml).toString('utf8'), fields: made.fields }
  }),
  say: ({ path, text }, { words: { delivery } }) => (path === undefined ? text : delivery.export.written(visible(path))),
  json: ({ text, path, ...rest }) => ({ ...rest, ...(path === undefined ? { xml: text } : { path }) }),
  exit: () => Exit.done,
})
