// The signalement verbs in this process: words in, exit code and printed text out, in both languages.
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { run } from '../../src/cli/run.ts'
import { loadCatalog } from '../../src/messages/load.ts'
import type { Settings } from '../../src/system/settings.ts'
import { tempDir, testWorld } from '../support/world.ts'
import { fakeTerminal } from './fake-terminal.ts'

const DESK: Settings = { unit: 'Association Exemple', notifierName: 'Cellule signalements', notifierEmail: 'signalements@example.org', operator: 'Écoutante 7', timeZone: 'Europe/Paris' }
const EXPLANATION = 'Depuis une semaine, ce compte publie chaque jour des moqueries et des menaces contre un élève.'
const NEW = ['signalement', 'new', '--harm', 'harcèlement', '--age', '14', '--explanation', EXPLANATION, '--good-faith', '--representation', 'parent'] as const

function desk(settings: Settings = DESK) {
  const dataDir = tempDir()
  const cwd = tempDir()
  const scelle = async (argv: readonly string[], options: { language?: 'fr' | 'en'; input?: string } = {}) => {
    const terminal = fakeTerminal(options.input === undefined ? {} : { input: options.input })
    const code = await run({
      argv, terminal, settings, words: await loadCatalog(options.language ?? 'fr'), cwd,
      createWorld: async () => testWorld({ dataDir, env: { SCELLE_KEYRING: 'off' } }), stoppedBy: () => undefined,
    })
    return { code, ...terminal.printed }
  }
  const json = async (argv: readonly string[], options: { input?: string } = {}): Promise<any> => JSON.parse((await scelle([...argv, '--json'], options)).out)
  return { scelle, json, cwd, dataDir }
}

describe('a call', () => {
  it('one picture on two platforms: two signalements, one campaign, nothing twice', async () => {
    const { scelle, json } = desk()
    const urls = ['--url', 'https://www.instagram.com/p/Abc123xyz/?igsh=1', '--url', 'https://mobile.twitter.com/compte/status/1790000000000000001?s=20']
    const made = await scelle([...NEW, ...urls])
    expect(made.code).toBe(0)
    expect(made.out).toMatch(/Signalement [0-9a-f]{8} gardé\.\nSignalement [0-9a-f]{8} gardé\.\n2\u00a0signalements dans la campagne/)
    const { signalements } = await json(['signalement', 'list'])
    expect(signalements).toHaveLength(2)
    expect(new Set(signalements.map(({ campaign }: { campaign: string }) => campaign)).size).toBe(1)
    // A dry run says the same, and keeps nothing.
    expect((await scelle([...NEW, '--url', 'https://x.com/i/status/1790000000000000001', '--dry-run'])).out).toMatch(/^Déjà enregistré[\s\S]*rien n’est écrit/)
    expect((await json(['signalement', 'list'])).total).toBe(2)
    const again = await scelle([...NEW, '--url', 'https://x.com/i/status/1790000000000000001'])
    expect(again.code).toBe(20)
    expect(again.out).toMatch(/Déjà enregistré[\s\S]*validé, créé le 2026-11-23 [\d:]+ \+01:00 par Écoutante 7/)
    expect((await scelle([...NEW, '--url', 'https://x.com/i/status/1790000000000000001', '--force'])).code).toBe(0)
  })

  it('a colleague’s packet is told before the same is sent again', async () => {
    const { scelle, json, cwd } = desk()
    await scelle([...NEW, '--url', 'https://www.instagram.com/p/Abc123xyz/'])
    const id = (await json(['signalement', 'list'])).signalements[0].id as string
    const packet = await scelle(['signalement', 'packet', id.slice(-8), '--to', 'instagram'])
    expect(packet.out).toContain('Paquet pour Instagram\u00a0:')
    const dir = join(cwd, `scelle-${id.slice(-8)}`, 'instagram')
    expect(statSync(dir).mode & 0o777).toBe(0o700)
    for (const name of readdirSync(dir)) expect(statSync(join(dir, name)).mode & 0o777, name).toBe(0o600)
    // The preview is byte for byte what was written.
    const preview = await scelle(['signalement', 'packet', id, '--to', 'instagram', '--dry-run'])
    for (const name of readdirSync(dir).filter((each) => /^\d\d-.*\.txt$/.test(each))) expect(preview.out.replaceAll('\u00a0', ' ')).toContain(readFileSync(join(dir, name), 'utf8').replaceAll('\u00a0', ' '))
    expect((await scelle(['signalement', 'packet', id, '--to', 'instagram'])).out).toContain('Paquet pour Instagram déjà préparé')
    const again = await scelle([...NEW, '--url', 'https://instagram.com/p/Abc123xyz'])
    expect(again.out).toMatch(/pour Instagram, le .*, par Écoutante 7\u00a0: préparé, envoi non constaté/)
    // An edit withdraws what was prepared from the older text.
    expect((await scelle(['signalement', 'edit', id, '--urgency', 'critical'])).out).toContain('révision 2')
    expect((await json(['signalement', 'show', id])).deliveries[0].state).toBe('cancelled')
  })

  it('shows the whole in both languages, and where it goes and why', async () => {
    const { scelle, json } = desk()
    await scelle([...NEW, '--url', 'https://www.tiktok.com/@invente/video/7300000000000000001'])
    const id = (await json(['signalement', 'list'])).signalements[0].id as string
    for (const [language, words] of [['fr', ['Cyberharcèlement', 'moins de 15 ans', 'objectif interne']], ['en', ['Cyberbullying', 'under 15', 'own target']]] as const) {
      const shown = await scelle(['signalement', 'show', id], { language })
      for (const word of words) expect(shown.out).toContain(word)
      expect((await scelle(['signalement', 'list'], { language })).out).toContain(id.slice(-8))
      const route = await scelle(['signalement', 'route', id], { language })
      expect(route.out).toMatch(/1\. TikTok[\s\S]*DSA art\. 16/)
    }
    const found = await json(['signalement', 'route', id])
    expect(found.steps[0]).toMatchObject({ destination: 'tiktok', rule: expect.any(String), reason: { fr: expect.any(String), en: expect.any(String) }, provenance: { checkedOn: '2026-11-23' } })
  })

  it('danger stops everything else: no packet, only calls', async () => {
    const { scelle, json } = desk()
    await scelle([...NEW, '--url', 'https://www.tiktok.com/@invente/video/7300000000000000001', '--urgency', 'danger imminent'])
    const id = (await json(['signalement', 'list'])).signalements[0].id as string
    const route = await json(['signalement', 'route', id])
    expect(route.steps).toEqual([])
    expect(route.calls.length).toBeGreaterThan(0)
    expect(await scelle(['signalement', 'packet', id])).toMatchObject({ code: 65, out: '' })
  })

  it('an unknown site is routed to its host once RDAP data is given', async () => {
    const { scelle, json, cwd } = desk()
    await scelle([...NEW, '--url', 'https://site-inconnu.example/page/1'])
    const id = (await json(['signalement', 'list'])).signalements[0].id as string
    const before = await json(['signalement', 'route', id])
    expect(before.steps.find(({ destination }: { destination: string }) => destination === 'hebergeur').lacks).toContain('host-contact')
    writeFileSync(join(cwd, 'rdap.json'), JSON.stringify({ objectClassName: 'ip network', entities: [{ roles: ['abuse'], vcardArray: ['vcard', [['fn', {}, 'text', 'Abuse Exemple'], ['email', {}, 'text', 'abuse@host.example']]] }] }))
    const after = await scelle(['signalement', 'route', id, '--rdap', 'rdap.json'])
    expect(after.out).toContain('Abuse Exemple\u00a0: abuse@host.example (réseau)')
    expect((await json(['signalement', 'route', id, '--rdap', 'rdap.json'])).steps.find(({ destination }: { destination: string }) => destination === 'hebergeur').lacks).not.toContain('host-contact')
  })
})

describe('what could harm a child', () => {
  const INTIMATE = ['signalement', 'new', '--harm', 'revenge porn', '--age', '16', '--explanation', EXPLANATION, '--good-faith', '--url', 'https://www.instagram.com/p/Abc123xyz/'] as const

  it('a minor’s intimate image takes no exhibit at any door, and no publishing route', async () => {
    const { scelle, json, cwd } = desk()
    const dir = join(cwd, 'dossier')
    await scelle(['init', dir, '--reference', 'R'])
    writeFileSync(join(cwd, 'a.txt'), 'a')
    await scelle(['add', join(cwd, 'a.txt'), '--case', dir])
    const withExhibit = await scelle([...INTIMATE, '--case', dir, '--exhibit', '1'])
    expect(withExhibit).toMatchObject({ code: 65, out: '' })
    expect(withExhibit.err).toContain('elle pourrait montrer un enfant')
    expect((await scelle([...INTIMATE, '--attach', 'photo.jpg'])).err).toContain('aucun fichier n’est joint à un contenu qui peut montrer un enfant')
    expect((await json(['signalement', 'list'])).total).toBe(0)
    await scelle(INTIMATE)
    const id = (await json(['signalement', 'list'])).signalements[0].id as string
    expect((await scelle(['signalement', 'edit', id, '--case', dir, '--exhibit', '1'])).code).toBe(65)
    for (const to of ['lumen', 'cloudflare', 'stopncii']) {
      const refused = await scelle(['signalement', 'packet', id, '--to', to, '--json'])
      expect([refused.code, JSON.parse(refused.err).code], to).toEqual([65, 'signalement.refused-destination'])
    }
    const shown = await scelle(['signalement', 'show', id])
    expect(shown.out).toContain('Traité comme contenu pédocriminel')
    // The identity stays out of all that leaves.
    const preview = await scelle(['signalement', 'packet', id, '--dry-run'])
    expect(preview.out).not.toContain('signalements@example.org')
    const rows = await scelle(['signalement', 'import', '-', '--json'], { input: 'atteinte;âge;url;explication;attachment\ncsam;15;https://example.com/x;' + EXPLANATION + ';photo.jpg\n' })
    expect(JSON.parse(rows.out).refusedRows[0].problems).toContainEqual(expect.objectContaining({ code: 'evidence.forbidden' }))
  })

  it('an exhibit is linked by number and digest, and the case’s journal says so', async () => {
    const { scelle, json, cwd } = desk()
    const dir = join(cwd, 'dossier')
    await scelle(['init', dir, '--reference', 'R'])
    writeFileSync(join(cwd, 'a.txt'), 'a')
    await scelle(['add', join(cwd, 'a.txt'), '--case', dir])
    await scelle(['inspect', '--case', dir])
    expect((await scelle([...NEW, '--url', 'https://x.com/a/status/1790000000000000001', '--case', dir, '--exhibit', '1'])).code).toBe(0)
    const id = (await json(['signalement', 'list'])).signalements[0].id as string
    const record = await json(['signalement', 'show', id])
    expect(record.evidence).toEqual([expect.objectContaining({ id: '0001', sha256: 'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb', storage: 'vault' })])
    expect((await scelle(['log', '--case', dir])).out).toContain('lien d’un signalement avec la pièce 0001')
    expect(readFileSync(join(dir, 'journal.ndjson'), 'utf8')).toContain(`"signalement":"${id}"`)
    // Again: the journal is not told twice. A number that is not there is refused.
    await scelle(['signalement', 'edit', id, '--case', dir, '--exhibit', '1'])
    expect(readFileSync(join(dir, 'journal.ndjson'), 'utf8').match(/signalement\.linked/g)).toHaveLength(1)
    expect((await scelle(['signalement', 'edit', id, '--case', dir, '--exhibit', '7'])).code).toBe(66)
    expect((await scelle(['verify', dir])).code).not.toBe(70)
  })

  it('free text that names somebody is shown, replaced or refused', async () => {
    const { scelle, json } = desk()
    const text = [...NEW.slice(0, 6), '--explanation', `${EXPLANATION} Ma fille s’appelle Léa Dupont, au collège Jean Moulin, 06 39 98 12 34.`, '--good-faith', '--url', 'https://www.instagram.com/p/Abc123xyz/']
    const strict = await scelle([...text, '--strict'])
    expect(strict).toMatchObject({ code: 65, out: '' })
    expect(strict.err).toContain('Léa Dupont')
    const replaced = await scelle([...text, '--replace'])
    expect(replaced.code).toBe(0)
    const id = (await json(['signalement', 'list'])).signalements[0].id as string
    const { explanation } = await json(['signalement', 'show', id])
    for (const name of ['Léa', 'Dupont', 'Moulin', '06 39']) expect(explanation).not.toContain(name)
  })

  it('no packet leaves with a name in it, unless somebody says that it may', async () => {
    const { scelle, json, cwd } = desk()
    await scelle(['signalement', 'new', '--harm', 'haine', '--age', '14', '--explanation', `${EXPLANATION} Ma fille s’appelle Léa Dupont, et lea pleure.`, '--good-faith', '--url', 'https://www.instagram.com/p/Abc123xyz/'])
    const id = (await json(['signalement', 'list'])).signalements[0].id as string
    const refused = await scelle(['signalement', 'packet', id, '--to', 'instagram', '--json'])
    expect(refused.code).toBe(65)
    expect(refused.err).toContain('signalement.personal-data')
    expect(existsSync(join(cwd, `scelle-${id.slice(-8)}`))).toBe(false)
    // One word does it, everywhere the name stands.
    expect((await scelle(['signalement', 'edit', id, '--replace', '--good-faith'])).code).toBe(0)
    expect((await json(['signalement', 'show', id])).explanation).not.toMatch(/lea|léa|dupont/i)
    expect((await scelle(['signalement', 'packet', id, '--to', 'instagram'])).code).toBe(0)
  })

  it('a folder that is not ours is never replaced, and ours only by a whole new one', async () => {
    const { scelle, json, cwd } = desk()
    await scelle([...NEW, '--url', 'https://www.instagram.com/p/Abc123xyz/'])
    const id = (await json(['signalement', 'list'])).signalements[0].id as string
    mkdirSync(join(cwd, 'home', 'instagram', 'mes-photos'), { recursive: true })
    writeFileSync(join(cwd, 'home', 'instagram', 'mes-photos', 'x'), 'x')
    expect((await scelle(['signalement', 'packet', id, '--to', 'instagram', '-o', 'home', '--force'])).code).not.toBe(0)
    expect(existsSync(join(cwd, 'home', 'instagram', 'mes-photos', 'x'))).toBe(true)
    for (const _ of [1, 2]) expect((await scelle(['signalement', 'packet', id, '--to', 'instagram', '-o', 'paquets', '--force'])).code).toBe(0)
  })

  it('imminent danger is said first, at every door', async () => {
    const { scelle } = desk()
    expect((await scelle([...NEW, '--url', 'https://www.instagram.com/p/Abc123xyz/', '--urgency', 'danger immédiat'])).out).toMatch(/^Ne remplissez rien[\s\S]*17[\s\S]*119[\s\S]*gardé/)
    const rows = await scelle(['signalement', 'import', '-'], { input: `atteinte;url;explication;urgence\nsuicide;https://example.com/1;${EXPLANATION};danger imminent\n` })
    expect(rows.out).toMatch(/^DANGER IMMINENT, ligne 2.*17.*119/)
  })

  it('what a column does not say is not understood: a mail is the caller’s, an « anonymat » says nothing', async () => {
    const { json } = desk({ unit: 'A' })
    const imported = await json(['signalement', 'import', '-'], { input: `atteinte;âge;url;explication;mail;anonymat;bonne foi\ncsam;14;https://example.com/1;${EXPLANATION};maman@famille.example;oui;oui\n` })
    expect(imported).toMatchObject({ kept: 1, warnings: [{ code: 'columns-unread' }] })
    const id = (await json(['signalement', 'list'])).signalements[0].id as string
    expect((await json(['signalement', 'show', id])).notifier).toEqual({ authority: 'individual', org: 'A', identity: 'withheld' })
  })

  it('names of members that every object has are columns like others', async () => {
    const { scelle } = desk()
    const rows = await scelle(['signalement', 'import', '-', '--json'], { input: `{"constructor":"a","url":"https://a.fr/x","harm":"csam"}\n` })
    expect(rows.code).toBe(65)
    expect(JSON.parse(rows.out).refusedRows[0].problems.every(({ column }: { column: unknown }) => column === null || typeof column === 'string')).toBe(true)
  })
})

describe('import', () => {
  const TABLE = [
    'Atteinte;Âge;Lien;Explication;Vu le;Bonne foi',
    `Harcèlement;14;https://www.tiktok.com/@invente/video/7300000000000000001?_t=x;${EXPLANATION};23/11/2026 17:04;oui`,
    ';;;;;',
    'harcelment;ado;javascript:alert(1);court;31/02/2026;hein',
    `haine;inconnu;https://t.co/abc;${EXPLANATION};22/11/2026;oui`,
  ].join('\r\n')

  it('good rows go, bad rows stay with all their reasons, and come in once corrected', async () => {
    const { scelle, json, cwd } = desk()
    writeFileSync(join(cwd, 'appel.csv'), `\ufeff${TABLE}\r\n`)
    const done = await scelle(['signalement', 'import', 'appel.csv', '--reject', 'rejets.csv'])
    expect(done.code).toBe(20)
    expect(done.out).toContain('2\u00a0signalements gardés')
    for (const column of ['Atteinte', 'Âge', 'Lien', 'Explication', 'Vu le', 'Bonne foi']) expect(done.out).toContain(`ligne 4, colonne ${column}\u00a0: `)
    const rejects = readFileSync(join(cwd, 'rejets.csv'), 'utf8')
    expect(rejects.startsWith('\ufeffAtteinte;Âge;Lien;Explication;Vu le;Bonne foi;_problemes\r\n')).toBe(true)
    expect(statSync(join(cwd, 'rejets.csv')).mode & 0o777).toBe(0o600)
    // The same file again adds nothing; corrections are never overwritten.
    expect((await scelle(['signalement', 'import', 'appel.csv', '--reject', 'rejets.csv'])).code).toBe(64)
    expect((await json(['signalement', 'import', 'appel.csv'])).known).toBe(2)
    writeFileSync(join(cwd, 'corrige.csv'), rejects.replace('harcelment;ado;javascript:alert(1);court;31/02/2026;hein', `harcèlement;13;https://example.com/page;${EXPLANATION};20/11/2026 10:00;oui`))
    expect(await json(['signalement', 'import', 'corrige.csv'])).toMatchObject({ kept: 1, refused: 0 })
    expect((await json(['signalement', 'list'])).total).toBe(3)
  })

  it('a dry run keeps nothing and makes no store; standard input leaves no spool', async () => {
    const { scelle, json, dataDir } = desk()
    expect(await json(['signalement', 'import', '-', '--dry-run'], { input: TABLE })).toMatchObject({ kept: 2, refused: 1, dryRun: true })
    expect(existsSync(join(dataDir, 'signalements.sqlite'))).toBe(false)
    const quiet = await scelle(['signalement', 'import', '-', '--quiet'], { input: TABLE })
    expect(quiet).toMatchObject({ code: 20, out: '' })
    expect(quiet.err).toContain('ligne 4, colonne Atteinte')
    expect(readdirSync(dataDir).filter((name) => name.endsWith('.spool'))).toEqual([])
  })

  it('a file that breaks at its end leaves nothing', async () => {
    const { scelle, json, cwd } = desk()
    writeFileSync(join(cwd, 'a.csv'), `${TABLE}\r\nhaine;15;https://example.com/1;"jamais fermé`)
    const broken = await scelle(['signalement', 'import', 'a.csv', '--json'])
    expect([broken.code, JSON.parse(broken.err).code]).toEqual([65, 'import.quote-open'])
    expect((await json(['signalement', 'list'])).total).toBe(0)
  })

  it('rows of one campaign share it; options hold where a row says nothing', async () => {
    const { json, cwd } = desk()
    writeFileSync(join(cwd, 'a.csv'), `url;explication;campagne\nhttps://example.com/1;${EXPLANATION};affaire 12\nhttps://example.com/2;${EXPLANATION};affaire 12\nhttps://example.com/3;${EXPLANATION};affaire 13\n`)
    expect(await json(['signalement', 'import', 'a.csv', '--harm', 'haine', '--age', '15_17', '--good-faith'])).toMatchObject({ kept: 3, drafts: 0 })
    const { signalements } = await json(['signalement', 'list'])
    expect(new Set(signalements.map(({ campaign }: { campaign: string }) => campaign)).size).toBe(2)
    expect(signalements.every(({ ageBand }: { ageBand: string }) => ageBand === '15_17')).toBe(true)
  })
})

describe('purge', () => {
  it('erases what is named, never without a yes, and leaves the count', async () => {
    const { scelle, json } = desk()
    await scelle([...NEW, '--url', 'https://www.tiktok.com/@invente/video/7300000000000000001'])
    const id = (await json(['signalement', 'list'])).signalements[0].id as string
    expect((await scelle(['purge'])).out).toContain('Rien à effacer')
    expect((await scelle(['purge', id])).code).toBe(64)
    expect((await scelle(['purge', id, '--dry-run'])).out).toContain('serait effacé')
    expect(await json(['purge', id, '--yes'])).toMatchObject({ done: true, counts: { cyberharcelement: 1 } })
    expect((await scelle(['signalement', 'show', id])).code).toBe(66)
    expect((await json(['signalement', 'list'])).total).toBe(0)
  })
})

describe('refusals', () => {
  it.each([
    [['signalement', 'show', 'abcd'], 66, 'signalement.not-found'],
    [['signalement', 'new'], 64, 'signalement.refused'],
    [['signalement', 'new', '--harm', 'x'], 65, 'signalement.refused'],
    [['signalement', 'edit', 'abcd'], 64, 'usage.other'],
    [['signalement', 'import', 'absent.csv'], 66, 'import.missing'],
    [['signalement', 'import', 'absent.csv', '--map', 'x'], 64, 'usage.bad-value'],
    [['signalement', 'list', '--state', 'perdu'], 64, 'usage.bad-value'],
    [['signalement', 'nouvo'], 64, 'usage.unknown-command'],
    [['signalement'], 64, 'usage.no-command'],
    [['signalement', 'new', '--exhibit', '1'], 64, 'usage.missing-option'],
  ] as const)('%j ends with %i and %s, in both languages and in JSON', async (argv, code, failure) => {
    const { scelle, dataDir } = desk()
    for (const language of ['fr', 'en'] as const) {
      const said = await scelle(argv, { language })
      expect(said).toMatchObject({ code, out: '' })
      expect(said.err).toMatch(language === 'fr' ? /^(?:[\s\S]*\n)?Erreur\u00a0: .+\nÀ faire\u00a0: .+\n$/ : /^(?:[\s\S]*\n)?Error: .+\nTo do: .+\n$/)
    }
    expect(JSON.parse((await scelle([...argv, '--json'])).err.trim().split('\n').at(-1) ?? '')).toMatchObject({ type: 'error', code: failure, exit: code })
    expect(existsSync(join(dataDir, 'signalements.sqlite'))).toBe(false)
  })
})
