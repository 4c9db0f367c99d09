// Documents of Word, Excel, PowerPoint and OpenDocument: an archive of XML parts. Their properties, the people in them, what
// they fetch from elsewhere, and the files inside, which get records of their own.
import { finding } from '../../finding-codes.ts'
import { memberBatch } from '../../member-batch.ts'
import type { Reader, Reading } from '../../reading.ts'
import type { Identifier, Person } from '../../record.ts'
import { xmlLeaves } from '../../documents/xml-leaves.ts'
import type { Leaf } from '../../documents/xml-leaves.ts'
import { zipParts } from '../../zip/parts.ts'
import type { ZipPart, ZipParts } from '../../zip/parts.ts'
import { listedAuthors, odfAuthors, wordAuthors } from './authors.ts'
import { mediaOf } from './media.ts'
import { APP, CORE, ODF, addCustom, addOdfCustom, addProperties, noFacts } from './properties.ts'
import { externalFindings, externalTexts, externalsOf } from './relationships.ts'

const PROPERTIES_LIMIT = 2 ** 20
const PART_LIMIT = 16 * 2 ** 20
/** Unpacked XML of one document. */
const TOTAL_LIMIT = 48 * 2 ** 20
const RELS_LIMIT = 200

export const reader: Reader = {
  version: '1',
  async read(source, { members }) {
    const archive = await zipParts(source)
    const inside = await memberBatch(mediaOf(archive.parts), members)
    return members.from > 0 ? inside : { ...(await new Document(archive).facts()), ...inside }
  },
}

class Document {
  readonly #archive: ZipParts
  readonly #parts: ReadonlyMap<string, ZipPart>
  readonly #damaged: string[] = []
  #left = TOTAL_LIMIT

  constructor(archive: ZipParts) {
    this.#archive = archive
    // Of two parts with one name the first is taken, as most software does.
    this.#parts = new Map(archive.parts.toReversed().map((part) => [part.name.toLowerCase(), part]))
  }

  async facts(): Promise<Reading> {
    const facts = noFacts()
    addProperties(facts, await this.#leaves('docProps/core.xml'), CORE, 'OOXML:core')
    addProperties(facts, await this.#leaves('docProps/app.xml'), APP, 'OOXML:app')
    addCustom(facts, await this.#leaves('docProps/custom.xml'))
    const odf = await this.#leaves('meta.xml')
    addProperties(facts, odf, ODF, 'ODF:meta')
    addOdfCustom(facts, odf)
    const settings = await this.#leaves('word/settings.xml', PART_LIMIT)
    const rsids = settings.filter(({ name }) => name === 'rsid').length
    const externals = []
    for (const { name } of this.#named(/\.rels$/i).slice(0, RELS_LIMIT)) externals.push(...externalsOf(await this.#bytes(name, PROPERTIES_LIMIT), name))
    const macros = this.#named(/(?:^|\/)vbaProject\.bin$|^Basic\/[^/]+\/(?!script-lb\.xml$)[^/]+\.xml$/i)
    const encrypted = await this.#encrypted()
    return {
      ...facts, people: [...facts.people, ...(await this.#authors())], ids: documentIds(settings),
      texts: [
        ...facts.texts, ...(rsids === 0 ? [] : [{ key: 'rsids', value: String(rsids), source: 'OOXML:settings:rsid' }]),
        ...macros.slice(0, 5).map(({ name }) => ({ key: 'macros', value: name, source: 'ZIP:directory:name' })), ...externalTexts(externals),
      ],
      findings: [
        ...(encrypted === undefined ? [] : [finding('encrypted', 'info', { format: 'OpenDocument' }, [encrypted])]),
        ...(macros.length === 0 ? [] : [finding('active-content', 'info', { what: 'macros' }, macros.slice(0, 5).map(({ name }) => name))]),
        ...externalFindings(externals),
      ],
      raw: {
        parts: this.#archive.parts.slice(0, 200).map(({ name, size }) => `${name} ${size}`), entries: this.#archive.parts.length + this.#archive.more,
        ...(this.#damaged.length === 0 ? {} : { unread: this.#damaged }),
      },
    }
  }

  async #authors(): Promise<Person[]> {
    const out: Person[] = []
    for (const { name } of this.#named(/^word\/(?:document|comments|footnotes|endnotes|header\d{1,3}|footer\d{1,3})\.xml$/i)) out.push(...wordAuthors(await this.#text(name), name))
    for (const { name } of this.#named(/^(?:ppt\/(?:commentAuthors|authors)|xl\/comments\d{0,4}|xl\/persons\/[^/]{1,40})\.xml$/i).slice(0, 50)) out.push(...listedAuthors(await this.#text(name), name))
    return [...out, ...odfAuthors(await this.#text('content.xml'))]
  }

  /** ODF 1.3 part 2 §3.4: encrypted parts are listed in the manifest. */
  async #encrypted(): Promise<string | undefined> {
    return (await this.#text('META-INF/manifest.xml')).includes('encryption-data') ? 'META-INF/manifest.xml: encryption-data'
      : this.#archive.parts.some((part) => part.encrypted) ? 'ZIP: encrypted entries' : undefined
  }

  #named(pattern: RegExp): ZipPart[] {
    return this.#archive.parts.filter(({ name }) => pattern.test(name))
  }

  async #leaves(name: string, limit = PROPERTIES_LIMIT): Promise<readonly Leaf[]> {
    const bytes = await this.#bytes(name, limit)
    if (bytes.length === 0) return []
    const { leaves, damaged } = xmlLeaves(bytes)
    if (damaged) this.#damaged.push(`${name}: damaged`)
    return leaves
  }

  async #text(name: string): Promise<string> {
    return (await this.#bytes(name, PART_LIMIT)).toString('utf8')
  }

  /** Empty when it is not there, or could not be read. */
  async #bytes(name: string, limit: number): Promise<Buffer> {
    const part = this.#parts.get(name.toLowerCase())
    if (part === undefined) return Buffer.alloc(0)
    const bytes = await part.read(Math.min(limit, this.#left))
    if (typeof bytes === 'string') {
      if (this.#damaged.length < 50) this.#damaged.push(`${name}: ${bytes}`)
      return Buffer.alloc(0)
    }
    this.#left -= bytes.length
    return bytes
  }
}

/** Word keeps them from copy to copy: two documents that share a root began as one. */
function documentIds(settings: readonly Leaf[]): Identifier[] {
  return settings.filter(({ name }) => name === 'rsidRoot' || name === 'docId').slice(0, 4).flatMap(({ name, attributes }) => {
    const value = attributes.get('val')
    return value === undefined ? [] : [{ kind: `Word ${name}`, value: value.slice(0, 100), source: `OOXML:settings:${name}` }]
  })
}
