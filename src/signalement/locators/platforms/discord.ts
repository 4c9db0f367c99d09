// Discord. The reporting form wants the link of the message: `/channels/<guild or @me>/<channel>/<message>`
// (support.discord.com 360000291932). A screenshot or a server's name is not enough. Ids are numbers of 15 to 21 digits.
import type { Address } from '../address.ts'
import { profile, readFrom, reading, type PlatformReader, type Read, type Reading } from '../platform.ts'

const HOME = 'https://discord.com/'
const ID = /^\d{15,21}$/
const CODE = /^[A-Za-z0-9-]{2,64}$/
const PAGES: ReadonlySet<string> = new Set(['app', 'login', 'register', 'download', 'nitro', 'safety', 'terms', 'privacy', 'guidelines', 'company', 'jobs', 'blog', 'developers', 'application-directory', 'channels', 'invite', 'users', 'events', 'store', 'quests'])

/** The signature of a file, the size of a picture. */
const DISPLAY: ReadonlySet<string> = new Set(['ex', 'is', 'hm', 'width', 'height', 'format', 'quality', 'size', 'animated', 'download'])

function message([guild, channel, id]: readonly string[]): Reading | undefined {
  if (guild === undefined || (guild !== '@me' && !ID.test(guild))) return undefined
  const notes = guild === '@me' ? ['private-space'] as const : []
  const base = `${HOME}channels/${guild}`
  if (channel === undefined) return guild === '@me' ? undefined : reading('url', 'server', base, { guild }, { missing: ['message-link'] })
  if (!ID.test(channel)) return undefined
  if (id === undefined) return reading('url', 'channel', `${base}/${channel}`, { guild, channel }, { missing: ['message-link'], notes })
  return ID.test(id) ? reading('message', 'message', `${base}/${channel}/${id}`, { guild, channel, message: id }, { notes }) : undefined
}

function invitation(code: string | undefined): Reading | undefined {
  return code !== undefined && CODE.test(code) ? reading('url', 'invitation', `https://discord.gg/${code}`, { code }, { missing: ['message-link'], notes: ['invitation', 'case-matters'] }) : undefined
}

/** A file of a message. Its address is signed and ends after some time; the numbers stay. */
function attachment(host: string, [kind = '', channel = '', id = '', file = '']: readonly string[]): Reading | undefined {
  if ((kind !== 'attachments' && kind !== 'ephemeral-attachments') || !ID.test(channel) || !ID.test(id) || file === '') return undefined
  return reading('media', 'unknown', `https://${host}/${kind}/${channel}/${id}/${encodeURIComponent(file)}`, { channel, attachment: id, file: file.slice(0, 500) }, { missing: ['message-link'], notes: ['expires'] })
}

function read({ parts, domain, sub }: Address): Read | undefined {
  const [first = '', second, third] = parts
  if ((domain === 'discordapp.com' && sub === 'cdn') || (domain === 'discordapp.net' && sub === 'media')) return readFrom(4, attachment('cdn.discordapp.com', parts))
  if (sub !== '' || domain === 'discordapp.net') return undefined
  if (domain === 'discord.gg') return first === 'invite' ? readFrom(2, invitation(second)) : readFrom(1, invitation(first))
  switch (first) {
    case 'channels': return readFrom(Math.min(parts.length, 4), message(parts.slice(1)))
    case 'invite': return readFrom(2, invitation(second))
    case 'users': return second !== undefined && ID.test(second) ? readFrom(2, profile(`${HOME}users/${second}`, { id: second })) : undefined
    case 'events': return second !== undefined && third !== undefined && ID.test(second) && ID.test(third) ? readFrom(3, reading('event', 'event', `${HOME}events/${second}/${third}`, { guild: second, event: third })) : undefined
    default: return undefined
  }
}

/** The number of an account, its name since 2023, or an old name with its four digits. */
function handle(name: string): Reading | undefined {
  if (ID.test(name)) return profile(`${HOME}users/${name}`, { id: name })
  const user = name.toLowerCase()
  if (/^(?!.*\.\.)[a-z0-9._]{1,31}[a-z0-9_]$/.test(user)) return profile(`discord:user/${user}`, { user }, { missing: ['message-link'], notes: ['handle-changes'] })
  return /^[\p{L}\p{N} ._-]{1,32}#\d{4}$/u.test(name) ? profile(`discord:user/${encodeURIComponent(name.normalize('NFC'))}`, { user: name.normalize('NFC') }, { missing: ['message-link'], notes: ['handle-changes'] }) : undefined
}

export const discord: PlatformReader = {
  platform: 'discord', domains: ['discord.com', 'discordapp.com', 'discord.gg', 'discordapp.net'], home: '', fronts: /^(?:ptb|canary)$/,
  pages: PAGES, searches: new Set(['servers', 'guild-discovery', 'discovery']), missing: 'message-link', display: DISPLAY, read, handle,
}
