import { platformChoice } from '../../signalement/entry-words.ts'
import { foldWord } from '../../signalement/nearest-word.ts'
import { HARMS, PLATFORMS, STATES, type Harm, type Platform } from '../../signalement/vocabulary.ts'
import type { ListFilter, ListedSignalement } from '../../signalement/store/signalement-store.ts'
import { msOfInstant } from '../../system/time.ts'
import { Failure } from '../../system/failure.ts'
import type { Context } from '../context.ts'
import { withExistingStore } from '../desk.ts'
import { defineCommand } from '../define-command.ts'
import { Exit } from '../exit-codes.ts'
import { listedJson, sayList } from '../render/signalement-list.ts'
import { deskTables } from '../tables.ts'

export interface Listing {
  readonly nowMs: number
  readonly total: number
  readonly rows: readonly ListedSignalement[]
}

const SHOWN = 50

export const command = defineCommand<ListFilter & { nowMs: number }, Listing>({
  async read(raw, context) {
    const { world, words: { signalement: { states: stateWords } } } = context
    const nowMs = msOfInstant(world.clock.now()) ?? 0
    const states = raw.texts('state').map((word) => {
      // As the list prints it, or as --json does.
      const state = STATES.find((each) => each === word || foldWord(stateWords[each]) === foldWord(word))
      if (state === undefined) throw new Failure('usage.bad-value', { option: '--state', value: word, expected: STATES.join(' | ') })
      return state
    })
    const harm = await harmFilter(raw.text('harm'), context)
    const platform = platformFilter(raw.text('platform'))
    const campaign = raw.text('campaign')
    return {
      nowMs, limit: raw.whole('limit', 1, 1_000_000) ?? SHOWN,
      ...(states.length === 0 ? {} : { states }), ...(harm === undefined ? {} : { harm }), ...(platform === undefined ? {} : { platform }),
      ...(campaign === undefined ? {} : { campaign }), ...(raw.flag('due') ? { dueBeforeMs: nowMs } : {}),
    }
  },
  act: ({ nowMs, ...filter }, context) => withExistingStore<Listing>(context, () => ({ nowMs, total: 0, rows: [] }), (store) => ({ nowMs, total: store.count(filter), rows: [...store.list(filter)] })),
  say: sayList,
  json: ({ total, rows }) => ({ total, signalements: rows.map(listedJson) }),
  exit: () => Exit.done,
})

async function harmFilter(word: string | undefined, context: Context): Promise<Harm | undefined> {
  if (word === undefined) return undefined
  const { harms } = await deskTables(context)
  const harm = harms.read(word)
  if (harm === undefined) throw new Failure('usage.bad-value', { option: '--harm', value: word, expected: harms.nearest(word) ?? HARMS.join(' | ') })
  return harm
}

function platformFilter(word: string | undefined): Platform | undefined {
  if (word === undefined) return undefined
  const platform = platformChoice.read(word)
  if (platform === undefined) throw new Failure('usage.bad-value', { option: '--platform', value: word, expected: platformChoice.nearest(word) ?? PLATFORMS.join(' | ') })
  return platform
}
