// Wires the real world to the command line and returns the exit code. The only reader of process besides system/.
import { toolVersion } from './system/host.ts'

export async function main(argv: readonly string[]): Promise<number> {
  if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) {
    process.stdout.write(`${toolVersion()}\n`)
    return 0
  }
  const { start } = await import('./start.ts')
  return start(argv)
}
