// A packet as a folder: a text per field, a page with copy buttons, a PDF, how to use them, and the bytes that prove what
// left. Made whole or not at all, for its owner's eyes only.
import { basename, dirname, resolve } from 'node:path'
import { Failure } from '../system/failure.ts'
import { isConstant, type Packet } from '../signalement/packet/packet.ts'
import { fieldNames, sayFormNotice, sayNotice } from '../signalement/packet/packet-sentences.ts'
import type { PacketWords } from '../signalement/packet/packet-words.ts'
import type { World } from '../system/world.ts'
import { fillTemplate } from '../signalement/fill-template.ts'
import { textFileName } from './packet-files.ts'
import { packetPage } from './packet-page.ts'
import { renderPacket } from './pdf/render-packet.ts'
import { readTemplate } from './template-file.ts'

declare module '../system/failure.ts' {
  interface FailureFacts {
    'packet.exists': { path: string }
  }
}

export interface PacketFolderOptions {
  /** What the person calls the signalement: shown, never among what leaves. */
  readonly reference?: string
  /** What to type once the receipt is known. */
  readonly receiptCommand?: string
  /** Takes the place of an earlier packet of ours, and of nothing else. */
  readonly replace?: boolean
}

export interface WrittenPacket {
  readonly dir: string
  readonly files: readonly { readonly name: string; readonly bytes: number; readonly sha256: string }[]
  readonly payloadSha256: string
}

interface PlannedText {
  readonly name: string
  readonly content: string | Uint8Array | AsyncIterable<Uint8Array>
}

/** @throws `packet.exists`, `bundle.template-missing`, `system.disk-full`, `system.io` */
export async function writePacket(
  world: World, dir: string, packet: Packet, words: PacketWords, options: PacketFolderOptions = {},
): Promise<WrittenPacket> {
  const out = resolve(dir)
  const there = await world.files.facts(out) !== undefined
  if (there && !(options.replace === true && await isPacket(world, out, packet.destination.id, words))) throw new Failure('packet.exists', { path: out })
  const parent = dirname(out)
  await world.files.makeDir(parent, { mode: 0o700 })
  const partial = `${parent}/.${basename(out)}.scelle-partial`
  try {
    // What a killed run left.
    await world.files.remove(partial)
    await world.files.makeDir(partial, { mode: 0o700 })
    const files: { name: string; bytes: number; sha256: string }[] = []
    for (const { name, content } of await planned(world, packet, words, options)) {
      files.push({ name, ...await world.files.writeDurably(`${partial}/${name}`, content, { mode: 0o600 }) })
    }
    // The new one is whole before the old one goes.
    if (there) await world.files.remove(out)
    await world.files.rename(partial, out)
    await world.evidence.flush(parent, [out])
    return { dir: out, files, payloadSha256: packet.payloadSha256 }
  } finally {
    await world.files.remove(partial)
  }
}

/** A folder that we wrote for this destination says so in the first line of its proof. */
async function isPacket(world: World, dir: string, destination: string, words: PacketWords): Promise<boolean> {
  const proof = await world.files.read(`${dir}/${words.files.payload}`, PROOF_LIMIT).catch(() => undefined)
  return proof?.toString('utf8').startsWith(`packet/1 ${destination} `) === true
}

const PROOF_LIMIT = 64 * 1024 * 1024

async function planned(world: World, packet: Packet, words: PacketWords, options: PacketFolderOptions): Promise<PlannedText[]> {
  const { toolVersion } = world.host
  const parts = { toolVersion, reference: options.reference, receiptCommand: options.receiptCommand }
  const [style, script, readme] = await Promise.all(
    ['packet/page.css', 'packet/page.js', `packet/README.${words.language}.txt`].map((name) => readTemplate(world, name)),
  )
  return [
    ...packet.forms.flatMap(({ number, fields }) => fields.flatMap((field, index) => {
      const name = textFileName(packet, number, field)
      return name === undefined || (number > 1 && isConstant(packet, index)) ? [] : [{ name, content: field.text }]
    })),
    { name: words.files.readme, content: fillTemplate(readme ?? '', readmeValues(packet, words, parts), 'plain') },
    { name: words.files.page, content: packetPage(packet, words, { style: style ?? '', script: script ?? '', ...parts }) },
    { name: words.files.pdf, content: renderPacket(packet, words, { ...parts, at: world.clock.now() }) },
    { name: words.files.payload, content: packet.payload },
  ]
}

function readmeValues(packet: Packet, words: PacketWords, { toolVersion, reference, receiptCommand }: { toolVersion: string; reference: string | undefined; receiptCommand: string | undefined }) {
  const { contacts } = packet.destination
  const last = packet.forms.at(-1)
  return {
    title: words.title(packet.destination.name).toUpperCase(),
    referenced: reference !== undefined,
    reference: reference ?? '',
    page: words.files.page,
    address: contacts.map(({ value, verified }) => (verified ? value : `${value} (${words.toVerify})`)).join(', ') || words.addressUnknown,
    commanded: receiptCommand !== undefined,
    command: receiptCommand ?? '',
    prohibited: packet.prohibited,
    several: packet.forms.length > 1,
    count: String(packet.forms.length),
    warnings: packet.notices.filter(({ code }) => code !== 'several-forms').map((notice) => ({ warning: sayFormNotice(notice, words) })),
    fields: (packet.forms[0]?.fields ?? []).map((field) => {
      const name = textFileName(packet, 1, field)
      const lastField = last?.fields[field.number - 1]
      const lastName = last === undefined || lastField === undefined ? undefined : textFileName(packet, last.number, lastField)
      const files = name === undefined || lastName === undefined || lastName === name ? name : `${name} … ${lastName}`
      return {
        number: String(field.number),
        label: field.required ? `${field.label} (${words.required})` : field.label,
        what: files === undefined ? words.state[field.state] : field.kind === 'choice' ? `${words.lead(words.choose)}${files}` : files,
        notices: field.notices.map((notice) => ({ notice: sayNotice(notice, words) })),
      }
    }),
    sent: fieldNames(packet, words),
    payload: words.files.payload,
    sha256: packet.payloadSha256,
    toolVersion,
  }
}
