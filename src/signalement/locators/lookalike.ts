// Names made to be read as others: letters of two alphabets, foreign letters that look Latin, addresses that look like a
// known platform's. Unicode TR 39 is the model; only what imitates the platforms of this trade is kept.
import { domainToUnicode } from 'node:url'
import { editDistance } from '../nearest-word.ts'
import type { LocatorNote } from './located.ts'

/** Letters of other alphabets, and digits, as the Latin letter they pass for. */
const LOOKS_LIKE: ReadonlyMap<string, string> = new Map([
  ...'аa еe оo рp сc хx уy іl јj ѕs ԁd ԛq ԝw һh ӏl кk мm тt вb нh'.split(' '),
  ...'αa οo νv ρp τt υu ιl κk εe χx γy ηn'.split(' '),
  ...'ɑa ɡg ıl łl đd øo ɩl ꞌl'.split(' '),
  ...'0o 1l 3e 4a 5s 7t 8b il'.split(' '),
].map((pair) => [[...pair][0] ?? '', [...pair][1] ?? '']))

function skeleton(text: string): string {
  const plain = /^[ -~]*$/.test(text) ? text : text.normalize('NFD').replaceAll(/\p{M}/gu, '')
  let bones = ''
  for (const char of plain.toLowerCase()) if (char !== '-' && char !== '_') bones += LOOKS_LIKE.get(char) ?? char
  return bones.replaceAll('rn', 'm').replaceAll('vv', 'w')
}

const BRANDS = ['facebook', 'instagram', 'snapchat', 'tiktok', 'discord', 'twitter', 'youtube', 'bluesky', 'telegram', 'whatsapp', 'twitch', 'reddit', 'yubo', 'messenger']
  .map(skeleton)

/** For a host that no platform's file knows. */
export function hostWarnings(host: string): LocatorNote[] {
  const punycode = host.includes('xn--')
  const notes: LocatorNote[] = punycode ? ['punycode'] : []
  const labels = (punycode ? domainToUnicode(host) || host : host).split('.')
  notes.push(...scriptWarnings(labels))
  if (labels.some(looksLikeBrand)) {
    notes.push('lookalike-host')
    if (punycode && !notes.includes('homoglyph')) notes.push('homoglyph')
  }
  return notes
}

/** For a host or a handle, by its parts. */
export function scriptWarnings(parts: readonly string[]): LocatorNote[] {
  const foreign = parts.filter((part) => /[^\0-\u007f]/.test(part))
  const notes: LocatorNote[] = []
  if (foreign.some(mixesScripts)) notes.push('mixed-script')
  // Written wholly in letters that pass for Latin ones.
  if (foreign.some((part) => mixesScripts(part) || [...part].every((char) => /[a-z0-9._-]/i.test(char) || LOOKS_LIKE.has(char.toLowerCase())))) notes.push('homoglyph')
  return notes
}

function mixesScripts(text: string): boolean {
  const scripts = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u, /\p{Script=Armenian}/u, /\p{Script=Cherokee}/u]
  return scripts.filter((script) => script.test(text)).length > 1
}

function looksLikeBrand(label: string): boolean {
  if (label.length < 4) return false
  const whole = skeleton(label)
  const pieces = label.includes('-') ? label.split('-').map(skeleton) : []
  return BRANDS.some((brand) => whole === brand || pieces.includes(brand)
    // `instagramlogin`, `facebok`: only for names long enough not to meet a word by chance. One slip leaves one end as it is.
    || (brand.length >= 7 && (whole.startsWith(brand) || whole.endsWith(brand)))
    || (brand.length >= 8 && Math.abs(whole.length - brand.length) <= 1 && (whole.startsWith(brand.slice(0, 3)) || whole.endsWith(brand.slice(-3))) && editDistance(whole, brand, 1) <= 1))
}
