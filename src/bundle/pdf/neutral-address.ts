// Addresses that no reader turns into a link: PDF viewers make links of what looks like one, asked or not. The trade's
// spelling: hxxps, and [.] for the dots of the host.

const ADDRESS = /\b(?:(https?)(:\/\/)|(ftps?)(:\/\/)|(?=www\.))([^\s/?#"'<>]*)/gi

/** Total; a text without an address is itself. */
export function neutralAddresses(text: string): string {
  return text.replaceAll(ADDRESS, (whole: string, web: string | undefined, webSlashes: string | undefined, ftp: string | undefined, ftpSlashes: string | undefined, host: string) => {
    if (whole === '') return whole
    const scheme = web !== undefined ? `${web.replace(/tt/i, 'xx')}${webSlashes}` : ftp !== undefined ? `${ftp.replace(/t/i, 'x')}${ftpSlashes}` : ''
    return `${scheme}${host.replaceAll('.', '[.]')}`
  })
}
