// Wraps postal-mime for the parts of a message; the header is read by our own code, which keeps every field as written
// (never mailparser, which puts the time of this machine where a date cannot be read).
import PostalMime from 'postal-mime'
import type { Attachment } from 'postal-mime'
import { versionOf } from '../../../system/isolated-child.ts'
import { finding } from '../../finding-codes.ts'
import { HEADER_LIMIT, headerBlock } from '../../mail/fields.ts'
import { mailFacts } from '../../mail/facts.ts'
import { attachedFiles } from '../../mail/attached-files.ts'
import type { AttachedFile } from '../../mail/attached-files.ts'
import type { Reader, Reading, ReadingContext } from '../../reading.ts'

export const reader: Reader = {
  version: versionOf('postal-mime', import.meta.url),
  async read(source, { members }) {
    const whole = source.whole()
    const head = whole ?? source.read(0, HEADER_LIMIT)
    const block = headerBlock(head)
    if (block.fields.length === 0) return undefined
    const facts = mailFacts(block)
    if (whole === undefined) return { ...facts, clues: { readBytes: head.length } }
    const parts = await partsOf(whole, members)
    return { ...facts, ...parts, findings: [...(facts.findings ?? []), ...(parts.findings ?? [])] }
  },
}

async function partsOf(bytes: Buffer, members: ReadingContext['members']): Promise<Pick<Reading, 'members' | 'membersFrom' | 'findings'>> {
  try {
    const { attachments } = await PostalMime.parse(bytes, { forceRfc822Attachments: true })
    const inner = attachments.map(innerOf)
    return inner.length === 0 ? {} : attachedFiles(inner, members)
  } catch (error) {
    // Its header was read: what it says is not lost with the body.
    return { findings: [finding('mail-body-unread', 'notice', { reason: String(error instanceof Error ? error.message : error).slice(0, 200) })] }
  }
}

function innerOf({ filename, mimeType, content }: Attachment, index: number): AttachedFile {
  const name = filename === null || filename === '' ? `${index + 1} (${mimeType})` : filename
  return { name, relation: 'attachment', bytes: typeof content === 'string' ? Buffer.from(content) : Buffer.from(content as ArrayBuffer) }
}
