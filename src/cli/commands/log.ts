import { ACTIONS, type Action, type JournalEntry } from '../../case/journal-entry.ts'
import { openCase } from '../../case/case-folder.ts'
import { readJournal } from '../../case/journal.ts'
import { formatShortInstant, ownWord } from '../../messages/format.ts'
import { visibleShort } from '../../system/visible.ts'
import { caseAtHand } from '../case-at-hand.ts'
import type { Context } from '../context.ts'
import { jsonText } from '../define-command.ts'
import { Exit } from '../exit-codes.ts'
import { dim } from '../paint.ts'
import type { RawInput } from '../raw-input.ts'

/** Streams: a journal of any length is printed line by line; `--json` prints its lines as they are. */
export async function command(raw: RawInput, context: Context): Promise<Exit> {
  const { world, terminal, words, json } = context
  const dir = await caseAtHand(raw, context)
  const last = raw.whole('last', 1, 1_000_000_000)
  const { record, state } = await openCase(world, dir)
  const from = last === undefined ? 0 : Math.max(0, state.size - last)
  const sealedUpTo = state.seals.findLast((seal) => seal.state === 'complete')?.firstSeq
  let text = ''
  for await (const { entry } of readJournal(world, dir)) {
    if (entry.seq < from || entry.seq >= state.size) continue
    text += json ? `${jsonText(entry)}\n` : `${line(entry, record.timeZone, words)}\n`
    if (!json && entry.seq === sealedUpTo && entry.seq < state.size - 1) text += `${dim(`── ${words.cli.log.beyondSeal} ──`)}\n`
    if (text.length > 65_536) {
      await terminal.out(text)
      text = ''
    }
  }
  await terminal.out(text)
  return Exit.done
}

function line(entry: JournalEntry, timeZone: string, words: Context['words']): string {
  const action = (ACTIONS as readonly string[]).includes(entry.action) ? words.cli.actions[entry.action as Action] : entry.action
  const { name, reason } = entry.facts
  const what = [
    entry.action === 'case.opened' ? '' : visibleShort(entry.subject.replace(/^seal\//, `${words.cli.log.number} `), 60),
    typeof name === 'string' ? visibleShort(name, 60) : '',
    entry.action === 'exhibit.refused' && typeof reason === 'string' ? `— ${ownWord(words.refusal, visibleShort(reason, 60))}` : '',
  ].filter((part) => part !== '').join(' ')
  return `${String(entry.seq).padStart(6)}  ${formatShortInstant(entry.at, timeZone)}  ${visibleShort(entry.actor, 24)}  ${action} ${what}`.trimEnd()
}
