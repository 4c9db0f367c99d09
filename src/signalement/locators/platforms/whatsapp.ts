// WhatsApp. Only channels and invitations have an address; a private message has none, a person is a phone number
// (`wa.me/<number>` in international form, faq.whatsapp.com 5913398998672934). The number is personal data: it is said.
import { param, type Address } from '../address.ts'
import { NONE, profile, readFrom, reading, type PlatformReader, type Read, type Reading } from '../platform.ts'

const PHONE = /^[1-9]\d{6,14}$/
const CODE = /^[A-Za-z0-9_-]{8,64}$/

/** `text` is what the sender would be made to write. */
const DISPLAY: ReadonlySet<string> = new Set(['text', 'type', 'app_absent', 'lang', 'lng', 'mode', 'source'])

function phone(text: string | undefined): Reading | undefined {
  const number = text?.replaceAll(/[\s().-]/g, '').replace(/^(?:\+|00)/, '')
  return number !== undefined && PHONE.test(number) ? profile(`https://wa.me/${number}`, { phone: number }, { notes: ['phone-number'] }) : undefined
}

function invitation(code: string | undefined): Reading | undefined {
  return code !== undefined && CODE.test(code) ? reading('url', 'invitation', `https://chat.whatsapp.com/${code}`, { code }, { missing: ['message-link'], notes: ['invitation', 'case-matters', 'private-space'] }) : undefined
}

function channel(id: string | undefined, post: string | undefined): Reading | undefined {
  if (id === undefined || !CODE.test(id)) return undefined
  const canonical = `https://whatsapp.com/channel/${id}`
  if (post === undefined) return reading('url', 'channel', canonical, { channel: id }, { missing: ['content-link'], notes: ['case-matters'] })
  return /^\d{1,12}$/.test(post) ? reading('url', 'post', `${canonical}/${post}`, { channel: id, post }, { notes: ['case-matters'] }) : undefined
}

function read(address: Address): Read | undefined {
  const { parts, domain, sub } = address
  const [first, second, third] = parts
  if (sub === 'chat') return first === 'invite' ? readFrom(2, invitation(second)) : readFrom(1, invitation(first))
  if (domain === 'wa.me' && sub === '') {
    if (first === 'message' || first === 'qr') return second !== undefined && CODE.test(second) ? readFrom(2, profile(`https://wa.me/${first}/${second}`, { code: second }, { missing: ['username'], notes: ['case-matters'] })) : undefined
    return first === 'c' ? readFrom(2, phone(second)) : readFrom(1, phone(first))
  }
  if (sub === '' && first === 'channel') return readFrom(third === undefined ? 2 : 3, channel(second, third))
  return (sub === 'api' || sub === 'web' || sub === '') && first === 'send' ? readFrom(1, phone(param(address, 'phone')), ['phone']) : undefined
}

export const whatsapp: PlatformReader = {
  platform: 'whatsapp', domains: ['whatsapp.com', 'wa.me'], home: 'www.', fronts: /^m$/, pages: new Set(['download', 'about', 'legal', 'privacy', 'security', 'contact', 'business', 'channel', 'send']), searches: NONE, display: DISPLAY, read, handle: phone,
}
