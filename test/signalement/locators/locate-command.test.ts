// `scelle locate` in this process: words in, exit code and printed text out, in both languages.
import { describe, expect, it } from 'vitest'
import { run } from '../../../src/cli/run.ts'
import { loadCatalog } from '../../../src/messages/load.ts'
import { fakeTerminal } from '../../cli/fake-terminal.ts'
import { tempDir, testWorld } from '../../support/world.ts'

async function scelle(argv: readonly string[], options: { language?: 'fr' | 'en'; input?: string } = {}) {
  const terminal = fakeTerminal(options.input === undefined ? {} : { input: options.input })
  const code = await run({
    argv, terminal, settings: {}, words: await loadCatalog(options.language ?? 'fr'), cwd: tempDir(),
    createWorld: async () => testWorld(), stoppedBy: () => undefined,
  })
  return { code, ...terminal.printed }
}

describe('scelle locate', () => {
  it('says what an address is, what is missing and how to get it', async () => {
    const { code, out, err } = await scelle(['repérer', 'https://discord.com/channels/123456789012345678/234567890123456789'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toBe([
      'Discord, salon ou chaîne',
      '  Adresse\u00a0: https://discord.com/channels/123456789012345678/234567890123456789',
      '  Identifiants\u00a0: guild 123456789012345678, channel 234567890123456789',
      '  Manque\u00a0: Il manque le lien du message précis.',
      '  À faire\u00a0: Sur ordinateur\u00a0: clic droit sur le message → Copier le lien du message. Sur téléphone\u00a0: appui long → Copier le lien du message. Il a trois longs numéros. Une capture d’écran ne suffit pas.',
      '',
    ].join('\n'))
    const english = await scelle(['locate', 'https://vm.tiktok.com/ZMabc123/'], { language: 'en' })
    expect(english.out).toContain('TikTok, short link\n  Address: https://vm.tiktok.com/ZMabc123/\n')
    expect(english.out).toContain('  Missing: Short link')
    expect(english.out).not.toMatch(/[éèà]/)
  })

  it('counts, and says when one content came twice', async () => {
    const { code, out } = await scelle(['reperer', 'https://youtu.be/dQw4w9WgXcQ', 'https://www.youtube.com/shorts/dQw4w9WgXcQ', 'javascript:x'])
    expect(code).toBe(20)
    expect(out).toMatch(/Refusé\u00a0: javascript:x\n {2}seules les adresses http.*\n {2}À faire\u00a0: .+\n/)
    expect(out).toMatch(/2\u00a0adresses reconnues, dont 1\u00a0en double, 1\u00a0refusée\.\n$/)
  })

  it('gives one JSON object a line, refusals too', async () => {
    const { code, out } = await scelle(['locate', '--json', 'https://x.com/ana/status/1234567890123456789', 'http://127.0.0.1/'])
    expect(code).toBe(20)
    const [one, other] = out.trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(one).toEqual({
      ok: true, raw: 'https://x.com/ana/status/1234567890123456789', platform: 'x', kind: 'url', what: 'post', canonical: 'https://x.com/i/status/1234567890123456789',
      ids: { statusId: '1234567890123456789', user: 'ana' }, missing: [], notes: ['renamed-account'],
    })
    expect(other).toMatchObject({ ok: false, raw: 'http://127.0.0.1/', refusal: 'private-address', message: expect.any(String), hint: expect.any(String) })
  })

  it('reads one address a line from standard input', async () => {
    const { code, out } = await scelle(['locate', '-', '--json'], { input: '\ufeffhttps://youtu.be/dQw4w9WgXcQ\r\n\r\n  \nhttps://t.me/exemple_canal/12' })
    expect(code).toBe(0)
    expect(out.trim().split('\n').map((line) => (JSON.parse(line) as { canonical: string }).canonical)).toEqual(['https://www.youtube.com/watch?v=dQw4w9WgXcQ', 'https://t.me/exemple_canal/12'])
  })

  it('takes a handle with its platform, and twitter as people say it', async () => {
    expect((await scelle(['locate', '--platform', 'twitter', '@ana'])).out).toContain('https://x.com/ana\n')
    const named = await scelle(['locate', '--platform', 'snapchat', 'Ana 🦋'])
    expect(named.code).toBe(0)
    expect(named.out).toMatch(/Manque\u00a0: Il manque le nom d’utilisateur\.[\s\S]*À regarder\u00a0: semble être le nom affiché/)
  })

  it('makes hostile addresses visible', async () => {
    const { out } = await scelle(['locate', 'https://exam\u202eple.com/a b\u001b[31m'])
    expect(out).toContain('\\u{202e}')
    expect(out).not.toContain('\u001b')
  })

  it.each([
    [['locate', 'javascript:x'], 65], [['locate', 'x', 'y'], 65], [['locate', '@ana'], 65],
    [['locate'], 64], [['locate', '-', 'https://example.com'], 64], [['locate', '--platform', 'myspace', 'ana'], 64],
  ] as const)('%j ends with %i', async (argv, code) => {
    expect((await scelle(argv)).code).toBe(code)
  })

  it('an empty input is no success', async () => {
    expect(await scelle(['locate', '-'], { input: '\n' })).toMatchObject({ code: 64, out: '' })
  })
})
