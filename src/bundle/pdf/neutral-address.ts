// Addresses that no reader turns into a link: PDF viewers make links of what looks like one, asked or not. The trade's
// spelling: hxxps, and [.] for the dots of the host.

/** Total; a text without an address is itself. */
export function neutralAddresses(text: string): string {
  return text
    .replaceAll(/(?<=h)tt(?=ps?:\/\/)/gi, 'xx').replaceAll(/(?<=f)t(?=ps?:\/\/)/gi, 'x')
    .replaceAll(/(?<=(?:hxx|fx)ps?:\/\/)[^\s/?#"'<>]+/gi, (host) => host.replaceAll('.', '[.]'))
    .replaceAll(/\bwww\.[^\s/?#"'<>]*/gi, (host) => host.replaceAll('.', '[.]'))
}
