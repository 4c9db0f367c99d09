// From a destination's form and what may leave to a packet: values, limits, repetitions. Pure, and total for any values.
import { Failure } from '../../system/failure.ts'
import { LEAVING_FIELDS, type Destination, type FormField, type LeavingField } from '../destination.ts'
import { canonicalText } from './canonical-text.ts'
import { valuesFor } from './field-values.ts'
import { fitLines, fitText, measure } from './fit-text.ts'
import type { Outgoing } from './outgoing.ts'
import type { FieldState, FormNotice, Notice, Packet, PacketField, PacketForm, PacketSource } from './packet.ts'
import type { PacketWords } from './packet-words.ts'
import { payloadOf } from './payload.ts'

declare module '../../system/failure.ts' {
  interface FailureFacts {
    /** Nothing to fill: it is called, written to, or reached by a machine. */
    'packet.no-form': { destination: string }
  }
}

export interface PacketOptions {
  /** Of the person who fills the form. */
  readonly language: 'fr' | 'en'
  readonly words: PacketWords
  /** Words of `formLanguageOf(…)`; by default those of the reader, and the form is filled in that language. */
  readonly formWords?: PacketWords
  readonly timeZone: string
  /** `withheld`: neither name nor e-mail of the notifier, whatever the signalement holds. */
  readonly identity?: 'disclosed' | 'withheld'
  readonly prohibited?: boolean
}

/** The language that the texts of this form are written in. */
export function formLanguageOf(destination: Destination, reader: 'fr' | 'en'): 'fr' | 'en' {
  if (destination.form?.language !== undefined) return destination.form.language
  return destination.languages.includes(reader) ? reader : destination.languages[0] ?? reader
}

/** A field before it is known how many times the form is filled: one text for each filling, or one for all. */
interface Prepared {
  readonly field: FormField
  readonly texts: readonly string[]
  /** What of the signalement the texts tell. */
  readonly source: LeavingField | undefined
  readonly state: FieldState
  readonly notices: readonly Notice[]
}

/** @throws `packet.no-form` */
export function preparePacket(destination: Destination, outgoing: Outgoing, options: PacketOptions): Packet {
  const { form } = destination
  if (form === undefined) throw new Failure('packet.no-form', { destination: destination.id })
  const prepared = form.fields.map((field) => prepare(field, destination, outgoing, options))
  const count = Math.max(1, ...prepared.map(({ texts }) => texts.length))
  const forms = Array.from({ length: count }, (_, index) => fill(prepared, index, options))
  const told = new Set(prepared.filter(({ texts }) => texts.length > 0).map(({ source }) => source))
  return {
    format: 'packet/1',
    destination: {
      id: destination.id,
      name: destination.name[options.language],
      contacts: destination.contacts.filter(({ kind, harms }) => isUseful(kind, options.prohibited === true) && (harms === undefined || (outgoing.harm !== undefined && harms.includes(outgoing.harm)))).map(({ kind, value, verified, label }) => ({
        kind, value, verified, ...(label === undefined ? {} : { label: label[options.language] }),
      })),
      cautions: (destination.cautions ?? []).map(({ text, verified }) => ({ text: text[options.language], verified })),
    },
    formLanguage: wordsOfForm(options).language,
    forms,
    notices: formNotices(destination, outgoing, forms, told),
    fieldsSent: LEAVING_FIELDS.filter((field) => told.has(field)),
    ...payloadOf(destination.id, forms),
    prohibited: options.prohibited === true,
    sources: sourcesOf(form.fields),
  }
}

/** What lies beside the content in an application is reached by opening it: never for what may show a child. */
function isUseful(kind: Destination['contacts'][number]['kind'], prohibited: boolean): boolean {
  return kind === 'url' || kind === 'email' || (kind === 'app' && !prohibited)
}

const wordsOfForm = (options: PacketOptions): PacketWords => options.formWords ?? options.words

function prepare(field: FormField, destination: Destination, outgoing: Outgoing, options: PacketOptions): Prepared {
  const byHand: FieldState = field.value === 'human' ? 'by-hand' : 'empty'
  const without = (state: FieldState, ...notices: Notice[]): Prepared => ({ field, texts: [], source: undefined, state, notices })
  const source = sourceOf(field, destination)
  if (source !== undefined && !destination.allow.includes(source)) return without('not-allowed', { code: 'not-allowed', facts: { field: source } })
  if (field.choices !== undefined || field.adultChoices !== undefined) {
    const text = choiceFor(field, outgoing, wordsOfForm(options).language)
    // No choice is known: the person looks at the list.
    return text === undefined ? without('by-hand', { code: 'no-choice', facts: {} }) : fitted(field, [canonicalText(text)], source, byHand)
  }
  if (field.platformChoices !== undefined && outgoing.platform !== undefined) {
    const text = field.platformChoices[outgoing.platform]?.[wordsOfForm(options).language]
    return text === undefined ? without('by-hand', { code: 'no-choice', facts: {} }) : fitted(field, [canonicalText(text)], source, byHand)
  }
  if (source === undefined) {
    const fixed = field.value === 'fixed' ? field.text?.[wordsOfForm(options).language] : undefined
    return fixed === undefined ? without(byHand) : fitted(field, [canonicalText(fixed)], undefined, byHand)
  }
  if ((source === 'notifierName' || source === 'notifierEmail') && (options.identity === 'withheld' || destination.identity === 'never')) {
    return without('withheld', { code: 'withheld', facts: {} })
  }
  const values = valuesFor(source, outgoing, wordsOfForm(options).values, options.timeZone)
  if (values.length === 0) return field.required ? without('missing', { code: 'missing', facts: {} }) : without('empty')
  return fitted(field, values, source, byHand)
}

/** Which part of the signalement a field would tell; undefined: none. A choice that depends on the harm tells the harm. */
function sourceOf(field: FormField, destination: Destination): LeavingField | undefined {
  if (field.value !== 'fixed' && field.value !== 'human') return field.value
  if (field.choices === undefined && field.adultChoices === undefined) return undefined
  return destination.allow.includes('category') ? 'category' : 'harm'
}

function choiceFor(field: FormField, outgoing: Outgoing, language: 'fr' | 'en'): string | undefined {
  const { harm } = outgoing
  if (harm === undefined) return undefined
  for (const table of [outgoing.ageBand === '18plus' ? field.adultChoices : undefined, field.choices]) {
    if (table !== undefined && Object.hasOwn(table, harm)) return table[harm]?.[language]
  }
  return undefined
}

function fitted(field: FormField, values: readonly { text: string; removed: number }[], source: LeavingField | undefined, empty: FieldState): Prepared {
  const { limit } = field
  const notices: Notice[] = []
  const removed = values.reduce((sum, value) => sum + value.removed, 0)
  if (removed > 0) notices.push({ code: 'signs-removed', facts: { count: removed } })
  let texts: string[]
  let tooLong: readonly string[] = []
  const first = values.slice(0, 1).map(({ text }) => text)
  // Only prose may lose its end: half an address is another address.
  if (source === 'explanation' || source === undefined) {
    texts = first.map((text) => {
      if (limit === undefined) return text
      const { text: kept, lost } = fitText(text, limit)
      if (lost > 0) notices.push({ code: 'cut', facts: { unit: limit.unit, lost, total: measure(text, limit.unit), max: limit.max } })
      return kept
    }).filter((text) => text !== '')
  } else {
    const all = field.many === 'first-only' ? first : values.map(({ text }) => text)
    if (field.many === 'one-form-each') {
      texts = all.filter((text) => limit === undefined || measure(text, limit.unit) <= limit.max)
      tooLong = all.filter((text) => !texts.includes(text))
    } else {
      ;({ texts, tooLong } = fitLines(all, limit))
    }
    if (all.length < values.length) notices.push({ code: 'rest', facts: { count: values.length - all.length } })
    if (texts.length > 1) notices.push({ code: 'spread', facts: { values: all.length - tooLong.length, forms: texts.length } })
  }
  if (limit !== undefined && tooLong.length > 0) notices.push({ code: 'does-not-fit', facts: { unit: limit.unit, max: limit.max, count: tooLong.length } })
  if (limit !== undefined && !limit.verified) notices.push({ code: 'limit-unverified', facts: { unit: limit.unit, max: limit.max } })
  const state: FieldState = empty === 'by-hand' ? empty : texts.length > 0 ? 'ready' : field.required ? 'missing' : 'empty'
  return { field, texts, source, state, notices }
}

function fill(prepared: readonly Prepared[], index: number, options: PacketOptions): PacketForm {
  const { language } = wordsOfForm(options)
  return {
    number: index + 1,
    fields: prepared.map(({ field, texts, state, notices }, at): PacketField => {
      // Given once for all; or one for each filling, and a shorter list ends before the forms do.
      const text = texts.length <= 1 ? texts[0] ?? '' : texts[index] ?? (field.required ? texts.at(-1) ?? '' : '')
      const translated = field.label[options.language]
      return {
        number: at + 1,
        id: field.id,
        label: field.label[language],
        ...(translated === field.label[language] ? {} : { labelTranslated: translated }),
        labelVerified: field.label.verified,
        required: field.required,
        kind: field.choices !== undefined || field.adultChoices !== undefined || field.platformChoices !== undefined ? 'choice' : field.value === 'human' ? 'hand' : 'text',
        state: state === 'ready' && text === '' ? 'empty' : state,
        text,
        ...(field.limit === undefined || text === '' ? {} : { size: { unit: field.limit.unit, used: measure(text, field.limit.unit), max: field.limit.max } }),
        ...helpOf(field, options.language),
        notices: index === 0 ? notices : [],
      }
    }),
  }
}

/** For a field that a person fills, its `text` is what to do there. */
function helpOf(field: FormField, language: 'fr' | 'en'): { help?: string } {
  const parts = [field.help?.[language], field.value === 'human' ? field.text?.[language] : undefined].filter((part) => part !== undefined)
  return parts.length === 0 ? {} : { help: parts.join(' ') }
}

function formNotices(destination: Destination, outgoing: Outgoing, forms: readonly PacketForm[], told: ReadonlySet<LeavingField | undefined>): FormNotice[] {
  const notices: FormNotice[] = []
  if (forms.length > 1) notices.push({ code: 'several-forms', facts: { count: forms.length } })
  const written = outgoing.language?.slice(0, 2).toLowerCase()
  if (told.has('explanation') && written !== undefined && !destination.languages.some((language) => language === written)) {
    notices.push({ code: 'language-not-read', facts: { languages: destination.languages } })
  }
  if (destination.publishes) notices.push({ code: 'publishes', facts: {} })
  if (forms[0]?.fields.every(({ labelVerified }) => !labelVerified) === true) notices.push({ code: 'labels-unverified', facts: {} })
  return notices
}

function sourcesOf(fields: readonly FormField[]): PacketSource[] {
  const seen = new Map<string, PacketSource>()
  for (const { source, checkedOn, verified } of fields.flatMap(({ label, limit }) => (limit === undefined ? [label] : [label, limit]))) {
    seen.set(JSON.stringify([source, checkedOn, verified]), { source, checkedOn, verified })
  }
  return [...seen.values()]
}
