// An evening of an investigator, in French, verb by verb through the real program; then what an expert does without it.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDir, have, journal, makeEvidence, scelle, start, type Ran } from '../faults/harness.ts'
import { hasOpenssl } from '../support/tsa/openssl.ts'
import { startOpensslAuthority, type OpensslAuthority } from './openssl-authority.ts'

const place = freshDir('enquete')
const dir = join(place, 'dossier')
const fr = { LC_ALL: 'fr_FR.UTF-8' }
const root = join(place, 'racine.pem')
let authority: OpensslAuthority
beforeAll(async () => {
  if (!hasOpenssl) return
  authority = await startOpensslAuthority()
  writeFileSync(root, authority.rootPem)
})
afterAll(async () => { if (hasOpenssl) await authority.close() })

function ok(args: readonly string[], code = 0, options: Parameters<typeof scelle>[1] = {}): Ran {
  const ran = scelle(args, { env: fr, cwd: place, ...options })
  expect(ran.code, `${args.join(' ')}\n${ran.out}${ran.err}`).toBe(code)
  return ran
}
/** For what talks to the authority, which lives in this process. */
async function online(args: readonly string[], code = 0): Promise<Ran> {
  const ran = await start(args, fr).ended
  expect(ran.code, `${args.join(' ')}\n${ran.out}${ran.err}`).toBe(code)
  return ran
}
const tool = (name: string, args: readonly string[], cwd = place): { status: number | null; text: string } => {
  const ran = spawnSync(name, args, { cwd, encoding: 'utf8', maxBuffer: 1 << 28 })
  return { status: ran.status, text: ran.stdout + ran.stderr }
}

// One story: each step needs the one before.
describe.skipIf(!hasOpenssl)('l\'enquêteur', () => {
  it('ouvre un dossier avec toutes ses mentions, et ajoute de trois façons', () => {
    ok(['ouvrir', dir, '--reference', 'PV 2026/00042', '--title', 'Diffusion d\'images', '--frame', 'Enquête préliminaire', '--operator', 'ADC Martin', '--unit', 'BR de Vannes', '--profile', 'police', '--time-zone', 'Europe/Paris', '--case-lang', 'fr'])
    ok(['ouvrir', dir, '--reference', 'x'], 64)
    const evidence = makeEvidence(6)
    expect(ok(['ajouter', evidence, '--case', dir, '--source', 'Disque n° 1', '--sha512', '--md5', '--sha1', '--dry-run']).out).toContain('6')
    expect(journal(dir)).toHaveLength(1)
    ok(['ajouter', evidence, '--case', dir, '--source', 'Disque n° 1', '--sha512', '--md5', '--sha1'])
    const lot = freshDir('lot')
    writeFileSync(join(lot, 'a b.txt'), 'a')
    writeFileSync(join(lot, 'deux\nlignes.txt'), 'b')
    ok(['ajouter', '-', '--case', dir, '--sha512', '--kind', 'working-copy'], 0, { input: `${join(lot, 'a b.txt')}\n` })
    ok(['ajouter', '-', '-0', '--case', dir, '--sha512', '--kind', 'derived'], 0, { input: `${join(lot, 'deux\nlignes.txt')}\0` })
    ok(['ajouter', join(lot, 'absent'), '--case', dir], 20)
    const added = journal(dir).filter(({ action }) => action === 'exhibit.added')
    expect(added).toHaveLength(8)
    expect(Object.keys(added[0]?.facts['digests'] as object).toSorted()).toEqual(['md5', 'sha1', 'sha256', 'sha512'])
    expect(added.map(({ facts }) => facts['kind']).slice(-2)).toEqual(['working-copy', 'derived'])
    // The same again: nothing new.
    ok(['ajouter', evidence, '--case', dir, '--sha512'])
    expect(journal(dir).filter(({ action }) => action === 'exhibit.added')).toHaveLength(8)
  })

  it('examine, relit le brouillon, règle et diagnostique', () => {
    ok(['examiner', '--case', dir])
    ok(['examiner', '--case', dir, '--exhibit', '1', '--force'])
    ok(['rapport', '--draft', '--case', dir, '-o', join(place, 'brouillon.pdf'), '--images', 'none'])
    if (have('qpdf')) expect(tool('qpdf', ['--check', 'brouillon.pdf']).status).toBe(0)
    ok(['reglages', 'set', 'operator', 'ADC Martin'])
    expect(ok(['réglages', 'get', 'operator']).out.trim()).toBe('ADC Martin')
    ok(['reglages', 'unset', 'operator'])
    ok(['diagnostic', '--case', dir])
    expect(ok(['état', '--case', dir]).out).toContain('Jamais scellé')
    expect(ok(['journal', '--case', dir, '-n', '3']).out.trim().split('\n')).toHaveLength(3)
    expect(ok(['--help']).out).toContain('verifier')
  })

  it('scelle sans réseau : en attente ; puis reprend avec une autorité réelle', async () => {
    authority.asleep = true
    await online(['sceller', '--case', dir, '--tsa', authority.url, '--trust', root], 75)
    expect(ok(['status', '--case', dir, '--json']).out).toContain('"next":"resume"')
    ok(['liasse', '--case', dir, '-o', join(place, 'trop-tot')], 75)
    ok(['vérifier', dir], 24)
    authority.asleep = false
    await online(['sceller', '--case', dir, '--resume', '--trust', root])
    ok(['vérifier', dir, '--trust', root])
    ok(['vérifier', dir], 24)
    ok(['sceller', '--case', dir, '--resume'], 64)
  })

  it('remet une liasse en clair et une liasse chiffrée, que tout le monde vérifie', () => {
    const liasse = join(place, 'liasse')
    ok(['liasse', '--case', dir, '-o', liasse, '--dry-run'])
    ok(['liasse', '--case', dir, '-o', liasse])
    for (const target of [liasse, join(liasse, readdirSync(liasse).find((name) => name.endsWith('.zip')) ?? '')]) ok(['vérifier', target, '--trust', root])
    if (have('age', '--version') && have('age-keygen', '--version')) {
      const key = join(place, 'cle.txt')
      const made = tool('age-keygen', ['-o', key]).text
      const recipient = /age1[a-z0-9]+/.exec(made)?.[0] ?? ''
      const secret = join(place, 'chiffree')
      ok(['liasse', '--case', dir, '-o', secret, '--encrypt-to', recipient])
      const name = readdirSync(secret).find((one) => one.endsWith('.age')) ?? ''
      expect(readdirSync(secret).some((one) => one.endsWith('.zip'))).toBe(false)
      ok(['vérifier', join(secret, name)], 64)
      expect(tool('age', ['-d', '-i', key, '-o', join(place, 'clair.zip'), join(secret, name)]).status).toBe(0)
      ok(['vérifier', join(place, 'clair.zip'), '--trust', root])
    }
  })

  it('l\'expert contrôle tout sans scelle', () => {
    const seal = join(dir, 'seals/0001')
    const token = readdirSync(seal).find((name) => name.endsWith('.tsr')) ?? ''
    const chain = token.replace('.tsr', '.chain.pem')
    if (have('sha256sum')) for (const list of ['manifest-sha256.txt', 'tagmanifest-sha256.txt']) expect(tool('sha256sum', ['-c', '--strict', '--quiet', list], dir)).toEqual({ status: 0, text: '' })
    if (have('sha512sum')) expect(tool('sha512sum', ['-c', '--strict', '--quiet', 'manifest-sha512.txt'], dir)).toEqual({ status: 0, text: '' })
    const verified = tool('openssl', ['ts', '-verify', '-data', 'tagmanifest-sha256.txt', '-in', token, '-CAfile', root, '-untrusted', chain], seal)
    expect(verified.text).toContain('Verification: OK')
    for (const pdf of [join(dir, 'report/rapport.pdf'), join(seal, 'attestation.pdf')]) {
      if (have('qpdf')) expect(tool('qpdf', ['--check', pdf]).text).toContain('No syntax or stream encoding errors')
    }
    if (have('pdfdetach')) {
      const listed = tool('pdfdetach', ['-list', join(dir, 'report/rapport.pdf')]).text
      for (const name of ['manifest-sha256.txt', 'custody.ndjson', 'case.json']) expect(listed).toContain(name)
    }
    if (have('bagit.py')) expect(tool('bagit.py', ['--validate', dir]).status).toBe(0)

    // The same token alone, by our verifier: with its root, without, with the wrong data.
    const data = join(seal, 'tagmanifest-sha256.txt')
    ok(['vérifier', join(seal, token), '--data', data, '--trust', root, '--untrusted', join(seal, chain)])
    ok(['vérifier', join(seal, token), '--data', data, '--untrusted', join(seal, chain)], 24)
    ok(['vérifier', join(seal, token), '--data', join(dir, 'bagit.txt'), '--trust', root], 21)
    ok(['vérifier', join(seal, token)], 66)
  })

  it('une deuxième remise : scellement 2, et le premier reste vérifiable', async () => {
    const lot = freshDir('suite')
    mkdirSync(join(lot, 'sous'))
    writeFileSync(join(lot, 'sous', 'nouveau.txt'), 'nouveau')
    const frozen = readFileSync(join(dir, 'seals/0001/tagmanifest-sha256.txt'))
    await online(['emballer', lot, '--case', dir, '--tsa', authority.url, '--trust', root, '-o', join(place, 'liasse-2')])
    expect(readdirSync(join(dir, 'seals')).toSorted()).toEqual(['0001', '0002'])
    expect(readFileSync(join(dir, 'seals/0001/tagmanifest-sha256.txt')).equals(frozen)).toBe(true)
    const verified = ok(['vérifier', dir, '--trust', root, '--json'])
    const { seals } = JSON.parse(verified.out) as { seals: { number: number }[] }
    expect(seals.map(({ number }) => number)).toEqual([1, 2])
    ok(['vérifier', join(place, 'liasse-2'), '--trust', root])
    // One changed byte is found and named.
    const victim = journal(dir).find(({ action }) => action === 'exhibit.added')?.facts['stored']
    const path = join(dir, String(victim))
    spawnSync('chmod', ['u+w', path])
    writeFileSync(path, Buffer.from('x'))
    expect(ok(['vérifier', dir, '--trust', root], 21).out).toContain(String(victim).slice(0, 20))
  })
})
