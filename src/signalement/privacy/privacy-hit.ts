// What a text may give away, where, and what to write instead. Nothing here decides: a person does.

export const PRIVACY_KINDS = [
  'name', 'phone', 'email', 'address', 'school', 'class', 'birthDate', 'age', 'handle', 'nir', 'iban', 'coordinates',
] as const
export type PrivacyKind = (typeof PRIVACY_KINDS)[number]

/** `sure`: the form or the words around leave no doubt. `likely`: a person must look. */
export type Certainty = 'sure' | 'likely'

interface InBoth {
  readonly fr: string
  readonly en: string
}

/** Written in place of what is taken out. No-break space before the colon, as French typography wants. */
export const REPLACEMENTS = {
  firstName: { fr: '[prénom]', en: '[first name]' },
  surname: { fr: '[nom]', en: '[surname]' },
  fullName: { fr: '[prénom et nom]', en: '[full name]' },
  phone: { fr: '[téléphone]', en: '[phone number]' },
  email: { fr: '[adresse e-mail]', en: '[e-mail address]' },
  address: { fr: '[adresse]', en: '[address]' },
  school: { fr: '[établissement scolaire]', en: '[school]' },
  class: { fr: '[classe]', en: '[class]' },
  birthDate: { fr: '[date de naissance]', en: '[date of birth]' },
  lt15: { fr: '[tranche d’âge\u00a0: moins de 15 ans]', en: '[age band: under 15]' },
  '15_17': { fr: '[tranche d’âge\u00a0: 15 à 17 ans]', en: '[age band: 15 to 17]' },
  '18plus': { fr: '[tranche d’âge\u00a0: 18 ans ou plus]', en: '[age band: 18 or over]' },
  handle: { fr: '[compte de la victime]', en: '[victim’s account]' },
  nir: { fr: '[numéro de sécurité sociale]', en: '[social security number]' },
  ine: { fr: '[numéro INE]', en: '[student number]' },
  iban: { fr: '[IBAN]', en: '[bank account]' },
  coordinates: { fr: '[coordonnées géographiques]', en: '[coordinates]' },
} as const satisfies Record<string, InBoth>
export type ReplacementCode = keyof typeof REPLACEMENTS

export interface PrivacyHit {
  readonly kind: PrivacyKind
  /** UTF-16 offsets in the text that was scanned. */
  readonly start: number
  readonly end: number
  readonly text: string
  readonly replacement: InBoth
  readonly certainty: Certainty
}

export interface ScanContext {
  /** The reported account, as `@x`, `x` or its address: not the victim's, so not flagged. */
  readonly account?: string
  /** Reported addresses: the accounts in them are not flagged either. */
  readonly urls?: readonly string[]
}

/** What a rule saw, in offsets of the page. */
export interface Sighting {
  readonly kind: PrivacyKind
  readonly start: number
  readonly end: number
  readonly certainty: Certainty
  readonly replacement: ReplacementCode
}
