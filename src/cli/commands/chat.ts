import { findCase } from '../../case/case-folder.ts'
import { zoneChoice } from '../../metadata/chat/chat-time.ts'
import { transcribeExhibit, transcribeFile, type TranscribeOptions } from '../../metadata/chat/transcribe-exhibit.ts'
import { DATE_ORDERS } from '../../metadata/chat/transcript.ts'
import { Failure, isFailure } from '../../system/failure.ts'
import { absolute } from '../case-at-hand.ts'
import { chatInterview } from '../chat-interview.ts'
import type { Context } from '../context.ts'
import { defineCommand } from '../define-command.ts'
import { Exit } from '../exit-codes.ts'
import type { RawInput } from '../raw-input.ts'
import { sayTranscribed } from '../render/transcribed.ts'

declare module '../../system/failure.ts' {
  interface FailureFacts {
    'chat.number-outside-case': { number: string }
  }
}

type Subject = { readonly dir: string; readonly number: number } | { readonly path: string; readonly output: string | undefined }

export const command = defineCommand({
  async read(raw, context) {
    const zone = raw.text('zone')
    if (zone !== undefined && zoneChoice(zone) === undefined) throw new Failure('usage.bad-value', { option: '--zone', value: zone, expected: context.words.chat.cli.zoneExpected })
    const dateOrder = raw.choice('dateOrder', DATE_ORDERS)
    const options: TranscribeOptions = { ...(dateOrder === undefined ? {} : { dateOrder }), ...(zone === undefined ? {} : { zone }), dryRun: raw.flag('dryRun') }
    return { subject: await subjectOf(raw, context), options }
  },
  async act({ subject, options }, context) {
    const work = context.progress.work('chat', context.words.chat.cli.stage)
    let bytes = 0
    const onBytes = (more: number): void => { work.update({ files: 1, bytes: bytes += more }) }
    const interview = chatInterview(context, 'dir' in subject ? subject.dir : undefined)
    try {
      return 'dir' in subject
        ? await transcribeExhibit(context.world, subject.dir, subject.number, options, interview, onBytes)
        : await transcribeFile(context.world, subject.path, subject.output, options, interview, onBytes)
    } finally {
      work.end()
    }
  },
  say: sayTranscribed,
  exit: () => Exit.done,
})

/** A number is an exhibit of the case at hand; anything else is a path. */
async function subjectOf(raw: RawInput, context: Context): Promise<Subject> {
  const given = raw.arguments[0] ?? ''
  const output = raw.text('out')
  if (!/^\d{1,9}$/.test(given)) {
    if (raw.text('case') !== undefined) throw new Failure('usage.conflict', { one: '--case', other: given })
    return { path: absolute(context, given), output: output === undefined ? undefined : absolute(context, output) }
  }
  if (output !== undefined) throw new Failure('usage.conflict', { one: '--out', other: given })
  const named = raw.text('case')
  if (named !== undefined) return { dir: absolute(context, named), number: Number(given) }
  try {
    return { dir: await findCase(context.world, context.cwd), number: Number(given) }
  } catch (error) {
    throw isFailure(error, 'case.not-found') ? new Failure('chat.number-outside-case', { number: given }) : error
  }
}
