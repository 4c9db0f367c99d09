// What the operating system refused, as our own failures: a code, a path, an errno.
import { Failure, isFailure } from './failure.ts'

const DISK_FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])

export function errnoOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' ? code : 'UNKNOWN'
}

export function isDiskFull(errno: string): boolean {
  return DISK_FULL.has(errno)
}

/** `system.disk-full` for ENOSPC, EDQUOT and EFBIG, `system.io` for the rest; a Failure stays as it is. */
export function ioFailure(error: unknown, path: string): Failure {
  if (isFailure(error)) return error
  const errno = errnoOf(error)
  return isDiskFull(errno) ? new Failure('system.disk-full', { path }) : new Failure('system.io', { path, errno }, error)
}

/** `system.interrupted`, with the signal's name when the one who aborted gave it as the reason. */
export function interrupted(signal: AbortSignal): Failure<'system.interrupted'> {
  return new Failure('system.interrupted', { signal: typeof signal.reason === 'string' ? signal.reason : 'SIGINT' })
}
