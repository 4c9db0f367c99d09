// What a worker looks after besides sending: destinations that can be spoken to again, deliveries in a dead colleague's
// hands, lines that journals are owed.
import type { DeliveryDesk } from '../delivery-desk.ts'
import type { ClosedLine, Outbox } from '../outbox.ts'
import { payCaseLines } from '../pay-case-lines.ts'

const ROUND_MS = 2000
/** A keyring takes a tenth of a second, a journal is read whole: seldom enough. */
const SELDOM_MS = 30_000

export class Patrol {
  private readonly desk: DeliveryDesk
  private readonly outbox: Outbox
  private readonly onClosed: (line: ClosedLine) => void
  /** When a line that is closed is tried next. */
  private readonly closed = new Map<string, number>()
  private nextMs = Number.NEGATIVE_INFINITY
  private payMs = Number.NEGATIVE_INFINITY

  constructor(desk: DeliveryDesk, outbox: Outbox, onClosed: (line: ClosedLine) => void) {
    this.desk = desk
    this.outbox = outbox
    this.onClosed = onClosed
  }

  /** At most every two seconds. */
  async round(): Promise<void> {
    const { world, store } = this.desk
    const nowMs = world.clock.monotonicMs()
    if (nowMs < this.nextMs) return
    this.nextMs = nowMs + ROUND_MS
    await this.openLines(nowMs)
    await this.outbox.recover()
    if (nowMs < this.payMs) return
    this.payMs = nowMs + SELDOM_MS
    await payCaseLines(world, store)
  }

  private async openLines(nowMs: number): Promise<void> {
    const { store } = this.desk
    const paused = new Set(store.destinations.all().filter(({ pausedMs }) => pausedMs !== undefined).map(({ id }) => id))
    // Its credential was refused: when it goes on, it is with another one.
    for (const id of paused) this.outbox.closeLine(id)
    const asked = new Set([...store.deliveries.waiting().map(({ destination }) => destination), ...store.deliveries.sendingTo()])
    const wanted = [...asked].filter((id) => !paused.has(id) && !this.outbox.isOpen(id) && nowMs >= (this.closed.get(id) ?? nowMs))
    for (const id of wanted) this.outbox.closeLine(id)
    const closed = await this.outbox.openLines(wanted)
    for (const line of closed) {
      if (!this.closed.has(line.destination)) this.onClosed(line)
      this.closed.set(line.destination, nowMs + SELDOM_MS)
    }
    for (const id of wanted) if (this.outbox.isOpen(id)) this.closed.delete(id)
  }
}
