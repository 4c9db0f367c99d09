// The dialogue of a call: danger first, then what a notice needs, each answer judged at once, and nothing kept before
// the preview was accepted.
import { gate } from '../../signalement/privacy/gate.ts'
import { attested } from '../../signalement/change-record.ts'
import { mayWithholdIdentity } from '../../signalement/child-protection.ts'
import { readAgeBand } from '../../signalement/entry-words.ts'
import type { Entry, EntryField } from '../../signalement/entry.ts'
import type { Located } from '../../signalement/locators/located.ts'
import { locate, locateHandle } from '../../signalement/locators/locate.ts'
import { splitUrls } from '../../signalement/read-target.ts'
import { readMoment } from '../../signalement/read-moment.ts'
import { EXPLANATION, type Signalement } from '../../signalement/signalement.ts'
import { ADVICE_ONLY, AGE_BANDS, HARMS, PLATFORMS, type Harm, type Platform } from '../../signalement/vocabulary.ts'
import { ask, askLines } from '../ask.ts'
import type { Context } from '../context.ts'
import { deskDefaults } from '../desk.ts'
import { composeAll, byPlatform } from '../compose-entries.ts'
import { bold, dim, green, red, yellow } from '../paint.ts'
import { sayHits } from '../render/privacy-hits.ts'
import { sayNotes } from '../render/located.ts'
import { problemText, sayRecords } from '../render/signalement-record.ts'
import type { DeskTables } from '../tables.ts'

export type Asked = { readonly records: readonly Signalement[]; readonly stopped: undefined } | { readonly records: undefined; readonly stopped: 'danger' | 'abandoned' }

type Answers = { [field in EntryField]?: string }

/** @param given what the options said already: it is not asked */
export async function askSignalement(given: Entry, context: Context, tables: DeskTables): Promise<Asked> {
  const { words: { signalement: { ask: words } } } = context
  const danger = await ask<'yes' | 'no'>(context, { message: words.danger, choices: [{ value: 'no', name: words.dangerNo }, { value: 'yes', name: words.dangerYes }] })
  if (danger === 'yes') return { records: undefined, stopped: 'danger' }

  const answers: Answers = { ...given }
  const harm = await askHarm(answers, context, tables)
  if (answers.ageBand === undefined) {
    answers.ageBand = await ask(context, { message: words.age, choices: AGE_BANDS.map((value) => ({ value, name: context.words.signalement.ages[value] })) })
  }
  await askPlace(answers, harm, context)
  await askExplanation(answers, context)
  if (answers.observedAt === undefined) await askObserved(answers, context)
  await askVictim(answers, harm, context)
  await askNotifier(answers, harm, context)
  return preview(answers, context, tables)
}

async function askHarm(answers: Answers, context: Context, tables: DeskTables): Promise<Harm> {
  const told = answers.harm === undefined ? undefined : tables.harms.read(answers.harm)
  if (told !== undefined) return told
  const choices = HARMS.map((value) => ({ value, name: tables.names.harm(value) }))
  const harm = await ask<Harm>(context, {
    message: context.terminal.variables.ACCESSIBLE ? context.words.signalement.ask.harmByNumber : context.words.signalement.ask.harm, choices,
    search: (typed) => {
      const found = tables.search(typed)
      return typed.trim() === '' || found.length === 0 ? choices : found.map((value) => ({ value, name: tables.names.harm(value) }))
    },
  })
  answers.harm = harm
  return harm
}

async function askPlace(answers: Answers, harm: Harm, context: Context): Promise<void> {
  const { words: { signalement: { ask: words }, locators } } = context
  const found: Located[] = []
  const said = new Set<string>()
  const counted = new Map<Platform, number>()
  for (const text of splitUrls(answers.urls ?? '')) {
    const result = locate(text)
    if (result.ok) found.push(result.located)
  }
  if (answers.urls === undefined) {
    const lines = await askLines(context, words.urls, words.urlsEnd, (line) => line.split(/\s+/).map((text) => {
      const result = locate(text)
      if (!result.ok) return red(words.refused(locators.refusals[result.refusal].message))
      found.push(result.located)
      // On the phone: what is missing or doubtful, said once for sixty addresses.
      const news = sayNotes(result.located, context).filter((note) => !note.startsWith(`${locators.labels.note} `) && !said.has(note))
      for (const note of news) said.add(note)
      return [green(words.located(locators.platforms[result.located.platform], locators.what[result.located.what])), ...news.map((note) => `    ${dim(note)}`)].join('\n')
    }).join('\n'))
    const good = lines.flatMap((line) => line.split(/\s+/)).filter((text) => locate(text).ok)
    if (good.length > 0) answers.urls = good.join('\n')
    for (const { platform } of found) counted.set(platform, (counted.get(platform) ?? 0) + 1)
    if (found.length > 1) context.note([...counted].map(([platform, count]) => words.byPlatform(locators.platforms[platform], count)).join(', '))
  }
  const unknown = found.length === 0 || found.some(({ platform }) => platform === 'autre')
  if (answers.platform === undefined && unknown && !(ADVICE_ONLY.has(harm) && found.length === 0)) {
    answers.platform = await ask(context, { message: words.platform, choices: PLATFORMS.map((value) => ({ value, name: locators.platforms[value] })) })
  }
  // One account is not that of five platforms; each address names its own.
  if (answers.account !== undefined || ADVICE_ONLY.has(harm) || counted.size > 1) return
  const seen = found.map(({ ids }) => ids['user'] ?? ids['handle']).find((user) => user !== undefined) ?? ''
  const needed = found.length === 0 && answers.urls === undefined
  const account = await ask(context, {
    message: words.account, initial: seen,
    accept: (answer) => {
      if (answer.trim() === '') return needed ? context.words.cli.ask.needed : true
      if (!needed || answers.platform === undefined) return true
      const result = locateHandle(answers.platform as Platform, answer)
      return result.ok ? true : locators.refusals[result.refusal].message
    },
  })
  if (account !== '') answers.account = account
}

async function askExplanation(answers: Answers, context: Context): Promise<void> {
  const { words: { signalement: { ask: words } } } = context
  while ((answers.explanation ?? '').length < EXPLANATION.min) {
    const before = answers.explanation
    if (before !== undefined) context.note(yellow(words.counted(before.length, EXPLANATION.min)))
    const lines = await askLines(context, words.explanation, words.explanationEnd, () => undefined)
    answers.explanation = [before, ...lines].filter((line) => line !== undefined).join('\n').normalize('NFC')
  }
  const { hits } = gate({ ...answers }, { strict: false, replace: false, language: context.words.language })
  if (hits.length === 0) return
  context.note(sayHits(hits, context).join('\n'))
  const answer = await yesNo(context, words.replace, true)
  if (answer) Object.assign(answers, gate({ ...answers }, { strict: false, replace: true, language: context.words.language }).entry)
}

async function askObserved(answers: Answers, context: Context): Promise<void> {
  const { words: { signalement: { ask: words } } } = context
  const { timeZone } = deskDefaults(context)
  const text = await ask(context, {
    message: words.observedAt, initial: words.now,
    accept: (answer) => {
      if (answer.trim() === words.now) return true
      const read = readMoment('observedAt', answer, timeZone)
      if (read === undefined || typeof read === 'string') return true
      const { message, remedy } = problemText(read, context)
      return `${message} ${remedy}`
    },
  })
  if (text !== words.now) answers.observedAt = text
}

async function askVictim(answers: Answers, harm: Harm, context: Context): Promise<void> {
  const { words: { signalement } } = context
  if (answers.isCaller === undefined) {
    const calling = await yesNo(context, signalement.ask.caller, false)
    answers.isCaller = calling ? 'oui' : 'non'
    if (calling) answers.representation ??= 'self'
  }
  answers.representation ??= await ask(context, {
    message: signalement.ask.representation,
    choices: (['parent', 'association', 'police', 'none'] as const).map((value) => ({ value, name: signalement.representations[value] })),
  })
  if (answers.consent !== undefined || harm !== 'cyberharcelement_scolaire') return
  const consent = await ask<'none' | 'self' | 'parent' | 'legal_guardian'>(context, {
    message: signalement.ask.consent,
    choices: [{ value: 'none', name: signalement.ask.consentNone }, ...(['self', 'parent', 'legal_guardian'] as const).map((value) => ({ value, name: signalement.consents[value] }))],
  })
  if (consent !== 'none') answers.consent = `${consent}:education-nationale`
}

async function askNotifier(answers: Answers, harm: Harm, context: Context): Promise<void> {
  const { words: { signalement: { ask: words }, cli } } = context
  const defaults = deskDefaults(context)
  const filled = (answer: string): true | string => (answer.trim() === '' ? cli.ask.needed : true)
  if (answers.organisation === undefined && defaults.organisation === '') answers.organisation = await ask(context, { message: words.organisation, accept: filled })
  if (ADVICE_ONLY.has(harm) || answers.identity !== undefined) return
  if (mayWithholdIdentity(harm, readAgeBand(answers.ageBand ?? '') ?? 'unknown')) {
    answers.identity = (await yesNo(context, words.identity, false)) ? 'disclosed' : 'withheld'
    if (answers.identity === 'withheld') return
  } else context.note(dim(words.identityNeeded))
  if (answers.notifierName === undefined && defaults.notifierName === undefined) answers.notifierName = await ask(context, { message: words.notifierName, accept: filled })
  if (answers.notifierEmail === undefined && defaults.notifierEmail === undefined) {
    answers.notifierEmail = await ask(context, { message: words.notifierEmail, accept: (answer) => (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(answer.trim()) ? true : cli.ask.needed) })
  }
}

/** The statement is made about what was read: after the preview, in the same breath as keeping. */
async function preview(answers: Answers, context: Context, tables: DeskTables): Promise<Asked> {
  const { words: { signalement: { ask: words } } } = context
  const records = composeAll(byPlatform(answers), context, tables)
  context.note(`\n${bold(words.preview)}\n${sayRecords(records, context, tables.names)}\n`)
  const needsFaith = answers.goodFaith === undefined && records.some(({ harm }) => !ADVICE_ONLY.has(harm))
  const choices = needsFaith
    ? [{ value: 'attest', name: words.goodFaithYes }, { value: 'draft', name: words.goodFaithNo }, { value: 'no', name: words.drop }] as const
    : [{ value: 'draft', name: context.words.signalement.yes }, { value: 'no', name: context.words.signalement.no }] as const
  const answer = await ask<'attest' | 'draft' | 'no'>(context, { message: needsFaith ? words.goodFaith : words.keep(records.length), choices })
  if (answer === 'no') return { records: undefined, stopped: 'abandoned' }
  const by = deskDefaults(context)
  return { stopped: undefined, records: answer === 'attest' ? records.map((record) => attested(record, by.by, record.createdAt)) : records }
}

async function yesNo(context: Context, message: string, first: boolean): Promise<boolean> {
  const { words: { signalement } } = context
  const choices = [{ value: 'yes', name: signalement.yes }, { value: 'no', name: signalement.no }] as const
  return (await ask<'yes' | 'no'>(context, { message, choices: first ? choices : choices.toReversed() })) === 'yes'
}
