// What a sender is told of its notice: where it stands, never what it says.
import type { Standing } from '../signalement/reporting-api/answers.ts'
import { instantOfMs } from '../system/time.ts'
import type { NoticeRow } from './store/guichet-store.ts'

export function standingOf({ id, correlationId, state, receivedMs, updatedMs, test, decision }: NoticeRow): Standing {
  return {
    id, correlationId, state, receivedAt: instantOfMs(receivedMs), updatedAt: instantOfMs(updatedMs), test,
    ...(decision === undefined ? {} : { decision: { kind: decision.kind, at: instantOfMs(decision.atMs), ...(decision.grounds === undefined ? {} : { grounds: decision.grounds }) } }),
  }
}
