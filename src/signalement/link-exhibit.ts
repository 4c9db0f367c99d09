// A signalement and an exhibit of a case: the record holds the exhibit's number and digest, the case's journal the link.
// No byte of evidence is read or copied.
import { exhibits, openCase, writeCase } from '../case/case-folder.ts'
import { exhibitId, type Exhibit } from '../case/exhibit.ts'
import { readJournal } from '../case/journal.ts'
import { Failure } from '../system/failure.ts'
import type { World } from '../system/world.ts'
import { mayShowChild } from './child-protection.ts'
import { linked } from './change-record.ts'
import type { Signalement } from './signalement.ts'
import type { SignalementStore } from './store/signalement-store.ts'

declare module '../system/failure.ts' {
  interface FailureFacts {
    'signalement.no-exhibit': { path: string; exhibit: number; count: number }
    /** The exhibit is marked as prohibited content. */
    'signalement.prohibited-exhibit': { exhibit: number }
  }
}

export interface ExhibitPlace {
  readonly dir: string
  readonly number: number
  /** As the case's record of it says, when there is one. */
  readonly mime?: string | undefined
}

/** @throws `signalement.no-picture`, `signalement.no-exhibit`, `signalement.prohibited-exhibit`, what `openCase` throws */
export async function linkExhibit(world: World, store: SignalementStore, record: Signalement, { dir, number, mime }: ExhibitPlace): Promise<Signalement> {
  if (mayShowChild(record.harm, record.victim.ageBand)) throw new Failure('signalement.no-picture', { id: record.id, harm: record.harm })
  const { record: caseRecord, state } = await openCase(world, dir)
  const found = number <= state.exhibits ? await exhibitAt(world, dir, number) : undefined
  if (found === undefined) throw new Failure('signalement.no-exhibit', { path: dir, exhibit: number, count: state.exhibits })
  if (found.sensitive === 'prohibited') throw new Failure('signalement.prohibited-exhibit', { exhibit: number })
  const id = exhibitId(number)
  const after = linked(record, {
    id, sha256: found.digests.sha256, ...(mime === undefined ? {} : { mime }), bytes: found.size, capturedAt: found.receivedAt,
    tool: `scelle ${world.host.toolVersion}`, storage: found.stored === null ? 'none' : 'vault', case: caseRecord.id,
  }, world.clock.now())
  // The journal first: a line that says more than the record is a smaller harm than a record that the case knows nothing of.
  await writeCase(world, dir, 'signalement', async (open) => {
    for await (const { entry } of readJournal(world, dir)) {
      if (entry.action === 'signalement.linked' && entry.subject === id && entry.facts['signalement'] === record.id) return
    }
    await open.append([{ action: 'signalement.linked', subject: id, facts: { signalement: record.id, sha256: found.digests.sha256 } }])
  })
  store.replace(record, after)
  return after
}

async function exhibitAt(world: World, dir: string, number: number): Promise<Exhibit | undefined> {
  for await (const exhibit of exhibits(world, dir)) if (exhibit.number === number) return exhibit
  return undefined
}
