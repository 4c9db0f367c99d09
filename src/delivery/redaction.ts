// What we showed to prove who we are is taken out of an answer before anybody reads it: a server, or something between us
// and it, may say a request back, and its words are shown, kept and told to others.
import type { Http, HttpExchange, HttpReply } from '../system/world.ts'

const MASK = '***'
/** A shorter one would be found in ordinary words. */
const MIN_LENGTH = 6
/** RFC 9110 §11.6.2: what follows the scheme; all of the value where there is none. */
const CREDENTIALS = new Set(['authorization', 'proxy-authorization', 'cookie', 'x-amz-security-token'])

/** @param secrets those that were asked for so far */
export function withoutSecrets(http: Pick<Http, 'exchange'>, secrets: () => readonly string[]): Pick<Http, 'exchange'> {
  // The same few secrets, ten thousand times.
  let worn: { readonly name: string; readonly dresses: readonly string[] } = { name: '', dresses: [] }
  const wardrobe = (texts: readonly string[]): readonly string[] => {
    const name = texts.join('\n')
    if (name !== worn.name) worn = { name, dresses: [...new Set(texts.filter((each) => each.length >= MIN_LENGTH).flatMap(dressesOf))].toSorted((a, b) => b.length - a.length) }
    return worn.dresses
  }
  return {
    async exchange(request): Promise<HttpReply> {
      const reply = await http.exchange(request)
      const dresses = wardrobe([...secrets(), ...shown(request)])
      const masked = (text: string): string => dresses.reduce((rest, each) => rest.replaceAll(each, MASK), text)
      const headers = Object.fromEntries(Object.entries(reply.headers).map(([name, value]) => [name, masked(value)]))
      return dresses.some((each) => reply.body.includes(each, 0, 'latin1')) ? { ...reply, headers, body: Buffer.from(masked(reply.body.toString('latin1')), 'latin1') } : { ...reply, headers }
    },
  }
}

function shown({ headers }: HttpExchange): string[] {
  return Object.entries(headers).filter(([name]) => CREDENTIALS.has(name.toLowerCase())).flatMap(([, value]) => [value, value.slice(value.indexOf(' ') + 1)])
}

/** As it is, in an address, in JSON, in base64. */
function dressesOf(secret: string): string[] {
  const bytes = Buffer.from(secret)
  return [bytes.toString('latin1'), encodeURIComponent(secret.toWellFormed()), JSON.stringify(secret).slice(1, -1), bytes.toString('base64').replace(/=+$/, ''), bytes.toString('base64url')]
}
