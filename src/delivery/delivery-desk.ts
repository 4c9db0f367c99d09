// Everything that sending, following and settling have at hand. One is opened for a run.
import type { HarmTable } from '../signalement/harm-table.ts'
import type { Destination } from '../signalement/destination.ts'
import type { RouteSubject } from '../signalement/routing/route-subject.ts'
import type { Route, RouteTables } from '../signalement/routing/route.ts'
import type { Signalement } from '../signalement/signalement.ts'
import type { SignalementStore } from '../signalement/store/signalement-store.ts'
import type { World } from '../system/world.ts'
import type { Adapter, Link, Setup } from './adapter.ts'
import { linkFor } from './link.ts'
import { setupOf, type DestinationSettings, type SetupResult } from './setup.ts'

export interface DeliveryDesk {
  readonly world: World
  readonly store: SignalementStore
  readonly settings: DestinationSettings
  readonly routes: RouteTables
  readonly harmTable: HarmTable
  /** Who prepares: kept with each delivery. */
  readonly by: string
  readonly language: 'fr' | 'en'
  isInArea(record: Signalement): boolean
  routeOf(record: Signalement): { readonly route: Route; readonly subject: RouteSubject }
}

/** Whether its decisions can be complained of there: Art. 20 DSA binds platforms, and whoever runs the open API may be one. */
export function bindsAppeals({ routes: { destinations } }: Pick<DeliveryDesk, 'routes'>, id: string): boolean {
  return ['platform', 'partner'].includes(destinations.find((each) => each.id === id)?.role ?? '')
}

/** A destination that can be spoken to now. */
export interface Line {
  readonly adapter: Adapter
  readonly setup: Setup
  readonly link: Link
}

export class Lines {
  private readonly desk: DeliveryDesk
  private readonly setups = new Map<string, Promise<SetupResult>>()
  private readonly links = new Map<string, Promise<Link>>()

  constructor(desk: DeliveryDesk) {
    this.desk = desk
  }

  async setup(destination: Destination): Promise<SetupResult> {
    const { settings, language, world } = this.desk
    const found = this.setups.get(destination.id) ?? setupOf(destination, settings, { language, toolVersion: world.host.toolVersion })
    this.setups.set(destination.id, found)
    return await found
  }

  /** Undefined when it is not set up. @throws what `linkFor` throws */
  async open(id: string): Promise<Line | undefined> {
    const destination = this.desk.routes.destinations.find((each) => each.id === id)
    if (destination === undefined) return undefined
    const result = await this.setup(destination)
    if (!result.ok) return undefined
    const link = this.links.get(id) ?? linkFor(this.desk.world, result.setup)
    this.links.set(id, link)
    return { adapter: result.adapter, setup: result.setup, link: await link }
  }

  /** What was read for it is read again at the next opening. */
  forget(id: string): void {
    this.setups.delete(id)
    this.links.delete(id)
  }

  /** Secrets that the adapter cannot do without and that are nowhere. */
  async missingSecrets({ adapter, link }: Line): Promise<readonly string[]> {
    const names: string[] = []
    for (const { name, required } of adapter.secrets) if (required && await link.secret(name) === undefined) names.push(name)
    return names
  }
}
