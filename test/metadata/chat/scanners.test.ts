// The two scanners against parsers that hold everything: same elements, right places, in pieces of any size.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jsonElements } from '../../../src/metadata/chat/json-elements.ts'
import { readLines } from '../../../src/metadata/chat/lines.ts'
import { xmlElements } from '../../../src/metadata/chat/xml-elements.ts'
import { gathered } from '../../support/world.ts'
import { pieces } from './reading.ts'

const flat = async <T>(batches: AsyncIterable<readonly T[]>): Promise<T[]> => (await gathered(batches)).flat()

describe('JSON elements', () => {
  const takes = (path: readonly string[]): boolean => path.join('.') === 'm.*' || path.join('.') === 'name'
  it('are what JSON.parse finds', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.jsonValue({ maxDepth: 4 }), { maxLength: 8 }), fc.jsonValue(), fc.string(), fc.integer({ min: 1, max: 40 }), fc.constantFrom(undefined, 1), async (list, other, title, size, indent) => {
      const bytes = Buffer.from(JSON.stringify({ other, name: title, m: list, z: [other] }, null, indent))
      const found = await flat(jsonElements(pieces(bytes, size), { takes }))
      expect(found.map(({ bytes: own }) => JSON.parse(own.toString('utf8')) as unknown)).toEqual([title, ...list].map((value) => JSON.parse(JSON.stringify(value)) as unknown))
      for (const { bytes: own, offset, line, length } of found) {
        expect(bytes.subarray(offset, offset + length).equals(own)).toBe(true)
        expect(line).toBe(bytes.subarray(0, offset).toString('latin1').split('\n').length)
      }
    }), { numRuns: 200 })
  })
  it('refuses what is no whole JSON', async () => {
    for (const [text, why] of [['', 'no JSON'], ['{"m":[1,2', 'ends too soon'], ['{"m":["a', 'ends too soon'], ['{"m":[}', 'do not match'], ['{1:2}', 'no key']] as const) {
      await expect(flat(jsonElements(pieces(Buffer.from(text), 3), { takes })), text).rejects.toThrow(why)
    }
    await expect(flat(jsonElements(pieces(Buffer.from('['.repeat(100_000)), 4096), { takes }))).rejects.toThrow('nesting too deep')
  })
})

describe('lines', () => {
  it('keep their places, whatever ends them', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.tuple(fc.string({ unit: 'grapheme' }).map((line) => line.replaceAll(/[\r\n\ufeff]/g, '')), fc.constantFrom('\n', '\r\n')), { minLength: 1 }), fc.boolean(), fc.integer({ min: 1, max: 20 }), async (all, mark, size) => {
      const bytes = Buffer.from(`${mark ? '\ufeff' : ''}${all.map(([line, end]) => line + end).join('')}`)
      const lines = await flat(readLines(pieces(bytes, size)))
      expect(lines.map(({ bytes: own, end, number }) => [own.toString('utf8'), end, number])).toEqual(all.map(([line, end], index) => [line, end, index + 1]))
      for (const { bytes: own, offset, length } of lines) expect(bytes.subarray(offset, offset + length).equals(own)).toBe(true)
    }))
  })
  it('keep the beginning of a line of a megabyte, and its length', async () => {
    const [line, next] = await flat(readLines(pieces(Buffer.concat([Buffer.alloc(1_000_000, 0x61), Buffer.from('\nb')]), 65_536)))
    expect(line).toMatchObject({ length: 1_000_000, number: 1, offset: 0 })
    expect(line?.bytes.length).toBe(262_144)
    expect(next).toMatchObject({ number: 2, offset: 1_000_001 })
  })
})

describe('XML elements', () => {
  const names = new Set(['sms', 'mms'])
  const read = (text: string, size: number) => flat(xmlElements(pieces(Buffer.from(text), size), names))
  it('are found between comments, quotes, CDATA and a document type', async () => {
    const text = '<?xml version="1.0"?><!DOCTYPE smses [<!ENTITY a "<sms/>"> ]><smses>\n<!-- <sms a="1"/> --><sms a=">\'" b=\'"/>\'/><![CDATA[<sms/>]]>\n<mms x="1"><parts><part data="</mms>"/></parts></mms><smsx/></smses>'
    for (const size of [1, 2, 3, 7, 1000]) {
      const found = await read(text, size)
      expect(found.map(({ name, bytes }) => [name, bytes.toString('utf8')])).toEqual([['sms', '<sms a=">\'" b=\'"/>\'/>'], ['mms', '<mms x="1"><parts><part data="</mms>"/></parts></mms>']])
      for (const { bytes, offset, length, line } of found) {
        expect(text.slice(offset, offset + length)).toBe(bytes.toString('utf8'))
        expect(line).toBe(text.slice(0, offset).split('\n').length)
      }
    }
  })
  it('refuses a file that ends inside one', async () => {
    await expect(read('<smses><sms a="', 4)).rejects.toThrow('ends too soon')
    await expect(read('<smses><mms><parts>', 4)).rejects.toThrow('ends too soon')
  })
})
