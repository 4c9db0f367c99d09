import { periodOf, type Period } from '../../delivery/statistics/period.ts'
import { qualityFigures } from '../../delivery/statistics/quality.ts'
import { Failure } from '../../system/failure.ts'
import { formatShortInstant } from '../../messages/format.ts'
import { defineCommand } from '../define-command.ts'
import { deskDefaults } from '../desk.ts'
import { Exit } from '../exit-codes.ts'
import { figuresJson, figuresOf, readOutput, sayFigures, type Figures, type FiguresOutput } from '../figures.ts'

interface Input extends FiguresOutput {
  readonly period: Period
}

export const command = defineCommand<Input, Figures>({
  read(raw, context) {
    const { timeZone } = deskDefaults(context)
    const today = formatShortInstant(context.world.clock.now(), timeZone).slice(0, 10)
    const to = raw.text('lastDay') ?? today
    const from = raw.text('firstDay') ?? elevenMonthsBefore(to)
    const period = periodOf(from, to, timeZone)
    if (period === undefined) {
      const option = raw.text('lastDay') === undefined || periodOf(to, to, timeZone) !== undefined ? '--from' : '--to'
      throw new Failure('usage.bad-value', { option, value: option === '--to' ? to : from, expected: `2026-01-31 (≤ ${today})` })
    }
    return { ...readOutput(raw, context), period }
  },
  act: ({ period, ...output }, context) => figuresOf((facts, occasion) => qualityFigures(facts, period, occasion), output, context),
  say: sayFigures,
  json: figuresJson,
  exit: () => Exit.done,
})

/** The first day of the month, so that with the month of `day` there are twelve. */
function elevenMonthsBefore(day: string): string {
  const year = Number(day.slice(0, 4))
  const month = Number(day.slice(5, 7))
  return month === 12 ? `${year}-01-01` : `${String(year - 1).padStart(4, '0')}-${String(month + 1).padStart(2, '0')}-01`
}
