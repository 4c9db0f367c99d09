// What a signalement has for one leaving field, as texts of a form: the only reader of `Outgoing`.
import type { LeavingField } from '../destination.ts'
import { canonicalLine, canonicalLocator, canonicalText, type CanonicalText } from './canonical-text.ts'
import type { Outgoing } from './outgoing.ts'
import type { ValueWords } from './packet-words.ts'

/** Empty when the signalement does not say. Total: an unknown code is written as it is. */
export function valuesFor(field: LeavingField, outgoing: Outgoing, words: ValueWords, timeZone: string): readonly CanonicalText[] {
  const line = (text: string | undefined): CanonicalText[] => (text === undefined ? [] : [canonicalLine(text)])
  const word = (table: Readonly<Record<string, string>>, code: string | undefined): CanonicalText[] =>
    line(code === undefined ? undefined : Object.hasOwn(table, code) ? table[code] : code)
  const given = ((): readonly CanonicalText[] => {
    switch (field) {
      case 'locators': return unique(outgoing.locators ?? []).map(canonicalLocator)
      case 'explanation': return outgoing.explanation === undefined ? [] : [canonicalText(outgoing.explanation)]
      case 'account': return nonEmpty(line(outgoing.account)).map(({ text, removed }) => ({ text: words.account(text.replace(/^@/, '')), removed }))
      case 'offences': return (outgoing.offences ?? []).map(canonicalLine)
      case 'hashes': return (outgoing.hashes ?? []).map(canonicalLine)
      case 'observedAt':
      case 'occurredAt': {
        const at = outgoing[field]
        return line(at === undefined ? undefined : words.instant(at, timeZone))
      }
      case 'platform': return word(words.platform, outgoing.platform)
      case 'harm': return word(words.harm, outgoing.harm)
      case 'category': return word(words.category, outgoing.category)
      case 'ageBand': return word(words.ageBand, outgoing.ageBand)
      case 'representation': return word(words.representation, outgoing.representation)
      case 'urgency': return word(words.urgency, outgoing.urgency)
      case 'authority': return word(words.authority, outgoing.authority)
      case 'language': return line(outgoing.language === undefined ? undefined : words.language(outgoing.language))
      case 'country': return line(outgoing.country === undefined ? undefined : words.country(outgoing.country))
      case 'goodFaith': return line(outgoing.goodFaith === true ? words.goodFaith : undefined)
      case 'id':
      case 'notifierName':
      case 'notifierEmail':
      case 'notifierOrg':
      case 'legalOrder': return line(outgoing[field])
      default: return field satisfies never
    }
  })()
  return nonEmpty(given)
}

const unique = (values: readonly string[]): string[] => [...new Set(values)]
const nonEmpty = (values: readonly CanonicalText[]): CanonicalText[] => values.filter(({ text }) => text !== '')
