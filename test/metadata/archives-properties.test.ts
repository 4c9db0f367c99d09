// Parsers of mail and of archives, on bytes of any kind: they end, they lose nothing that is right, and they never throw.
import { crc32, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addresses } from '../../src/metadata/mail/addresses.ts'
import { mailFacts } from '../../src/metadata/mail/facts.ts'
import { headerBlock, parametersOf, valuesOf } from '../../src/metadata/mail/fields.ts'
import { mimeParts } from '../../src/metadata/mail/parts.ts'
import { messagesOf } from '../../src/metadata/readers/mbox/messages.ts'
import type { Source } from '../../src/metadata/reading.ts'
import { ByteQueue } from '../../src/metadata/warc/byte-queue.ts'
import { Dechunker } from '../../src/metadata/warc/dechunker.ts'
import { sameDigest } from '../../src/metadata/warc/digests.ts'
import { gzipMembers } from '../../src/metadata/warc/gzip-members.ts'
import { recordsOf } from '../../src/metadata/warc/records.ts'
import { nameDefect } from '../../src/metadata/zip/unsafe-name.ts'
import { multipart } from './support/mail-making.ts'
import { sha1, warcRecord } from './support/warc-making.ts'

const sourceOf = (bytes: Buffer): Source => ({ name: 'x', size: bytes.length, read: (start, length) => bytes.subarray(start, start + length), whole: () => bytes })
const cut = (bytes: Buffer, sizes: readonly number[]): Buffer[] => {
  const out: Buffer[] = []
  for (let at = 0, index = 0; at < bytes.length; index += 1) {
    const size = Math.max(1, sizes[index % sizes.length] ?? 1)
    out.push(bytes.subarray(at, at + size))
    at += size
  }
  return out
}
const sizes = fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 5 })

describe('mail', () => {
  it('a header of any bytes is read without an exception', () => {
    const line = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('Received: a; Mon, 16 Nov 2026 08:12:31 +0100', 'From: "a <', 'DKIM-Signature: d=;t=x;;=', 'References: <a> <b', 'Date: ', 'To: =?utf-8?B?////?=', ' folded', ''))
    fc.assert(fc.property(fc.array(line, { maxLength: 20 }), (lines) => {
      const { fields } = headerBlock(Buffer.from(lines.join('\r\n')))
      expect(() => mailFacts({ fields, more: 0, length: 0 })).not.toThrow()
    }))
  })
  it('fields come back as they were written, in order', () => {
    const field = fc.tuple(fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,20}$/), fc.stringMatching(/^[!-~]{1,40}$/))
    fc.assert(fc.property(fc.array(field, { minLength: 1, maxLength: 30 }), (written) => {
      const { fields, length } = headerBlock(Buffer.from(`${written.map(([name, value]) => `${name}: ${value}`).join('\r\n')}\r\n\r\nX: body`))
      expect(fields).toEqual(written.map(([name, value]) => ({ name, value })))
      expect(length).toBe(written.reduce((sum, [name, value]) => sum + name.length + value.length + 4, 2))
    }))
  })
  it.each([['a@example.org', ['a@example.org']], ['"Martin, Zoé" <z@example.org>, b@example.org', ['Martin, Zoé <z@example.org>', 'b@example.org']], ['=?utf-8?Q?Zo=C3=A9?= <z@example.org>', ['Zoé <z@example.org>']], ['groupe: a@example.org, b@example.org;', ['a@example.org', 'b@example.org']], ['', []], ['<>', []]])('people of %j', (value, people) => {
    expect(addresses(value)).toEqual(people)
  })
  it('parameters with and without quotes', () => {
    expect([...parametersOf('Multipart/Mixed; boundary="a b"; Charset=utf-8;x').parameters]).toEqual([['boundary', 'a b'], ['charset', 'utf-8']])
    expect(parametersOf('Multipart/Mixed; x').main).toBe('multipart/mixed')
  })
  it('parts have the bytes that were put in', () => {
    fc.assert(fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1, maxLength: 6 }), (bodies) => {
      const parts = mimeParts(multipart(bodies.map((bytes, index) => ({ type: 'application/octet-stream', name: `${index}`, bytes: Buffer.from(bytes) }))))
      expect(parts.map(({ bytes }) => bytes.toString('hex'))).toEqual(bodies.map((bytes) => Buffer.from(bytes).toString('hex')))
      expect(parts.map(({ fields }) => valuesOf(fields, 'content-type')).flat()).toHaveLength(bodies.length)
    }))
  })
  it('quoted-printable keeps what is no code', () => {
    const [part] = mimeParts(Buffer.from('Content-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\ncaf=C3=A9 =\r\nsuite=ZZ='))
    expect(part?.bytes.toString()).toBe('café suite=ZZ=')
  })
  it('parts within parts end', () => {
    const deep = Array.from({ length: 10_000 }, (_, level) => `Content-Type: multipart/mixed; boundary=b${level}\r\n\r\n--b${level}\r\n`).join('')
    expect(mimeParts(Buffer.from(deep)).length).toBeLessThan(10)
    expect(mimeParts(Buffer.from(`Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\n\r\nx\r\n'.repeat(100_000)}`)).length).toBeLessThanOrEqual(2000)
  })
  it('an mbox of any size of message is cut at the same places', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 3000 }), { minLength: 1, maxLength: 12 }), (lengths) => {
      const messages = lengths.map((length, index) => `X-Number: ${index}\n\nFrom here on, text.\n${'x'.repeat(length)}\n`)
      const box = Buffer.from(messages.map((message) => `From a@example.org Mon Nov 16 07:12:31 2026\n${message}\n`).join(''))
      expect([...messagesOf(sourceOf(box))].map(({ start, end }) => box.toString('utf8', start, end))).toEqual(messages.map((message, index) => (index === messages.length - 1 ? `${message}\n` : message)))
    }))
  })
  it('any bytes are no endless mbox', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom('From ', 'a@b 07:12:31', '\n', '\r\n', 'X: y', '>From '), { maxLength: 60 }), (pieces) => {
      let last = 0
      for (const { start, end } of messagesOf(sourceOf(Buffer.from(pieces.join(''))))) {
        expect(start).toBeGreaterThanOrEqual(last)
        expect(end).toBeGreaterThanOrEqual(start - 2)
        last = start
      }
    }))
  })
})

describe('WARC', () => {
  it('members of any length come back whole, however they are cut', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.tuple(fc.integer({ min: 0, max: 300_000 }), fc.boolean()), { minLength: 1, maxLength: 4 }), sizes, async (lengths, pieces) => {
      const contents = lengths.map(([length, noisy]) => Buffer.from(Array.from({ length }, (_, at) => (noisy ? (at * 2_654_435_761) >>> 13 : at) & 255)))
      const file = Buffer.concat(contents.map((content) => gzipSync(content)))
      const defects: string[] = []
      let crc = 0
      let total = 0
      for await (const piece of gzipMembers(new ByteQueue(cut(file, pieces)), file.length, defects)) {
        crc = crc32(piece, crc)
        total += piece.length
      }
      expect(defects).toEqual([])
      expect([total, crc]).toEqual([Buffer.concat(contents).length, crc32(Buffer.concat(contents))])
    }), { numRuns: 25 })
  }, 60_000)
  it('any damage ends, and is told', async () => {
    const file = Buffer.concat(['un', 'deux', 'trois'].map((text) => gzipSync(Buffer.from(text.repeat(300)))))
    await fc.assert(fc.asyncProperty(fc.nat(file.length - 1), fc.integer({ min: 1, max: 255 }), fc.nat(file.length), async (at, turn, end) => {
      const damaged = Buffer.from(file.subarray(0, end))
      if (at < damaged.length) damaged.writeUInt8(damaged.readUInt8(at) ^ turn, at)
      let total = 0
      for await (const piece of gzipMembers(new ByteQueue([damaged]), damaged.length, [])) total += piece.length
      expect(total).toBeLessThan(10_000_000)
    }))
  })
  it('records of any block come back whole, however they are cut', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 3000 }), { minLength: 1, maxLength: 6 }), sizes, async (blocks, pieces) => {
      const file = Buffer.concat(blocks.map((block) => warcRecord({ type: 'resource', block: Buffer.from(block) })))
      const defects: string[] = []
      const found: string[] = []
      for await (const { block } of recordsOf(ofChunks(cut(file, pieces)), file.length, defects)) {
        const chunks: Uint8Array[] = []
        for await (const chunk of block) chunks.push(chunk)
        found.push(Buffer.concat(chunks).toString('hex'))
      }
      expect(defects).toEqual([])
      expect(found).toEqual(blocks.map((block) => Buffer.from(block).toString('hex')))
    }))
  })
  it('bytes of any kind are no endless WARC', async () => {
    const piece = fc.constantFrom('WARC/1.0\r\n', 'WARC/1.1\n', '\r\n', '\r\n\r\n', 'Content-Length: 5\r\n', 'Content-Length: 99999\r\n', 'x', 'WARC-Type: response\r\n', 'HTTP/1.1 200 OK\r\n')
    await fc.assert(fc.asyncProperty(fc.array(piece, { maxLength: 40 }), sizes, async (parts, pieces) => {
      let records = 0
      for await (const { block } of recordsOf(ofChunks(cut(Buffer.from(parts.join('')), pieces)), 1000, [])) {
        for await (const _ of block);
        records += 1
      }
      expect(records).toBeLessThanOrEqual(parts.length)
    }))
  })
  it('chunked bodies are put together, however they are cut', () => {
    fc.assert(fc.property(fc.array(fc.uint8Array({ minLength: 1, maxLength: 200 }), { maxLength: 6 }), sizes, (chunks, pieces) => {
      const body = Buffer.concat([...chunks.flatMap((chunk) => [Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from('\r\n')]), Buffer.from('0\r\n\r\n')])
      const dechunker = new Dechunker()
      expect(Buffer.concat(cut(body, pieces).flatMap((part) => [...dechunker.push(part)])).toString('hex')).toBe(Buffer.concat(chunks).toString('hex'))
      expect(dechunker.whole).toBe(true)
    }))
  })
  it.each(['bonjour', 'zz\r\nx', '5\r\nabc', '-1\r\n', '5\r\nabcdefgh'])('%j is no chunked body', (body) => {
    const dechunker = new Dechunker()
    expect([...dechunker.push(Buffer.from(body))].length).toBeLessThan(3)
    expect(dechunker.whole).toBe(false)
  })
  it('a digest is the same in base 32, with or without padding, and in hexadecimal', () => {
    const digest = Buffer.from('da39a3ee5e6b4b0d3255bfef95601890afd80709', 'hex')
    for (const told of ['3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ', digest.toString('hex'), digest.toString('hex').toUpperCase(), sha1('').slice(5)]) expect(sameDigest(told, digest)).toBe(true)
    expect(sameDigest('3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYK', digest)).toBe(false)
  })
})

it.each([
  ['dossier/photo.jpg', undefined], ['été/ça va.txt', undefined], ['a..b', undefined], ['', 'empty'], ['../x', 'parent'], ['a\\..\\b', 'parent'], ['/x', 'absolute'], ['C:\\x', 'drive'], ['a\\b', 'backslash'], ['a\u0000b', 'control'], ['\u202efdp.exe', 'control'], ['a\nb', 'control'],
])('name %j: %s', (name, defect) => { expect(nameDefect(name)).toBe(defect) })

async function* ofChunks(chunks: readonly Buffer[]): AsyncGenerator<Buffer> {
  yield* chunks
}
