// When a packet is no XML: the properties that matter most, found by one linear scan. Entities, odd prefixes and nested
// structures are left to the eye that reads the packet itself.

const VALUE_LIMIT = 1024
const HITS = 8

const NAMES = [
  'xmp:CreatorTool', 'xmp:CreateDate', 'xmp:ModifyDate', 'xmp:MetadataDate', 'xmpMM:DocumentID', 'xmpMM:InstanceID', 'xmpMM:OriginalDocumentID',
  'tiff:Make', 'tiff:Model', 'tiff:Software', 'exif:DateTimeOriginal', 'exif:UserComment', 'exif:GPSLatitude', 'exif:GPSLongitude',
  'photoshop:DateCreated', 'photoshop:Credit', 'photoshop:Source', 'Iptc4xmpExt:DigitalSourceType', 'pdf:Producer', 'dc:title', 'dc:creator', 'dc:description',
] as const
const STEP = 'stEvt:softwareAgent'

/** First values by name; the steps of the history as far as they name a program. */
export function scannedProperties(text: string): Map<string, string | Map<string, string>[]> {
  const found = new Map<string, string | Map<string, string>[]>()
  for (const name of NAMES) {
    const value = firstValue(text, name)
    if (value !== undefined && value.trim() !== '') found.set(name, value)
  }
  const steps = places(text, STEP, 64).flatMap((at) => {
    const agent = valueAt(text, at + STEP.length)
    return agent === undefined ? [] : [new Map([[STEP, agent]])]
  })
  if (steps.length > 0) found.set('xmpMM:History', steps)
  return found
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
