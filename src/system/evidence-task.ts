// What the main thread and the evidence workers say to each other.
import type { CopyJob, CopyResult, DigestName, DigestResult } from './world.ts'

/** Cells of the shared control block. */
export const CONTROL = { next: 0, stop: 1, cells: 2 } as const

export type WorkerTask =
  | { readonly kind: 'copy'; readonly jobs: readonly CopyJob[] }
  | { readonly kind: 'digest'; readonly paths: readonly string[]; readonly digests: readonly DigestName[] }
  | { readonly kind: 'sync'; readonly paths: readonly string[] }

export interface WorkerOrder {
  readonly task: WorkerTask
  readonly control: SharedArrayBuffer
  /** One 64-bit counter of bytes read. */
  readonly progress: SharedArrayBuffer
}

export interface WorkerAnswer {
  readonly results: readonly (readonly [index: number, result: CopyResult | DigestResult])[]
  readonly failure?: { readonly errno: string; readonly path: string }
}
