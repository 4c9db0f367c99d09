// PeerTube. Servers have any name; a video is known by its UUID or by the short spelling of the same 128 bits
// (docs.joinpeertube.org: Video.uuid, Video.shortUUID; npm short-uuid, alphabet "flickr base58").
import { decoded, type Address } from '../address.ts'
import { profile, readFrom, reading, type PlatformReader, type Read, type Reading } from '../platform.ts'

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const SHORT = /^[1-9a-km-zA-HJ-NP-Z]{22}$/
/** Of the player (docs.joinpeertube.org/use/watch-video, embed player). */
const DISPLAY: ReadonlySet<string> = new Set(['start', 'stop', 'autoplay', 'muted', 'loop', 'title', 'warningTitle', 'peertubeLink', 'controls', 'controlBar', 'subtitle', 'mode', 'p2p', 'api', 'bigPlayBackgroundColor', 'foregroundColor'])
const SHAPE = /^\/(?:w|videos\/(?:watch|embed))\/([^/;]+)(?:;threadId=(\d{1,12}))?\/?$/
const TABS: ReadonlySet<string> = new Set(['videos', 'video-channels', 'video-playlists', 'about'])
const ALPHABET = '123456789abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ'

/** The UUID that 22 characters spell; undefined when they spell more than 128 bits. */
export function uuidOfShort(text: string): string | undefined {
  let value = 0n
  for (const char of text) value = value * 58n + BigInt(ALPHABET.indexOf(char))
  const hex = value.toString(16).padStart(32, '0')
  return hex.length > 32 ? undefined : `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** On a host that no file knows. */
export function readVideoPath(host: string, pathname: string): Read | undefined {
  if (!pathname.startsWith('/w/') && !pathname.startsWith('/videos/')) return undefined
  const [, name = '', thread] = SHAPE.exec(decoded(pathname)) ?? []
  const uuid = UUID.test(name) ? name.toLowerCase() : SHORT.test(name) ? uuidOfShort(name) : undefined
  if (uuid === undefined) return undefined
  const canonical = `https://${host}/videos/watch/${uuid}`
  const found = thread === undefined ? reading('media', 'video', canonical, { host, videoId: uuid }, { notes: ['fediverse-guess'] })
    : reading('message', 'comment', `${canonical};threadId=${thread}`, { host, videoId: uuid, comment: thread }, { notes: ['fediverse-guess'] })
  return readFrom(pathname.startsWith('/w/') ? 2 : 3, found)
}

function read({ parts, domain, sub }: Address): Read | undefined {
  if (sub !== '') return undefined
  const found = readVideoPath(domain, `/${parts.join('/')}`)
  if (found !== undefined) return { ...found, found: { ...found.found, notes: [] } }
  const [kind, name = '', tab] = parts
  if (kind !== 'a' && kind !== 'accounts' && kind !== 'c' && kind !== 'video-channels') return undefined
  return readFrom(tab !== undefined && TABS.has(tab) ? 3 : 2, handle(name.includes('@') ? name : `${name}@${domain}`))
}

/** `name@host`. Accounts and channels share one space of names on a server. */
function handle(name: string): Reading | undefined {
  const full = name.toLowerCase()
  const host = /^[a-z0-9_][a-z0-9_.-]{0,49}@((?:[a-z0-9-]{1,63}\.)+[a-z][a-z0-9-]{0,61}[a-z0-9])$/.exec(full)?.[1]
  return host === undefined ? undefined : profile(`peertube:user/${full}`, { user: full.slice(0, full.indexOf('@')), host })
}

export const peertube: PlatformReader = {
  platform: 'peertube', domains: ['framatube.org', 'tube.numerique.gouv.fr', 'peertube.cpy.re', 'video.blender.org', 'tilvids.com'], home: '', fronts: /^$/,
  pages: new Set(['about', 'login', 'signup', 'my-account', 'my-library']), searches: new Set(['search', 'videos']), display: DISPLAY, read, handle,
}

