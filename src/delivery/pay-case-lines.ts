// Copies what the journals of cases are owed into them. A case that is locked, moved or on another machine keeps its lines
// owed; a line that is in the journal already is not written twice.
import { writeCase } from '../case/case-folder.ts'
import { readJournal } from '../case/journal.ts'
import { isFailure } from '../system/failure.ts'
import type { World } from '../system/world.ts'
import type { SignalementStore } from '../signalement/store/signalement-store.ts'

export interface UnpaidCase {
  readonly id: string
  readonly dir: string | undefined
  readonly lines: number
  /** A failure's code, or where it should be looked for. */
  readonly code: string
}

/** Another case lies where it was. */
class OtherCase extends Error {}

export async function payCaseLines(world: World, store: SignalementStore): Promise<readonly UnpaidCase[]> {
  const unpaid: UnpaidCase[] = []
  for (const [id, lines] of store.caseLines.owed()) {
    const place = store.caseLines.placeOf(id)
    if (place === undefined || place.host !== world.host.hostname) {
      unpaid.push({ id, dir: place?.dir, lines: lines.length, code: place === undefined ? 'place-unknown' : 'other-machine' })
      continue
    }
    const { dir } = place
    try {
      await writeCase(world, dir, 'signalement', async (open) => {
        if (open.record.id !== id) throw new OtherCase()
        const written = new Set<string>()
        for await (const { entry } of readJournal(world, dir)) if (entry.action.startsWith('signalement.') || entry.action === 'certificate.accepted') written.add(nameOf(entry.action, entry.facts))
        const fresh = lines.filter(({ line }) => !written.has(nameOf(line.action, line.facts)))
        if (fresh.length > 0) await open.append(fresh.map(({ line: { action, subject, facts } }) => ({ action, subject, facts })))
      })
      store.transaction(() => { for (const { number } of lines) store.caseLines.paid(number) })
    } catch (error) {
      if (!(error instanceof OtherCase) && (!isFailure(error) || error.code === 'system.interrupted' || error.code === 'system.internal')) throw error
      unpaid.push({ id, dir, lines: lines.length, code: error instanceof OtherCase ? 'other-case' : error.code })
    }
  }
  return unpaid
}

function nameOf(action: string, facts: { readonly [name: string]: unknown }): string {
  return `${action} ${String(facts['delivery'])} ${String(facts['happenedAt'])}`
}
