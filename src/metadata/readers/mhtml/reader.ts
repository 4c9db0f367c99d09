// A page saved as MHTML (RFC 2557): when, from which address, with which browser; its parts as files. No outside code.
import { decoded } from '../../mail/addresses.ts'
import { headerBlock, parametersOf, valuesOf } from '../../mail/fields.ts'
import { mimeParts } from '../../mail/parts.ts'
import type { MimePart } from '../../mail/parts.ts'
import { heldBatch } from '../../member-batch.ts'
import { TooLarge } from '../../reading.ts'
import type { Reader } from '../../reading.ts'
import type { TextFact } from '../../record.ts'
import { mailTime } from '../../times.ts'

export const reader: Reader = {
  version: '1',
  read(source, { members }) {
    const whole = source.whole()
    if (whole === undefined) throw new TooLarge()
    const { fields } = headerBlock(whole)
    if (fields.length === 0) return undefined
    const parts = mimeParts(whole)
    const text = (key: string, name: string): TextFact[] => valuesOf(fields, name).slice(0, 1).map((value) => ({ key, value: decoded(value).slice(0, 1024), source: `MHTML:${name}` }))
    const software = ['From', 'X-MimeOLE', 'X-Mailer'].flatMap((name) => valuesOf(fields, name).slice(0, 1)
      .flatMap((value) => (name === 'From' && !/saved by/i.test(value) ? [] : [{ name: value.replace(/^<(.*)>$/, '$1').slice(0, 200), source: `MHTML:${name}` }])))
    return {
      times: valuesOf(fields, 'Date').slice(0, 1).map((raw) => mailTime({ role: 'saved', source: 'MHTML:Date', raw })),
      texts: [
        ...text('saved from', 'Snapshot-Content-Location'), ...text('title', 'Subject'), ...text('content location', 'Content-Location'),
        { key: 'parts', value: String(parts.length), source: 'MHTML:parts' },
      ],
      software, ...heldBatch(parts.map((part, index) => ({ name: nameOf(part, index), relation: 'part', bytes: part.bytes })), members),
      raw: { fields: fields.map(({ name, value }) => `${name}: ${value}`.slice(0, 4096)) },
    }
  },
}

function nameOf({ fields, type }: MimePart, index: number): string {
  const location = valuesOf(fields, 'Content-Location')[0]
  const name = parametersOf(valuesOf(fields, 'Content-Type')[0] ?? '').parameters.get('name')
  return location ?? name ?? `${index + 1} (${type})`
}
