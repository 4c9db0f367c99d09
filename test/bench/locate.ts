// `node test/bench/locate.ts [COUNT]`: how many addresses a second `locate` reads, on one core, over addresses such as a
// desk sees them: every platform, tracking, wrappers, short links, unknown sites, some refused. Asserts nothing.
import { locate } from '../../src/signalement/locators/locate.ts'
import { addresses } from './addresses.ts'

const COUNT = Number(process.argv[2] ?? 1_000_000)

const urls = addresses(COUNT)
const refused: Record<string, number> = {}
let located = 0
const start = process.threadCpuUsage()
const from = performance.now()
for (const url of urls) {
  const result = locate(url)
  if (result.ok) located += 1
  else refused[result.refusal] = (refused[result.refusal] ?? 0) + 1
}
const seconds = (performance.now() - from) / 1000
const cpu = process.threadCpuUsage(start)
const core = (cpu.user + cpu.system) / 1e6
process.stdout.write([
  `${COUNT} addresses in ${seconds.toFixed(2)} s, ${core.toFixed(2)} s of one core: ${Math.round(COUNT / seconds)} a second, ${Math.round(COUNT / core)} a second of core (target 200,000)`,
  `${located} located, refused ${JSON.stringify(refused)}`, '',
].join('\n'))
