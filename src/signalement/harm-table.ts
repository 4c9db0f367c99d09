// The table of harms: `templates/harms.json`. Names, the words people say, and the codes of each taxonomy, which differ for
// an adult and a minor.
import { z } from 'zod'
import { Failure } from '../system/failure.ts'
import { BothLanguages, Provenance } from './fact.ts'
import type { HarmFacts, HarmReader } from './harm-reader.ts'
import type { Law } from './law.ts'
import { foldWord, nearestWord } from './nearest-word.ts'
import { readData, type DataFiles } from './template-data.ts'
import { ADVICE_ONLY, AGE_BANDS, DSA_CATEGORIES, DSA_KEYWORDS, HARMS, URGENCIES, type AgeBand, type Harm } from './vocabulary.ts'

declare module '../system/failure.ts' {
  interface FailureFacts {
    'data.unknown-harm': { word: string; nearest: string | null }
  }
}

/** What the taxonomies call it; each carries where the code was read. */
export const HarmCodes = z.strictObject({
  /** Identifiers of texts in templates/law. */
  offences: z.array(z.string()),
  dsa: z.strictObject({ category: z.enum(DSA_CATEGORIES), keywords: z.array(z.enum(DSA_KEYWORDS)), ...Provenance.shape }).optional(),
  atproto: z.strictObject({ reasons: z.array(z.string()).min(1), ...Provenance.shape }).optional(),
  xarf: z.strictObject({ category: z.string(), type: z.string(), exploitation: z.string().optional(), ...Provenance.shape }).optional(),
  ncmec: z.strictObject({
    incidentType: z.string(), annotations: z.array(z.string()).optional(), fileAnnotations: z.array(z.string()).optional(), ...Provenance.shape,
  }).optional(),
  pharos: z.strictObject({ id: z.string(), label: BothLanguages, ...Provenance.shape }).optional(),
})
export type HarmCodes = z.infer<typeof HarmCodes>

export const HarmRow = z.strictObject({
  id: z.enum(HARMS),
  name: BothLanguages,
  /** One line for a counsellor. */
  explain: BothLanguages,
  /** What people call it. */
  words: z.strictObject({ fr: z.array(z.string().min(1)), en: z.array(z.string().min(1)) }),
  adviceOnly: z.boolean(),
  /** When nothing else was said. */
  urgency: z.record(z.enum(AGE_BANDS), z.enum(URGENCIES)),
  codes: z.strictObject({ adult: HarmCodes, minor: HarmCodes }),
  ...Provenance.shape,
})
export type HarmRow = z.infer<typeof HarmRow>

export const HarmTable = z.strictObject({ format: z.literal('harms/1'), harms: z.array(HarmRow) }).superRefine(({ harms }, context) => {
  harms.forEach(({ id, adviceOnly }, index) => {
    if (harms.findIndex((other) => other.id === id) !== index) context.addIssue({ code: 'custom', path: ['harms', index, 'id'] })
    if (adviceOnly !== ADVICE_ONLY.has(id)) context.addIssue({ code: 'custom', path: ['harms', index, 'adviceOnly'] })
  })
  if (HARMS.some((harm) => harms.every(({ id }) => id !== harm))) context.addIssue({ code: 'custom', path: ['harms'] })
})
export type HarmTable = z.infer<typeof HarmTable>

/** @throws `data.missing`, `data.invalid` */
export async function loadHarms(world: DataFiles): Promise<HarmTable> {
  return readData(world, 'harms.json', HarmTable)
}

export function harmRow(table: HarmTable, harm: Harm): HarmRow {
  const row = table.harms.find(({ id }) => id === harm)
  // The schema holds every harm.
  if (row === undefined) throw new Failure('system.internal', { detail: `no row for ${harm}` })
  return row
}

/** Codes follow the victim: those of a minor hold when the age is not known. */
export function codesOf(table: HarmTable, harm: Harm, age: AgeBand): HarmCodes {
  return harmRow(table, harm).codes[age === '18plus' ? 'adult' : 'minor']
}

function phrasesOf({ id, name, words }: HarmRow): string[] {
  return [id, name.fr, name.en, ...words.fr, ...words.en].map(foldWord)
}

/** The harm whose code, name or word this is. */
export function readHarm(word: string, table: HarmTable): Harm | undefined {
  const folded = foldWord(word.slice(0, 200))
  return folded === '' ? undefined : table.harms.find((row) => phrasesOf(row).includes(folded))?.id
}

/** The harm that a wrong word most likely meant: a phrase inside it, else the nearest spelling. Null when none is near. */
export function nearestHarm(word: string, table: HarmTable): Harm | null {
  const exact = readHarm(word, table)
  if (exact !== undefined) return exact
  const folded = foldWord(word.slice(0, 200))
  if (folded === '') return null
  const phrases = table.harms.flatMap((row) => phrasesOf(row).map((phrase) => ({ phrase, id: row.id })))
  const [inside] = phrases.filter(({ phrase }) => ` ${folded} `.includes(` ${phrase} `)).sort((a, b) => b.phrase.length - a.phrase.length)
  if (inside !== undefined) return inside.id
  const near = nearestWord(folded, phrases.map(({ phrase }) => phrase))
  return phrases.find(({ phrase }) => phrase === near)?.id ?? null
}

/** Harms whose name or words hold what was typed; all of them while nothing is. */
export function searchHarms(typed: string, table: HarmTable): readonly Harm[] {
  const folded = foldWord(typed.slice(0, 200))
  const rank = (row: HarmRow): number => {
    const names = [foldWord(row.name.fr), foldWord(row.name.en)]
    if (names.some((name) => name.startsWith(folded))) return 0
    if (names.some((name) => name.includes(folded))) return 1
    return phrasesOf(row).some((phrase) => phrase.startsWith(folded)) ? 2 : 3
  }
  return table.harms.filter((row) => phrasesOf(row).some((phrase) => phrase.includes(folded))).toSorted((a, b) => rank(a) - rank(b)).map(({ id }) => id)
}

/** @throws `data.unknown-harm` */
export function harmNamed(word: string, table: HarmTable): HarmRow {
  const harm = readHarm(word, table)
  if (harm === undefined) throw new Failure('data.unknown-harm', { word, nearest: nearestHarm(word, table) })
  return harmRow(table, harm)
}

/** The table as the composer of a record asks for it, a hundred thousand times; offences in French, the language of the law. */
export function harmReader(table: HarmTable, law: Law): HarmReader {
  const byPhrase = new Map(table.harms.toReversed().flatMap((row) => phrasesOf(row).map((phrase) => [phrase, row.id] as const)))
  const words = new Map<string, Harm | undefined>()
  const facts = new Map<string, HarmFacts>()
  return {
    read(word) {
      if (!words.has(word)) {
        // Mistyped words have no end.
        if (words.size >= MAX_WORDS) words.clear()
        words.set(word, byPhrase.get(foldWord(word.slice(0, 200))))
      }
      return words.get(word)
    },
    nearest: (word) => nearestHarm(word, table),
    facts(harm, age) {
      const key = `${harm} ${age}`
      const found = facts.get(key) ?? factsOf(table, law, harm, age)
      facts.set(key, found)
      return found
    },
  }
}

const MAX_WORDS = 1000

function factsOf(table: HarmTable, law: Law, harm: Harm, age: AgeBand): HarmFacts {
  const { dsa, offences } = codesOf(table, harm, age)
  return {
    ...(dsa === undefined ? {} : { dsaCategory: dsa.category }),
    dsaKeyword: dsa?.keywords ?? [],
    offences: offences.flatMap((id) => {
      const text = law.texts.find((each) => each.id === id)
      if (text === undefined) return []
      const { citation, label, versionDate, checkedOn, verified } = text
      return [{ article: citation, label: label.fr, ...(versionDate === undefined ? {} : { versionDate }), checkedOn, verified }]
    }),
    urgency: harmRow(table, harm).urgency[age],
  }
}
