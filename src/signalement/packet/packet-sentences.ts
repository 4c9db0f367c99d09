// What the page, the PDF, the notes and the terminal all say of a packet, said once.
import type { FormNotice, Notice, Packet, PacketField } from './packet.ts'
import type { PacketWords } from './packet-words.ts'

export function fieldNames(packet: Packet, words: PacketWords): string {
  return packet.fieldsSent.map((field) => words.fieldNames[field]).join(', ') || words.nothing
}

export function sayNotice({ code, facts }: Notice, words: PacketWords): string {
  return (words.notices[code] as (facts: unknown) => string)(facts)
}

export function sayFormNotice({ code, facts }: FormNotice, words: PacketWords): string {
  return (words.formNotices[code] as (facts: unknown) => string)(facts)
}

/** `2. Motif ; 5. Pays`: what the first form lacks, or leaves to the person. */
export function namesOf(list: readonly PacketField[]): string {
  return list.map(({ number, label }) => `${number}. ${label}`).join(' · ')
}
