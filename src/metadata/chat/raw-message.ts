// What a format's parser gives for one message, and what a parser is. Parsers run in the child; they never decide what the
// file leaves open: the order of day and month and the zone are applied afterwards.
import type { ChatFormatName, MessageContent, RawPlace } from './transcript.ts'

/** A clock reading as written: three numbers whose order the file as a whole decides. */
export interface WrittenDate {
  readonly numbers: readonly [number, number, number]
  /** Fixed by the way it is written. */
  readonly order?: 'dmy' | 'ymd'
  readonly separator: string
  readonly hour: number
  readonly minute: number
  readonly second?: number
}

export type RawTime = { readonly raw: string } & (
  | { readonly written: WrittenDate }
  | { readonly epochMs: number; /** What the export shows beside it, in the zone of whoever made it. */ readonly shown?: string }
  /** ISO 8601, with or without an offset. */
  | { readonly iso: string }
  | { readonly none: true }
)

export interface RawMessage extends RawPlace {
  readonly time: RawTime
  readonly content: MessageContent
}

/** What a parser learned besides messages; asked for when it has ended. */
export interface ChatFacts {
  title?: string
  app?: string
  /** Named by the export itself, also those who never wrote. */
  readonly participants: Set<string>
}

/** The bytes of the conversation, whether they lie in a file or in an archive. */
export interface ChatInput {
  readonly name: string
  chunks(): AsyncIterable<Buffer>
  readonly facts: ChatFacts
  /** SHA-256 of a member of the archive around the conversation. */
  member(name: string): { readonly sha256?: string; readonly size: number } | undefined
}

export interface ChatFormat {
  readonly app: string
  /** Reads everything in the order of the file; an array for each piece of input, also an empty one. */
  read(input: ChatInput): AsyncGenerator<RawMessage[]>
}

export interface FormatEntry {
  readonly name: ChatFormatName
  /** Why the beginning of a file is of this format; undefined when it is not. */
  readonly detect: (head: string, name: string) => string | undefined
  readonly load: () => Promise<{ readonly format: ChatFormat }>
}

const RAW_LIMIT = 16 * 1024
const TEXT_LIMIT = 64 * 1024
const NAME_LIMIT = 300
export const PARTICIPANTS_LIMIT = 5_000

/** The bytes as text when they are UTF-8, else as base64; the beginning of what is longer than 16 KiB. */
export function rawPlace(bytes: Buffer, line: number, offset: number, length = bytes.length): RawPlace {
  const cut = length > RAW_LIMIT
  let kept = bytes.subarray(0, RAW_LIMIT)
  // Not in the middle of a sign.
  if (cut) for (let back = 0; back < 3 && ((bytes[kept.length] ?? 0) & 0xc0) === 0x80; back += 1) kept = kept.subarray(0, -1)
  const raw = kept.toString('utf8')
  const place = { line, offset, length, ...(cut ? { rawCut: true as const } : {}) }
  return raw.includes('\ufffd') && !Buffer.from(raw, 'utf8').equals(kept) ? { raw: kept.toString('base64'), rawEncoding: 'base64', ...place } : { raw, ...place }
}

export function cutText(text: string): { text: string; textCut?: true } {
  return text.length <= TEXT_LIMIT ? { text } : { text: wholeSigns(text.slice(0, TEXT_LIMIT)), textCut: true }
}

/** A name from the export, of a length that a page can hold. */
export function cutName(name: string): string {
  return name.length <= NAME_LIMIT ? name : `${wholeSigns(name.slice(0, NAME_LIMIT))}…`
}

function wholeSigns(text: string): string {
  return /[\ud800-\udbff]$/.test(text) ? text.slice(0, -1) : text
}
