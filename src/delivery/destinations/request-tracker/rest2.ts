// What REST2 of Request Tracker 5 answers: RT/REST2.pm, docs.bestpractical.com/rt/latest/RT/REST2.html. Numbers may come as
// text; members that a version adds are let through.
import { z } from 'zod'

const TicketId = z.union([z.string(), z.int()]).transform(String).pipe(z.string().regex(/^[1-9]\d{0,14}$/))

/** 201 of `POST /REST/2.0/ticket`. */
export const Created = z.looseObject({ id: TicketId, type: z.literal('ticket') })

/** `GET /REST/2.0/tickets?query=…&fields=Subject,Status`: what this token may see. Null: a server that does not count that. */
export const TicketPage = z.looseObject({ total: z.union([z.int(), z.string()]).transform(Number).nullable(), items: z.array(z.looseObject({ id: TicketId, Subject: z.string().max(2000), Status: z.string().max(100) })).max(100) })

/** `GET /REST/2.0/ticket/{id}`. */
export const Ticket = z.looseObject({
  id: TicketId, Status: z.string().max(100),
  CustomFields: z.array(z.looseObject({ name: z.string().max(255), values: z.array(z.unknown()).max(100) })).max(500).optional(),
})
export type TicketPage = z.infer<typeof TicketPage>
export type Ticket = z.infer<typeof Ticket>

/** Every error. */
export const Message = z.looseObject({ message: z.string() })

/** Undefined when it is not JSON of that shape. */
export function read<T>(schema: z.ZodType<T>, body: Uint8Array): T | undefined {
  try {
    const judged = schema.safeParse(JSON.parse(Buffer.from(body).toString('utf8')))
    return judged.success ? judged.data : undefined
  } catch {
    return undefined
  }
}
