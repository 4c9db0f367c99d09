// An address of the web as RFC 3986 writes it: what XARF calls `url`. It still designates the same content.
const OUTSIDE_URI = /[^A-Za-z0-9\-._~:/?@!$&'()*+,;=%]/g

/** Undefined when the locator is none of http or https. */
export function webAddressOf(canonical: string): { readonly uri: string; readonly host: string } | undefined {
  if (!/^https?:\/\//i.test(canonical) || !URL.canParse(canonical)) return undefined
  const { protocol, username, password, host, hostname, pathname, search, hash } = new URL(canonical)
  const user = username === '' ? '' : `${encoded(username)}${password === '' ? '' : `:${encoded(password)}`}@`
  const query = search === '' ? '' : `?${encoded(search.slice(1))}`
  const fragment = hash === '' ? '' : `#${encoded(hash.slice(1))}`
  if (!/^[a-z0-9.-]+$|^\[[0-9a-f:.]+\]$/.test(hostname)) return undefined
  return { uri: `${protocol}//${user}${host}${encoded(pathname)}${query}${fragment}`, host: hostname.replace(/^\[|\]$/g, '') }
}

const encoded = (text: string): string => text.toWellFormed().replace(/%(?![0-9A-Fa-f]{2})/g, '%25').replace(OUTSIDE_URI, (sign) => [...Buffer.from(sign)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''))
