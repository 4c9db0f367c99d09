// Standard input as a file, for what has to be read twice: in the user's data folder, for its owner alone, gone
// afterwards. What a killed run left is removed a day later.
import { join } from 'node:path'
import { msOfInstant } from '../system/time.ts'
import { absolute } from './case-at-hand.ts'
import type { Context } from './context.ts'

/** A finished one, and one that was being written: see durable-write.ts. */
const NAME = /^(?:import-[0-9a-f]{16}\.spool|\.[0-9a-f]{16}\.scelle-tmp)$/
const DAY_NS = 86_400_000_000_000n

export async function withSpool<T>(context: Context, file: string, work: (path: string) => Promise<T>): Promise<T> {
  if (file !== '-') return work(absolute(context, file))
  const { files, host, random } = context.world
  await files.makeDir(host.dataDir, { mode: 0o700 })
  await sweepSpools(context)
  const path = join(host.dataDir, `import-${Buffer.from(random.bytes(8)).toString('hex')}.spool`)
  try {
    await files.writeDurably(path, context.terminal.readInput(), { mode: 0o600 })
    return await work(path)
  } finally {
    await files.remove(path)
  }
}

/** Older than a day: nobody writes them any more. */
export async function sweepSpools({ world: { files, host, clock } }: Context): Promise<void> {
  const now = BigInt(msOfInstant(clock.now()) ?? 0) * 1_000_000n
  for (const name of await files.list(host.dataDir)) {
    if (!NAME.test(name.toString('latin1'))) continue
    const path = join(host.dataDir, name.toString('latin1'))
    const facts = await files.facts(path)
    if (facts !== undefined && now - facts.mtimeNs > DAY_NS) await files.remove(path)
  }
}
