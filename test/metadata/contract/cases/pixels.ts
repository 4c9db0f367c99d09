import { createHash } from 'node:crypto'
import { expect } from 'vitest'
import type { MetadataRecord } from '../../../../src/metadata/record.ts'
import { picture, scene, withThumbnail } from '../../support/scenes.ts'
import type { ReaderCase } from '../reader-case.ts'

const seen = scene(1)
const other = scene(2)
const jpeg = async (): Promise<Buffer> => await picture(seen).jpeg({ quality: 90 }).toBuffer()
const small = async (of = seen): Promise<Buffer> => await picture(of).resize(160, 120).jpeg({ quality: 75 }).toBuffer()
const flat = async (width: number, height: number): Promise<Buffer> => await picture({ width, height, pixels: Buffer.alloc(width * height * 3, 90) }).jpeg().toBuffer()
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

/** The verdict, the numbers with it, and a finding only for `different`. */
function shows(verdict: string, range: readonly [number, number] | undefined, size = [160, 120]) {
  return ({ thumbnail, findings, embedded }: MetadataRecord): void => {
    expect(thumbnail).toMatchObject({ verdict, source: expect.stringMatching(/IFD1/), width: size[0], height: size[1], sha256: expect.stringMatching(/^[0-9a-f]{64}$/) })
    if (range === undefined) expect(thumbnail?.similarity).toBeUndefined()
    else {
      expect(thumbnail?.similarity).toBeGreaterThanOrEqual(range[0])
      expect(thumbnail?.similarity).toBeLessThanOrEqual(range[1])
    }
    expect(findings.filter(({ code }) => code === 'thumbnail-differs')).toHaveLength(verdict === 'different' ? 1 : 0)
    expect((embedded ?? []).filter(({ relation }) => relation === 'thumbnail')).toHaveLength(verdict === 'different' ? 1 : 0)
  }
}

export const readerCase: ReaderCase = {
  samples: [
    { name: 'same.jpg', bytes: async () => withThumbnail(await jpeg(), await small()), finds: shows('same', [0.95, 1]) },
    {
      name: 'replaced.jpg', bytes: async () => withThumbnail(await jpeg(), await small(other)),
      finds: (record) => {
        shows('different', [-1, 0.59])(record)
        const { thumbnail, findings, embedded = [] } = record
        const inside = embedded.find(({ relation }) => relation === 'thumbnail')
        expect(inside).toMatchObject({ name: 'thumbnail.jpg', sha256: thumbnail?.sha256, size: thumbnail?.bytes, record: { image: { width: 160, height: 120, pdq: { hash: expect.stringMatching(/^[0-9a-f]{64}$/) } } } })
        const found = findings.find(({ code }) => code === 'thumbnail-differs')
        expect(found).toMatchObject({ level: 'warn', facts: { similarity: thumbnail?.similarity, size: '160 × 120' } })
        expect(found?.evidence.join('\n')).toContain(thumbnail?.sha256)
      },
    },
    {
      name: 'cropped-later.jpg',
      bytes: async () => withThumbnail(await picture(seen).extract({ left: 20, top: 20, width: 170, height: 130 }).jpeg().toBuffer(), await small()),
      finds: shows('different', [-1, 0.59]),
    },
    {
      name: 'banded.jpg',
      bytes: async () => withThumbnail(await picture(seen).extract({ left: 0, top: 45, width: 480, height: 270 }).jpeg().toBuffer(),
        await picture(seen).extract({ left: 0, top: 45, width: 480, height: 270 }).resize(160, 120, { fit: 'contain', background: '#000' }).jpeg().toBuffer()),
      finds: shows('same', [0.9, 1]),
    },
    {
      name: 'shape-of-thumbnail.jpg',
      bytes: async () => withThumbnail(await jpeg(), await picture(seen).resize(120, 120, { fit: 'cover' }).jpeg().toBuffer()), finds: shows('same', [0.9, 1], [120, 120]),
    },
    { name: 'mirrored.jpg', bytes: async () => withThumbnail(await jpeg(), await picture(seen).flop().resize(160, 120).jpeg().toBuffer()), finds: shows('same', [0.95, 1]) },
    ...[90, 180, 270].map((angle) => ({
      name: `turned-${angle}.jpg`, bytes: async () => withThumbnail(await jpeg(), await picture(scene(1, 160, 120)).rotate(angle).jpeg().toBuffer()),
      finds: shows('same', [0.9, 1], angle === 180 ? [160, 120] : [120, 160]),
    })),
    { name: 'flat-thumbnail.jpg', bytes: async () => withThumbnail(await jpeg(), await flat(160, 120)), finds: shows('inconclusive', undefined) },
    { name: 'flat.jpg', bytes: async () => withThumbnail(await flat(480, 360), await small()), finds: (record) => {
      shows('inconclusive', undefined)(record)
      expect(record.image?.pdq?.quality).toBe(0)
    } },
    {
      // Half of the picture is lost: it differs from its thumbnail, which is no replaced thumbnail.
      name: 'cut.jpg', bytes: async () => {
        const whole = withThumbnail(await jpeg(), await small())
        return whole.subarray(0, Math.round(whole.length * 0.45))
      },
      finds: ({ thumbnail, findings }) => {
        expect(thumbnail?.verdict).toBe('inconclusive')
        expect(findings.map(({ code }) => code)).not.toContain('thumbnail-differs')
      },
    },
    {
      name: 'not-a-picture-inside.jpg', bytes: async () => withThumbnail(await jpeg(), Buffer.from('ffd8ffffffffffff', 'hex')),
      finds: ({ thumbnail, image }) => {
        expect(thumbnail).toMatchObject({ verdict: 'unchecked', bytes: 8, sha256: sha256(Buffer.from('ffd8ffffffffffff', 'hex')) })
        expect(image?.pdq?.quality).toBeGreaterThan(50)
      },
    },
    {
      name: 'turned.jpg', bytes: async () => withThumbnail(await jpeg(), await small(), 6),
      finds: ({ image }) => {
        expect(image?.pdq?.shown).toMatch(/^[0-9a-f]{64}$/)
        expect(image?.pdq?.shown).not.toBe(image?.pdq?.hash)
      },
    },
    { name: 'plain.png', bytes: async () => await picture(seen).png().toBuffer(), finds: ({ image, thumbnail }) => {
      expect(image?.pdq).toEqual({ hash: expect.stringMatching(/^[0-9a-f]{64}$/), quality: expect.toSatisfy((value: number) => value > 50) })
      expect(thumbnail).toBeUndefined()
    } },
    { name: 'seen.avif', bytes: async () => await picture(scene(1, 160, 120)).avif({ quality: 60, effort: 0 }).toBuffer(), finds: ({ image }) => { expect(image?.pdq?.hash).toMatch(/^[0-9a-f]{64}$/) } },
    { name: 'tiny.png', empty: true, bytes: async () => await picture({ width: 4, height: 4, pixels: Buffer.alloc(48, 7) }).png().toBuffer(), finds: ({ image }) => { expect(image?.pdq).toBeUndefined() } },
  ],
  refused: [
    { name: 'no-pixels.png', status: 'error', bytes: async () => {
      const whole = await picture(seen).png().toBuffer()
      return whole.subarray(0, 33)
    } },
  ],
}
