// All records of one WARC in one pass: what was captured, when, by which software, from which hosts, and whether the digests
// are those of the content. No outside code.
import { visibleShort } from '../../system/visible.ts'
import { finding } from '../finding-codes.ts'
import type { Reading } from '../reading.ts'
import type { Finding, Software, TextFact, TimeFact } from '../record.ts'
import { isoTime, utcTime } from '../times.ts'
import { digestsOf } from './digests.ts'
import type { DigestVerdict } from './digests.ts'
import type { Defects } from './inflated.ts'
import { recordsOf } from './records.ts'
import type { WarcRecord } from './records.ts'

const EVIDENCE = 10
const ADDRESSES = 20
const COUNTED = 50
const INFO_LIMIT = 64 * 1024
/** Fields of warcinfo (ISO 28500 §6.2, and what tools add) that are worth a line. */
const INFO = ['operator', 'hostname', 'ip', 'publisher', 'isPartOf', 'description', 'robots', 'format', 'http-header-user-agent', 'created', 'audience', 'creator', 'title']

/** @param size of the file as it lies @param prefix of sources: `WARC`, or the file inside a package */
export async function warcSurvey(bytes: AsyncIterable<Uint8Array>, size: number, defects: Defects, prefix = 'WARC'): Promise<Reading> {
  const survey = new WarcSurveyor(prefix)
  for await (const record of recordsOf(bytes, size, defects)) await survey.add(record)
  return survey.reading(defects)
}

class WarcSurveyor {
  readonly #prefix: string
  readonly #types = new Map<string, number>()
  readonly #statuses = new Map<string, number>()
  readonly #addresses: { readonly number: number; readonly value: string }[] = []
  readonly #ips = new Map<string, number>()
  readonly #software = new Map<string, Software>()
  readonly #info: TextFact[] = []
  readonly #differing: string[] = []
  #first: TimeFact | undefined
  #last: TimeFact | undefined
  readonly #invalid: TimeFact[] = []
  #records = 0
  #targets = 0
  #checked = 0
  #differ = 0
  #decoded = 0
  #without = 0
  #unknown = 0

  constructor(prefix: string) {
    this.#prefix = prefix
  }

  async add(record: WarcRecord): Promise<void> {
    const { number, fields } = record
    const type = fields.get('warc-type') ?? '?'
    this.#records += 1
    count(this.#types, type.slice(0, 40))
    this.#time(number, fields.get('warc-date'))
    const target = fields.get('warc-target-uri')?.replace(/^<(.*)>$/, '$1')
    if (target !== undefined && ['response', 'resource', 'revisit'].includes(type)) {
      this.#targets += 1
      if (this.#addresses.length < ADDRESSES) this.#addresses.push({ number, value: visibleShort(target, 1000) })
    }
    const ip = fields.get('warc-ip-address')
    if (ip !== undefined && (this.#ips.size < ADDRESSES || this.#ips.has(ip))) count(this.#ips, ip.slice(0, 60))
    const info: Buffer[] = []
    const { block, payload, statusLine } = await digestsOf(type === 'warcinfo' ? { ...record, block: kept(record.block, info) } : record)
    if (type === 'warcinfo') this.#warcinfo(number, Buffer.concat(info).toString('utf8'))
    if (type === 'response' && statusLine !== undefined) count(this.#statuses, /^HTTP\/[\d.]{1,4} (\d{3})/i.exec(statusLine)?.[1] ?? '?')
    this.#digest(number, 'WARC-Block-Digest', block, fields)
    this.#digest(number, 'WARC-Payload-Digest', payload, fields)
    if (block === 'absent' && payload === 'absent') this.#without += 1
  }

  #digest(number: number, name: string, verdict: DigestVerdict, fields: WarcRecord['fields']): void {
    if (verdict === 'unknown-algorithm') this.#unknown += 1
    if (verdict === 'absent' || verdict === 'unknown-algorithm') return
    this.#checked += 1
    if (verdict === 'matches-decoded') this.#decoded += 1
    if (verdict !== 'differs') return
    this.#differ += 1
    const target = fields.get('warc-target-uri')
    if (this.#differing.length < EVIDENCE) this.#differing.push(`${this.#prefix}:Record[${number}]:${name} = ${(fields.get(name.toLowerCase()) ?? '').slice(0, 100)}${target === undefined ? '' : ` (${visibleShort(target, 120)})`}`)
  }

  /** UTC by the standard (ISO 28500 §5.4). */
  #time(number: number, raw: string | undefined): void {
    if (raw === undefined) return
    const found = { role: 'saved', source: `${this.#prefix}:Record[${number}]:WARC-Date`, raw } as const
    const told = isoTime(found)
    const time = told.utc === undefined || told.zone.offset === '+00:00' ? utcTime(found) : told
    if (time.utc === undefined) {
      if (this.#invalid.length < EVIDENCE) this.#invalid.push(time)
      return
    }
    if ((this.#first?.utc ?? '9999') > time.utc) this.#first = time
    if ((this.#last?.utc ?? '') < time.utc) this.#last = time
  }

  #warcinfo(number: number, text: string): void {
    for (const line of text.split(/\r?\n/, 200)) {
      const colon = line.indexOf(':')
      const name = line.slice(0, Math.max(0, colon)).trim()
      const value = line.slice(colon + 1).trim().slice(0, 1000)
      if (colon <= 0 || value === '') continue
      const source = `${this.#prefix}:Record[${number}]:${name}`
      if (name.toLowerCase() === 'software' && this.#software.size < EVIDENCE) this.#software.set(value, { name: value.slice(0, 200), source })
      else if (INFO.some((each) => each.toLowerCase() === name.toLowerCase()) && this.#info.length < 40) this.#info.push({ key: name, value, source })
    }
  }

  reading(defects: Defects): Reading {
    const fact = (key: string, value: string, source: string): TextFact[] => (value === '' || value === '0' ? [] : [{ key, value, source: `${this.#prefix}:${source}` }])
    return {
      times: [...new Set([this.#first, this.#last]), ...this.#invalid].filter((time) => time !== undefined),
      software: [...this.#software.values()],
      texts: [
        ...fact('records', counted(this.#types), 'WARC-Type'), ...this.#info,
        ...this.#addresses.map(({ number, value }) => ({ key: 'address', value, source: `${this.#prefix}:Record[${number}]:WARC-Target-URI` })), ...fact('captures', String(this.#targets), 'WARC-Target-URI'),
        ...fact('HTTP status', counted(this.#statuses), 'status line'), ...fact('IP addresses', counted(this.#ips), 'WARC-IP-Address'),
        ...fact('digests that match', String(this.#checked - this.#differ), 'digests'), ...fact('payload digests that match after transfer decoding', String(this.#decoded), 'WARC-Payload-Digest'),
        ...fact('digests of an unknown algorithm', String(this.#unknown), 'digests'),
      ],
      findings: this.#findings(defects),
    }
  }

  #findings(defects: Defects): Finding[] {
    return [
      ...(this.#differ === 0 ? [] : [finding('warc-digest-mismatch', 'warn', { records: this.#differ, checked: this.#checked }, this.#differing)]),
      ...(defects.length === 0 ? [] : [finding('warc-damaged', 'notice', { defects: defects.length }, defects.slice(0, EVIDENCE).map((defect) => `${this.#prefix}:${defect}`))]),
      ...(this.#without === 0 ? [] : [finding('warc-without-digest', 'info', { records: this.#without, of: this.#records })]),
    ]
  }
}

async function* kept(block: AsyncIterable<Uint8Array>, into: Buffer[]): AsyncGenerator<Uint8Array> {
  let length = 0
  for await (const chunk of block) {
    if (length < INFO_LIMIT) into.push(Buffer.from(chunk.subarray(0, INFO_LIMIT - length)))
    length += chunk.length
    yield chunk
  }
}

function count(counts: Map<string, number>, key: string): void {
  if (counts.size < COUNTED || counts.has(key)) counts.set(key, (counts.get(key) ?? 0) + 1)
}

function counted(counts: ReadonlyMap<string, number>): string {
  return [...counts].map(([key, times]) => `${key}: ${times}`).join(', ')
}
