// `--case DIR --exhibit N`: which exhibits a signalement is linked to, with what the case already knows of them.
import type { ExhibitPlace } from '../signalement/link-exhibit.ts'
import { recordPath } from '../metadata/stored-record.ts'
import { Failure } from '../system/failure.ts'
import { absolute } from './case-at-hand.ts'
import type { Context } from './context.ts'
import type { RawInput } from './raw-input.ts'

export interface ExhibitChoice {
  readonly dir: string
  places(): Promise<readonly ExhibitPlace[]>
}

const RECORD_LIMIT = 16 * 1024 * 1024

/** Undefined when neither was given. @throws `usage.missing-option` when one comes without the other */
export function exhibitPlaces(raw: RawInput, context: Context): ExhibitChoice | undefined {
  const given = raw.text('case')
  const numbers = raw.wholes('exhibit', 1, 999_999_999)
  if (given === undefined && numbers.length === 0) return undefined
  if (given === undefined) throw new Failure('usage.missing-option', { option: '--case' })
  if (numbers.length === 0) throw new Failure('usage.missing-option', { option: '--exhibit' })
  const dir = absolute(context, given)
  return {
    dir,
    places: async () => Promise.all([...new Set(numbers)].map(async (number) => ({ dir, number, mime: await detectedMime(context, dir, number), showsNoChild: raw.flag('showsNoChild') }))),
  }
}

/** What the case's readers detected; undefined when it was not inspected. */
async function detectedMime(context: Context, dir: string, number: number): Promise<string | undefined> {
  const bytes = await context.world.files.read(`${dir}/${recordPath(number)}`, RECORD_LIMIT)
  if (bytes === undefined) return undefined
  try {
    const { file } = JSON.parse(bytes.toString('utf8')) as { file?: { detected?: { mime?: unknown } } }
    return typeof file?.detected?.mime === 'string' ? file.detected.mime.slice(0, 255) : undefined
  } catch {
    return undefined
  }
}
