// Makes test/golden/case-1: a small sealed exercise and its bag, frozen once a version is out and verified forever after.
// `node test/golden/make.ts` makes it again; tokens and keys are drawn by chance, so the bytes differ each time.
import { cpSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { packCase } from '../../src/bundle/pack.ts'
import { initCase } from '../../src/case/case-folder.ts'
import { documentWordsIn } from '../../src/messages/load.ts'
import { createNodeWorld } from '../../src/system/node-world.ts'
import type { World } from '../../src/system/world.ts'
import { GOLDEN, observe } from './observe.ts'

// An RFC 822 message, a text, and a picture of one pixel.
const EVIDENCE: readonly (readonly [string, string | Buffer])[] = [
  ['courriel.eml', 'From: a@exemple.invalid\r\nTo: b@exemple.invalid\r\nSubject: Essai\r\nDate: Mon, 23 Nov 2026 10:00:00 +0100\r\nMessage-ID: <1@exemple.invalid>\r\n\r\nBonjour\r\n'],
  ['déposition n° 1.txt', 'Ceci est un exercice.\n'],
  ['pixel.png', Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')],
]

const place = mkdtempSync(join(tmpdir(), 'scelle-golden-'))
const here = createNodeWorld({ env: { SCELLE_NOW: '2026-11-23T17:00:00.000Z' }, dataDir: join(place, 'data'), configDir: join(place, 'config'), timeZone: 'Europe/Paris' })
// An invented machine: what is frozen names nobody's.
const { node, openssl, dependencies } = await here.host.environment()
const world: World = {
  ...here,
  host: { ...here.host, hostname: 'poste-exemple', user: 'personne', environment: async () => ({ os: 'Système d\'exemple', node, openssl, dependencies }) },
}
try {
  const evidence = join(place, 'preuves')
  mkdirSync(evidence)
  for (const [name, content] of EVIDENCE) {
    writeFileSync(join(evidence, name), content)
    utimesSync(join(evidence, name), 1_795_000_000, 1_795_000_000)
  }
  const dir = join(place, 'dossier')
  const out = join(place, 'liasse')
  await initCase(world, dir, {
    reference: 'GOLDEN-1', title: 'Dossier de référence', frame: 'Exercice', operator: 'Personne', unit: 'Essais', profile: 'police',
    language: 'fr', exercise: true, timeZone: 'Europe/Paris',
  })
  const silent = (): void => {}
  await packCase(world, {
    dir, fields: undefined, intake: { paths: [Buffer.from(evidence)], source: 'fabriqué', kind: 'original', sensitive: 'none', digests: ['sha512'] },
    seal: { tsa: [], minAuthorities: undefined, anchors: [], images: 'blurred', resume: false, dryRun: false, wordsIn: documentWordsIn },
    output: out, recipients: [],
  }, { add: silent, inspect: silent, stage: silent })
  rmSync(GOLDEN, { recursive: true, force: true })
  mkdirSync(GOLDEN, { recursive: true })
  cpSync(dir, join(GOLDEN, 'dossier'), { recursive: true, filter: (path) => !path.endsWith('.scelle') })
  cpSync(join(out, 'GOLDEN-1.bag.zip'), join(GOLDEN, 'GOLDEN-1.bag.zip'))
  writeFileSync(join(GOLDEN, 'expected.json'), `${JSON.stringify(await observe(world), null, 2)}\n`)
} finally {
  await world.evidence.close()
  rmSync(place, { recursive: true, force: true })
}
