// What an export leaves open, asked on a terminal; without one nothing is asked and nothing is guessed.
import { openCase } from '../case/case-folder.ts'
import { zoneChoice } from '../metadata/chat/chat-time.ts'
import type { Interview } from '../metadata/chat/transcribe.ts'
import type { DateOrder } from '../metadata/chat/transcript.ts'
import { ask } from './ask.ts'
import type { Context } from './context.ts'

const OTHER = 'other'

export function chatInterview(context: Context, dir: string | undefined): Interview {
  if (!context.mayAsk) return {}
  const words = context.words.chat
  return {
    async dateOrder({ evidence, stepsBack }) {
      const [first] = evidence
      const choices = (['dmy', 'mdy'] as const).map((value) => ({ value, name: words.order(value) }))
      return await ask<DateOrder>(context, { message: words.cli.askOrder(first?.raw ?? '', first?.line ?? 0, stepsBack.dmy, stepsBack.mdy), choices })
    },
    async zone(samples) {
      const ofCase = dir === undefined ? context.world.host.timeZone : (await openCase(context.world, dir)).record.timeZone
      const choices = [...new Set([ofCase, 'UTC'])].map((value) => ({ value, name: value }))
      const answer = await ask(context, {
        message: words.cli.askZone(samples[0] ?? ''), choices: [{ value: 'unknown', name: words.cli.zoneUnknown }, ...choices, { value: OTHER, name: words.cli.zoneOther }],
      })
      if (answer !== OTHER) return answer
      return await ask(context, { message: words.cli.zoneExpected, accept: (typed) => zoneChoice(typed.trim()) !== undefined || words.cli.zoneExpected })
    },
  }
}
