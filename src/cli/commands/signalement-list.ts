import { STATES } from '../../signalement/vocabulary.ts'
import { HARMS, PLATFORMS } from '../../signalement/vocabulary.ts'
import type { ListFilter, ListedSignalement } from '../../signalement/store/signalement-store.ts'
import { msOfInstant } from '../../system/time.ts'
import { Failure } from '../../system/failure.ts'
import { withExistingStore } from '../desk.ts'
import { defineCommand } from '../define-command.ts'
import { Exit } from '../exit-codes.ts'
import { listedJson, sayList } from '../render/signalement-list.ts'

export interface Listing {
  readonly nowMs: number
  readonly total: number
  readonly rows: readonly ListedSignalement[]
}

const SHOWN = 50

export const command = defineCommand<ListFilter & { nowMs: number }, Listing>({
  read(raw, { world }) {
    const nowMs = msOfInstant(world.clock.now()) ?? 0
    const states = raw.texts('state').map((word) => {
      const state = STATES.find((each) => each === word)
      if (state === undefined) throw new Failure('usage.bad-value', { option: '--state', value: word, expected: STATES.join(' | ') })
      return state
    })
    const harm = raw.choice('harm', HARMS)
    const platform = raw.choice('platform', PLATFORMS)
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
