import { Failure } from '../../system/failure.ts'
import { saveSetting, settingsPath, type Settings } from '../../system/settings.ts'
import { visible } from '../../system/visible.ts'
import { defineCommand } from '../define-command.ts'
import { Exit } from '../exit-codes.ts'
import { bold, dim } from '../paint.ts'
import { settingKey, settingLines, settingValue, type SettingKey, type SettingLine } from '../setting-values.ts'

type Input =
  | { readonly action: 'list' }
  | { readonly action: 'get' | 'unset'; readonly key: SettingKey }
  | { readonly action: 'set'; readonly key: SettingKey; readonly value: Settings[SettingKey] }

interface Result {
  readonly action: Input['action']
  readonly file: string
  readonly settings: readonly SettingLine[]
}

export const command = defineCommand<Input, Result>({
  read(raw) {
    const [action = 'list', key, ...values] = raw.arguments
    switch (action) {
      case 'list':
        return { action }
      case 'get':
      case 'unset':
        return { action, key: settingKey(key) }
      case 'set':
        return { action, key: settingKey(key), value: settingValue(settingKey(key), values) }
      default:
        throw new Failure('usage.unknown-command', { word: `config ${action}`, suggestion: 'config list | get | set | unset' })
    }
  },
  async act(input, context) {
    const { configDir } = context.world.host
    const file = settingsPath(configDir)
    if (input.action === 'set') await saveSetting(configDir, input.key, input.value)
    if (input.action === 'unset') await saveSetting(configDir, input.key, undefined)
    const lines = settingLines(context)
    if (input.action === 'list') return { action: input.action, file, settings: lines }
    const line = lines.filter(({ key }) => key === input.key)
    return { action: input.action, file, settings: input.action === 'set' ? [{ key: input.key, value: input.value ?? null, origin: 'setting' }] : line }
  },
  say({ action, file, settings }, { words: { cli } }) {
    const [first] = settings
    if (action === 'set' && first !== undefined) return cli.config.saved(first.key)
    if (action === 'unset' && first !== undefined) return cli.config.removed(first.key)
    const shown = (value: SettingLine['value']): string => (value === null || (Array.isArray(value) && value.length === 0) ? cli.config.unset : visible(String(Array.isArray(value) ? value.join(' ') : value)))
    if (action === 'get' && first !== undefined) return shown(first.value)
    return [...settings.map(({ key, value, origin }) => `${key.padEnd(16)} ${shown(value)}  ${dim(`(${cli.config.origin[origin]})`)}`), '', `${bold(cli.config.file)} ${visible(file)}`].join('\n')
  },
  exit: () => Exit.done,
})
