// Accounts of the victim or of those around: only after words that say whose they are. The reported account is what the
// signalement is about, so an account alone is never flagged.
import { before, isDigit, isLetter, matchAt, urlAt, type Page } from './page.ts'
import { oneOf, pattern } from './pattern.ts'
import type { Certainty } from './privacy-hit.ts'
import { NO_NAMES } from './no-names.ts'
import type { WordRules } from './rules.ts'

const MINE = /(?:^|[^a-z])(?:mon|mes|ma|notre|nos|my|our)((?: [a-z']{1,12}){0,3}) $/
const THEIRS = /(?:^|[^a-z])(?:son|sa|ses|leur|leurs|her|his|their)((?: [a-z']{1,12}){0,3}) $/
/** Between the owner and the noun. */
const BETWEEN = new Set((
  ' vrai ancien ancienne nouveau nouvel nouvelle autre propre deuxieme second compte profil page pseudo nom adresse d\'utilisateur d\' de sur insta'
  + ' instagram snap snapchat tiktok discord twitter facebook yubo twitch x real old new other own main private public account user'
).split(' '))
const KIN = `${oneOf("ma mon la notre my the our sa son l' d'une? une?")}~(?:petite?_|jeune_|propre_)?${oneOf(
  'fille fils s(?:oe|œ)ur frere victime eleve enfant ado niece neveu cousine? copine copain amie? mineure? garcon collegienne? lyceenne? mere pere',
  'daughter son child victim sister brother pupil student mother father',
)}`
const PLATFORM = oneOf(
  'insta(?:gram)? snap(?:chat)? tik~tok discord twitter x facebook fb yubo twitch telegram youtube roblox threads bluesky mastodon',
)
const DETAIL = pattern(`(?:_(?:sur_|on_)?(?:${PLATFORM}|${oneOf(
  'prive principal secondaire perso(?:nnel)? public pro compte account profile username pseudo id name tag',
)})(?![a-z0-9\\x5f.@-])){0,2}`)
const OF_KIN = pattern(`_(?:de_|d'|of_)?(?:${KIN})(?:_(?:sur|on)_(?:${PLATFORM}))?`)
const LINK = pattern('(?:(~[:=]~)|(_(?:est|c\'est|cest|etait|is|was|s\'appelle|sera)_(?:bien_|aussi_)?|\'s_)|~\\(~|~,~|_)["\']?')
const HANDLE = /@?[a-z0-9_](?:[a-z0-9_.-]{0,40}[a-z0-9_])?(?:#\d{4})?(?:@[a-z0-9.-]{3,60}[a-z])?/y
/** Nouns that take a plain word as a name of account. */
const PSEUDONYM = new Set(['pseudo', 'pseudonyme', 'username', 'utilisateur', 'identifiant', 'handle', 'gamertag', 'user', 'pseudos', 'nickname'])

function owned(left: string): 'mine' | 'theirs' | null {
  for (const [regex, owner] of [[MINE, 'mine'], [THEIRS, 'theirs']] as const) {
    const found = regex.exec(left)
    if (found !== null && (found[1] ?? '').split(' ').every((word) => BETWEEN.has(word))) return owner
  }
  return null
}

function account(page: Page, start: number, end: number): void {
  const owner = owned(before(page, start, 2) === 'd\'' ? `${before(page, start, 42)} ` : before(page, start, 40))
  let at = end + (matchAt(DETAIL, page, end)?.[0].length ?? 0)
  const kin = matchAt(OF_KIN, page, at)
  if (kin !== null) at += kin[0].length
  else if (owner === null) return
  const link = matchAt(LINK, page, at)
  if (link === null) return
  at += link[0].length
  const word = page.folded.slice(start, end)
  const firm: Certainty = owner === 'theirs' && kin === null ? 'likely' : 'sure'
  const url = urlAt(page, at)
  if (url !== undefined) {
    if (!PUBLIC_PATH.test(page.folded.slice(at, url.end))) push(page, at, trimmed(page, url.end), 'likely')
    return
  }
  const handle = matchAt(HANDLE, page, at)
  if (handle === null) return
  const last = at + handle[0].length
  if (isLetter(page, last) || isDigit(page, last) || page.folded.startsWith('://', last) || page.folded[last] === '@') return
  const text = handle[0]
  if (text.startsWith('@')) push(page, at, last, firm)
  else if (SITE.test(text) || !/[a-z]/.test(text) || text.length < 3 || page.folded[last] === '\'') return
  else if (/\d|_|[a-z]\.[a-z]/.test(text) && !/^\d{1,2}(?:e|eme|h|ans?|k|m)$/.test(text)) push(page, at, last, firm)
  else {
    const pseudonym = PSEUDONYM.has(word) || PSEUDONYM_BEFORE.test(before(page, start, 24))
    if (isPlainAccount(page, at, last, text, pseudonym, !/^(?:compte|account|prof)/.test(word), link)) push(page, at, last, 'likely')
  }
}

const SITE = /^[a-z0-9-]{2,40}\.(?:com|fr|net|org|live|fans|tv|gg)$/
const PSEUDONYM_BEFORE = /(?:pseudo|identifiant|username|user|nom d'utilisateur)(?: sur)? $/
/** Pages of a platform's help, not of a person. */
const PUBLIC_PATH = /\/(?:help|support|hc|legal|privacy|about|terms)(?:\/|$)/

/** `mon pseudo est leamrt`, `mon snap : leamrt`; not `mon compte est piraté`, `mon snap : il…`. */
function isPlainAccount(page: Page, at: number, last: number, text: string, pseudonym: boolean, platform: boolean, link: RegExpExecArray): boolean {
  if (NO_NAMES.has(text) || NO_NAMES.has(text.split('-', 1)[0] ?? '')) return false
  // Past participles keep their accent when typed with care.
  if (/[éè]e?s?$/i.test(page.clean.slice(at, last)) || /(?:ement|able|ible|ing)$/.test(text)) return false
  if (pseudonym) return link[1] !== undefined || link[2] !== undefined
  if (link[1] !== undefined) return !/^ ?[a-z]/.test(page.folded.slice(last, last + 2))
  return link[2] !== undefined && platform && text.length > 4 && /^(?:$|[.,;!?)\n"])/.test(page.folded.slice(last, last + 1))
}

/** `je suis @lea_m`: at a `@`. */
export function selfHandle(page: Page, at: number): void {
  const left = before(page, at, 24)
  if (!/(?:^|[^a-z])(?:je suis|moi c'est|moi,? ?:?|i am|i'm) ?$/.test(left)) return
  const handle = matchAt(HANDLE, page, at)
  if (handle !== null) push(page, at, at + handle[0].length, 'likely')
}

function push(page: Page, start: number, end: number, certainty: Certainty): void {
  page.sightings.push({ kind: 'handle', start, end, certainty, replacement: 'handle' })
}

function trimmed(page: Page, end: number): number {
  let last = end
  while (/[.,;:!?]/.test(page.folded[last - 1] ?? '')) last -= 1
  return last
}

export const handleRules: WordRules = [
  [(
    'compte comptes profil insta instagram snap snapchat tiktok discord twitter facebook fb yubo twitch telegram roblox pseudo pseudonyme identifiant'
    + ' username user utilisateur handle account profile gamertag nickname'
  ).split(' '), account],
]
