// What a receiver of the reporting API answers. Members that a later version adds are let through: a receiver may be
// newer than its senders.
import { z } from 'zod'
import { Moment, SignalementId } from '../signalement.ts'

/** Of a notice at its receiver, in the order in which they come. `decided_*` are final until an appeal. */
export const NOTICE_STATES = ['received', 'acknowledged', 'in_review', 'decided_removed', 'decided_restricted', 'decided_rejected'] as const
export type NoticeState = (typeof NOTICE_STATES)[number]

/** RFC 9562 UUID that the receiver gave. */
const ReceiverId = z.uuid()

/** 202 of `POST /v1/signalements`. */
export const Accepted = z.looseObject({ id: ReceiverId, receivedAt: Moment, state: z.enum(NOTICE_STATES) })
export type Accepted = z.infer<typeof Accepted>

export const Decision = z.looseObject({ kind: z.enum(['removed', 'restricted', 'rejected']), grounds: z.string().max(2000).optional(), at: Moment })

/** `GET /v1/signalements/{id}`, and the `data` of a webhook: what became of a notice, never its content. */
export const Standing = z.looseObject({
  id: ReceiverId,
  correlationId: SignalementId,
  state: z.enum(NOTICE_STATES),
  receivedAt: Moment,
  updatedAt: Moment,
  test: z.boolean(),
  decision: Decision.optional(),
})
export type Standing = z.infer<typeof Standing>

/** `GET /v1/signalements?correlationId=…&cursor=…&limit=…`. */
export const StandingPage = z.looseObject({ items: z.array(Standing).max(100), nextCursor: z.string().max(500).optional() })
export type StandingPage = z.infer<typeof StandingPage>

/** RFC 9457 problem. `errors`: one entry a wrong member, by JSON Pointer (RFC 6901). */
export const Problem = z.looseObject({
  type: z.string().max(500),
  title: z.string().max(500),
  status: z.int().min(100).max(599),
  detail: z.string().max(2000).optional(),
  errors: z.array(z.looseObject({ pointer: z.string().max(500), detail: z.string().max(1000) })).max(100).optional(),
})
export type Problem = z.infer<typeof Problem>

/** One line of the answer to `POST /v1/signalements/batch`, in the order of the lines. */
export const BatchLine = z.union([
  z.looseObject({ line: z.int().min(1), accepted: Accepted }),
  z.looseObject({ line: z.int().min(1), problem: Problem }),
])
export type BatchLine = z.infer<typeof BatchLine>

export const MAX_BATCH_LINES = 100
/** Bytes of one notice: 250 locators of full length and the longest explanation. */
export const MAX_NOTICE_BYTES = 2 * 1024 * 1024
