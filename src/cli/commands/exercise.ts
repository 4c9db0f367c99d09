import { runExercise } from '../../exercise/run-exercise.ts'
import { formatInstant } from '../../messages/format.ts'
import { documentWordsIn } from '../../messages/load.ts'
import { visible } from '../../system/visible.ts'
import { absolute } from '../case-at-hand.ts'
import { defineCommand } from '../define-command.ts'
import { Exit } from '../exit-codes.ts'
import { bold, green, yellow } from '../paint.ts'
import { sealJson } from '../render/sealed.ts'
import { verdictExit } from '../render/verified.ts'
import { stagedProgress } from '../staged-progress.ts'

export const command = defineCommand({
  read: (raw, context) => ({
    dir: absolute(context, raw.arguments[0] ?? 'scelle-exercice'),
    language: context.words.language, words: context.words.exercise, wordsIn: documentWordsIn,
  }),
  async act(input, context) {
    context.note(context.words.cli.exercise.intro)
    const steps = stagedProgress(context)
    try {
      return await runExercise(context.world, input, steps)
    } finally {
      steps.end()
    }
  },
  say(result, { words: { cli, language } }) {
    const { exercise } = cli
    const [token] = result.packed.sealed.received
    const { counts } = result.packed.inspected
    return [
      bold(exercise.done(visible(result.dir))),
      `  1. ${exercise.samples(result.samples)}`,
      `  2. ${exercise.exhibits(result.packed.added.added, counts.warn + counts.notice + counts.info)}`,
      `  3. ${exercise.sealed(`${cli.verify.authority.toLowerCase()} ${language === 'fr' ? '« ' : '"'}${token?.authority ?? ''}${language === 'fr' ? ' »' : '"'}`, token === undefined ? '' : formatInstant(language, token.token.genTime, 'Europe/Paris'))}`,
      `  4. ${result.verified.verdict === 'verified' ? green(exercise.verified) : yellow(cli.verify.verdict(result.verified.verdict))}`,
      '', exercise.pdf(visible(result.report)), exercise.bundle(visible(result.bundle)),
      '', exercise.commands, ...result.commands.map((command_) => `  ${visible(command_)}`),
      '', yellow(exercise.warning),
    ].join('\n')
  },
  json: (result) => ({ ...result, packed: { ...result.packed, sealed: sealJson(result.packed.sealed) } }),
  exit: (result) => (result.packed.added.refusedCount > 0 ? Exit.someFailed : verdictExit(result.verified.verdict)),
})
