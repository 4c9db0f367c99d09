// What a reader brings to the contract suite: files made here, and what must be found in each. One file cases/<reader>.ts
// each, exporting `readerCase`.
import type { MetadataRecord } from '../../../src/metadata/record.ts'

export interface Sample {
  /** File name with its extension. */
  readonly name: string
  readonly bytes: () => Buffer | Promise<Buffer>
  /** Asserts what this reader found; everything else about the record is checked by the suite. */
  readonly finds: (record: MetadataRecord) => void
  /** The reader finds nothing here, and says so. */
  readonly empty?: true
  readonly deep?: true
}

export interface ReaderCase {
  readonly samples: readonly Sample[]
  /** Files that must be refused by name: the reader's run says this status. */
  readonly refused?: readonly { readonly name: string; readonly bytes: () => Buffer | Promise<Buffer>; readonly status: 'error' | 'unsupported' | 'limit' | 'empty'; readonly message?: RegExp }[]
}
