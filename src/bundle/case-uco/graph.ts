// metadata/case.jsonld: the case as a CASE 1.4 / UCO graph, written while it is read, one node a line. The same case
// state gives the same bytes. Acts of one person in a row that do the same thing are one action.
import {
  actionId, actorNodes, CONTEXT, dateTime, exhibitNodes, fileId, investigationHead, investigationId, provenanceId, reference, toolId, toolNode,
} from './nodes.ts'
import type { CaseRecord } from '../../case/case-record.ts'
import type { Exhibit } from '../../case/exhibit.ts'
import type { JournalEntry } from '../../case/journal-entry.ts'
import type { Json, Node } from './nodes.ts'

export interface CaseGraphInput {
  readonly record: CaseRecord
  readonly exhibits: AsyncIterable<Exhibit>
  /** The journal up to the seal. */
  readonly entries: AsyncIterable<JournalEntry>
  readonly toolVersion: string
}

const CHUNK_BYTES = 256 * 1024

/** The English names of actions, as CASE names its own; readers group by them. */
const ACTION_NAMES: Readonly<Record<string, string>> = {
  'case.opened': 'case-opened',
  'exhibit.added': 'reception',
  'exhibit.refused': 'refusal',
  'exhibit.inspected': 'examination',
  'case.matched': 'digest-comparison',
  'exhibit.transcribed': 'transcription',
  'seal.started': 'sealing',
  'seal.pending': 'sealing',
  'seal.completed': 'sealing',
  'bundle.written': 'custody-transfer',
}

/** Actions that name exhibits; the others are about the whole case. */
const ON_EXHIBITS: ReadonlySet<string> = new Set(['reception', 'examination', 'transcription'])

/** The graph as JSON-LD. */
export async function* caseGraph(input: CaseGraphInput): AsyncGenerator<Buffer> {
  let held = ''
  for await (const text of graphText(input)) {
    held += text
    if (held.length < CHUNK_BYTES) continue
    yield Buffer.from(held, 'utf8')
    held = ''
  }
  yield Buffer.from(held, 'utf8')
}

async function* graphText({ record, exhibits, entries, toolVersion }: CaseGraphInput): AsyncGenerator<string> {
  const actors = new Set<string>()
  const actions: number[] = []
  const numbers: number[] = []
  yield `{"@context":${JSON.stringify(CONTEXT)},\n"@graph":[\n${line(toolNode(record.id, toolVersion))}`
  for await (const exhibit of exhibits) {
    numbers.push(exhibit.number)
    for (const node of exhibitNodes(record.id, exhibit)) yield `,\n${line(node)}`
  }
  const known = new Set(numbers)
  let open: OpenAction | undefined
  for await (const entry of entries) {
    const name = Object.hasOwn(ACTION_NAMES, entry.action) ? ACTION_NAMES[entry.action] ?? entry.action : entry.action
    if (open?.name !== name || open.actor !== entry.actor) {
      if (open !== undefined) yield closing(open)
      const { id, nodes } = actorNodes(record.id, entry.actor)
      if (!actors.has(entry.actor)) for (const node of nodes) yield `,\n${line(node)}`
      actors.add(entry.actor)
      open = { name, actor: entry.actor, startedAt: entry.at, endedAt: entry.at, items: 0, subjects: new Set() }
      yield opening(record.id, entry, name, id, actions.at(-1))
      actions.push(entry.seq)
    }
    if (entry.at > open.endedAt) open.endedAt = entry.at
    yield* items(record.id, entry, open, known)
  }
  if (open !== undefined) yield closing(open)
  yield `,\n${line(investigationHead(record)).slice(0, -1)},"uco-core:object":[`
  let separator = ''
  for (const number of numbers) {
    yield `${separator}${JSON.stringify([reference(fileId(record.id, number)), reference(provenanceId(record.id, number))]).slice(1, -1)}`
    separator = ','
  }
  for (const seq of actions) {
    yield `${separator}${JSON.stringify(reference(actionId(record.id, seq)))}`
    separator = ','
  }
  yield ']}\n]}\n'
}

interface OpenAction {
  readonly name: string
  readonly actor: string
  readonly startedAt: string
  endedAt: string
  items: number
  /** Of an examination, which may come back to the same exhibit. */
  readonly subjects: Set<number>
}

function opening(caseId: string, entry: JournalEntry, name: string, performer: string, previous: number | undefined): string {
  const head = line({
    '@id': actionId(caseId, entry.seq),
    '@type': 'case-investigation:InvestigativeAction',
    'uco-core:name': name,
    'uco-action:startTime': dateTime(entry.at),
    'uco-action:performer': reference(performer),
    'uco-action:instrument': [reference(toolId(caseId))],
    'case-investigation:wasInformedBy': previous === undefined ? undefined : [reference(actionId(caseId, previous))],
  })
  const members = name === 'reception' ? 'uco-action:result' : 'uco-action:object'
  const whole = ON_EXHIBITS.has(name) ? '' : JSON.stringify(reference(investigationId(caseId)))
  return `,\n${head.slice(0, -1)},${JSON.stringify(members)}:[${whole}`
}

// A clock that was set back must not make an action end before it begins: the later of its times is its end.
function closing({ endedAt }: OpenAction): string {
  return `],"uco-action:endTime":${JSON.stringify(dateTime(endedAt))}}`
}

function* items(caseId: string, { action, subject }: JournalEntry, open: OpenAction, known: ReadonlySet<number>): Generator<string> {
  if (action !== 'exhibit.added' && action !== 'exhibit.inspected' && action !== 'exhibit.transcribed') return
  const number = /^\d{4,}$/.test(subject) ? Number(subject) : Number.NaN
  // What is not in the graph is not pointed at.
  if (!known.has(number) || open.subjects.has(number)) return
  open.subjects.add(number)
  const file = reference(fileId(caseId, number))
  const nodes: readonly Json[] = action === 'exhibit.added' ? [file, reference(provenanceId(caseId, number))] : [file]
  yield `${open.items === 0 ? '' : ','}${JSON.stringify(nodes).slice(1, -1)}`
  open.items += 1
}

function line(node: Node): string {
  return JSON.stringify(node)
}
