import { createHash, generateKeyPairSync } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCheckpoint, verifyCheckpoint, vkeyOf, writeCheckpoint } from '../../../src/seal/log/checkpoint.ts'
import { isFailure } from '../../../src/system/failure.ts'

const mine = generateKeyPairSync('ed25519')
const other = generateKeyPairSync('ed25519')
const root = createHash('sha256').update('root').digest()
const name = 'scelle/poste-12'
const note = writeCheckpoint({ origin: 'scelle/case/1', size: 42, root }, { name, privateKey: mine.privateKey })
const vkey = vkeyOf(name, mine.publicKey)

function reasonOf(text: string): string {
  try {
    readCheckpoint(text)
  } catch (error) {
    if (isFailure(error, 'log.checkpoint-invalid')) return error.facts.reason
    throw error
  }
  return 'none'
}

describe('a checkpoint', () => {
  it('is three lines, an empty one and a signature line', () => {
    expect(note).toMatch(/^scelle\/case\/1\n42\n[A-Za-z0-9+/]{43}=\n\n— scelle\/poste-12 [A-Za-z0-9+/]{91}=\n$/)
    expect(vkey).toMatch(/^scelle\/poste-12\+[0-9a-f]{8}\+[A-Za-z0-9+/]{44}$/)
    const { verdict, checkpoint } = verifyCheckpoint(note, vkey)
    expect(verdict).toBe('signed')
    expect(checkpoint).toMatchObject({ origin: 'scelle/case/1', size: 42, extensions: [] })
    expect(checkpoint.root).toEqual(root)
  })

  it('has the key id of the standard', () => {
    const raw = mine.publicKey.export({ format: 'der', type: 'spki' }).subarray(12)
    const id = createHash('sha256').update(`${name}\n\u0001`).update(raw).digest('hex').slice(0, 8)
    expect(vkey.split('+')[1]).toBe(id)
    expect(readCheckpoint(note).signatures[0]?.keyId).toBe(id)
  })

  // The worked example of the C2SP signed-note specification (and of golang.org/x/mod/sumdb/note).
  it('verifies a note that another implementation signed', () => {
    const vkeyOfPeter = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'
    const text = 'If you think cryptography is the answer to your problem,\nthen you don\'t know what your problem is.\n'
    const signed = `${text}\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n`
    // Its text is no checkpoint: the form is refused, but the key itself reads.
    expect(reasonOf(signed)).toBe('size')
    expect(() => verifyCheckpoint(note, vkeyOfPeter)).not.toThrow()
    expect(verifyCheckpoint(note, vkeyOfPeter).verdict).toBe('unknown-signer')
  })

  it('ignores unknown signers and refuses an imitated name', () => {
    const cosigned = `${note}— witness.example ${Buffer.alloc(80, 7).toString('base64')}\n`
    expect(verifyCheckpoint(cosigned, vkey).verdict).toBe('signed')
    expect(verifyCheckpoint(note, vkeyOf('someone', other.publicKey)).verdict).toBe('unknown-signer')
    expect(verifyCheckpoint(note, vkeyOf(name, other.publicKey)).verdict).toBe('other-key')
    const imitated = writeCheckpoint({ origin: 'scelle/case/1', size: 42, root }, { name, privateKey: other.privateKey })
    expect(verifyCheckpoint(imitated, vkey).verdict).toBe('other-key')
  })

  it('falls with any changed bit of its text', () => {
    const at = note.indexOf('\n42\n') + 1
    const changed = `${note.slice(0, at)}43${note.slice(at + 2)}`
    expect(verifyCheckpoint(changed, vkey).verdict).toBe('bad-signature')
  })

  it('names what is wrong with its form', () => {
    const line = note.slice(note.indexOf('\n\n') + 2)
    const b64 = root.toString('base64')
    expect(reasonOf('')).toBe('no-signature-part')
    expect(reasonOf(note.trimEnd())).toBe('no-signature-part')
    expect(reasonOf(`\n1\n${b64}\n\n${line}`)).toBe('origin')
    expect(reasonOf(`o\n01\n${b64}\n\n${line}`)).toBe('size')
    expect(reasonOf(`o\n99999999999999999\n${b64}\n\n${line}`)).toBe('size')
    expect(reasonOf(`o\n1\n${b64.slice(4)}\n\n${line}`)).toBe('root')
    expect(reasonOf(`o\r\n1\n${b64}\n\n${line}`)).toBe('control-character')
    expect(reasonOf(`o\n1\n${b64}\n\n- x AAAA\n`)).toBe('signature-line')
    expect(reasonOf('x'.repeat(70_000))).toBe('too-large')
  })

  it('keeps extension lines, and refuses what a note cannot hold', () => {
    const extended = writeCheckpoint({ origin: 'o', size: 1, root, extensions: ['a b', 'c'] }, { name, privateKey: mine.privateKey })
    expect(verifyCheckpoint(extended, vkey)).toMatchObject({ verdict: 'signed', checkpoint: { extensions: ['a b', 'c'] } })
    for (const origin of ['', 'a\nb', '\u0000']) {
      expect(() => writeCheckpoint({ origin, size: 1, root }, { name, privateKey: mine.privateKey })).toThrow('log.name-invalid')
    }
    for (const bad of ['', 'a b', 'a+b']) expect(() => vkeyOf(bad, mine.publicKey)).toThrow('log.name-invalid')
    for (const bad of ['', 'x', `${vkey}=`, vkey.replace(/\+[0-9a-f]{8}\+/, '+00000000+')]) {
      expect(() => verifyCheckpoint(note, bad)).toThrow('log.vkey-invalid')
    }
  })

  it('reads any text without any other error', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), fc.nat(note.length), (noise, at) => {
      expect(reasonOf(noise)).not.toBe('')
      expect(reasonOf(note.slice(0, at) + noise + note.slice(at))).not.toBe('')
    }))
  })
})
