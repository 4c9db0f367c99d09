// The canonical bytes of a packet, of which the digest is kept as proof of what left. `packet/1`, one record a field that
// has a text: `<form>.<place> <id> <bytes>` LF text LF. The length makes it unambiguous whatever the text holds.
import { createHash } from 'node:crypto'
import type { PacketForm } from './packet.ts'

export function payloadOf(destination: string, forms: readonly PacketForm[]): { readonly payload: Uint8Array; readonly payloadSha256: string } {
  const parts = [`packet/1 ${destination} ${forms.length}\n`]
  for (const form of forms) {
    for (const { number, id, text } of form.fields) {
      if (text !== '') parts.push(`${form.number}.${number} ${id} ${Buffer.byteLength(text)}\n${text}\n`)
    }
  }
  const payload = new Uint8Array(Buffer.from(parts.join(''), 'utf8'))
  return { payload, payloadSha256: createHash('sha256').update(payload).digest('hex') }
}
