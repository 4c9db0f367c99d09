// PDQ on pictures made here: what a messenger does to a picture moves few bits, another picture has nothing in common.
import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { luminanceOf } from '../../../src/metadata/readers/pixels/luminance.ts'
import { orientedSamples, pdqOf, pdqSamples } from '../../../src/metadata/readers/pixels/pdq.ts'
import { pdqDistance } from '../../../src/metadata/match/pdq-distance.ts'
import { picture, scene } from '../support/scenes.ts'

/** The threshold of ThreatExchange. */
const NEAR = 31

async function hashOf(bytes: Buffer): Promise<string> {
  return pdqOf(samplesOf(await luminanceOf(bytes))).hash
}

function samplesOf(pixels: Parameters<typeof pdqSamples>[0]): Float64Array {
  const samples = pdqSamples(pixels)
  if (samples === undefined) throw new Error('too small')
  return samples
}

describe('what is done to one picture', () => {
  it('resizing and JPEG stay near', async () => {
    await fc.assert(fc.asyncProperty(fc.integer({ min: 0, max: 10_000 }), fc.integer({ min: 96, max: 900 }), fc.integer({ min: 25, max: 95 }), async (seed, width, quality) => {
      const original = scene(seed, 320, 240)
      const [a, b] = [await hashOf(await picture(original).png().toBuffer()), await hashOf(await picture(original).resize(width).jpeg({ quality }).toBuffer())]
      expect(pdqDistance(a, b)).toBeLessThanOrEqual(NEAR)
    }), { numRuns: 15 })
  })

  it('brightness and contrast stay near', async () => {
    const original = scene(3)
    const plain = await hashOf(await picture(original).png().toBuffer())
    for (const [gain, offset] of [[0.7, 20], [1, 30], [0.5, 60]] as const) expect(pdqDistance(plain, await hashOf(await picture(original).linear(gain, offset).png().toBuffer()))).toBeLessThanOrEqual(NEAR)
  })

  it('orientation gives the hash of the picture that was really turned', async () => {
    const shape = scene(4, 320, 240)
    const original = await picture(shape).png().toBuffer()
    for (let orientation = 1; orientation <= 8; orientation += 1) {
      const turned = await picture(shape).withMetadata({ orientation }).jpeg({ quality: 100 }).toBuffer()
      const upright = await (await import('sharp')).default(turned).autoOrient().png().toBuffer()
      const told = pdqOf(orientedSamples(samplesOf(await luminanceOf(original)), orientation)).hash
      expect(pdqDistance(told, await hashOf(upright)), `orientation ${orientation}`).toBeLessThanOrEqual(NEAR)
    }
  })
})

it('different pictures are far apart', async () => {
  const hashes = await Promise.all(Array.from({ length: 24 }, async (_, seed) => await hashOf(await picture(scene(seed + 100, 240, 180)).png().toBuffer())))
  for (const [at, a] of hashes.entries()) for (const b of hashes.slice(at + 1)) expect(pdqDistance(a, b)).toBeGreaterThan(60)
})

describe('the hash itself', () => {
  it('half of the bits are set, whatever the picture', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 24 * 20, maxLength: 24 * 20 }), (values) => {
      const { hash, quality } = pdqOf(samplesOf({ width: 24, height: 20, values: Float64Array.from(values) }))
      expect(hash).toMatch(/^[0-9a-f]{64}$/)
      expect(pdqDistance(hash, '0'.repeat(64))).toBeLessThanOrEqual(128)
      expect(quality).toBeGreaterThanOrEqual(0)
      expect(quality).toBeLessThanOrEqual(100)
    }), { numRuns: 30 })
  })

  it('a wave along the rows sets the bit of its own coefficient', () => {
    // cos(π/128 · (2x+1) · f) is the f-th row of the transform: one coefficient stands out, those of rounding are noise around 0.
    for (const frequency of [1, 5, 16]) {
      const values = Float64Array.from({ length: 64 * 64 }, (_, at) => 128 + 100 * Math.cos((Math.PI / 128) * (2 * (at % 64) + 1) * frequency) * Math.cos((Math.PI / 128) * (2 * Math.floor(at / 64) + 1)))
      const bit = frequency - 1
      const { hash } = pdqOf(values)
      expect((Number.parseInt(hash[63 - (bit >> 2)] ?? '', 16) >> (bit & 3)) & 1).toBe(1)
    }
  })

  it('a flat picture has quality 0, one of less than five pixels a side no hash', () => {
    expect(pdqOf(samplesOf({ width: 80, height: 80, values: new Float64Array(6400).fill(77) })).quality).toBe(0)
    expect(pdqSamples({ width: 4, height: 400, values: new Float64Array(1600) })).toBeUndefined()
  })
})
