// The clients file, `guichet-clients/1`: who may send notices and who sits at the desk. Tokens are in it as digests only;
// webhook secrets as they are, because they sign. Mode 0600 or it is not read.
import { createHash, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { Failure } from '../system/failure.ts'
import { readPrivateFile } from '../system/private-file.ts'
import type { Files, Random } from '../system/world.ts'

declare module '../system/failure.ts' {
  interface FailureFacts {
    'guichet.clients-missing': { path: string }
    /** `member`: the first one that is wrong; empty when it is no JSON. */
    'guichet.clients-invalid': { path: string; member: string }
    'guichet.name-invalid': { name: string }
    'guichet.webhook-invalid': Record<never, never>
  }
}

const FORMAT = 'guichet-clients/1'
const LIMIT_BYTES = 1024 * 1024
const Name = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,63}$/)
const Digest = z.string().regex(/^[0-9a-f]{64}$/)

/** Standard Webhooks 1.0.0: `whsec_` and the base64 of 24 to 64 bytes. */
const WebhookSecret = z.string().regex(/^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/)
const WebhookUrl = z.url({ protocol: /^https?$/ }).max(2000).refine((url) => {
  const { protocol, hostname, username, password } = new URL(url)
  return username === '' && password === '' && (protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname))
})

export const Client = z.strictObject({
  id: Name,
  /** SHA-256 of each token that is good: a new one beside the old, then the old one goes. */
  tokenSha256: z.array(Digest).min(1).max(8),
  /** https, or http on this machine. */
  webhook: z.strictObject({ url: WebhookUrl, secret: WebhookSecret }).optional(),
})
export type Client = z.infer<typeof Client>

export const DeskPerson = z.strictObject({ id: Name, tokenSha256: z.array(Digest).min(1).max(8) })
export type DeskPerson = z.infer<typeof DeskPerson>

const unique = (items: readonly { readonly id: string }[]): boolean => new Set(items.map(({ id }) => id)).size === items.length

export const ClientsFile = z.strictObject({
  format: z.literal(FORMAT),
  clients: z.array(Client).max(1000).refine(unique),
  desk: z.array(DeskPerson).max(1000).refine(unique),
})
export type ClientsFile = z.infer<typeof ClientsFile>

/** Lower-case hexadecimal. Tokens are 256 bits of chance: one SHA-256 is enough. */
export const tokenSha256 = (token: string): string => createHash('sha256').update(token).digest('hex')

/** @throws `guichet.clients-missing`, `guichet.clients-invalid`, `secret.file-exposed`, `system.*` */
export async function readClients(path: string): Promise<ClientsFile> {
  const bytes = await readPrivateFile(path, LIMIT_BYTES)
  if (bytes === undefined) throw new Failure('guichet.clients-missing', { path })
  let value: unknown
  try {
    value = JSON.parse(bytes.toString('utf8'))
  } catch {
    throw new Failure('guichet.clients-invalid', { path, member: '' })
  }
  const judged = ClientsFile.safeParse(value)
  if (!judged.success) throw new Failure('guichet.clients-invalid', { path, member: (judged.error.issues[0]?.path ?? []).map(String).join('.').slice(0, 200) })
  return judged.data
}

export interface NewToken {
  /** Shown once, kept nowhere. */
  readonly token: string
  /** Only when a webhook was asked for and had no secret yet. */
  readonly webhookSecret?: string
  readonly isNew: boolean
}

/**
 * Adds a token for a client or a person of the desk; those that it had stay good. The file is made when it is missing.
 * @throws `guichet.name-invalid`, `guichet.webhook-invalid`, and as `readClients`
 */
export async function addToken(world: { readonly files: Files; readonly random: Random }, path: string, asked: { readonly name: string; readonly desk: boolean; readonly webhookUrl?: string }): Promise<NewToken> {
  const { name, desk, webhookUrl } = asked
  if (!Name.safeParse(name).success) throw new Failure('guichet.name-invalid', { name: name.slice(0, 100) })
  if (webhookUrl !== undefined && !WebhookUrl.safeParse(webhookUrl).success) throw new Failure('guichet.webhook-invalid', {})
  const file = await readClients(path).catch((error: unknown): ClientsFile => {
    if (error instanceof Failure && error.code === 'guichet.clients-missing') return { format: FORMAT, clients: [], desk: [] }
    throw error
  })
  const token = `${desk ? 'sgd' : 'sgc'}_${Buffer.from(world.random.bytes(32)).toString('base64url')}`
  const list: readonly (Client | DeskPerson)[] = desk ? file.desk : file.clients
  const known = list.find(({ id }) => id === name)
  // The newest last; the oldest goes when there would be too many.
  const digests = [...(known?.tokenSha256 ?? []), tokenSha256(token)].slice(-8)
  const had = known !== undefined && 'webhook' in known ? known.webhook : undefined
  const webhookSecret = webhookUrl !== undefined && had === undefined ? `whsec_${Buffer.from(world.random.bytes(32)).toString('base64')}` : undefined
  const webhook = webhookUrl === undefined ? had : { url: webhookUrl, secret: had?.secret ?? webhookSecret ?? '' }
  const entry = { id: name, tokenSha256: digests, ...(webhook === undefined ? {} : { webhook }) }
  const others = list.filter(({ id }) => id !== name)
  const next = ClientsFile.parse(desk ? { ...file, desk: [...others, entry] } : { ...file, clients: [...others, entry] })
  await world.files.writeDurably(path, `${JSON.stringify(next, null, 2)}\n`, { mode: 0o600 })
  return { token, isNew: known === undefined, ...(webhookSecret === undefined ? {} : { webhookSecret }) }
}

/** Whose token it is. All are compared, each in constant time. */
export function holderOf<T extends { readonly tokenSha256: readonly string[] }>(holders: readonly T[], token: string): T | undefined {
  const given = Buffer.from(tokenSha256(token), 'hex')
  let found: T | undefined
  for (const holder of holders) {
    for (const digest of holder.tokenSha256) if (timingSafeEqual(Buffer.from(digest, 'hex'), given)) found = holder
  }
  return found
}
