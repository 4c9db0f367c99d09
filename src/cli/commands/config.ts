import { storeKey } from '../../signalement/store/open-store.ts'
import { Failure } from '../../system/failure.ts'
import { saveDestinationSetting, saveSetting, settingsPath, type Settings } from '../../system/settings.ts'
import { msOfInstant } from '../../system/time.ts'
import { visible } from '../../system/visible.ts'
import type { CredentialPlace } from '../../system/world.ts'
import { askSecret } from '../ask.ts'
import { absolute } from '../case-at-hand.ts'
import type { Context } from '../context.ts'
import { defineCommand } from '../define-command.ts'
import { destinationKey, destinationValue, isDestinationKey, secretKey, secretLines, type DestinationKey, type SecretLine } from '../destination-settings.ts'
import { storePlace, withExistingStore } from '../desk.ts'
import { Exit } from '../exit-codes.ts'
import { bold, dim, red } from '../paint.ts'
import type { RawInput } from '../raw-input.ts'
import { settingKey, settingLines, settingValue, type Origin, type SettingKey } from '../setting-values.ts'

type Input =
  | { readonly action: 'list' }
  | { readonly action: 'get' | 'unset'; readonly key: SettingKey | DestinationKey }
  | { readonly action: 'set'; readonly key: SettingKey; readonly value: Settings[SettingKey] }
  | { readonly action: 'set'; readonly key: DestinationKey; readonly value: string }
  | { readonly action: 'secret'; readonly name: string; readonly secret: Uint8Array }
  | { readonly action: 'forget'; readonly name: string }
  | { readonly action: 'key'; readonly show: boolean }

interface Line {
  readonly key: string
  readonly value: Settings[SettingKey] | null
  readonly origin: Origin
}

interface Result {
  readonly action: Input['action']
  readonly file: string
  readonly settings: readonly Line[]
  readonly secrets: readonly SecretLine[]
  /** Of the store's key, when it was asked for by its own option. */
  readonly hex?: string
}

/** Settings that name a file. */
const PATHS: ReadonlySet<string> = new Set(['ca', 'clientCertificate', 'pgpPublicKey', 'dir'])
const MAX_SECRET_BYTES = 32 * 1024

export const command = defineCommand<Input, Result>({
  read: readInput,
  async act(input, context) {
    const { configDir } = context.world.host
    const file = settingsPath(configDir)
    const result = (settings: readonly Line[], secrets: readonly SecretLine[] = []): Result => ({ action: input.action, file, settings, secrets })
    switch (input.action) {
      case 'list':
        return result([...settingLines(context), ...destinationLines(context)], await secretLines(context))
      case 'get':
        return result([...settingLines(context), ...destinationLines(context)].filter(({ key }) => key === nameOf(input.key)))
      case 'unset':
        if (typeof input.key === 'string') await saveSetting(configDir, input.key, undefined)
        else await saveDestinationSetting(configDir, input.key.destination.id, input.key.name, undefined)
        return result([{ key: nameOf(input.key), value: null, origin: 'setting' }])
      case 'set':
        if (typeof input.key === 'string') await saveSetting(configDir, input.key, input.value)
        else await saveDestinationSetting(configDir, input.key.destination.id, input.key.name, textOf(input.value))
        return result([{ key: nameOf(input.key), value: input.value ?? null, origin: 'setting' }])
      case 'secret': {
        const place = await context.world.secrets.keep(input.name, input.secret)
        input.secret.fill(0)
        await resumed(input.name, context)
        return result([], [{ name: input.name, place }])
      }
      case 'forget':
        await context.world.secrets.forget(input.name)
        // A keyring that is locked keeps it; a variable is not ours to remove. What is still found is said.
        return result([], [{ name: input.name, place: (await context.world.secrets.find(input.name))?.place }])
      case 'key': {
        const { name, place, key } = await storeKey(context.world, storePlace(context))
        if (input.show) context.note(red(context.words.delivery.secret.keyShown))
        return { ...result([], [{ name, place }]), ...(input.show ? { hex: Buffer.from(key).toString('hex') } : {}) }
      }
      default:
        return input satisfies never
    }
  },
  say({ action, file, settings, secrets, hex }, { words: { cli, delivery } }) {
    const [first] = settings
    const [secret] = secrets
    if (action === 'secret' && secret !== undefined) return delivery.secret.kept(secret.name, delivery.secret.places[secret.place ?? 'file'])
    if (action === 'key' && secret !== undefined) return hex ?? delivery.secret.keyPlace(secret.name, delivery.secret.places[secret.place ?? 'file'])
    if (action === 'forget' && secret !== undefined) return secret.place === undefined ? delivery.secret.removed(secret.name) : red(delivery.secret.stillThere(secret.name, delivery.secret.places[secret.place]))
    if (action === 'set' && first !== undefined) return cli.config.saved(first.key)
    if (action === 'unset' && first !== undefined) return cli.config.removed(first.key)
    const shown = (value: Line['value']): string => (value === null || (Array.isArray(value) && value.length === 0) ? cli.config.unset : visible(Array.isArray(value) ? value.join(' ') : textOf(value)))
    if (action === 'get') return first === undefined ? cli.config.unset : shown(first.value)
    const state = (place: CredentialPlace | undefined): string => (place === undefined ? delivery.secret.unset : `${delivery.secret.set}  ${dim(`(${delivery.secret.places[place]})`)}`)
    const width = Math.max(16, ...settings.map(({ key }) => key.length), ...secrets.map(({ name }) => name.length))
    return [
      ...settings.map(({ key, value, origin }) => `${key.padEnd(width)} ${shown(value)}  ${dim(`(${cli.config.origin[origin]})`)}`),
      ...secrets.map(({ name, place }) => `${name.padEnd(width)} ${state(place)}`), '', `${bold(cli.config.file)} ${visible(file)}`,
    ].join('\n')
  },
  json: ({ secrets, ...rest }) => ({ ...rest, secrets: secrets.map(({ name, place }) => ({ name, set: place !== undefined, ...(place === undefined ? {} : { place }) })) }),
  exit: ({ action, secrets: [secret] }) => (action === 'forget' && secret?.place !== undefined ? Exit.someFailed : Exit.done),
})

async function readInput(raw: RawInput, context: Context): Promise<Input> {
  const [action = 'list', key, ...values] = raw.arguments
  // `config destination.X.live true`, as people type it.
  refuseTyped(action)
  if (isDestinationKey(action)) return key === undefined ? { action: 'get', key: await destinationKey(action, context) } : await setDestination(action, [key, ...values], context)
  switch (action) {
    case 'list':
      return { action }
    case 'get':
    case 'unset':
      return { action, key: isDestinationKey(key) ? await destinationKey(key ?? '', context) : settingKey(key) }
    case 'set':
      refuseTyped(key)
      return isDestinationKey(key) ? await setDestination(key ?? '', values, context) : { action, key: settingKey(key), value: settingValue(settingKey(key), values) }
    case 'secret': {
      const name = await secretKey(key, context)
      // The list of processes shows every argument to everybody.
      if (values.length > 0) throw new Failure('delivery.secret-as-argument', { name })
      return { action, name, secret: await readSecret(raw, name, context) }
    }
    case 'forget':
      return { action, name: await secretKey(key, context) }
    case 'key':
      return { action, show: raw.flag('showKey') }
    default:
      throw new Failure('usage.unknown-command', { word: `config ${action}`, suggestion: 'config list | get | set | unset | secret | forget | key' })
  }
}

/** `destination.X.token=…` is a secret typed as an argument: it is not said again. @throws `delivery.secret-as-argument` */
function refuseTyped(word = ''): void {
  if (isDestinationKey(word) && word.includes('=')) throw new Failure('delivery.secret-as-argument', { name: word.slice(0, word.indexOf('=')) })
}

async function setDestination(word: string, values: readonly string[], context: Context): Promise<Input> {
  const key = await destinationKey(word, context)
  const value = destinationValue(key, values)
  // Found again from any folder.
  return { action: 'set', key, value: PATHS.has(key.name) ? absolute(context, value) : value }
}

/** From a file, the keyboard or standard input; one line break at its end is not part of it. */
async function readSecret(raw: RawInput, name: string, context: Context): Promise<Uint8Array> {
  const path = raw.text('fromFile')
  const bytes = path !== undefined ? await context.world.files.read(absolute(context, path), MAX_SECRET_BYTES) : context.terminal.stdin.tty
    ? Buffer.from(context.mayAsk ? await askSecret(context, context.words.delivery.secret.ask(name)) : '') : await typedIn(context)
  if (path !== undefined && bytes === undefined) throw new Failure('input.missing', { path })
  const text = (bytes ?? Buffer.alloc(0)).toString('utf8').replace(/\r?\n$/, '')
  if (text === '') throw new Failure('delivery.empty-secret', { name })
  // Keys of the tool itself are bytes, written in hexadecimal.
  return new Uint8Array(name.startsWith('signalements-') && /^[0-9a-f]{64}$/.test(text) ? Buffer.from(text, 'hex') : Buffer.from(text, 'utf8'))
}

async function typedIn({ terminal }: Context): Promise<Buffer> {
  const parts: Buffer[] = []
  let total = 0
  for await (const part of terminal.readInput()) {
    parts.push(part)
    total += part.length
    if (total > MAX_SECRET_BYTES) throw new Failure('system.too-large', { path: '-', limit: MAX_SECRET_BYTES })
  }
  return Buffer.concat(parts)
}

/** A new credential opens the destination again. */
async function resumed(name: string, context: Context): Promise<void> {
  const destination = /^destination\.([a-z0-9-]+)\./.exec(name)?.[1]
  if (destination !== undefined) await withExistingStore(context, () => false, (store) => store.destinations.resume(destination, msOfInstant(context.world.clock.now()) ?? 0))
}

const textOf = (value: Settings[SettingKey]): string => (typeof value === 'string' ? value : JSON.stringify(value))

const nameOf = (key: SettingKey | DestinationKey): string => (typeof key === 'string' ? key : `destination.${key.destination.id}.${key.name}`)

function destinationLines({ settings: { destinations = {} } }: Context): readonly Line[] {
  return Object.entries(destinations).flatMap(([id, options]) => Object.entries(options).map(([name, value]): Line => ({ key: `destination.${id}.${name}`, value, origin: 'setting' })))
}
