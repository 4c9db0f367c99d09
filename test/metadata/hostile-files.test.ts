// Files made to hurt readers: each costs itself only, whatever it does to an engine.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPictures } from '../../src/metadata/pictures.ts'
import { sharedFolder } from '../support/shared-folder.ts'
import { exhibitAt, readerOf, smallWorld } from './support/reading.ts'

const own = mkdtempSync(join(tmpdir(), 'hostile-'))
const ftyp = Buffer.concat([Buffer.from('00000018667479706865696300000000', 'hex'), Buffer.from('heicmif1')])
const chunk = (type: string, data: Buffer): Buffer => {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(data.length)
  head.write(type, 4, 'latin1')
  return Buffer.concat([head, data, Buffer.alloc(4)])
}
const png = (...chunks: Buffer[]): Buffer => Buffer.concat([
  Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', Buffer.from('00000001000000010802000000', 'hex')), ...chunks,
  chunk('IDAT', deflateSync(Buffer.alloc(4))), chunk('IEND', Buffer.alloc(0)),
])
const bomb = deflateSync(Buffer.alloc(64 * 2 ** 20), { level: 9 })
const xmp = (body: string): Buffer => {
  const segment = Buffer.from(`http://ns.adobe.com/xap/1.0/\0<x:xmpmeta><rdf:RDF><rdf:Description>${body}</rdf:Description></rdf:RDF></x:xmpmeta>`)
  const head = Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0, 0])
  head.writeUInt16BE(segment.length + 2, 4)
  return Buffer.concat([head, segment, Buffer.from([0xff, 0xd9])])
}
const files: Record<string, Buffer> = {
  'zero-filled.heic': Buffer.concat([ftyp, Buffer.alloc(100_000)]),
  'mdat-to-the-end.heic': Buffer.concat([ftyp, Buffer.from('000000006d646174', 'hex'), Buffer.alloc(5000, 1)]),
  'iccp-bomb.png': png(chunk('iCCP', Buffer.concat([Buffer.from('x\0\0'), bomb]))),
  'text-bomb.png': png(chunk('zTXt', Buffer.concat([Buffer.from('Comment\0\0'), bomb]))),
  'nested-xmp.jpg': xmp('<dc:a>'.repeat(4000)),
  'prototype.jpg': xmp('<dc:__proto__>x</dc:__proto__><xmp:CreatorTool>constructor</xmp:CreatorTool>'),
  'all-ff.jpg': Buffer.concat([Buffer.from([0xff, 0xd8]), Buffer.alloc(2_000_000, 0xff)]),
  'self-pointing.tif': Buffer.concat([Buffer.from('49492a000800000001006987040001000000080000000000000000', 'hex')]),
  'entity-bomb.svg': Buffer.from('<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><svg xmlns="http://www.w3.org/2000/svg"><text>&b;</text></svg>'),
  'empty.jpg': Buffer.alloc(0),
  'header-fields.eml': Buffer.from(`Subject: ${'=?utf-8?Q?a?= '.repeat(20_000)}\nFrom: a@example.org\nDate: ${' '.repeat(60_000)}x\n\n`),
  'tags.html': Buffer.from(`<html><head>${'<meta property=og:url '.repeat(10_000)}`),
  'strings.pdf': Buffer.from(`%PDF-1.7\n${'/CreationDate ('.repeat(20_000)}\n%%EOF`),
}
for (const [name, bytes] of Object.entries(files)) writeFileSync(join(own, name), bytes)

const script = sharedFolder('tools', 'make-hostile-files.py')
let made: string | undefined
if (script !== undefined) {
  made = mkdtempSync(join(tmpdir(), 'hostile-35-'))
  try { execFileSync('python3', [script, made]) } catch { made = undefined }
}
if (made === undefined) console.log('SKIPPED make-hostile-files.py')

const table: string[] = []
afterAll(() => { console.log(table.join('\n')) })

describe.each([['generated here', own], ...(made === undefined ? [] : [['of the collection', made]])])('hostile files %s', (_, folder) => {
  const reader = readerOf(folder)
  const pictures = openPictures(smallWorld)
  const good = join(folder, 'good.png')
  beforeAll(async () => { writeFileSync(good, await sharp({ create: { width: 9, height: 7, channels: 3, background: '#123456' } }).png().toBuffer()) })
  afterAll(async () => { await reader.close(); await pictures.close() })

  it.each(readdirSync(folder))('%s ends soon and harms no other file', async (name) => {
    const path = join(folder, name)
    const started = performance.now()
    const record = await reader.read(path)
    const readMs = performance.now() - started
    const picture = await pictures.picture(path, exhibitAt(path), 'clear')
    table.push(`${name}: ${record.engines.map((run) => `${run.name} ${run.status}`).join(', ')} ${Math.round(readMs)} ms; picture ${picture.status} ${Math.round(performance.now() - started - readMs)} ms`)
    expect(readMs).toBeLessThan(12_000)
    expect(performance.now() - started - readMs).toBeLessThan(12_000)
    expect(process.memoryUsage().rss).toBeLessThan(400 * 2 ** 20)
    expect(JSON.stringify(record).length).toBeLessThan(200_000)
    expect(await reader.read(good)).toMatchObject({ image: { width: 9, height: 7 }, file: { detected: { extension: 'png' } } })
    expect(await pictures.picture(good, exhibitAt(good), 'blurred')).toMatchObject({ status: 'ok' })
  })
})

it('nothing of it reaches Object.prototype', () => {
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
})
