// Telegram. Public names and messages as core.telegram.org/api/links says: `t.me/<name>/<id>`, `t.me/c/<channel>/<id>` for
// members only, `t.me/+<hash>` for invitations, `<name>.t.me`. Secret and private chats have no address.
import { param, type Address } from '../address.ts'
import { idsOf, profile, readFrom, reading, type PlatformReader, type Read, type Reading } from '../platform.ts'

const HOME = 'https://t.me/'
const USER = /^[a-z][a-z0-9_]{2,31}$/i
const ID = /^\d{1,12}$/
const HASH = /^[A-Za-z0-9_-]{8,64}$/
const PHONE = /^\d{7,15}$/
/** Names that are functions of the site, as the same page lists them. */
const PAGES: ReadonlySet<string> = new Set([
  'addemoji', 'addlist', 'addstickers', 'addstyle', 'addtheme', 'auction', 'auth', 'boost', 'call', 'confirmphone', 'contact', 'giftcode', 'invoice', 'joinchat', 'login', 'm', 'nft', 'proxy',
  'setlanguage', 'share', 'socks', 'web', 'a', 'k', 'z', 'iv', 'bg', 'msg', 'c', 's', 'www',
])

/** `t` is a time in a video, `thread` the topic of a message that its own number already finds. */
const DISPLAY: ReadonlySet<string> = new Set(['single', 'embed', 't', 'thread', 'mode', 'userpic', 'dark', 'color', 'tme_mode'])

function account(name: string): Reading | undefined {
  const user = name.toLowerCase()
  return USER.test(user) && !PAGES.has(user) ? profile(`${HOME}${user}`, { user }, { notes: ['handle-changes'] }) : undefined
}

/** `[thread/]id`, to the end of the path: the id is unique in the channel. */
function message(address: Address, base: string, ids: Readonly<Record<string, string>>, numbers: readonly string[], notes: 'private-space'[]): Read | undefined {
  const all = address.parts.length
  const id = numbers.at(-1)
  if (id === undefined || numbers.length > 2 || !numbers.every((number) => ID.test(number))) return undefined
  const comment = param(address, 'comment')
  if (comment !== undefined && ID.test(comment)) return readFrom(all, reading('message', 'comment', `${base}/${id}?comment=${comment}`, { ...ids, message: id, comment }, { notes }), ['comment'])
  return readFrom(all, reading('message', 'message', `${base}/${id}`, idsOf({ ...ids, message: id, thread: numbers.length > 1 ? numbers[0] : undefined }), { notes }))
}

function invitation(hash: string | undefined): Reading | undefined {
  if (hash === undefined) return undefined
  if (PHONE.test(hash)) return phone(hash)
  return HASH.test(hash) ? reading('url', 'invitation', `${HOME}+${hash}`, { code: hash }, { missing: ['message-link'], notes: ['invitation', 'case-matters', 'private-space'] }) : undefined
}

const phone = (number: string): Reading => profile(`${HOME}+${number}`, { phone: number }, { missing: ['username'], notes: ['phone-number'] })

function named(address: Address, name: string, rest: readonly string[]): Read | undefined {
  const owner = account(name)
  const user = owner?.ids['user']
  if (owner === undefined || user === undefined) return undefined
  const [first, second] = rest
  const all = address.parts.length
  if (first === undefined) return readFrom(all, owner)
  if (first === 's') return second !== undefined && ID.test(second) && rest.length === 2 ? readFrom(all, reading('media', 'story', `${HOME}${user}/s/${second}`, { user, story: second }, { notes: ['expires'] })) : undefined
  return message(address, `${HOME}${user}`, { user }, rest, [])
}

function read(address: Address): Read | undefined {
  const { parts, domain, sub } = address
  if (domain === 'telegram.org') return undefined
  if (sub !== '') return sub.length > 1 && !PAGES.has(sub) ? named(address, sub, parts) : undefined
  const [first = '', second = ''] = parts
  if (first.startsWith('+') || first.startsWith(' ')) return readFrom(1, invitation(first.slice(1)))
  if (first === 'joinchat') return readFrom(2, invitation(second))
  if (first === 'c') return ID.test(second) ? message(address, `${HOME}c/${second}`, { channel: second }, parts.slice(2), ['private-space']) : undefined
  // The page that shows a channel without the app.
  return first === 's' ? named(address, second, parts.slice(2)) : named(address, first, parts.slice(1))
}

export const telegram: PlatformReader = {
  platform: 'telegram', domains: ['t.me', 'telegram.me', 'telegram.dog', 'telegram.org'], home: '', fronts: /^$/, pages: PAGES, searches: new Set(['search']), display: DISPLAY, read,
  handle: (name) => (/^\+?\d{7,15}$/.test(name) ? phone(name.replace('+', '')) : account(name)),
}
