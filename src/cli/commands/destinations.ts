import type { Destination } from '../../signalement/destination.ts'
import { destinationNamed, loadDestinations } from '../../signalement/destinations.ts'
import { loadIntakeChannels, type IntakeChannels } from '../../signalement/intake-channels.ts'
import { datedFacts } from '../../signalement/stale-facts.ts'
import { defineCommand } from '../define-command.ts'
import { Exit } from '../exit-codes.ts'
import { sayDestination, sayDestinations } from '../render/destinations.ts'
import { warnOfStale } from '../render/provenance.ts'

interface Result {
  readonly destinations: readonly Destination[]
  readonly intake: IntakeChannels
  readonly one: Destination | undefined
}

export const command = defineCommand<string | undefined, Result>({
  read: (raw) => raw.arguments[0],
  async act(word, context) {
    const [destinations, intake] = await Promise.all([loadDestinations(context.world), loadIntakeChannels(context.world)])
    const one = word === undefined ? undefined : destinationNamed(word, destinations)
    warnOfStale(one === undefined
      ? [...destinations.flatMap((each) => datedFacts(each, each.id)), ...datedFacts(intake, 'intake')]
      : datedFacts(one, one.id), context)
    return { destinations, intake, one }
  },
  say: ({ destinations, intake, one }, context) => (one === undefined ? sayDestinations(destinations, intake, context) : sayDestination(one, context)),
  json: ({ destinations, intake, one }) => one ?? { destinations, intake: intake.channels },
  exit: () => Exit.done,
})
