// What makes two signalements the same: one canonical locator and one harm. Where there is no locator (advice), what was said.
import { canonicalJson } from '../../case/canonical-json.ts'
import type { Signalement } from '../signalement.ts'
import type { Harm } from '../vocabulary.ts'

/** Two parts that no content can imitate: a canonical locator holds no line break. */
/** One picture under three names, whatever age was known when each was typed. */
const INTIMATE: ReadonlySet<Harm> = new Set(['csam', 'revenge_porn', 'deepfake_sexuel'])

export function lookupKey(harm: Harm, canonical: string): string {
  return `${INTIMATE.has(harm) ? 'intimate-image' : harm}\n${canonical}`
}

export function lookupKeys(record: Pick<Signalement, 'harm' | 'target' | 'explanation' | 'intake' | 'victim'>): readonly string[] {
  const { harm, victim: { ageBand }, target: { locators, account, platform } } = record
  if (locators.length > 0) return [...new Set(locators.map(({ canonical }) => lookupKey(harm, canonical)))]
  const said = canonicalJson({
    platform, account: account?.handle ?? '', channel: record.intake.channel, age: ageBand, explanation: record.explanation,
  })
  return [`${harm}\nadvice\n${said}`]
}
