// Templates are data: text with {{name}} and {{#list}}…{{/list}}. Values are escaped here and nowhere else, so that
// nothing from evidence becomes markup or a line of its own.
import { visible } from '../system/visible.ts'
import { canonicalLine } from './packet/canonical-text.ts'

/** A text, a yes or no for a section, or a list for a section that repeats. Inside a list, outer values stay in reach. */
export type TemplateValue = string | boolean | readonly TemplateValues[]
export interface TemplateValues {
  readonly [name: string]: TemplateValue
}

/** `letter`: as a reader of mail sees it, on one line, with the joiners of its writing. */
export type Escaping = 'html' | 'plain' | 'letter'

// No tag can be opened inside a value: a filled text is never read again.
const TAG = /\{\{([#/]?)([a-zA-Z][a-zA-Z0-9]*)\}\}(\n?)/g

type Part = string | { readonly name: string; readonly inner: readonly Part[] | undefined }

/** @throws Error when the template is malformed or names a value that is not given: both are defects of ours. */
export function fillTemplate(template: string, values: TemplateValues, escaping: Escaping): string {
  return render(parse(template), [values], escaping)
}

/** Names a template asks for, sorted; sections as `#list`. */
export function templateNames(template: string): string[] {
  return [...new Set([...template.matchAll(TAG)].filter(([, kind]) => kind !== '/').map(([, kind, name]) => `${kind}${name}`))].sort()
}

function parse(template: string): Part[] {
  const root: Part[] = []
  const open: { name: string; parts: Part[] }[] = [{ name: '', parts: root }]
  let end = 0
  for (const match of template.matchAll(TAG)) {
    const [whole, kind = '', name = '', newline = ''] = match
    const parts = open.at(-1)?.parts ?? root
    parts.push(template.slice(end, match.index))
    // A section's tag that ends a line takes the line's end with it.
    end = match.index + whole.length - (kind === '' ? newline.length : 0)
    if (kind === '') {
      parts.push({ name, inner: undefined })
    } else if (kind === '#') {
      const inner: Part[] = []
      parts.push({ name, inner })
      open.push({ name, parts: inner })
    } else if (open.length < 2 || open.pop()?.name !== name) {
      throw new Error(`template: {{/${name}}} closes nothing`)
    }
  }
  if (open.length > 1) throw new Error(`template: {{#${open.at(-1)?.name}}} is not closed`)
  root.push(template.slice(end))
  return root
}

function render(parts: readonly Part[], scopes: readonly TemplateValues[], escaping: Escaping): string {
  return parts.map((part) => {
    if (typeof part === 'string') return part
    const value = scopes.find((scope) => Object.hasOwn(scope, part.name))?.[part.name]
    if (part.inner === undefined) {
      if (typeof value !== 'string') throw new Error(`template: no text for {{${part.name}}}`)
      return ESCAPE[escaping](value)
    }
    const { inner } = part
    if (typeof value === 'boolean') return value ? render(inner, scopes, escaping) : ''
    if (value === undefined || typeof value === 'string') throw new Error(`template: no list for {{#${part.name}}}`)
    return value.map((item) => render(inner, [item, ...scopes], escaping)).join('')
  }).join('')
}

const ESCAPE: Readonly<Record<Escaping, (text: string) => string>> = { html: escapeHtml, plain: visible, letter: (text) => canonicalLine(text).text }

/** Markup characters as entities, and what hides or reverses made visible. */
export function escapeHtml(text: string): string {
  return visible(text).replace(/[&<>"'`]/g, (char) => `&#${char.charCodeAt(0)};`)
}
