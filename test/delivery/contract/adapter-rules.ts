// What every destination owes, as judgements: each gives what is wrong, in words, and nothing when all is well.
import type { PreparedPart, Sendable, Setup } from '../../../src/delivery/adapter.ts'
import type { Outcome } from '../../../src/delivery/outcome.ts'
import { encodePayload, type Payload } from '../../../src/delivery/payload.ts'
import { LEAVING_FIELDS } from '../../../src/signalement/destination.ts'
import { THROTTLE, type AdapterCase, type Scene, type Seen } from './adapter-case.ts'

/** Secrets that a text holds, plainly or in a usual dress. */
export function leaks(text: string, secrets: Readonly<Record<string, string>>): string[] {
  return Object.entries(secrets).flatMap(([name, secret]) => {
    const dresses = [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64').replace(/=+$/, ''), Buffer.from(secret).toString('base64url'), Buffer.from(secret).toString('hex')]
    return dresses.some((each) => text.includes(each)) ? [`holds the secret ${name}`] : []
  })
}

/** Added by HTTP itself, or by the one client of the house. */
const TRANSPORT = new Set(['host', 'connection', 'content-length', 'transfer-encoding', 'accept-encoding', 'user-agent'])

/** That which arrived is the payload and credentials. */
export function wrongArrival(payload: Payload, seen: Seen, adapterCase: Pick<AdapterCase, 'arrives' | 'credentialHeaders' | 'secrets'>): string[] {
  const body = Buffer.from(adapterCase.arrives?.(payload) ?? payload.body)
  const mayBeAdded = new Set([...TRANSPORT, 'authorization', 'idempotency-key', ...(adapterCase.credentialHeaders ?? [])])
  const shown = Object.entries(payload.headers)
  return [
    ...(seen.line === payload.line ? [] : [`line ${seen.line} in the place of ${payload.line}`]),
    ...(seen.body.equals(body) ? [] : ['body is not the one that was shown']),
    ...shown.flatMap(([name, value]) => (seen.headers[name] === value ? [] : [`header ${name} is ${seen.headers[name]} in the place of ${value}`])),
    ...Object.keys(seen.headers).flatMap((name) => (payload.headers[name] !== undefined || mayBeAdded.has(name) ? [] : [`header ${name} was not shown`])),
    ...leaks(seen.body.toString('latin1'), adapterCase.secrets).map((what) => `body ${what}`),
    ...leaks(seen.line, adapterCase.secrets).map((what) => `line ${what}`),
  ]
}

const CLASS: Record<Scene, readonly Outcome['class'][]> = {
  'accept': ['definite_success'], 'reject': ['definite_reject'], 'auth': ['auth'], 'forbidden': ['auth'], 'throttle-seconds': ['throttled'], 'throttle-date': ['throttled'],
  'server-error': ['unknown'], 'vanish-after-body': ['unknown'], 'silent-after-body': ['unknown'], 'refuse-connection': ['not_sent'], 'redirect': ['definite_reject'],
  'garbage': ['unknown'], 'huge-answer': ['unknown'],
}

/** That an attempt ended as it must after that scene. */
export function wrongOutcome(scene: Scene, outcome: Outcome, now: string): string[] {
  const wrong: string[] = CLASS[scene].includes(outcome.class) ? [] : [`${outcome.class} after ${scene}`]
  if (scene === 'redirect' && (outcome as { code?: string }).code !== 'redirect') wrong.push('a redirect is not called one')
  if (outcome.class === 'definite_success' && !/^[\x20-\x7e]{1,300}$/.test(outcome.receipt.remoteId)) wrong.push('receipt without a bounded identifier')
  if (outcome.class === 'definite_reject' && scene === 'reject' && outcome.words === undefined) wrong.push('their words are lost')
  if (outcome.class === 'definite_reject' && (outcome.words ?? '').length > 500) wrong.push('their words have no bound')
  if (outcome.class === 'throttled') {
    const expected = scene === 'throttle-date' ? THROTTLE.dateInstant : new Date(Date.parse(now) + THROTTLE.seconds * 1000).toISOString()
    if (outcome.retryAt !== expected) wrong.push(`wait until ${outcome.retryAt} in the place of ${expected}`)
  }
  if ('code' in outcome && !/^[\w.#:-]{1,100}$/.test(outcome.code)) wrong.push('code is no code')
  return wrong
}

/** How many deliveries one attempt may make in that scene. */
export function wrongCount(scene: Scene, seen: readonly Seen[]): string[] {
  const elsewhere = seen.filter(({ line }) => line.startsWith('ELSEWHERE ')).length
  const expected = scene === 'refuse-connection' ? 0 : 1
  return [
    ...(elsewhere === 0 ? [] : ['followed a redirect']),
    ...(seen.length - elsewhere === expected ? [] : [`${seen.length - elsewhere} deliveries in the place of ${expected}`]),
  ]
}

const decodable = (body: Uint8Array): string => {
  const text = Buffer.from(body).toString('utf8')
  // Encoded forms of text that mail and forms use.
  const pieces = [...text.matchAll(/(?:[A-Za-z0-9+/]{76}\r?\n)*[A-Za-z0-9+/]{24,76}={0,2}/g)].map(([piece]) => Buffer.from(piece, 'base64').toString('utf8'))
  return [text, text.replace(/=\r?\n/g, ''), decoded(text), ...pieces].join('\n')
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '))
  } catch {
    return ''
  }
}

/** Marks of members: what a text that leaves came from. */
const MARKS: Partial<Record<(typeof LEAVING_FIELDS)[number], readonly string[]>> = {
  locators: ['mark-locator-', 'mark-id-'], account: ['mark.account'], explanation: ['mark-explanation'], offences: ['mark-offence'], notifierName: ['mark-name'], notifierEmail: ['mark-email'],
  notifierOrg: ['mark-org'], hashes: ['mark-origin', 'ab'.repeat(32)], legalOrder: ['mark-order'],
}

/** That a part says what is in it, and has nothing that may not leave. */
export function wrongPart(part: PreparedPart, sendable: Sendable, setup: Pick<Setup, 'destination'>): string[] {
  const { outgoing, locators, id } = sendable
  const { allow } = setup.destination
  const text = decodable(encodePayload(part.payload))
  const wrong: string[] = []
  for (const field of part.fields) {
    if (!(LEAVING_FIELDS as readonly string[]).includes(field)) wrong.push(`${field} is no field`)
    else if (!(allow as readonly string[]).includes(field)) wrong.push(`${field} may not leave`)
  }
  for (const [field, marks] of Object.entries(MARKS)) if (!part.fields.includes(field) && marks.some((mark) => text.includes(mark))) wrong.push(`${field} leaves untold`)
  const known = new Set(locators.map(({ canonical }) => canonical))
  for (const each of part.locators) if (!known.has(each)) wrong.push('a locator from nowhere')
  for (const { canonical } of locators) if (!part.locators.includes(canonical) && canonical.includes('mark-locator-') && text.includes(`${canonical}"`)) wrong.push('a locator of another part')
  if (outgoing.id === undefined && text.includes(id)) wrong.push('the identifier may not leave')
  if (Object.keys(part.payload.headers).some((name) => name !== name.toLowerCase())) wrong.push('header names are not in lower case')
  if (/[\r\n]/.test(part.payload.line)) wrong.push('line has a line break')
  return wrong
}

/** Of material that may show a child no byte leaves and no way to one: addresses, identifiers and digests only. */
export function bytesOfMaterial(payload: Payload): string[] {
  const text = decodable(payload.body)
  return [/data:[a-z]+\//i, /\b(?:image|video|audio)\/[a-z0-9][a-z0-9.+-]*/i, /"payload"\s*:/, /\/evidence\//, /thumbnail/i].filter((pattern) => pattern.test(text)).map((pattern) => `has ${pattern}`)
}
