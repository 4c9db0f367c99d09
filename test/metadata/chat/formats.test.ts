// The contract of the formats: what was written comes out again, whatever the size of the pieces; raw bytes are those of
// the file at the place that is told; damage costs what is damaged and throws nothing but Error.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FORMATS } from '../../../src/metadata/chat/formats.ts'
import { CASES } from './cases/formats.ts'
import type { Said } from './format-case.ts'
import { utcText } from './format-case.ts'
import { readExport } from './reading.ts'

// No sign that WhatsApp's own lines are told by, and none that a text format cannot carry.
const word = fc.string({ unit: fc.constantFrom('a', 'é', 'Z', '7', '😀', 'ש', '漢', '&', '<', '"', '\'', '\\', '{', ']', ',', '-'), minLength: 1, maxLength: 12 })
const text = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => `x${words.join(' ')}`)
const multi = fc.array(text, { minLength: 1, maxLength: 3 }).map((lines) => lines.join('\n'))
const name = fc.constantFrom('Alice', 'Bob Durand', 'Zoé', 'O\'Neil & fils', '+33 6 00 00 00 00')
// The 13th to the 28th, so that a file of local dates decides its own order.
const ms = fc.tuple(fc.integer({ min: 2015, max: 2035 }), fc.integer({ min: 0, max: 11 }), fc.integer({ min: 13, max: 28 }), fc.integer({ min: 0, max: 86_399 })).map(([year, month, day, second]) => Date.UTC(year, month, day) + second * 1000)
const said: fc.Arbitrary<Said> = fc.record({ ms, from: name, text: multi, attachment: fc.option(fc.constantFrom('IMG-20260314-WA0001.jpg', 'a b.pdf', '00000002-PHOTO-2026-03-14-22-16-03.jpg'), { nil: undefined }) }).map(({ attachment, ...rest }) => (attachment === undefined ? rest : { ...rest, text: '', attachment }))

it('each format has its case', () => {
  expect(new Set(CASES.map((one) => one.name))).toEqual(new Set(FORMATS.map((one) => one.name)))
})

describe.each(CASES)('$name ($fileName)', (format) => {
  const { write, fileName, instants, minutes, nameOf, attachments } = format
  const textOf = format.textOf ?? ((value: string) => value)

  it('gives back what was written, in pieces of any size', async () => {
    await fc.assert(fc.asyncProperty(fc.array(said, { minLength: 1, maxLength: 12 }), fc.integer({ min: 1, max: 300 }), async (all, size) => {
      const wanted: readonly Said[] = attachments ? all : all.map(({ ms: at, from, text: words }) => ({ ms: at, from, text: words === '' ? 'x' : words }))
      const bytes = write(wanted)
      const read = await readExport(bytes, fileName, { size })
      expect(read.format).toBe(format.name)
      expect(read.messages.map(({ content, at }) => ({
        from: content.from, text: content.text, kind: content.kind, local: instants ? undefined : at.local, utc: at.utc, attachments: content.attachments.map((one) => one.name),
      }))).toEqual(wanted.map((one) => {
        const local = minutes === true ? `${utcText(one.ms).slice(0, 17)}00` : utcText(one.ms)
        return {
          from: nameOf === undefined ? one.from : nameOf(one.from), text: textOf(one.text), kind: 'message', local: instants ? undefined : local, utc: instants ? `${utcText(one.ms)}Z` : undefined,
          attachments: one.attachment === undefined ? [] : [one.attachment],
        }
      }))
      for (const { raw, offset, length, line } of read.messages) {
        expect(bytes.subarray(offset, offset + length).toString('utf8')).toBe(raw)
        expect(line).toBe(bytes.subarray(0, offset).toString('latin1').split('\n').length)
      }
    }), { numRuns: 60 })
  })

  it('survives being cut and changed anywhere', async () => {
    const bytes = write(Array.from({ length: 6 }, (_, index) => ({ ms: Date.UTC(2026, 2, 14, 10, index), from: 'Alice', text: `message ${index} <é>` })))
    await fc.assert(fc.asyncProperty(fc.integer({ min: 0, max: bytes.length }), fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.integer({ min: 0, max: 255 })), { maxLength: 4 }), async (end, changes) => {
      const broken = Buffer.from(bytes.subarray(0, end))
      for (const [at, byte] of changes) if (at < broken.length) broken[at] = byte
      try {
        const { messages } = await readExport(broken, fileName, { size: 97 })
        expect(messages.length).toBeLessThan(50)
      } catch (error) {
        expect(error).toBeInstanceOf(Error)
      }
    }), { numRuns: 150 })
  })
})
