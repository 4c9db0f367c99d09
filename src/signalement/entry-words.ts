// The words that people type for the closed lists of a record, in both languages: a spreadsheet says "moins de 15 ans",
// "Twitter" or "oui". Harms have their own table (templates/harms.json).
import { foldWord, nearestWord } from './nearest-word.ts'
import {
  AGE_BANDS, AUTHORITIES, INTAKE_CHANNELS, PLATFORMS, REPRESENTATIONS, URGENCIES, type AgeBand, type Authority, type IntakeChannel, type Platform, type Representation, type Urgency,
} from './vocabulary.ts'

type Words<T extends string> = { readonly [code in T]: readonly string[] }

const AGES: Words<AgeBand> = {
  lt15: ['moins de 15 ans', 'moins de 15', '-15', '< 15', 'under 15', 'less than 15', 'moins de quinze ans', 'primaire', 'ecole primaire'],
  '15_17': ['15-17', '15 a 17', '15 a 17 ans', '15/17', 'entre 15 et 17 ans', '15 to 17', 'mineur de plus de 15 ans'],
  '18plus': ['majeur', 'majeure', 'adulte', '18+', '18 ans et plus', 'plus de 18 ans', 'adult', 'over 18', '18 et plus'],
  unknown: ['inconnu', 'inconnue', 'ne sait pas', 'nsp', '?', 'unknown', 'non precise', 'mineur', 'mineure', 'minor'],
}

const PLATFORM_WORDS: Words<Platform> = {
  facebook: ['fb', 'meta', 'messenger'], instagram: ['insta', 'ig', 'threads'], snapchat: ['snap'], x: ['twitter', 'x twitter', 'twitter x', 'x ex twitter'],
  tiktok: ['tik tok', 'tic toc'], discord: [], yubo: ['yellow'], mym: ['mym fans'], youtube: ['yt', 'you tube'], bluesky: ['bsky', 'blue sky'],
  mastodon: ['fediverse'], peertube: ['peer tube'], telegram: [], whatsapp: ['whats app', 'chaine whatsapp', 'whatsapp channel'], twitch: [], reddit: [],
  autre: ['other', 'site', 'site web', 'website', 'autres'],
}

const CHANNEL_WORDS: Words<IntakeChannel> = {
  '3018_tel': ['telephone', 'tel', 'appel', 'phone', 'call', '3018 telephone', '3018'], '3018_tchat': ['tchat', 'chat', '3018 chat'],
  '3018_messenger': ['messenger', 'facebook messenger'], '3018_whatsapp': ['whatsapp'], '3018_app': ['app', 'application', 'appli'],
  gendarmerie: ['gendarme', 'police'], education: ['education nationale', 'ecole', 'phare', 'rectorat', 'school'], '119': ['allo 119', 'enfance en danger'],
  pharos: [], autre: ['other', 'autres'],
}

const REPRESENTATION_WORDS: Words<Representation> = {
  self: ['victime', 'la victime', 'soi meme', 'moi', 'victim'], parent: ['mere', 'pere', 'parents', 'maman', 'papa', 'famille'],
  association: ['asso', 'e enfance', '3018'], police: ['gendarmerie', 'enqueteur'], none: ['aucun', 'aucune', 'temoin', 'tiers', 'witness', 'non'],
}

const URGENCY_WORDS: Words<Urgency> = {
  imminent_danger: ['danger', 'danger imminent', 'danger immediat', 'immediate danger', 'immediat', 'imminent', 'imminent danger'], critical: ['critique', 'tres urgent'], high: ['haute', 'haut', 'urgent', 'elevee', 'eleve'],
  normal: ['normale', 'basse', 'low'],
}

const AUTHORITY_WORDS: Words<Authority> = {
  trusted_flagger: ['signaleur de confiance', 'trusted flagger', 'signaleur'], partner: ['partenaire'], law_enforcement: ['forces de l ordre', 'gendarmerie', 'police', 'law enforcement'],
  individual: ['particulier', 'individu'],
}

const YES_WORDS = new Set(['oui', 'o', 'yes', 'y', 'true', 'vrai', '1', 'x', 'ok'])
const NO_WORDS = new Set(['non', 'n', 'no', 'false', 'faux', '0', ''])

export interface Choice<T extends string> {
  readonly codes: readonly T[]
  readonly read: (word: string) => T | undefined
  /** The code that was most likely meant. */
  nearest(word: string): string | null
}

/** A spreadsheet says the same few words in every row. */
const MAX_WORDS = 1000

function choice<T extends string>(codes: readonly T[], words: Words<T>): Choice<T> {
  const table = new Map<string, T>()
  for (const code of codes) for (const word of [code, ...words[code]]) table.set(keyOf(word), code)
  const read = new Map<string, T | undefined>()
  return {
    codes,
    read(word) {
      if (!read.has(word)) {
        if (read.size >= MAX_WORDS) read.clear()
        read.set(word, table.get(keyOf(word)))
      }
      return read.get(word)
    },
    nearest(word) {
      const near = nearestWord(word, [...table.keys()])
      return near === null ? null : table.get(near) ?? null
    },
  }
}

/** Signs that tell bands apart stay: `< 15` is not `15`. */
function keyOf(word: string): string {
  const trimmed = word.trim()
  return /^[-<>+?\d\s/]+$/.test(trimmed) ? trimmed.replaceAll(/\s+/g, ' ') : foldWord(trimmed)
}

export const ageChoice = choice(AGE_BANDS, AGES)
export const platformChoice = choice(PLATFORMS, PLATFORM_WORDS)
export const channelChoice = choice(INTAKE_CHANNELS, CHANNEL_WORDS)
export const representationChoice = choice(REPRESENTATIONS, REPRESENTATION_WORDS)
export const urgencyChoice = choice(URGENCIES, URGENCY_WORDS)
export const authorityChoice = choice(AUTHORITIES, AUTHORITY_WORDS)

/** A band from its words, or from an age in years, which is not kept. */
export function readAgeBand(word: string): AgeBand | undefined {
  const years = /^(\d{1,3})(?:\s*(?:ans?|years?(?: old)?|y\.?o\.?))?$/i.exec(word.trim())?.[1]
  if (years !== undefined) {
    const age = Number(years)
    return age > 120 ? undefined : age < 15 ? 'lt15' : age < 18 ? '15_17' : '18plus'
  }
  return ageChoice.read(word)
}

export function readYesNo(word: string): boolean | undefined {
  if (word === 'oui' || word === 'yes') return true
  const folded = foldWord(word)
  return YES_WORDS.has(folded) ? true : NO_WORDS.has(folded) ? false : undefined
}
