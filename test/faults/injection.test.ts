// G8: what evidence and operators write can inject nothing into the papers: PDF, page, text, graph, JSON, shell.
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { freshDir, have, scelle } from './harness.ts'

const HTML = '"><script>alert(1)</script><img src=x onerror=alert(2)>&amp;'
const PDF = ') Tj ET /JS (app.alert(1)) /S /JavaScript >> endobj ('
const SHELL = '$(touch /tmp/pwned)`id`;rm -rf ~ #\''
const TERMINAL = '\u001b]0;pwn\u0007\u001b[2J\u202egpj.exe\u0000'.replace('\u0000', '')
const TEMPLATE = '{{reference}}{{#each}} ${1+1} <%= 7*7 %>'
const HOSTILE = [HTML, PDF, SHELL, TERMINAL, TEMPLATE, '=HYPERLINK("http://evil.invalid","x")', 'ligne\r\nBcc: tous@evil.invalid', '\u2028\u2029\ufeff\u200b\u{e0041}', 'é'.repeat(60)]

/** A JPEG whose EXIF says hostile things: one IFD with ImageDescription, Make, Model, Artist and Software. */
function hostileJpeg(text: string): Buffer {
  const value = Buffer.concat([Buffer.from(text, 'utf8'), Buffer.from([0])])
  const tags = [0x010e, 0x010f, 0x0110, 0x0131, 0x013b]
  const ifd = Buffer.alloc(2 + tags.length * 12 + 4)
  const start = 8 + ifd.length
  ifd.writeUInt16LE(tags.length, 0)
  for (const [n, tag] of tags.entries()) {
    ifd.writeUInt16LE(tag, 2 + n * 12)
    ifd.writeUInt16LE(2, 4 + n * 12)
    ifd.writeUInt32LE(value.length, 6 + n * 12)
    ifd.writeUInt32LE(start, 10 + n * 12)
  }
  const tiff = Buffer.concat([Buffer.from('49492a0008000000', 'hex'), ifd, value])
  const body = Buffer.concat([Buffer.from('Exif\u0000\u0000', 'latin1'), tiff])
  const length = Buffer.alloc(2)
  length.writeUInt16BE(body.length + 2)
  // The picture itself: 1 x 1, grey.
  const picture = Buffer.from('ffdb004300ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc0000b080001000101011100ffc40014000100000000000000000000000000000003ffc40014100100000000000000000000000000000000ffda0008010100003f0037ffd9', 'hex')
  return Buffer.concat([Buffer.from('ffd8ffe1', 'hex'), length, body, picture])
}

function hostileEvidence(): string {
  const dir = freshDir('hostile')
  for (const [n, text] of HOSTILE.entries()) {
    writeFileSync(join(dir, `${text.replaceAll('/', '_').slice(0, 80)}.txt`), `contenu ${n}\n${text}`)
    writeFileSync(join(dir, `exif-${n}.jpg`), hostileJpeg(text))
    writeFileSync(join(dir, `courriel-${n}.eml`), `From: "${text.replaceAll(/[\r\n]/g, ' ')}" <a@exemple.invalid>\r\nTo: b@exemple.invalid\r\nSubject: ${text.replaceAll(/[\r\n]/g, ' ')}\r\nDate: Mon, 23 Nov 2026 10:00:00 +0100\r\nMessage-ID: <${n}@exemple.invalid>\r\n\r\nBonjour\r\n`)
    writeFileSync(join(dir, `page-${n}.html`), `<!DOCTYPE html><html><head><title>${text}</title></head><body>${text}</body></html>`)
    writeFileSync(join(dir, `image-${n}.svg`), `<svg xmlns="http://www.w3.org/2000/svg"><title>${text}</title><script>alert(1)</script></svg>`)
  }
  return dir
}

/** What must never stand raw in text that a person reads. */
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/

describe('safe/papers', () => {
  it('hostile names, metadata and options stay text everywhere', () => {
    const dir = join(freshDir(), 'dossier')
    const liasse = join(freshDir(), 'liasse')
    const packed = scelle(['pack', hostileEvidence(), '--case', dir, '-o', liasse,
      '--reference', `R ${HTML}`, '--title', `T ${PDF}${TEMPLATE}`, '--frame', `F ${SHELL}`, '--operator', `O ${TERMINAL}`, '--unit', `U ${HTML}`,
      '--source', `S ${HTML}${PDF}${TERMINAL}${SHELL}`])
    expect([0, 20], packed.err + packed.out).toContain(packed.code)
    expect(packed.out + packed.err).not.toMatch(CONTROL)

    const names = readdirSync(liasse)
    for (const name of names) expect(name).toMatch(/^[\w.() -]+$/u)
    const pdfs = names.filter((name) => name.endsWith('.pdf')).map((name) => join(liasse, name))
    expect(pdfs.length).toBeGreaterThan(1)
    for (const pdf of pdfs) {
      const raw = readFileSync(pdf, 'latin1')
      // Objects that act; a name that was written as text is inside a compressed stream or escaped.
      for (const word of ['/JavaScript', '/JS ', '/Launch', '/OpenAction', '/AA ', '/SubmitForm', '/RichMedia']) expect(raw, word).not.toContain(word)
      if (have('qpdf')) {
        const checked = spawnSync('qpdf', ['--check', pdf], { encoding: 'utf8' })
        expect(checked.status, checked.stdout + checked.stderr).toBe(0)
        // Objects without the bytes of streams: attachments may say what they like.
        const objects = spawnSync('qpdf', ['--json=2', '--json-key=qpdf', pdf], { encoding: 'utf8', maxBuffer: 1 << 28 }).stdout
        expect(objects).toContain('"/Type": "/Catalog"')
        expect(objects).not.toMatch(/"\/S": "\/(JavaScript|Launch|SubmitForm|GoToR|URI)"|"\/(JS|AA|OpenAction)":/)
      }
      if (have('pdftotext')) {
        const text = spawnSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8', maxBuffer: 1 << 28 }).stdout
        expect(text).not.toMatch(CONTROL)
        if (pdf.endsWith('rapport.pdf')) expect(text.replaceAll(/\s/g, '')).toContain('<script>alert(1)</script>')
      }
    }

    const page = readFileSync(join(liasse, 'VERIFIER.html'), 'utf8')
    expect(page).not.toMatch(CONTROL)
    expect(page).not.toMatch(/<script|<img|onerror\s*=\s*alert\(2\)>(?!&)|javascript:/i)
    expect(page).toMatch(/&(lt|#60);script&(gt|#62);/)
    expect(page).toMatch(/Content-Security-Policy/)

    for (const path of ['seals/0001/README.txt', 'bag-info.txt']) {
      const text = readFileSync(join(dir, path), 'utf8')
      expect(text, path).not.toMatch(CONTROL)
    }
    const info = readFileSync(join(dir, 'bag-info.txt'), 'utf8').split('\n').filter((line) => line !== '')
    for (const line of info) expect(line).toMatch(/^([A-Za-z-]+: |[ \t])/)
    expect(info.filter((line) => line.startsWith('Bcc'))).toEqual([])

    // Machine files: valid, and each string is the one that was given.
    const graph = JSON.parse(readFileSync(join(dir, 'metadata/case.jsonld'), 'utf8')) as unknown
    expect(JSON.stringify(graph)).toContain('onerror=alert(2)')
    for (const line of readFileSync(join(dir, 'metadata/exhibits.ndjson'), 'utf8').split('\n').filter((one) => one !== '')) expect(() => JSON.parse(line) as unknown).not.toThrow()

    if (have('sha256sum')) {
      const listed = spawnSync('sha256sum', ['-c', '--strict', '--quiet', 'SHA256SUMS'], { cwd: liasse, encoding: 'utf8' })
      expect(listed.status, listed.stdout + listed.stderr).toBe(0)
      for (const list of ['manifest-sha256.txt', 'tagmanifest-sha256.txt']) {
        const ran = spawnSync('sha256sum', ['-c', '--strict', '--quiet', list], { cwd: dir, encoding: 'utf8' })
        expect(ran.status, ran.stdout + ran.stderr).toBe(0)
      }
    }
    for (const args of [['log', '--case', dir], ['status', '--case', dir], ['verify', dir], ['verify', liasse], ['inspect', '--force', '--case', dir]]) {
      const ran = scelle(args)
      expect(ran.out + ran.err, args.join(' ')).not.toMatch(CONTROL)
    }
    for (const args of [['log', '--case', dir, '--json'], ['status', '--case', dir, '--json'], ['verify', dir, '--json']]) {
      const { out } = scelle(args)
      expect(out.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as unknown).length).toBeGreaterThan(0)
      // eslint-disable-next-line no-control-regex
      expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f]/)
    }
    expect(spawnSync('test', ['-e', '/tmp/pwned']).status).toBe(1)
  })
})
