// A record and those of the files inside it, one after the other, each with the names that lead to it.
import type { EmbeddedFile, EmbeddedRecord } from './record.ts'

export interface FileWithin {
  readonly record: EmbeddedRecord
  /** Empty for the exhibit itself. Untrusted names. */
  readonly path: readonly string[]
}

const MAX_DEPTH = 8

export function* everyFile(record: EmbeddedRecord, path: readonly string[] = []): Generator<FileWithin> {
  yield { record, path }
  if (path.length >= MAX_DEPTH) return
  for (const { name, record: inner } of record.embedded ?? []) if (inner !== undefined) yield* everyFile(inner, [...path, name])
}

/** The files inside a record and inside these, those that were only listed too. */
export function* everyMember(record: EmbeddedRecord, path: readonly string[] = []): Generator<{ readonly member: EmbeddedFile; readonly path: readonly string[] }> {
  if (path.length >= MAX_DEPTH) return
  for (const member of record.embedded ?? []) {
    yield { member, path: [...path, member.name] }
    if (member.record !== undefined) yield* everyMember(member.record, [...path, member.name])
  }
}
