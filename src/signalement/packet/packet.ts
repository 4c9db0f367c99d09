// A packet: the exact text of each field of a form that only a person may send, in the form's order. Pure: what it holds
// is what is shown, what is written and what leaves; nothing outside the destination's allow-list is in it.
import type { Destination, LeavingField } from '../destination.ts'
import type { LimitUnit } from './fit-text.ts'

/** What is to be known of one field, as codes with facts; words in messages/. */
export interface NoticeFacts {
  /** The destination may not have it. */
  'not-allowed': { field: LeavingField }
  /** The notifier's identity is not given. */
  'withheld': Record<never, never>
  /** Required, and the signalement does not have it. */
  'missing': Record<never, never>
  /** No choice of the form is known for this harm. */
  'no-choice': Record<never, never>
  'cut': { unit: LimitUnit; lost: number; total: number; max: number }
  /** A value that cannot be cut without becoming another one. */
  'does-not-fit': { unit: LimitUnit; max: number; count: number }
  /** Values that this field does not take. */
  'rest': { count: number }
  /** More than one form holds: one value, or as many as fit, in each. */
  'spread': { values: number; forms: number }
  /** Signs that nobody would have seen were taken out. */
  'signs-removed': { count: number }
  'limit-unverified': { max: number; unit: LimitUnit }
}
export type NoticeCode = keyof NoticeFacts
export type Notice = { readonly [C in NoticeCode]: { readonly code: C; readonly facts: NoticeFacts[C] } }[NoticeCode]

/** What is to be known of the form as a whole. */
export interface FormNoticeFacts {
  'several-forms': { count: number }
  /** No label could be read on the live form. */
  'labels-unverified': Record<never, never>
  /** The explanation may be in a language that is not read there. */
  'language-not-read': { languages: readonly string[] }
  /** It may show notices to third parties. */
  'publishes': Record<never, never>
}
export type FormNotice = { readonly [C in keyof FormNoticeFacts]: { readonly code: C; readonly facts: FormNoticeFacts[C] } }[keyof FormNoticeFacts]

/** `by-hand`: only the person at the screen can. */
export type FieldState = 'ready' | 'empty' | 'missing' | 'by-hand' | 'not-allowed' | 'withheld'

export interface PacketField {
  /** Place in the form, from 1. */
  readonly number: number
  readonly id: string
  /** As on the form, in its language. */
  readonly label: string
  /** In the reader's language, when it is another one. */
  readonly labelTranslated?: string
  readonly labelVerified: boolean
  readonly required: boolean
  readonly kind: 'text' | 'choice' | 'hand'
  readonly state: FieldState
  /** Exactly what goes in; empty: nothing. LF, NFC. */
  readonly text: string
  readonly size?: { readonly unit: LimitUnit; readonly used: number; readonly max: number }
  readonly help?: string
  readonly notices: readonly Notice[]
}

/** One filling of the form. */
export interface PacketForm {
  readonly number: number
  readonly fields: readonly PacketField[]
}

export interface PacketSource {
  readonly source: string
  readonly checkedOn: string
  readonly verified: boolean
}

export interface Packet {
  readonly format: 'packet/1'
  readonly destination: {
    readonly id: string
    readonly name: string
    /** Where the form is. */
    readonly contacts: readonly (Pick<Destination['contacts'][number], 'kind' | 'value' | 'verified'> & { readonly label?: string })[]
    readonly cautions: readonly { readonly text: string; readonly verified: boolean }[]
  }
  readonly formLanguage: 'fr' | 'en'
  /** The form is filled once for each. */
  readonly forms: readonly PacketForm[]
  readonly notices: readonly FormNotice[]
  /** What of the signalement is in the texts: the proof of what left, with `payloadSha256`. */
  readonly fieldsSent: readonly LeavingField[]
  /** All texts in order, canonical: see payload.ts. */
  readonly payload: Uint8Array
  readonly payloadSha256: string
  /** The content may show a child: its address is never a link. */
  readonly prohibited: boolean
  readonly sources: readonly PacketSource[]
}

/** Required fields to be asked for, or typed. Not those that the destination may not have: nobody should type these. */
export function missingFields(form: PacketForm): readonly PacketField[] {
  return form.fields.filter(({ state }) => state === 'missing')
}

export function fieldsByHand(form: PacketForm): readonly PacketField[] {
  return form.fields.filter(({ state }) => state === 'by-hand')
}

/** Same text in every form: written, shown and printed once. */
export function isConstant(packet: Pick<Packet, 'forms'>, index: number): boolean {
  const first = packet.forms[0]?.fields[index]?.text
  return packet.forms.every(({ fields }) => fields[index]?.text === first)
}

/** For a packet of several forms, the fields of a later one that differ; all of the first. */
export function ownFields(packet: Pick<Packet, 'forms'>, form: PacketForm): readonly PacketField[] {
  return form.number === 1 ? form.fields : form.fields.filter((_, index) => !isConstant(packet, index))
}
