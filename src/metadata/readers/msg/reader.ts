// Wraps @kenjiuno/msgreader: an Outlook item. Its transport headers are read by the code that reads those of a message;
// property times are UTC by the format (MS-OXCDATA §2.11.1, PtypTime).
import outlook from '@kenjiuno/msgreader'
import type { FieldsData } from '@kenjiuno/msgreader'
import { versionOf } from '../../../system/isolated-child.ts'
import { mailFacts } from '../../mail/facts.ts'
import { headerBlock } from '../../mail/fields.ts'
import { heldBatch } from '../../member-batch.ts'
import type { Inner } from '../../member-batch.ts'
import { TooLarge } from '../../reading.ts'
import type { Reader, Reading } from '../../reading.ts'
import { itemFacts } from './item.ts'

/** The stream that every Outlook item has (MS-OXMSG §2.4). */
const PROPERTIES = Buffer.from('__properties_version1.0', 'utf16le')
const ATTACHMENTS = 1000
const { default: MsgReader } = outlook

export const reader: Reader = {
  version: versionOf('@kenjiuno/msgreader', import.meta.url),
  read(source, { members }) {
    const whole = source.whole()
    if (whole === undefined) {
      if (source.read(0, 2 ** 20).includes(PROPERTIES)) throw new TooLarge()
      return undefined
    }
    if (!whole.includes(PROPERTIES)) return undefined
    const item = new MsgReader(new Uint8Array(whole).buffer)
    const fields = item.getFileData()
    if (fields.error !== undefined) throw new Error(fields.error)
    const attached = attachments(item, fields)
    return { ...joined(itemFacts(fields), headers(fields)), ...(attached.length === 0 ? {} : heldBatch(attached, members)) }
  },
}

function headers({ headers: text }: FieldsData): Reading {
  return text === undefined ? {} : mailFacts(headerBlock(Buffer.from(text.replace(/^\s*Microsoft Mail Internet Headers Version[^\n]{0,20}\r?\n/, ''), 'utf8')), 'MSG')
}

function joined(item: Reading, transport: Reading): Reading {
  return {
    ...transport, times: [...(item.times ?? []), ...(transport.times ?? [])], people: [...(item.people ?? []), ...(transport.people ?? [])],
    ids: [...(item.ids ?? []), ...(transport.ids ?? [])], texts: [...(item.texts ?? []), ...(transport.texts ?? [])],
    raw: { item: item.raw, ...(transport.raw === undefined ? {} : { headers: transport.raw }) },
  }
}

function attachments(item: InstanceType<typeof MsgReader>, { attachments: listed = [] }: FieldsData): Inner[] {
  return listed.slice(0, ATTACHMENTS).map((attachment, index) => {
    const { fileName, content } = item.getAttachment(attachment)
    const embedded = attachment.innerMsgContent === true
    return {
      name: fileName === '' ? `${index + 1}` : fileName, relation: 'attachment', bytes: Buffer.from(content.buffer, content.byteOffset, content.byteLength),
      // An item inside an item has no bytes of its own: they are put together from its parts.
      ...(embedded ? { rebuilt: true as const } : {}),
    }
  })
}
