// What makes two signalements the same: one canonical locator and one harm. Where there is no locator (advice), what was said.
import { canonicalJson } from '../../case/canonical-json.ts'
import { effectiveHarm } from '../child-protection.ts'
import type { Signalement } from '../signalement.ts'
import type { AgeBand, Harm } from '../vocabulary.ts'

/** Two parts that no content can imitate: a canonical locator holds no line break. */
export function lookupKey(harm: Harm, age: AgeBand, canonical: string): string {
  return `${effectiveHarm(harm, age)}\n${canonical}`
}

export function lookupKeys(record: Pick<Signalement, 'harm' | 'target' | 'explanation' | 'intake' | 'victim' | 'observedAt'>): readonly string[] {
  const { harm, victim: { ageBand }, target: { locators, account, platform } } = record
  if (locators.length > 0) return [...new Set(locators.map(({ canonical }) => lookupKey(harm, ageBand, canonical)))]
  const said = canonicalJson({
    platform, account: account?.handle ?? '', channel: record.intake.channel, age: ageBand, explanation: record.explanation, observedAt: record.observedAt,
  })
  return [`${harm}\nadvice\n${said}`]
}
