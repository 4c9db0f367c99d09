import { expect } from 'vitest'
import { PAGE, anonymousSignature, domainSignature, waczOf } from '../../support/wacz-making.ts'
import type { WaczOptions } from '../../support/wacz-making.ts'
import { warcinfo } from '../../support/warc-making.ts'
import { zipOf } from '../../support/zip-making.ts'
import type { ReaderCase, Sample } from '../reader-case.ts'

/** One rule broken: what is found besides the absent signature and the record without a digest. */
function broken(name: string, options: WaczOptions, expected: readonly (readonly [code: string, level: string, evidence: RegExp])[]): Sample {
  return {
    name: `${name}.wacz`, bytes: () => waczOf(options),
    finds: ({ findings }) => {
      const found = findings.filter(({ code }) => !['wacz-unsigned', 'warc-without-digest'].includes(code))
      expect(found.map(({ code, level }) => [code, level])).toEqual(expected.map(([code, level]) => [code, level]))
      for (const [index, [, , evidence]] of expected.entries()) expect(found[index]?.evidence.join('\n')).toMatch(evidence)
    },
  }
}
const none = /^/
const signed = (alter: (data: Record<string, unknown>) => void, made = anonymousSignature) => (hash: string): Record<string, unknown> => {
  const data = made(hash)
  alter(data)
  return data
}

export const readerCase: ReaderCase = {
  samples: [
    {
      name: 'dossier.wacz',
      bytes: () => waczOf(),
      finds: ({ times, text, software, findings, embedded }) => {
        expect(times.filter(({ source }) => source.startsWith('WACZ:')).map(({ role, source, utc }) => [role, source, utc])).toEqual([
          ['container-created', 'WACZ:datapackage:created', '2026-11-16T07:20:00Z'], ['saved', 'WACZ:pages/pages.jsonl:line 2:ts', '2026-11-16T07:12:31Z'],
          ['saved', 'WACZ:archive/data.warc.gz:Record[1]:WARC-Date', '2026-11-16T07:12:30Z'], ['saved', 'WACZ:archive/data.warc.gz:Record[2]:WARC-Date', '2026-11-16T07:12:31Z'],
        ])
        expect(text).toContainEqual({ key: 'page', value: `${PAGE} (Fil)`, source: 'WACZ:pages/pages.jsonl:line 2', by: ['wacz'] })
        expect(software.map(({ source }) => source)).toEqual(['WACZ:datapackage:software', 'WACZ:archive/data.warc.gz:Record[1]:software'])
        expect(findings.map(({ code, level }) => [code, level])).toEqual([['wacz-unsigned', 'info'], ['warc-without-digest', 'info']])
        expect(embedded?.find(({ name }) => name === 'archive/data.warc.gz')?.record?.file.detected?.extension).toBe('warc')
      },
    },
    broken('sans-liste', { leave: ['datapackage.json'] }, [['wacz-layout', 'notice', /datapackage\.json: absent/]]),
    broken('sans-pages', { leave: ['pages/pages.jsonl'] }, [['wacz-layout', 'notice', /pages\.jsonl/], ['wacz-resource-missing', 'warn', /resources\[3\] pages\/pages\.jsonl/]]),
    broken('recompresse', { pack: ['archive/data.warc.gz'] }, [['wacz-warc-compressed', 'notice', /method 8/]]),
    broken('change', { files: (files) => files.set('pages/pages.jsonl', Buffer.from((files.get('pages/pages.jsonl') as Buffer).toString().replace('Fil', 'Lif'))) }, [['wacz-digest-mismatch', 'warn', /pages\.jsonl: hash = sha256:\w{64}, is \w{64}$/]]),
    broken('taille', { list: ({ resources }) => { Object.assign(resources[1] ?? {}, { bytes: 7 }) } }, [['wacz-digest-mismatch', 'warn', /index\.cdx: bytes = 7, is \d+$/]]),
    broken('autre-dossier', { list: ({ resources }) => { Object.assign(resources[0] ?? {}, { path: 'data.warc.gz' }) } }, [['wacz-resource-missing', 'warn', /resources\[1\] data\.warc\.gz/], ['wacz-uncovered-file', 'notice', /WACZ:archive\/data\.warc\.gz/]]),
    broken('non-couvert', { files: (files) => files.set('logs/x.log', Buffer.from('x')) }, [['wacz-uncovered-file', 'notice', /WACZ:logs\/x\.log/]]),
    broken('sans-nom', { list: ({ resources }) => { delete resources[0]?.['name']; delete resources[1]?.['hash'] } }, [['wacz-resource-incomplete', 'notice', /data\.warc\.gz: no name\n.*index\.cdx: no hash/]]),
    broken('empreinte', { digest: (file) => { file['hash'] = `sha256:${'0'.repeat(64)}` } }, [['wacz-package-mismatch', 'warn', /datapackage\.json: sha256:/]]),
    broken('en-trop', { digest: (file) => { file['note'] = 'x'; file['path'] = 'autre.json' } }, [['wacz-digest-file-defect', 'notice', /path = autre\.json\n.*note: not in the standard/]]),
    broken('deux-signatures', { digest: (file) => { file['signedData'] = [{}, {}] } }, [['wacz-digest-file-defect', 'notice', /signedData: no single object/]]),
    broken('index-ailleurs', { index: (line) => { line['offset'] = '0' } }, [['wacz-index-mismatch', 'warn', /line 1 https:\/\/forum\.example\.org\/fil\/1: offset 0: record of \?/]]),
    broken('index-milieu', { index: (line) => { line['offset'] = '40'; line['length'] = '20' } }, [['wacz-index-mismatch', 'warn', /offset 40: no record begins there/]]),
    broken('index-court', { index: (line) => { line['length'] = String(Number(line['length']) - 3) } }, [['wacz-index-mismatch', 'warn', /length \d+: no record begins after it/]]),
    broken('index-loin', { index: (line) => { line['length'] = '9999999' } }, [['wacz-index-mismatch', 'warn', /beyond the \d+ bytes/]]),
    broken('index-absent', { index: (line) => { line['filename'] = 'rien.warc.gz' } }, [['wacz-index-mismatch', 'warn', /rien\.warc\.gz is absent/]]),
    broken('page-hors-index', { index: (line) => { line['url'] = 'https://example.org/' } }, [['wacz-index-mismatch', 'warn', /record of https:\/\/forum/], ['wacz-page-not-indexed', 'notice', /WACZ:pages = https:\/\/forum/]]),
    broken('anonyme', { signed: anonymousSignature }, [['wacz-self-signed', 'info', /ec secp384r1 sha256 verified/]]),
    broken('anonyme-fausse', { signed: signed((data) => { data['signature'] = Buffer.alloc(96, 1).toString('base64') }) }, [['wacz-signature-invalid', 'warn', /not that of this key/]]),
    broken('anonyme-autre-empreinte', { signed: signed((data) => { data['hash'] = 'sha256:0' }) }, [['wacz-signature-invalid', 'warn', /hash = sha256:0, the file says/]]),
    broken('anonyme-sans-cle', { signed: signed((data) => { data['publicKey'] = 'AAAA' }) }, [['wacz-signature-invalid', 'warn', /publicKey: none/]]),
    broken('anonyme-en-trop', { signed: signed((data) => { data['note'] = 1 }) }, [['wacz-digest-file-defect', 'notice', /signedData\.note/], ['wacz-self-signed', 'info', none]]),
    broken('domaine', { signed: domainSignature() }, [['wacz-domain-signed', 'info', /ec prime256v1 sha256 verified by the certificate of capture\.example\.org\n.*2 certificates[^\n]*\ntimeSignature: over the signature as written \(sha256\), at 20261116072005Z/]]),
    broken('domaine-autre', { signed: domainSignature({ domain: 'autre.example.org' }) }, [['wacz-signature-invalid', 'warn', /not for autre\.example\.org/]]),
    broken('domaine-chaine', { signed: domainSignature({ strangers: true }) }, [['wacz-signature-invalid', 'warn', /domainCert: certificate 1 is not signed by the next/]]),
    broken('domaine-vieux', { signed: domainSignature({ notBefore: '2026-11-01T00:00:00.000Z' }) }, [['wacz-signature-invalid', 'warn', /not within seven days/]]),
    broken('domaine-tard', { signed: domainSignature({ genTime: '2026-11-16T07:31:00.000Z' }) }, [['wacz-signature-invalid', 'warn', /not within ten minutes/]]),
    broken('domaine-avant', { signed: domainSignature({ genTime: '2026-11-16T07:19:59.000Z' }) }, [['wacz-signature-invalid', 'warn', /not within ten minutes/]]),
    broken('domaine-autre-jeton', { signed: domainSignature({ stamped: 'autre' }) }, [['wacz-signature-invalid', 'warn', /no token over this signature/]]),
    broken('domaine-sans-jeton', { signed: signed((data) => { delete data['timeSignature'] }, domainSignature()) }, [['wacz-signature-invalid', 'warn', /timeSignature: absent/]]),
    { name: 'ordinaire.zip', empty: true, bytes: () => zipOf([{ name: 'datapackage.json', bytes: Buffer.from('{}') }, { name: 'a.warc', bytes: warcinfo() }]), finds: ({ findings }) => { expect(findings).toEqual([]) } },
  ],
}
