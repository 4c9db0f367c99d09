// Attempts under way, and their answers in groups: one commit for those that come together.
import type { DeliveryDesk } from '../delivery-desk.ts'
import type { Claimed, Ended } from '../outbox.ts'
import { attempt } from '../send.ts'

/** An answer waits no longer than this for others. */
const GROUP_MS = 6

export class Crew {
  private readonly desk: DeliveryDesk
  private ended: readonly Ended[] = []
  private wake: () => void = () => {}
  running = 0

  constructor(desk: DeliveryDesk) {
    this.desk = desk
  }

  start(claimed: Claimed): void {
    this.running += 1
    void this.send(claimed)
  }

  private async send(claimed: Claimed): Promise<void> {
    const outcome = await attempt(this.desk, claimed)
    this.running -= 1
    this.ended = [...this.ended, { claimed, outcome }]
    this.wake()
  }

  /** Those that are not written down yet. */
  get answers(): readonly Ended[] {
    return this.ended
  }

  written(answers: readonly Ended[]): void {
    this.ended = this.ended.slice(answers.length)
  }

  get isIdle(): boolean {
    return this.running === 0 && this.ended.length === 0
  }

  /** Ends with an answer, and those that come soon after it; or after so many milliseconds, when they are given. */
  async answer(mostMs?: number): Promise<void> {
    const { world } = this.desk
    if (this.ended.length === 0) {
      const awake = new Promise<void>((resolve) => { this.wake = resolve })
      // Once this run is to stop a pause is none.
      await (mostMs === undefined ? awake : Promise.race([world.pause(mostMs), awake]))
    }
    if (this.ended.length > 0 && this.running > 0) await world.pause(GROUP_MS)
  }
}
