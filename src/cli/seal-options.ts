// The options that say how a case is sealed, for `seal` and `pack`.
import { join } from 'node:path'
import { readCertificates } from '../seal/rfc3161/anchors.ts'
import type { SealInput } from '../bundle/seal-case.ts'
import { Failure } from '../system/failure.ts'
import { documentWordsIn } from '../messages/load.ts'
import { absolute } from './case-at-hand.ts'
import type { Context } from './context.ts'
import type { RawInput } from './raw-input.ts'

const PEM_LIMIT = 4 * 1024 * 1024

export async function readSealOptions(raw: RawInput, context: Context): Promise<SealInput> {
  const given = raw.texts('tsa')
  const tsa = given.length > 0 ? given : context.settings.tsa ?? []
  for (const url of tsa) checkAuthorityUrl(url)
  const minAuthorities = raw.whole('minAuthorities', 1, 10) ?? context.settings.minAuthorities
  if (minAuthorities !== undefined && minAuthorities > Math.max(tsa.length, 1)) {
    throw new Failure('usage.bad-value', { option: '--policy-min-authorities', value: String(minAuthorities), expected: `1 … ${Math.max(tsa.length, 1)} (--tsa)` })
  }
  return {
    tsa, minAuthorities,
    anchors: await readAnchors(raw, context),
    images: raw.choice('images', ['clear', 'blurred', 'none']) ?? context.settings.images ?? 'blurred',
    resume: raw.flag('resume'),
    dryRun: raw.flag('dryRun'),
    wordsIn: documentWordsIn,
  }
}

/** @throws `usage.bad-value` unless http or https, without user and password */
export function checkAuthorityUrl(value: string): void {
  const url = URL.parse(value)
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:') || url.hostname === '' || url.username !== '' || url.password !== '') {
    throw new Failure('usage.bad-value', { option: '--tsa', value, expected: 'http://… | https://…' })
  }
}

/** Roots: the PEM files of the trust folder, then those of `--trust`. @throws `tsp.bad-certificate`, `input.missing` */
export async function readAnchors(raw: RawInput, context: Context): Promise<Buffer[]> {
  const folder = trustFolder(context)
  const inFolder = await context.world.files.facts(folder) === undefined ? [] : (await context.world.files.list(folder)).map(String).filter((name) => /\.(pem|crt|cer|der)$/i.test(name)).map((name) => join(folder, name))
  const paths = [...inFolder, ...raw.texts('trust').map((path) => absolute(context, path))]
  const anchors: Buffer[] = []
  for (const path of paths) anchors.push(...await readCertificateFile(context, path))
  return anchors
}

export async function readCertificateFile(context: Context, path: string): Promise<Buffer[]> {
  const bytes = await context.world.files.read(path, PEM_LIMIT)
  if (bytes === undefined) throw new Failure('input.missing', { path })
  return readCertificates(bytes)
}

export function trustFolder(context: Context): string {
  return context.settings.trustDir ?? join(context.world.host.configDir, 'trust')
}

declare module '../system/failure.ts' {
  interface FailureFacts {
    'input.missing': { path: string }
  }
}
