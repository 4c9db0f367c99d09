import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createCipher, hmacSha256 } from '../../../src/signalement/store/record-cipher.ts'
import { countedRandom } from '../../support/world.ts'

const bytes = (text: string): Uint8Array => Buffer.from(text, 'utf8')
const cipher = createCipher(new Uint8Array(32).fill(7), countedRandom())

describe('records at rest', () => {
  it('come back as they were, under their own name and revision only', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.uuid(), fc.integer({ min: 1, max: 99 }), (text, id, revision) => {
      const sealed = cipher.seal(id, revision, bytes(text))
      expect(cipher.open(id, revision, sealed)).toBe(text)
      expect(() => cipher.open(id, revision + 1, sealed)).toThrow(expect.objectContaining({ code: 'store.record-damaged' }))
      expect(() => cipher.open(`${id}x`, revision, sealed)).toThrow(expect.objectContaining({ code: 'store.record-damaged' }))
    }))
  })

  it('any changed byte is seen', () => {
    const sealed = cipher.seal('a', 1, bytes('texte'))
    for (const member of ['wrappedKey', 'body'] as const) for (let index = 0; index < sealed[member].length; index += 1) {
      const changed = Uint8Array.from(sealed[member])
      changed[index] = (changed[index] ?? 0) ^ 1
      expect(() => cipher.open('a', 1, { ...sealed, [member]: changed })).toThrow(expect.objectContaining({ code: 'store.record-damaged' }))
    }
  })

  it('the same text never gives the same bytes', () => {
    expect(cipher.seal('a', 1, bytes('x')).body).not.toEqual(cipher.seal('a', 1, bytes('x')).body)
  })
})

it('the keyed digest is the HMAC that others compute', () => {
  fc.assert(fc.property(fc.uint8Array({ minLength: 0, maxLength: 64 }), fc.uint8Array(), (key, message) => {
    expect(hmacSha256(key)(message)).toEqual(createHmac('sha256', key).update(message).digest())
  }))
})
