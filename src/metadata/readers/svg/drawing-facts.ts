// An SVG read as XML, never drawn: size, title, description, RDF, and what would act or call out if a browser opened it.
// Entities that the file declares are never expanded.
import { SaxesParser } from 'saxes'

export interface DrawingFacts {
  readonly width?: number
  readonly height?: number
  readonly title?: string
  readonly description?: string
  /** Of the first RDF element in the text. */
  readonly rdf?: string
  /** Base64 text of `c2pa:manifest`. */
  readonly manifest?: string
  readonly scripts: number
  readonly handlers: number
  readonly outside: readonly string[]
  readonly entities: number
  readonly elements: number
  /** What the XML parser complained about, first of all. */
  readonly problem?: string
}

const MAX_DEPTH = 500
const MAX_ERRORS = 200
const MAX_ELEMENTS = 200_000
const TEXT_LIMIT = 1024
const RDF_LIMIT = 2 ** 20
const MANIFEST_LIMIT = 16 * 2 ** 20
const MAX_OUTSIDE = 20
/** Pixels of CSS for each unit (CSS Values 3 §5.2). */
const UNITS: Readonly<Record<string, number>> = { '': 1, px: 1, pt: 96 / 72, pc: 16, in: 96, cm: 96 / 2.54, mm: 96 / 25.4, q: 96 / 101.6 }

export function drawingFacts(text: string): DrawingFacts {
  return new DrawingWalk(text).facts()
}

/** Thrown inside to leave the parser early; caught here. */
class Enough extends Error {}

class DrawingWalk {
  readonly #text: string
  readonly #path: string[] = []
  #found: { width?: number; height?: number; title?: string; description?: string; rdf?: string; manifest?: string; problem?: string } = {}
  #outside: string[] = []
  #counts = { scripts: 0, handlers: 0, entities: 0, elements: 0 }
  #errors = 0
  #rdfFrom: number | undefined
  #manifest: string | undefined

  constructor(text: string) {
    this.#text = text
    const parser = new SaxesParser({ xmlns: false, position: true })
    parser.on('error', (error) => {
      this.#found.problem ??= error.message.slice(0, 200)
      this.#errors += 1
      // Each costs more than the text it is about.
      if (this.#errors > MAX_ERRORS) throw new Enough('too many errors')
    })
    parser.on('doctype', (declaration) => { this.#counts.entities = (declaration.match(/<!ENTITY/g) ?? []).length })
    parser.on('opentag', ({ name, attributes }) => this.#open(name, attributes, parser.position))
    parser.on('text', (value) => this.#characters(value))
    parser.on('cdata', (value) => this.#characters(value))
    parser.on('closetag', ({ name }) => this.#close(name, parser.position))
    try {
      parser.write(text).close()
    } catch (error) {
      if (!(error instanceof Enough)) throw error
      this.#found.problem ??= error.message
    }
  }

  facts(): DrawingFacts {
    return { ...this.#found, ...this.#counts, outside: this.#outside }
  }

  #open(name: string, attributes: Readonly<Record<string, string>>, position: number): void {
    this.#path.push(name)
    this.#counts.elements += 1
    if (this.#path.length > MAX_DEPTH) throw new Enough('nested too deep')
    if (this.#counts.elements > MAX_ELEMENTS) throw new Enough('too many elements')
    const local = localName(name)
    if (this.#path.length === 1) this.#size(attributes)
    if (local === 'script') this.#counts.scripts += 1
    if (name === 'rdf:RDF' && this.#found.rdf === undefined) this.#rdfFrom ??= this.#text.lastIndexOf('<', position - 1)
    if (name === 'c2pa:manifest') this.#manifest = ''
    for (const [attribute, value] of Object.entries(attributes)) {
      if (/^on[a-z]{3,}/i.test(attribute)) this.#counts.handlers += 1
      if (/^javascript:/i.test(value.trim())) this.#counts.scripts += 1
      // A link that is followed on a click is no call of its own.
      else if (local !== 'a' && localName(attribute) === 'href' && /^(?:[a-z][a-z0-9+.-]{0,20}:)?\/\//i.test(value.trim())) this.#call(value)
      for (const [, target] of value.matchAll(/url\(\s{0,8}['"]?((?:https?:|file:)?\/\/[^'")\s]{1,300})/gi)) this.#call(target ?? '')
    }
  }

  #call(target: string): void {
    if (this.#outside.length < MAX_OUTSIDE) this.#outside.push(target.trim().slice(0, 300))
  }

  #characters(value: string): void {
    const [root, second] = this.#path
    if (this.#manifest !== undefined && this.#manifest.length < MANIFEST_LIMIT) this.#manifest += value
    if (root === undefined || second === undefined || this.#path.length !== 2) return
    const member = { title: 'title', desc: 'description' }[localName(second)] as 'title' | 'description' | undefined
    if (member !== undefined) this.#found[member] = `${this.#found[member] ?? ''}${value}`.slice(0, TEXT_LIMIT)
  }

  #close(name: string, position: number): void {
    this.#path.pop()
    if (name === 'rdf:RDF' && this.#rdfFrom !== undefined && this.#found.rdf === undefined) {
      this.#found.rdf = this.#text.slice(this.#rdfFrom, Math.min(position, this.#rdfFrom + RDF_LIMIT))
    }
    if (name === 'c2pa:manifest' && this.#manifest !== undefined) {
      this.#found.manifest ??= this.#manifest
      this.#manifest = undefined
    }
  }

  /** In pixels, when both sides say it without reference to a window; otherwise the view box. */
  #size(attributes: Readonly<Record<string, string>>): void {
    const [width, height] = [pixels(attributes['width']), pixels(attributes['height'])]
    const box = (attributes['viewBox'] ?? '').trim().split(/[\s,]+/, 5).map(Number)
    if (width !== undefined && height !== undefined) this.#found = { ...this.#found, width, height }
    else if (box.length === 4 && box.every(Number.isFinite) && (box[2] as number) > 0 && (box[3] as number) > 0) this.#found = { ...this.#found, width: Math.round(box[2] as number), height: Math.round(box[3] as number) }
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

function pixels(length: string | undefined): number | undefined {
  const match = /^\s{0,8}(\d{1,9}(?:\.\d{1,9})?)(px|pt|pc|in|cm|mm|q)?\s{0,8}$/i.exec(length ?? '')
  return match === null ? undefined : Math.round(Number(match[1]) * (UNITS[(match[2] ?? '').toLowerCase()] as number))
}
