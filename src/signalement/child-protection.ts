// When an image may be of a child. Where the age is not known, the answer that protects the child holds.
import type { AgeBand, Harm } from './vocabulary.ts'

/** Harms that turn on an intimate image of the victim. */
const INTIMATE_IMAGE: ReadonlySet<Harm> = new Set(['revenge_porn', 'deepfake_sexuel', 'chantage_webcam'])

/**
 * An intimate image of a minor is child sexual abuse material whatever harm was typed (CP 227-23). An unknown age counts
 * as a minor's: then no byte is kept, drawn or sent, and no route that publishes is taken.
 */
export function mayShowChild(harm: Harm, age: AgeBand): boolean {
  return harm === 'csam' || (INTIMATE_IMAGE.has(harm) && age !== '18plus')
}

/** What is shown may be sexual and of a minor, though the harm is not the image itself: somebody has to say that it is not. */
export function needsStatement(harm: Harm, age: AgeBand): boolean {
  return (harm === 'grooming' || harm === 'contenu_pornographique') && age !== '18plus'
}

/** The harm that routes and codes follow. */
export function effectiveHarm(harm: Harm, age: AgeBand): Harm {
  return (harm === 'revenge_porn' || harm === 'deepfake_sexuel') && age !== '18plus' ? 'csam' : harm
}

/** Name and e-mail may be left out only for offences of Arts 3 to 7 of Directive 2011/93/EU: DSA Art. 16(2)(c). */
export function mayWithholdIdentity(harm: Harm, age: AgeBand): boolean {
  return harm === 'csam' || (harm === 'grooming' && age !== '18plus') || (INTIMATE_IMAGE.has(harm) && (age === 'lt15' || age === '15_17'))
}
