// Progress of a job in stages: one counting line at a time.
import type { PackSteps } from '../bundle/pack.ts'
import type { Context } from './context.ts'

export function stagedProgress(context: Context): PackSteps & { end(): void } {
  const { progress, words: { cli } } = context
  let work: ReturnType<typeof progress.work> | undefined
  return {
    stage(name) {
      work?.end()
      work = progress.work(name, cli.stages[name])
    },
    add: (step) => { work?.update(step) },
    inspect: (step) => { work?.update(step) },
    end: () => { work?.end() },
  }
}
