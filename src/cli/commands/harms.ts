import { harmNamed, loadHarms, type HarmRow, type HarmTable } from '../../signalement/harm-table.ts'
import { loadLaw, type Law } from '../../signalement/law.ts'
import { datedFacts } from '../../signalement/stale-facts.ts'
import { defineCommand } from '../define-command.ts'
import { Exit } from '../exit-codes.ts'
import { sayHarm, sayHarms } from '../render/harms.ts'
import { warnOfStale } from '../render/provenance.ts'

interface Result {
  readonly table: HarmTable
  readonly law: Law
  readonly one: HarmRow | undefined
}

export const command = defineCommand<string | undefined, Result>({
  read: (raw) => raw.arguments[0],
  async act(word, context) {
    const [table, law] = await Promise.all([loadHarms(context.world), loadLaw(context.world)])
    const one = word === undefined ? undefined : harmNamed(word, table)
    const cited = (id: string): boolean => one === undefined || [...one.codes.adult.offences, ...one.codes.minor.offences].includes(id)
    warnOfStale([
      ...datedFacts(one ?? table, one?.id ?? 'harms'), ...law.texts.filter(({ id }) => cited(id)).flatMap((text) => datedFacts(text, `law.${text.id}`)),
      ...(one === undefined ? datedFacts(law.clocks, 'law.clocks') : []),
    ], context)
    return { table, law, one }
  },
  say: ({ table, law, one }, context) => (one === undefined ? sayHarms(table, law, context) : sayHarm(one, law, context)),
  json: ({ table, law, one }) => (one === undefined
    ? { ...table, law: law.files, clocks: law.clocks }
    : { ...one, law: law.texts.filter(({ id }) => [...one.codes.adult.offences, ...one.codes.minor.offences].includes(id)) }),
  exit: () => Exit.done,
})
