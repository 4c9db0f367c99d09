// Everything the tool can do to the world, on one page. Rooms above system/ receive a World and nothing else:
// no fs, no network, no clock, no chance, no environment of their own.
import type { ExifToolHost } from './exiftool.ts'

/** RFC 3339 in UTC with milliseconds and `Z`, as in `2026-11-23T17:04:07.120Z`. */
export type Instant = string

export interface World {
  readonly clock: Clock
  readonly random: Random
  readonly files: Files
  readonly evidence: EvidencePool
  readonly locks: Locks
  readonly http: Http
  readonly mail: Mail
  readonly databases: Databases
  readonly secrets: Secrets
  readonly host: Host
  /** Child processes that parse hostile input under limits. */
  readonly isolated: Isolated
  readonly exiftool: ExifToolHost
  readonly threads: Threads
  /** Ends after so many milliseconds, or at once when `signal` is aborted. */
  pause(ms: number): Promise<void>
  /** Aborted on SIGINT, SIGTERM or SIGHUP: long loops look at it between two items. */
  readonly signal: AbortSignal
}

export interface Clock {
  now(): Instant
  /** Milliseconds that never go back, for durations and rates only. */
  monotonicMs(): number
}

export interface Random {
  bytes(length: number): Uint8Array
  uuid(): string
}

export interface FileFacts {
  readonly type: 'file' | 'directory' | 'symlink' | 'fifo' | 'socket' | 'device' | 'other'
  readonly size: number
  /** Nanoseconds since the epoch, as the file system tells. */
  readonly mtimeNs: bigint
  readonly inode: bigint
  readonly links: number
}

export interface Files {
  /** A small file, whole. Undefined when it does not exist. @throws `system.too-large` beyond `limitBytes` */
  read(path: string, limitBytes: number): Promise<Buffer | undefined>
  /** Never follows a last symbolic link. Undefined when nothing is there. Raw names are given as Buffer. */
  facts(path: string | Buffer): Promise<FileFacts | undefined>
  /** Raw entry names, sorted by bytes. */
  list(dir: string | Buffer): Promise<Buffer[]>
  /** The file's bytes in chunks, from `start` to `end` (exclusive). */
  stream(path: string, range?: { start?: number; end?: number }): AsyncIterable<Buffer>
  /** Opens a regular file for reads at any position; an archive's central directory is at its end. */
  openRandom(path: string): Promise<RandomReader>
  /** Line bytes without LF; the last one also when its LF is missing (`terminated` is false then). @throws `system.line-too-long` */
  lines(path: string, limitBytes?: number): AsyncIterable<{ bytes: Buffer; terminated: boolean }>
  /**
   * All or nothing: temp file beside the target, every byte counted, fsync, rename, fsync of the folder; the temp
   * file is removed on failure. Returns what was written.
   * @throws `system.disk-full`, `system.io`
   */
  writeDurably(path: string, content: string | Uint8Array | AsyncIterable<Uint8Array>, options?: { mode?: number }): Promise<Written>
  /** One of many small files: whole or not there, but durable only after `evidence.flush`. @throws `system.disk-full`, `system.io` */
  writeGrouped(path: string, content: string | Uint8Array): Promise<void>
  /** Opens a file to append whole records; `append` returns once they are fsync'd. A torn last line is cut first. */
  openAppend(path: string): Promise<Appender>
  /** Creates the folder and its parents, and fsyncs them. `mode`: of what is created, less what the umask takes. */
  makeDir(path: string, options?: { mode?: number }): Promise<void>
  /** Removes a file or a folder; nothing there is no error. */
  remove(path: string): Promise<void>
  rename(from: string, to: string): Promise<void>
  /** Free bytes for an ordinary user at the place. */
  freeBytes(path: string): Promise<number>
}

export interface RandomReader {
  readonly size: number
  /** Fills the buffer from `position` on; returns how many bytes there were, fewer at the end only. @throws `system.io` */
  read(buffer: Uint8Array, position: number): Promise<number>
  close(): Promise<void>
}

export interface Written {
  readonly bytes: number
  readonly sha256: string
}

export interface Appender {
  /** @throws `system.disk-full`, `system.io`; then nothing of `bytes` stays in the file */
  append(bytes: Uint8Array): Promise<void>
  close(): Promise<void>
}

export type DigestName = 'sha256' | 'sha512' | 'sha1' | 'md5'
/** Lower-case hexadecimal. SHA-256 always. */
export type Digests = { readonly sha256: string } & { readonly [name in Exclude<DigestName, 'sha256'>]?: string }

export interface CopyJob {
  /** Raw name as the system gave it. */
  readonly from: Buffer
  /** Where the bytes go; its folder is made. Undefined: digests only, nothing is kept. */
  readonly to: string | undefined
  readonly digests: readonly DigestName[]
  /** SHA-256 digests already known under this name and size: a match is reported as `known` and nothing is kept. */
  readonly known: readonly string[]
}

export type CopyResult =
  | { readonly outcome: 'copied' | 'known'; readonly digests: Digests; readonly facts: FileFacts }
  | { readonly outcome: 'refused'; readonly reason: RefusalReason; readonly errno?: string; readonly facts?: FileFacts }
  /** `signal` was aborted before this file was read to its end; nothing of it is kept. */
  | { readonly outcome: 'interrupted' }

/** Why a file was not taken. The sentence lives in messages/. */
export type RefusalReason =
  | 'symlink' | 'fifo' | 'socket' | 'device' | 'other-type'
  | 'unreadable' | 'missing' | 'changed-while-reading' | 'read-error' | 'too-large-for-disk'

/**
 * Worker threads that read evidence: opened once with O_RDONLY|O_NOFOLLOW|O_NONBLOCK, fstat'ed, read through the same
 * descriptor into big reused buffers, fstat'ed again. The only place that opens evidence for reading whole.
 */
export interface EvidencePool {
  /** Copies and digests a group in one read each. Nothing is durable before `flush`. Results in the order of the jobs. */
  copy(jobs: readonly CopyJob[], onBytes?: (bytes: number) => void): Promise<CopyResult[]>
  /** Makes everything copied below `root` durable: files and folders. */
  flush(root: string, paths: readonly string[]): Promise<void>
  /** Re-reads and digests. */
  digest(paths: readonly string[], digests: readonly DigestName[], onBytes?: (bytes: number) => void): Promise<DigestResult[]>
  /** The first `limit` bytes of an exhibit or the whole of it, for parsers that want a buffer. */
  close(): Promise<void>
}

export type DigestResult =
  | { readonly outcome: 'read'; readonly digests: Digests; readonly size: number }
  | { readonly outcome: 'refused'; readonly reason: RefusalReason; readonly errno?: string }

export interface LockOwner {
  readonly pid: number
  readonly host: string
  readonly user: string
  readonly command: string
  readonly since: Instant
}

export interface Lock {
  /** Whether others still meet this lock: who removes its file lets them in. To be asked right before each write that matters. */
  stands(): boolean
  release(): Promise<void>
}

export interface Locks {
  /** One writer at a time, freed by the kernel when its holder dies. @throws `case.locked` with the owner */
  acquire(dir: string, command: string): Promise<Lock>
  /** Who works on the case now, to show it: nothing is locked by asking. */
  owner(dir: string): Promise<LockOwner | undefined>
}

export interface HttpAnswer {
  readonly status: number
  readonly contentType: string
  readonly body: Buffer
}

export interface Http {
  /**
   * One POST: no redirect followed, no retry, answer limited in size and time.
   * @throws `http.unreachable`, `http.timeout`, `http.too-large`, `http.redirect`; never with headers or bodies in it
   */
  post(url: string, body: Uint8Array, options: { contentType: string; accept: string; timeoutMs: number; maxBytes: number }): Promise<HttpAnswer>
  /**
   * One exchange with a destination of signalements: https only, or http on loopback; private addresses refused unless
   * listed; no redirect followed, no retry, answer limited in size and time. An answer of any status is an answer.
   * @throws `http.unreachable`, `http.timeout`, `http.too-large`, `http.not-https`, `http.private-address`, `http.certificate`;
   * `sent` tells whether a byte of the request may have left; never with headers, queries or bodies in it
   */
  exchange(request: HttpExchange): Promise<HttpReply>
}

export interface HttpExchange {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: Uint8Array
  readonly timeoutMs: number
  readonly maxBytes: number
  readonly tls?: TlsOptions
  /** Host names or addresses inside a private network that may be reached. */
  readonly privateHosts?: readonly string[]
  /** Not cut by `signal`: what has begun is answered, or times out. */
  readonly lasting?: true
}

export interface TlsOptions {
  /** PEM: roots beside those of the system. */
  readonly ca?: string
  /** PEM: the client's own certificate and key (mutual TLS). */
  readonly certificate?: string
  readonly key?: string
  /** Why a wrong certificate is accepted: only a reason that somebody wrote down lets one through. */
  readonly acceptAnyCertificate?: string
}

export interface HttpReply {
  readonly status: number
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

export interface MailServer {
  readonly host: string
  readonly port: number
  /** `tls`: from the first byte. `starttls`: required before anything is said. `none`: loopback only. */
  readonly security: 'tls' | 'starttls' | 'none'
  readonly user?: string
  readonly password?: string
  /** Most milliseconds without a word of the server; a minute when not said. */
  readonly answerMs?: number
  readonly tls?: TlsOptions
  readonly privateHosts?: readonly string[]
}

export interface Mail {
  /**
   * Hands a composed message (`composeMail`) to a server for one addressee; what it answered to the end of the data.
   * @throws `mail.unreachable`, `mail.login`, `mail.not-encrypted`, `http.private-address` (nothing was acted upon), `mail.refused`
   * (the server said no), `mail.outcome-unknown` (no answer after the last byte)
   */
  send(server: MailServer, envelope: { readonly from: string; readonly to: string }, message: Uint8Array): Promise<{ readonly answer: string }>
}

export type SqlValue = string | number | bigint | Uint8Array | null
export type SqlRow = Readonly<Record<string, SqlValue>>

export interface Statement {
  /** How many rows changed. */
  run(...values: readonly SqlValue[]): number
  /** The number that the database gave to the new row: the statement ends in `RETURNING number`, or whatever the column is called. */
  insert(...values: readonly SqlValue[]): number
  get(...values: readonly SqlValue[]): SqlRow | undefined
  all(...values: readonly SqlValue[]): SqlRow[]
  iterate(...values: readonly SqlValue[]): IterableIterator<SqlRow>
}

/**
 * Every call may throw `database.locked`, `database.damaged`, `system.disk-full` or `system.io`; on a server also
 * `database.unreachable` and `database.failed`. SQL is written once: `?` and `?1` are the parameters on both, and what a
 * column holds is text, bytes, a whole number or null. Once a statement of a transaction failed, the rest of it is of no use.
 */
export interface Database {
  readonly dialect: 'sqlite' | 'postgres'
  /** As it was opened; on a server the address, in which there is never a password. */
  readonly path: string
  exec(sql: string): void
  prepare(sql: string): Statement
  /** All or nothing, and on the disk when it returns. One inside another is part of it. One writer at a time. */
  transaction<T>(work: () => T): T
  /** Only where a server can tell that a holder died. */
  readonly sessionLocks?: SessionLocks
  close(): void
}

/** Names held by a connection for as long as it lives: no clock says that a holder is gone, the server does. */
export interface SessionLocks {
  /** Whether this connection holds the name now. One that it held already it still holds. */
  tryHold(name: string): boolean
  /** Whether any connection does. */
  isHeld(name: string): boolean
  release(name: string): void
}

export interface DatabaseOptions {
  /** How long a writer waits for another. */
  readonly busyMs?: number
  /** Of a server; else PGPASSWORD, then PGPASSFILE or ~/.pgpass. */
  readonly password?: string | Uint8Array
}

export interface Databases {
  /**
   * `postgres://…` is a database of a server. Anything else opens or makes an SQLite file of mode 0600; its folder is made, 0700.
   * @throws `database.*`, `system.io`
   */
  open(place: string, options?: DatabaseOptions): Promise<Database>
  /**
   * An SQLite file of somebody else, never written to and without a file beside it; what a log beside it holds is not seen.
   * @throws `database.damaged`, `system.io`
   */
  openForeign(path: string): Promise<Database>
}

export type SecretPlace = 'keyring' | 'file'
/** Where a credential was found, in the order in which it is looked for. */
export type CredentialPlace = 'keyring' | 'environment' | 'file'

export interface Secrets {
  /** A credential by name, as `destination.guichet.token`: keyring, then environment (`SCELLE_SECRET_DESTINATION_GUICHET_TOKEN`), then a 0600 file. @throws `secret.*`, `system.io` */
  find(name: string): Promise<{ readonly secret: Uint8Array; readonly place: CredentialPlace } | undefined>
  /** From keyring and file; what the environment says stays. @throws `secret.*`, `system.io` */
  forget(name: string): Promise<void>
  /** Undefined when that place has none of the name. @throws `secret.*`, `system.io` */
  read(name: string, place: SecretPlace): Promise<Uint8Array | undefined>
  /** Durable when it returns; tells where. @throws `system.disk-full`, `system.io` */
  keep(name: string, secret: Uint8Array): Promise<SecretPlace>
}

export interface Host {
  readonly hostname: string
  readonly user: string
  readonly pid: number
  /** IANA zone of this machine, as in `Europe/Paris`. */
  readonly timeZone: string
  readonly toolVersion: string
  /** Where this user's keys and settings live. */
  readonly dataDir: string
  readonly configDir: string
  /** SCELLE_STORE: where the signalements are, when not in the data folder. */
  readonly storePlace?: string
  /** Facts for the environment statement; absent when this machine does not tell. */
  environment(): Promise<HostFacts>
}

export interface HostFacts {
  readonly os?: string
  readonly kernel?: string
  readonly arch?: string
  readonly cpu?: string
  readonly memoryBytes?: number
  readonly machine?: string
  readonly node: string
  readonly openssl: string
  readonly dependencies: Readonly<Record<string, string>>
  readonly proxy?: string
  readonly clockSynchronised?: boolean
  readonly uptimeSeconds?: number
}

export interface Threads {
  /** A thread of our own code: `entry` calls `serveThread`. */
  open(entry: URL, data: unknown): Thread
}

export interface Thread {
  /** Answers come in the order of the requests; `handedOver` is not copied and is gone here. @throws what the thread throws, as a Failure */
  ask(request: unknown, handedOver?: readonly ArrayBuffer[]): Promise<unknown>
  close(): Promise<void>
}

export interface Isolated {
  /** Nothing is started before the first `ask`. */
  open(options: IsolatedOptions): IsolatedProcess
}

export interface IsolatedOptions {
  /** Module the child runs: `.ts` from source, `.js` once compiled (`entryBeside`). */
  readonly entry: URL
  /** Files and folders the child may read, besides its own code. It may write nothing and start nothing. */
  readonly readable: readonly string[]
  /** Allows native addons (sharp). */
  readonly addons?: boolean
  readonly limits: IsolatedLimits
}

export interface IsolatedLimits {
  /** Per request, from asking to the end of the answer. */
  readonly timeMs: number
  /** Resident memory of the whole child, native memory included. */
  readonly memoryBytes: number
  /** JavaScript heap alone. */
  readonly heapMiB: number
  readonly answerBytes: number
}

/** One long-lived child that answers one request after the other, killed and started again when one goes wrong. */
export interface IsolatedProcess {
  /** Never rejects: what goes wrong is an outcome. Values are structured clones, Buffers included. */
  ask(request: unknown, options?: { readonly timeMs?: number }): Promise<IsolatedAnswer>
  close(): Promise<void>
}

export type IsolatedAnswer =
  | { readonly status: 'ok'; readonly value: unknown }
  /** `stage` is what the child last said it was at; `error` is an exception that the child survived. */
  | { readonly status: 'timeout' | 'crash' | 'limit' | 'error'; readonly message?: string; readonly stage?: string }
