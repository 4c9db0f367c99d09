// Names of the text files of a packet: ASCII, stable, in the order of the form.
import { isConstant, type Packet, type PacketField } from '../signalement/packet/packet.ts'

const MAX_ID = 60

/** `01-url.txt`; `01-url-003.txt` for the third of several forms. Undefined: nothing goes in. */
export function textFileName(packet: Packet, form: number, field: PacketField): string | undefined {
  if (field.text === '') return undefined
  const stem = `${String(field.number).padStart(2, '0')}-${field.id.slice(0, MAX_ID)}`
  if (isConstant(packet, field.number - 1)) return `${stem}.txt`
  return `${stem}-${String(form).padStart(Math.max(2, String(packet.forms.length).length), '0')}.txt`
}
