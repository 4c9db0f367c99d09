// What a generic container holds, by its own directory and not by the order of its bytes: Office documents in a ZIP, older
// ones in a compound file. Small reads only, whatever the size of the file.
import { CompoundFile } from './documents/compound-file.ts'
import type { ContentType } from './content-type.ts'
import type { Source } from './reading.ts'
import { zipParts } from './zip/parts.ts'

const PART_LIMIT = 2 ** 20

/** Undefined: the container says no more than that it is one. */
export async function containerType(extension: string, source: Source): Promise<ContentType | undefined> {
  try {
    return extension === 'cfb' ? compoundType(source) : await archiveType(source)
  } catch {
    return undefined
  }
}

/** Streams that only one program writes: MS-DOC §2.1, MS-XLS §2.1, MS-PPT §2.1, MS-OXMSG §2.2. */
const STREAMS: readonly (readonly [string, string, string])[] = [
  ['WordDocument', 'doc', 'application/msword'], ['Workbook', 'xls', 'application/vnd.ms-excel'], ['Book', 'xls', 'application/vnd.ms-excel'],
  ['PowerPoint Document', 'ppt', 'application/vnd.ms-powerpoint'], ['__properties_version1.0', 'msg', 'application/vnd.ms-outlook'], ['VisioDocument', 'vsd', 'application/vnd.visio'],
]

function compoundType(source: Source): ContentType | undefined {
  const names = new Set(new CompoundFile(source).entries.filter(({ path }) => path.length === 1).map(({ path }) => path[0]?.toLowerCase()))
  const found = STREAMS.find(([name]) => names.has(name.toLowerCase()))
  return found === undefined ? undefined : { extension: found[1], mime: found[2], by: 'scelle' }
}

/** Content type of the main part (ECMA-376 part 1 §11.2, MS-OI29500), without `.main+xml`. */
const OPEN_PACKAGING: readonly (readonly [string, string])[] = [
  ['vnd.openxmlformats-officedocument.wordprocessingml.document', 'docx'], ['vnd.openxmlformats-officedocument.wordprocessingml.template', 'dotx'],
  ['vnd.ms-word.document.macroEnabled', 'docm'], ['vnd.ms-word.template.macroEnabledTemplate', 'dotm'],
  ['vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'xlsx'], ['vnd.openxmlformats-officedocument.spreadsheetml.template', 'xltx'],
  ['vnd.ms-excel.sheet.macroEnabled', 'xlsm'], ['vnd.ms-excel.template.macroEnabled', 'xltm'], ['vnd.ms-excel.sheet.binary.macroEnabled', 'xlsb'],
  ['vnd.openxmlformats-officedocument.presentationml.presentation', 'pptx'], ['vnd.openxmlformats-officedocument.presentationml.template', 'potx'], ['vnd.openxmlformats-officedocument.presentationml.slideshow', 'ppsx'],
  ['vnd.ms-powerpoint.presentation.macroEnabled', 'pptm'], ['vnd.ms-powerpoint.template.macroEnabled', 'potm'], ['vnd.ms-powerpoint.slideshow.macroEnabled', 'ppsm'], ['vnd.ms-visio.drawing', 'vsdx'],
]
const OPEN_DOCUMENT: Readonly<Partial<Record<string, string>>> = {
  text: 'odt', spreadsheet: 'ods', presentation: 'odp', graphics: 'odg', formula: 'odf', 'text-template': 'ott', 'spreadsheet-template': 'ots', 'presentation-template': 'otp', 'graphics-template': 'otg',
}

async function archiveType(source: Source): Promise<ContentType | undefined> {
  const { parts } = await zipParts(source)
  const text = async (name: string): Promise<string> => {
    const bytes = await parts.find((part) => part.name === name)?.read(PART_LIMIT)
    return Buffer.isBuffer(bytes) ? bytes.toString('utf8') : ''
  }
  const types = await text('[Content_Types].xml')
  const open = OPEN_PACKAGING.find(([type]) => types.includes(`"application/${type}.main+xml"`) || types.includes(`"application/${type}.main"`))
  if (open !== undefined) return { extension: open[1], mime: `application/${open[0]}`, by: 'scelle' }
  const mime = (await text('mimetype')).trim()
  const document = OPEN_DOCUMENT[/^application\/vnd\.oasis\.opendocument\.([a-z-]{1,40})$/.exec(mime)?.[1] ?? '']
  return document === undefined ? undefined : { extension: document, mime, by: 'scelle' }
}
