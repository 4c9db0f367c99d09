// What each setting may hold, and what applies when it is not set.
import { isTimeZone } from '../case/record-file.ts'
import { RETENTION_DAYS } from '../signalement/retention.ts'
import { AUTHORITIES, HARMS } from '../signalement/vocabulary.ts'
import { Failure } from '../system/failure.ts'
import type { SettingKey as AnySettingKey, Settings } from '../system/settings.ts'
import type { Context } from './context.ts'
import { checkStorePlace } from './desk.ts'
import { checkAuthorityUrl, trustFolder } from './seal-options.ts'

/** Settings of destinations have keys of their own: see destination-settings.ts. */
export type SettingKey = Exclude<AnySettingKey, 'destinations'>

export const SETTING_KEYS = ['language', 'operator', 'unit', 'profile', 'timeZone', 'tsa', 'minAuthorities', 'trustDir', 'images', 'notifierName', 'notifierEmail', 'authority', 'flaggerHarms', 'country', 'retentionDays', 'store'] as const satisfies readonly SettingKey[]

export type Origin = 'setting' | 'default' | 'environment'

export interface SettingLine {
  readonly key: SettingKey
  readonly value: Settings[SettingKey] | null
  readonly origin: Origin
}

export function settingLines(context: Context): SettingLine[] {
  const { settings, words, world } = context
  const otherwise: Record<SettingKey, [Settings[SettingKey] | null, Origin]> = {
    language: [words.language, words.language === 'fr' && !/^fr/i.test(context.terminal.variables.LC_ALL ?? context.terminal.variables.LANG ?? '') ? 'default' : 'environment'],
    operator: [world.host.user, 'environment'], unit: [null, 'default'], profile: ['police', 'default'],
    timeZone: [world.host.timeZone, 'environment'], tsa: [[], 'default'], minAuthorities: [null, 'default'],
    trustDir: [trustFolder(context), 'default'], images: ['blurred', 'default'], notifierName: [null, 'default'], notifierEmail: [null, 'default'],
    authority: ['individual', 'default'], flaggerHarms: [[], 'default'], country: ['FR', 'default'], retentionDays: [RETENTION_DAYS, 'default'], store: [null, 'default'],
  }
  return SETTING_KEYS.map((key) => {
    const value = settings[key]
    if (value !== undefined) return { key, value, origin: 'setting' }
    const [fallback, origin] = otherwise[key]
    return { key, value: fallback, origin }
  })
}

export function settingKey(word: string | undefined): SettingKey {
  if (word === undefined) throw new Failure('usage.missing-argument', { word: SETTING_KEYS.join(' | ') })
  const key = SETTING_KEYS.find((name) => name === word)
  if (key === undefined) throw new Failure('usage.bad-value', { option: 'config', value: word ?? '', expected: SETTING_KEYS.join(' | ') })
  return key
}

/** @throws `usage.bad-value` */
export function settingValue(key: SettingKey, words: readonly string[]): Settings[SettingKey] {
  const [value = ''] = words
  const refuse = (expected: string): never => {
    throw new Failure('usage.bad-value', { option: key, value: words.join(' '), expected })
  }
  const choice = <T extends string>(choices: readonly T[]): T => choices.find((item) => item === value) ?? refuse(choices.join(' | '))
  if (key === 'tsa') {
    if (words.length === 0) return refuse('http://… | https://…')
    for (const url of words) checkAuthorityUrl(url)
    return words
  }
  if (key === 'flaggerHarms') {
    const unknown = words.find((word) => word !== 'all' && !HARMS.some((harm) => harm === word))
    return words.length === 0 || unknown !== undefined ? refuse(`all | ${HARMS.join(' | ')}`) : words
  }
  // Before anything of it is shown: it may hold a password.
  if (key === 'store') checkStorePlace(words.join(' '))
  if (words.length !== 1 || value === '') return refuse('1')
  switch (key) {
    case 'language':
      return choice(['fr', 'en'])
    case 'profile':
      return choice(['police', 'hotline'])
    case 'images':
      return choice(['clear', 'blurred', 'none'])
    case 'minAuthorities':
      return /^([1-9]|10)$/.test(value) ? Number(value) : refuse('1 … 10')
    case 'authority':
      return choice(AUTHORITIES)
    case 'country':
      return /^[A-Z]{2}$/.test(value) ? value : refuse('FR, BE…')
    case 'retentionDays':
      return /^[1-9]\d{0,3}$/.test(value) ? Number(value) : refuse('1 … 9999')
    case 'notifierEmail':
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value) ? value : refuse('prenom.nom@association.example')
    case 'timeZone':
      return isTimeZone(value) ? value : refuse('Europe/Paris, UTC…')
    default:
      return value
  }
}
