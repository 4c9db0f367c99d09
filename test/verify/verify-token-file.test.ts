import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { openLocalAuthority } from '../../src/seal/authority/local-authority.ts'
import { buildTimeStampReq } from '../../src/seal/rfc3161/request.ts'
import { verifyTokenFile } from '../../src/verify/verify-token-file.ts'
import { tempDir, world } from './support/sealed-case.ts'

const dir = tempDir('token')
const at = (name: string) => join(dir, name)
let root: Buffer

beforeAll(async () => {
  const authority = await openLocalAuthority(world)
  root = authority.rootDer
  const request = buildTimeStampReq({ algorithm: 'sha512', digest: createHash('sha512').update('data').digest() }, world.random.bytes(16))
  const other = buildTimeStampReq({ algorithm: 'sha512', digest: createHash('sha512').update('data').digest() }, world.random.bytes(16))
  writeFileSync(at('data'), 'data')
  writeFileSync(at('other'), 'other')
  writeFileSync(at('token.tsr'), await authority.respond(request.der))
  writeFileSync(at('query.tsq'), request.der)
  writeFileSync(at('other.tsq'), other.der)
})

const verify = (input: Partial<Parameters<typeof verifyTokenFile>[1]> = {}) =>
  verifyTokenFile(world, { token: at('token.tsr'), data: at('data'), anchors: [root], untrusted: [], ...input })

describe('one token and its file', () => {
  it('is verified with the algorithm that the token names', async () => {
    const { verdict, token } = await verify({ query: at('query.tsq') })
    expect(verdict).toBe('verified')
    expect(token?.imprint.algorithm).toBe('sha512')
  })

  it('is not verified with another file, another request or no root', async () => {
    const failed = async (input: Parameters<typeof verify>[0]) => (await verify(input)).checks.filter(({ outcome }) => outcome === 'failed').map(({ code }) => code)
    expect(await failed({ data: at('other') })).toEqual(['TSP.IMPRINT_MISMATCH'])
    expect(await failed({ query: at('other.tsq') })).toEqual(['TSP.NONCE_MISMATCH'])
    expect(await failed({ token: at('data') })).toEqual(['TSP.MALFORMED'])
    expect((await verify({ anchors: [] })).verdict).toBe('indeterminate')
  })

  it('says which file is missing or is none', async () => {
    await expect(verify({ data: at('nothing') })).rejects.toThrow('verify.not-found')
    await expect(verify({ token: at('nothing') })).rejects.toThrow('verify.not-found')
    mkdirSync(at('folder'))
    await expect(verify({ token: at('folder') })).rejects.toThrow('verify.not-a-target')
    await expect(verify({ query: at('data') })).rejects.toThrow('tsp.bad-request')
  })
})
