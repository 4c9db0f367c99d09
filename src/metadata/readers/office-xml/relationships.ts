// What a document fetches from elsewhere: external relationships of Open Packaging (ECMA-376 part 2 §6.5).
import { finding } from '../../finding-codes.ts'
import type { Finding, TextFact } from '../../record.ts'
import { xmlLeaves } from '../../documents/xml-leaves.ts'

export interface External {
  /** `attachedTemplate`, `image`, `oleObject`, `hyperlink`… */
  readonly type: string
  readonly target: string
  readonly part: string
}

const LIMIT = 500
const SHOWN = 30

export function externalsOf(xml: Buffer, part: string): External[] {
  return xmlLeaves(xml).leaves.filter(({ name, attributes }) => name === 'Relationship' && attributes.get('TargetMode') === 'External').slice(0, LIMIT)
    .map(({ attributes }) => ({ type: (attributes.get('Type') ?? '').split('/').at(-1)?.slice(0, 50) ?? '', target: (attributes.get('Target') ?? '').slice(0, 1000), part }))
}

/** Links that a reader clicks are told by their number only. */
export function externalTexts(externals: readonly External[]): TextFact[] {
  const links = externals.filter(({ type }) => type === 'hyperlink').length
  return [
    ...externals.filter(({ type }) => type !== 'hyperlink').slice(0, SHOWN).map(({ type, target, part }) => ({ key: `external ${type}`, value: target, source: `OOXML:${part}:Target` })),
    ...(links === 0 ? [] : [{ key: 'links', value: String(links), source: 'OOXML:rels:hyperlink' }]),
  ]
}

/** A template on the computer of the author is what Word always writes; one on a network is fetched on opening. */
export function externalFindings(externals: readonly External[]): Finding[] {
  return externals.filter(({ type, target }) => type === 'attachedTemplate' && /^(?:https?:|ftp:|file:\/{4,5}[^/]|file:\/\/[^/]|\\\\)/i.test(target)).slice(0, 3)
    .map(({ target, part }) => finding('external-template', 'notice', { target: target.slice(0, 200) }, [`${part}: attachedTemplate = ${target}`]))
}
