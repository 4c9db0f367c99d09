// Which case a command works on, and the paths it was given.
import { resolve } from 'node:path'
import { findCase } from '../case/case-folder.ts'
import type { Context } from './context.ts'
import type { RawInput } from './raw-input.ts'

/** `--case DIR`, else the current folder or a parent, as git does. @throws `case.not-found` */
export async function caseAtHand(raw: RawInput, context: Context): Promise<string> {
  const given = raw.text('case')
  return given === undefined ? findCase(context.world, context.cwd) : absolute(context, given)
}

export function absolute(context: Context, path: string): string {
  return resolve(context.cwd, path)
}
