// The words of the trade as closed lists: what a record may say, in code form. People read them through messages/.

/** One value per intake channel of the hotline and its partners. */
export const INTAKE_CHANNELS = [
  '3018_tel', '3018_tchat', '3018_messenger', '3018_whatsapp', '3018_app', 'gendarmerie', 'education', '119', 'pharos', 'autre',
] as const
export type IntakeChannel = (typeof INTAKE_CHANNELS)[number]

export const HARMS = [
  'cyberharcelement', 'cyberharcelement_scolaire', 'revenge_porn', 'deepfake_sexuel', 'chantage_webcam', 'grooming', 'csam',
  'usurpation_identite', 'piratage_compte', 'contenu_violent', 'contenu_pornographique', 'haine', 'terrorisme_radicalisation',
  'suicide_automutilation', 'defi_dangereux', 'doxxing', 'menaces', 'escroquerie',
  'surexposition_ecrans', 'jeux_video', 'controle_parental', 'autre',
] as const
export type Harm = (typeof HARMS)[number]

/** No offence and no takedown: advice by a counsellor. */
export const ADVICE_ONLY: ReadonlySet<Harm> = new Set(['surexposition_ecrans', 'jeux_video', 'controle_parental'])

/** A band, never a birth date. */
export const AGE_BANDS = ['lt15', '15_17', '18plus', 'unknown'] as const
export type AgeBand = (typeof AGE_BANDS)[number]

export const PLATFORMS = [
  'facebook', 'instagram', 'snapchat', 'x', 'tiktok', 'discord', 'yubo', 'mym',
  'youtube', 'bluesky', 'mastodon', 'peertube', 'telegram', 'whatsapp', 'twitch', 'reddit', 'autre',
] as const
export type Platform = (typeof PLATFORMS)[number]

/** What a locator points at, as the exact electronic location of DSA Art. 16(2)(b). */
export const LOCATOR_KINDS = ['url', 'account', 'message', 'media', 'event', 'file_hash'] as const
export type LocatorKind = (typeof LOCATOR_KINDS)[number]

/** What a person would call it. */
export const CONTENT_KINDS = [
  'profile', 'post', 'comment', 'story', 'message', 'video', 'short-video', 'photo', 'album', 'live', 'group', 'channel', 'event', 'server', 'invitation',
  'page', 'short-link', 'unknown',
] as const
export type ContentKind = (typeof CONTENT_KINDS)[number]

export const CHANNELS = ['api', 'email', 'form_assisted', 'portal_le', 'phone', 'in_app', 'referral'] as const
export type Channel = (typeof CHANNELS)[number]

export const AUTHORITIES = ['trusted_flagger', 'partner', 'law_enforcement', 'individual'] as const
export type Authority = (typeof AUTHORITIES)[number]

/** Most urgent first. */
export const URGENCIES = ['imminent_danger', 'critical', 'high', 'normal'] as const
export type Urgency = (typeof URGENCIES)[number]

/** Why a time is due: a removal order with its number, the priority of Art. 22 DSA, or the hotline's own aim. */
export const CLOCK_BASES = ['legal_order', 'dsa_priority', 'internal_target'] as const
export type ClockBasis = (typeof CLOCK_BASES)[number]

export const REPRESENTATIONS = ['self', 'parent', 'association', 'police', 'none'] as const
export type Representation = (typeof REPRESENTATIONS)[number]

export const HASH_ALGORITHMS = ['md5', 'sha1', 'sha256', 'pdq', 'photodna'] as const
export type HashAlgorithm = (typeof HASH_ALGORITHMS)[number]

/** State of a signalement, then of each of its deliveries: see state-machine.ts. */
export const STATES = [
  'draft', 'validated', 'queued', 'sending', 'sent', 'unknown_outcome', 'acknowledged', 'in_review',
  'decided_removed', 'decided_restricted', 'decided_rejected', 'dead_letter', 'cancelled',
] as const
export type State = (typeof STATES)[number]

export const CONTENT_STATES = [
  'unchecked', 'reachable', 'restricted_country', 'age_gated', 'removed', 'account_gone', 'reuploaded', 'cannot_check',
] as const
export type ContentState = (typeof CONTENT_STATES)[number]

export const DSA_CATEGORIES = [
  'STATEMENT_CATEGORY_CYBER_VIOLENCE', 'STATEMENT_CATEGORY_CYBER_VIOLENCE_AGAINST_WOMEN', 'STATEMENT_CATEGORY_PROTECTION_OF_MINORS',
  'STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH', 'STATEMENT_CATEGORY_SELF_HARM', 'STATEMENT_CATEGORY_VIOLENCE',
  'STATEMENT_CATEGORY_RISK_FOR_PUBLIC_SECURITY', 'STATEMENT_CATEGORY_DATA_PROTECTION_AND_PRIVACY_VIOLATIONS', 'STATEMENT_CATEGORY_SCAMS_AND_FRAUD',
] as const

export const DSA_KEYWORDS = [
  'CHILD_SEXUAL_ABUSE_MATERIAL', 'CHILD_SEXUAL_ABUSE_MATERIAL_DEEPFAKE', 'GROOMING_SEXUAL_ENTICEMENT_MINORS', 'CYBER_BULLYING_INTIMIDATION',
  'CYBER_HARASSMENT', 'CYBER_STALKING', 'BULLYING_AGAINST_GIRLS', 'NON_CONSENSUAL_IMAGE_SHARING', 'NON_CONSENSUAL_MATERIAL_DEEPFAKE',
  'IMPERSONATION_ACCOUNT_HIJACKING', 'INAUTHENTIC_ACCOUNTS', 'HATE_SPEECH', 'DISCRIMINATION', 'INCITEMENT_VIOLENCE_HATRED', 'TERRORIST_CONTENT',
  'UNSAFE_CHALLENGES', 'SUICIDE', 'SELF_MUTILATION', 'CONTENT_PROMOTING_EATING_DISORDERS', 'ADULT_SEXUAL_MATERIAL',
  'AGE_SPECIFIC_RESTRICTIONS_MINORS', 'BIOMETRIC_DATA_BREACH', 'DEFAMATION',
] as const
