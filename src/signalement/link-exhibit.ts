// A signalement and an exhibit of a case: the record holds the exhibit's number and digest, the case's journal the link.
// No byte of evidence is read or copied.
import { resolve } from 'node:path'
import { exhibits, openCase, writeCase } from '../case/case-folder.ts'
import { exhibitId, type Exhibit } from '../case/exhibit.ts'
import { readJournal } from '../case/journal.ts'
import { Failure } from '../system/failure.ts'
import type { World } from '../system/world.ts'
import { linked, refusePicture } from './change-record.ts'
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
  /** Somebody states that no intimate image of a minor is in it. */
  readonly showsNoChild: boolean
}

/** Everything that would refuse the link, before anything is written. @throws `signalement.no-picture`, `signalement.picture-unsure`, `signalement.no-exhibit`, `signalement.prohibited-exhibit`, what `openCase` throws */
export async function checkExhibit(world: World, record: Signalement, { dir, number, showsNoChild }: ExhibitPlace): Promise<{ readonly exhibit: Exhibit; readonly caseId: string }> {
  refusePicture(record, showsNoChild)
  const { record: caseRecord, state } = await openCase(world, dir)
  const exhibit = number <= state.exhibits ? await exhibitAt(world, dir, number) : undefined
  if (exhibit === undefined) throw new Failure('signalement.no-exhibit', { path: dir, exhibit: number, count: state.exhibits })
  if (exhibit.sensitive === 'prohibited') throw new Failure('signalement.prohibited-exhibit', { exhibit: number })
  return { exhibit, caseId: caseRecord.id }
}

/** @throws as `checkExhibit`, `signalement.already-sent`, `case.locked` */
export async function linkExhibit(world: World, store: SignalementStore, record: Signalement, place: ExhibitPlace): Promise<Signalement> {
  const { exhibit, caseId } = await checkExhibit(world, record, place)
  const { dir, mime, showsNoChild } = place
  const id = exhibitId(exhibit.number)
  const now = world.clock.now()
  const change = (current: Signalement): Signalement => linked(current, {
    id, sha256: exhibit.digests.sha256, ...(mime === undefined ? {} : { mime }), bytes: exhibit.size, capturedAt: exhibit.receivedAt,
    tool: `scelle ${world.host.toolVersion}`, storage: exhibit.stored === null ? 'none' : 'vault', case: caseId,
  }, now, showsNoChild)
  // Linked already: the case may have moved since, and its journal is looked for at the new place, whatever was sent meanwhile.
  if (record.evidence.some((each) => each.id === id && each.case === caseId && each.sha256 === exhibit.digests.sha256)) {
    store.transaction(() => { store.caseLines.place(caseId, world.host.hostname, resolve(dir)) })
    return record
  }
  // Tried first: what the record refuses is not written into the journal.
  change(record)
  // The journal first: a line that says more than the record is a smaller harm than a record that the case knows nothing of.
  await writeCase(world, dir, 'signalement', async (open) => {
    for await (const { entry } of readJournal(world, dir)) {
      if (entry.action === 'signalement.linked' && entry.subject === id && entry.facts['signalement'] === record.id) return
    }
    await open.append([{ action: 'signalement.linked', subject: id, facts: { signalement: record.id, sha256: exhibit.digests.sha256 } }])
  })
  // Where the journal is that will be told of deliveries.
  return store.transaction(() => {
    store.caseLines.place(caseId, world.host.hostname, resolve(dir))
    return store.update(record.id, change)
  })
}

async function exhibitAt(world: World, dir: string, number: number): Promise<Exhibit | undefined> {
  for await (const exhibit of exhibits(world, dir)) if (exhibit.number === number) return exhibit
  return undefined
}
