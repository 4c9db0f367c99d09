import { annualFigures } from '../../delivery/statistics/annual.ts'
import { periodOfYear, type Period } from '../../delivery/statistics/period.ts'
import { Failure } from '../../system/failure.ts'
import { formatShortInstant } from '../../messages/format.ts'
import { defineCommand } from '../define-command.ts'
import { deskDefaults } from '../desk.ts'
import { Exit } from '../exit-codes.ts'
import { figuresJson, figuresOf, readOutput, sayFigures, type Figures, type FiguresOutput } from '../figures.ts'

interface Input extends FiguresOutput {
  readonly year: number
  readonly period: Period
}

export const command = defineCommand<Input, Figures>({
  read(raw, context) {
    const { timeZone } = deskDefaults(context)
    const year = raw.whole('year', 2000, 9998) ?? Number(formatShortInstant(context.world.clock.now(), timeZone).slice(0, 4)) - 1
    const period = periodOfYear(year, timeZone)
    if (period === undefined) throw new Failure('usage.bad-value', { option: '--year', value: String(year), expected: '2000 … 9998' })
    return { ...readOutput(raw, context), year, period }
  },
  act: ({ year, period, ...output }, context) => figuresOf((facts, occasion) => annualFigures(facts, year, period, occasion), output, context),
  say: sayFigures,
  json: figuresJson,
  exit: () => Exit.done,
})
