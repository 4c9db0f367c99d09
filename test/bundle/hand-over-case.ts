// A small sealed case on disk, with a real token by openssl, and what can be wrong with it.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sealReadme } from '../../src/bundle/seal-readme.ts'
import { entryOfExhibit } from '../../src/case/exhibit-entry.ts'
import { exhibits, initCase, writeCase } from '../../src/case/case-folder.ts'
import { bagDeclaration, bagInfo } from '../../src/seal/bag-info.ts'
import { payloadManifest, tagFiles, tagManifest } from '../../src/seal/manifest.ts'
import type { World } from '../../src/system/world.ts'
import { bytesOf } from './zip-world.ts'

const sha256 = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

export async function openedCase(world: World, dir: string, over: { reference?: string; language?: 'fr' | 'en'; exercise?: boolean } = {}): Promise<void> {
  await initCase(world, dir, {
    reference: '2026-00042', title: 'Essai <b>gras</b>', frame: 'enquête', operator: 'A. Martin', unit: 'Unité', profile: 'police',
    language: 'fr', exercise: false, timeZone: 'Europe/Paris', ...over,
  })
}

export async function addExhibit(world: World, dir: string, number: number, name: string, content: string): Promise<void> {
  const id = String(number).padStart(4, '0')
  await writeCase(world, dir, 'add', async (c) => {
    mkdirSync(join(dir, 'data', id), { recursive: true })
    writeFileSync(join(dir, 'data', id, name), content)
    await c.append([entryOfExhibit({
      number, name, path: name, stored: `data/${id}/${name}`, kind: 'original', sensitive: 'none', size: Buffer.byteLength(content),
      digests: { sha256: sha256(content) }, modifiedAt: '2026-11-01T08:00:00.000Z', source: null, origin: `/in/${name}`,
    })])
  })
}

/** Seals as far as `upTo`, with a token of a three-level chain when openssl is there. */
export async function seal(world: World, dir: string, number = 1, upTo: 'started' | 'pending' | 'complete' = 'complete'): Promise<void> {
  const id = String(number).padStart(4, '0')
  const folder = join(dir, 'seals', id)
  await writeCase(world, dir, 'seal', async (c) => {
    await c.append([{ action: 'seal.started', subject: `seal/${id}`, facts: {} }])
    if (upTo === 'started') return
    mkdirSync(join(dir, 'report'), { recursive: true })
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(dir, 'report/rapport.pdf'), `%PDF rapport ${number}`)
    writeFileSync(join(dir, 'bagit.txt'), bagDeclaration())
    writeFileSync(join(dir, 'bag-info.txt'), bagInfo({ record: c.record, exhibits: c.state.exhibits, bytes: c.state.bytes, date: c.state.lastAt, toolVersion: '0.0.0' }))
    writeFileSync(join(dir, 'manifest-sha256.txt'), await bytesOf(payloadManifest(exhibits(world, dir), 'sha256')))
    writeFileSync(join(dir, 'tagmanifest-sha256.txt'), await bytesOf(tagManifest(world, dir, await tagFiles(world, dir))))
    for (const name of ['manifest-sha256.txt', 'tagmanifest-sha256.txt']) copyFileSync(join(dir, name), join(folder, name))
    writeFileSync(join(folder, 'attestation.pdf'), '%PDF attestation')
    const digests = { tagmanifest: sha256(readFileSync(join(dir, 'tagmanifest-sha256.txt'))), payloadManifest: sha256(readFileSync(join(dir, 'manifest-sha256.txt'))) }
    token(folder, 'tsa.example')
    writeFileSync(join(folder, 'README.txt'), await sealReadme(world, c.record.language, {
      reference: c.record.reference, title: c.record.title, seal: number, ...digests, authorities: [{ name: 'tsa.example', local: false }], exercise: c.record.exercise,
    }))
    writeFileSync(join(folder, 'seal.json'), JSON.stringify({
      format: 'seal/1', number, startedAt: c.state.lastAt, state: 'complete', ...digests, log: { origin: 'x', size: c.state.size, root: '0'.repeat(64) },
      minAuthorities: 1, authorities: [{ name: 'tsa.example', url: 'https://tsa.example/', state: 'received' }],
    }))
    await c.append([{ action: upTo === 'complete' ? 'seal.completed' : 'seal.pending', subject: `seal/${id}`, facts: {} }])
  })
}

function token(folder: string, name: string): void {
  const run = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' })
  const work = ['root.key', 'root.pem', 'int.key', 'int.csr', 'int.pem', 'tsa.key', 'tsa.csr', 'tsa.pem', 'tsa.cnf', 'serial', 'q.tsq', 'root.srl', 'int.srl']
  try {
    writeFileSync(join(folder, 'tsa.cnf'), [
      '[tsa]', 'default_tsa=t', '[t]', 'serial=./serial', 'signer_digest=sha256', 'default_policy=1.2.3.4', 'digests=sha256', 'ess_cert_id_alg=sha256',
      '[ca]', 'basicConstraints=critical,CA:TRUE', '[leaf]', 'extendedKeyUsage=critical,timeStamping', 'keyUsage=critical,digitalSignature', '',
    ].join('\n'))
    writeFileSync(join(folder, 'serial'), '01\n')
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']
    run('req', '-x509', ...key, '-keyout', 'root.key', '-out', 'root.pem', '-subj', '/CN=Root', '-days', '30')
    for (const [part, issuer, section] of [['int', 'root', 'ca'], ['tsa', 'int', 'leaf']] as const) {
      run('req', ...key, '-keyout', `${part}.key`, '-out', `${part}.csr`, '-subj', `/CN=${part}`)
      run('x509', '-req', '-in', `${part}.csr`, '-CA', `${issuer}.pem`, '-CAkey', `${issuer}.key`, '-CAcreateserial', '-extfile', 'tsa.cnf', '-extensions', section, '-out', `${part}.pem`, '-days', '30')
    }
    run('ts', '-query', '-data', 'tagmanifest-sha256.txt', '-sha256', '-cert', '-out', 'q.tsq')
    run('ts', '-reply', '-config', 'tsa.cnf', '-queryfile', 'q.tsq', '-signer', 'tsa.pem', '-inkey', 'tsa.key', '-chain', 'int.pem', '-out', `${name}.tsr`)
    writeFileSync(join(folder, `${name}.chain.pem`), ['tsa', 'int', 'root'].map((part) => readFileSync(join(folder, `${part}.pem`), 'utf8')).join(''))
  } finally {
    execFileSync('rm', ['-f', ...work], { cwd: folder })
  }
}
