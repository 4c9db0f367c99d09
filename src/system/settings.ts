// A user's preferences, never evidence: conf writes them (0600, read back), a plain read serves every command, because
// opening conf costs more than most commands do.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Failure } from './failure.ts'

export interface Settings {
  readonly language?: 'fr' | 'en'
  readonly operator?: string
  readonly unit?: string
  readonly profile?: 'police' | 'hotline'
  readonly timeZone?: string
  /** Time authorities asked at each seal. */
  readonly tsa?: readonly string[]
  readonly minAuthorities?: number
  /** Folder of PEM files: the roots that `verify` trusts. */
  readonly trustDir?: string
  readonly images?: 'clear' | 'blurred' | 'none'
  /** Who signs notices: name and e-mail that DSA Art. 16(2)(c) asks for. */
  readonly notifierName?: string
  readonly notifierEmail?: string
  readonly authority?: 'trusted_flagger' | 'partner' | 'law_enforcement' | 'individual'
  /** Harms within the trusted flagger's area of expertise; `all`; none when not set. */
  readonly flaggerHarms?: readonly string[]
  /** ISO 3166 country of the notices. */
  readonly country?: string
  /** Days after which a signalement's contents are destroyed. */
  readonly retentionDays?: number
  /** `postgres://…` of a shared store, without a password; the file of this user when not set. */
  readonly store?: string
  /** By destination: `adapter`, `url`, `testUrl`, `live`, and what its adapter takes. Never a secret. */
  readonly destinations?: Readonly<Record<string, Readonly<Record<string, string>>>>
}
export type SettingKey = keyof Settings

declare module './failure.ts' {
  interface FailureFacts {
    'settings.unreadable': { path: string }
    'settings.not-saved': { path: string }
  }
}

export function settingsPath(configDir: string): string {
  return join(configDir, 'config.json')
}

/** @throws `settings.unreadable` when the file is there and is no JSON object */
export function readSettings(configDir: string): Settings {
  const path = settingsPath(configDir)
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {}
    throw new Failure('settings.unreadable', { path }, error)
  }
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  } catch (error) {
    throw new Failure('settings.unreadable', { path }, error)
  }
  throw new Failure('settings.unreadable', { path })
}

/** Undefined removes it. @throws `settings.not-saved` */
export async function saveDestinationSetting(configDir: string, destination: string, name: string, value: string | undefined): Promise<void> {
  const { [destination]: before = {}, ...others } = readSettings(configDir).destinations ?? {}
  const { [name]: _old, ...rest } = before
  const after = value === undefined ? rest : { ...rest, [name]: value }
  const all = Object.keys(after).length === 0 ? others : { ...others, [destination]: after }
  await saveSetting(configDir, 'destinations', Object.keys(all).length === 0 ? undefined : all)
}

/** Undefined removes the key. What was written is read back: conf says nothing on a full disk. */
export async function saveSetting<K extends SettingKey>(configDir: string, key: K, value: Settings[K] | undefined): Promise<void> {
  const { default: Conf } = await import('conf')
  const path = settingsPath(configDir)
  try {
    const conf = new Conf({ cwd: configDir, configName: 'config', configFileMode: 0o600, clearInvalidConfig: false })
    if (value === undefined) conf.delete(key)
    else conf.set(key, value)
  } catch (error) {
    throw new Failure('settings.not-saved', { path }, error)
  }
  if (JSON.stringify(readSettings(configDir)[key]) !== JSON.stringify(value)) throw new Failure('settings.not-saved', { path })
}
