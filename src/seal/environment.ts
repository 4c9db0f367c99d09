// Fills the environment statement: what this machine tells, what the operator declared, what nobody can tell here.
import type { CaseRecord } from '../case/case-record.ts'
import type { World } from '../system/world.ts'
import { ENVIRONMENT_FORMAT, type EnvironmentItem, type EnvironmentStatement } from './environment-statement.ts'

// Asked for by the practice of French web reports (NF Z67-147); this tool cannot see them.
const NOT_VERIFIABLE = ['antivirus', 'network', 'browser', 'transparent-proxy'] as const

export async function stateEnvironment(world: World, record: CaseRecord): Promise<EnvironmentStatement> {
  const host = await world.host.environment()
  const measured = (id: string, value: string | number | boolean | undefined, detail?: string): EnvironmentItem =>
    value === undefined
      ? { id, value: null, status: 'unavailable' }
      : { id, value: String(value), status: 'measured', ...(detail === undefined ? {} : { detail }) }
  const declared = (id: string, value: string): EnvironmentItem =>
    value === '' ? { id, value: null, status: 'unavailable' } : { id, value, status: 'declared' }
  return {
    format: ENVIRONMENT_FORMAT,
    at: world.clock.now(),
    items: [
      declared('operator', record.operator),
      declared('unit', record.unit),
      measured('hostname', world.host.hostname),
      measured('user', world.host.user),
      measured('machine', host.machine),
      measured('os', host.os),
      measured('kernel', host.kernel),
      measured('arch', host.arch),
      measured('cpu', host.cpu),
      measured('memory', host.memoryBytes),
      measured('time-zone', world.host.timeZone),
      measured('clock-synchronised', host.clockSynchronised),
      measured('proxy', host.proxy ?? 'none'),
      measured('scelle', world.host.toolVersion),
      measured('node', host.node),
      measured('openssl', host.openssl),
      ...Object.entries(host.dependencies).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, version]) => measured(`dependency:${name}`, version)),
      ...NOT_VERIFIABLE.map((id): EnvironmentItem => ({ id, value: null, status: 'unavailable' })),
    ],
  }
}
