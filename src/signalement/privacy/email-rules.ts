// E-mail addresses, as written and as spelled on the phone or to escape robots.
import { before, matchAt, type Page } from './page.ts'
import { oneOf, pattern } from './pattern.ts'
import type { WordRules } from './rules.ts'

const DOMAIN = /@([a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,4}\.[a-z]{2,24})(?![a-z0-9@])/y
const LOCAL = /[a-z0-9!#$%&*+_~-](?:[a-z0-9!#$%&*+._~-]{0,63})$/
/** Of a service, not of a person. */
const ROLE = new RegExp(`^${oneOf(
  'no-?reply ne-?pas-?repondre support contact abuse help aide legal privacy dpo dsa dsa-enquiries tco-enquiries signalement signaler',
  'infos? reports?',
  'security safety presse? webmaster postmaster hello bonjour moderation trust',
)}$`)
const PROVIDERS = oneOf(
  'gmail googlemail hotmail outlook live msn yahoo ymail icloud me mac orange wanadoo free sfr neuf bbox laposte',
  'proton protonmail gmx aol numericable',
)
/** Platforms, hotlines, authorities: their desks are no secret. */
const SERVICE = new RegExp(`(?:^|\\.)${oneOf(
  'snapchat snap instagram facebook fb meta tiktok twitter x discord discordapp yubo mym google youtube twitch reddit telegram whatsapp bsky cloudflare',
  'e-enfance 3018 pointdecontact 119 allo119 arcom cnil gouv',
)}\\.(?:com|fr|live|fans|tv|org|social|app|net)$`)
const MAILBOX = new RegExp(`^${PROVIDERS}\\.[a-z.]{2,6}$`)

/** At a `@`. Gives the end of the address, or `at`. */
export function email(page: Page, at: number): number {
  const domain = matchAt(DOMAIN, page, at)
  if (domain?.[1] === undefined) return at
  const left = before(page, at, 65)
  const local = LOCAL.exec(left)?.[0].replace(/^[!#$%&*+~-]{1,8}/, '') ?? ''
  const start = at - local.length
  // `@user@server` is an account of the fediverse.
  if (local === '' || page.folded[start - 1] === '@' || local.startsWith('.')) return at
  const end = at + domain[0].length
  const role = ROLE.test(local) && !MAILBOX.test(domain[1])
  if (role && SERVICE.test(domain[1])) return end
  page.sightings.push({ kind: 'email', start, end, certainty: role ? 'likely' : 'sure', replacement: 'email' })
  return end
}

const DOT = '(?:~\\.~|_(?:point|dot)_|~[([{]~(?:point|dot|\\.)~[)\\]}]~)'
const TLD = '(?:fr|com|net|org|be|ch|eu|re|me|info|co\\.uk|uk|ca)(?![a-z0-9])'
/** `(at) example.fr`, `[arobase] example point fr`. */
const BRACKETED = pattern(`~[)\\]}]~[a-z0-9-]{1,63}${DOT}(?:[a-z0-9-]{1,63}${DOT})?${TLD}`)
/** `arobase example point fr`, ` at gmail.com`, ` at example dot com`. */
const PLAIN = pattern(`_[a-z0-9-]{1,63}${DOT}(?:[a-z0-9-]{1,63}${DOT})?${TLD}`)
const AT_PROVIDER = pattern(`_(?:${PROVIDERS}${DOT}${TLD}|[a-z0-9-]{1,63}(?:_(?:point|dot)_|~[([{]~(?:point|dot)~[)\\]}]~)${TLD})`)
const SPELLED_LOCAL =
  /(?:[a-z0-9][a-z0-9._+-]{0,63}(?: (?:point|dot|tiret|underscore|dash) (?:du (?:6|8) )?)){0,3}[a-z0-9][a-z0-9._+-]{0,63} ?[([{]? ?$/

function spelled(page: Page, start: number, end: number): void {
  const word = page.folded.slice(start, end)
  const bracket = /[([{] ?$/.test(before(page, start, 2))
  const domain = bracket ? matchAt(BRACKETED, page, end) : word === 'at' ? matchAt(AT_PROVIDER, page, end) : matchAt(PLAIN, page, end)
  if (domain === null) return
  const left = before(page, start, 100)
  const local = SPELLED_LOCAL.exec(left)?.[0]
  if (local === undefined) return
  page.sightings.push({
    kind: 'email', start: start - local.length, end: end + domain[0].length, certainty: bracket || word !== 'at' ? 'sure' : 'likely',
    replacement: 'email',
  })
}

export const emailRules: WordRules = [[['arobase', 'arobas', 'arrobase', 'arobaze', 'at'], spelled]]
