// The few XMP properties a first look needs, found by one linear scan of a bounded packet. No XML parser: entities,
// namespaces with odd prefixes and nested structures are left to the eye that reads the packet itself.

const LIMIT = 256 * 1024
const VALUE_LIMIT = 1024
const HITS = 8

export const XMP_PROPERTIES = [
  'xmp:CreatorTool', 'xmp:CreateDate', 'xmp:ModifyDate', 'xmp:MetadataDate', 'xmpMM:DocumentID', 'xmpMM:InstanceID', 'xmpMM:OriginalDocumentID',
  'tiff:Make', 'tiff:Model', 'tiff:Software', 'exif:DateTimeOriginal', 'exif:UserComment', 'exif:GPSLatitude', 'exif:GPSLongitude',
  'photoshop:DateCreated', 'photoshop:Credit', 'photoshop:Source', 'Iptc4xmpExt:DigitalSourceType', 'pdf:Producer', 'dc:title', 'dc:creator', 'dc:description',
] as const
export type XmpProperty = (typeof XMP_PROPERTIES)[number]

export interface XmpFacts {
  readonly values: Readonly<Partial<Record<XmpProperty, string>>>
  /** Steps of the editing history, and the programs they name. */
  readonly historySteps: number
  readonly historyAgents: readonly string[]
  readonly truncated: boolean
}

export function xmpFacts(packet: Buffer): XmpFacts {
  const text = decoded(packet.subarray(0, LIMIT))
  const values: Partial<Record<XmpProperty, string>> = {}
  for (const name of XMP_PROPERTIES) {
    const value = firstValue(text, name)
    if (value !== undefined && value.trim() !== '') values[name] = value
  }
  const agents = new Set<string>()
  for (const at of places(text, 'stEvt:softwareAgent', 64)) {
    const value = valueAt(text, at + 'stEvt:softwareAgent'.length)
    if (value !== undefined) agents.add(value.slice(0, 100))
  }
  return {
    values, historySteps: places(text, '<stEvt:action', 1000).length + places(text, ' stEvt:action', 1000).length + places(text, '\nstEvt:action', 1000).length,
    historyAgents: [...agents].slice(0, 5), truncated: packet.length > LIMIT,
  }
}

function decoded(packet: Buffer): string {
  if (packet[0] === 0xfe && packet[1] === 0xff) return Buffer.from(packet.subarray(0, packet.length & ~1)).swap16().toString('utf16le')
  if (packet[1] === 0 && packet[3] === 0) return packet.toString('utf16le')
  return packet.toString('utf8')
}

function firstValue(text: string, name: string): string | undefined {
  for (const at of places(text, name, HITS)) {
    if (!/[\s<]/.test(text[at - 1] ?? '')) continue
    const value = valueAt(text, at + name.length)
    if (value !== undefined) return value
  }
  return undefined
}

function places(text: string, needle: string, limit: number): number[] {
  const found = []
  for (let at = text.indexOf(needle); at !== -1 && found.length < limit; at = text.indexOf(needle, at + needle.length)) found.push(at)
  return found
}

/** What follows a property name: `="…"`, `>…</` (the first item of a list), or ` rdf:resource="…"`. */
function valueAt(text: string, at: number): string | undefined {
  const rest = text.slice(at, at + VALUE_LIMIT * 2)
  const attribute = /^\s{0,20}=\s{0,20}(?:"([^"]{0,1024})"|'([^']{0,1024})')/.exec(rest) ?? /^\s{1,40}rdf:resource\s{0,20}=\s{0,20}(?:"([^"]{0,1024})"|'([^']{0,1024})')/.exec(rest)
  if (attribute !== null) return unescaped(attribute[1] ?? attribute[2] ?? '')
  const element = /^(?:\s[^<>]{0,200})?>\s{0,100}(?:<rdf:(?:Alt|Seq|Bag)>\s{0,100}<rdf:li[^<>]{0,100}>)?([^<]{0,1024})</.exec(rest)
  return element === null ? undefined : unescaped((element[1] as string).trim())
}

function unescaped(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot|apos|#(\d{1,7})|#x([0-9a-fA-F]{1,6}));/g, (whole: string, decimal?: string, hex?: string) => {
    const code = decimal !== undefined ? Number(decimal) : hex !== undefined ? Number.parseInt(hex, 16) : undefined
    if (code !== undefined) return code <= 0x10ffff ? String.fromCodePoint(code) : whole
    return { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'" }[whole] ?? whole
  })
}
