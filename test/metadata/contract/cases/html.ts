import { expect } from 'vitest'
import type { ReaderCase } from '../reader-case.ts'

const page = (head: string, before = ''): Buffer => Buffer.from(`${before}<!DOCTYPE html>\n<html lang="fr"><head><meta charset="utf-8">${head}</head><body><p>Bonjour</p></body></html>\n`)

export const readerCase: ReaderCase = {
  samples: [{
    name: 'article.html',
    bytes: () => page(`<title>Caf&eacute;
      du jour</title><link href="https://potins.example.org/1" rel="canonical"><base href="https://potins.example.org/">
      <meta content="Exemple CMS 5" name=generator><meta property="og:url" content="https://potins.example.org/1?a=1&amp;b=2"><meta name="author" content="Malo">
      <meta property="article:published_time" content="2026-11-16T08:12:31+01:00"><meta name="date" content="lundi soir"><meta http-equiv="Last-Modified" content="Tue, 17 Nov 2026 06:52:11 GMT">
      <script type="application/ld+json">{"@graph": [{"@type": "Article", "datePublished": "2026-11-16T07:12:31Z", "__proto__": {"dateModified": "2026-11-18"}}]}</script>
      <script src="x.js"></script><script>if (a < b) document.write("<title>faux</title>")</script><style><title>faux</title></style>
      <img src="//cdn.example.org/a.png"><iframe src="x"></iframe>`),
    finds: ({ times, text, software, people, raw }) => {
      expect(times.map(({ role, source, raw: told, utc }) => [role, source, told, utc])).toEqual([
        ['container-created', 'HTML:article:published_time', '2026-11-16T08:12:31+01:00', '2026-11-16T07:12:31Z'], ['modified', 'HTML:last-modified', 'Tue, 17 Nov 2026 06:52:11 GMT', '2026-11-17T06:52:11Z'],
        ['container-created', 'HTML:JSON-LD:datePublished', '2026-11-16T07:12:31Z', '2026-11-16T07:12:31Z'], ['modified', 'HTML:JSON-LD:dateModified', '2026-11-18', undefined],
      ])
      expect(Object.fromEntries(text.map(({ source, value }) => [source, value]))).toEqual({
        'HTML:lang': 'fr', 'HTML:title': 'Café du jour', 'HTML:link rel=canonical': 'https://potins.example.org/1', 'HTML:base': 'https://potins.example.org/', 'HTML:og:url': 'https://potins.example.org/1?a=1&b=2', 'HTML:date': 'lundi soir',
      })
      expect(software).toMatchObject([{ name: 'Exemple CMS 5', source: 'HTML:generator' }])
      expect(people).toMatchObject([{ role: 'author', value: 'Malo' }])
      expect(raw['html']).toMatchObject({ charset: 'utf-8', scripts: 3, frames: 1, remoteImages: 1 })
    },
  }, {
    name: 'singlefile.html',
    bytes: () => Buffer.from('<!DOCTYPE html> <html lang=fr><!--\n Page saved with SingleFile \n url: https://potins.example.org/1 \n saved date: Mon Nov 16 2026 08:12:31 GMT+0100 (heure normale d’Europe centrale)\n--><meta charset=utf-8><title>x</title>'),
    finds: ({ times, text, software }) => {
      expect(times).toEqual([{
        role: 'saved', raw: 'Mon Nov 16 2026 08:12:31 GMT+0100 (heure normale d’Europe centrale)', source: 'HTML:SingleFile', local: '2026-11-16T08:12:31', utc: '2026-11-16T07:12:31Z',
        zone: { offset: '+01:00', provenance: 'tag' }, precision: 'second', valid: true, by: ['html'],
      }])
      expect(text).toContainEqual({ key: 'saved from', value: 'https://potins.example.org/1', source: 'HTML:SingleFile', by: ['html'] })
      expect(software).toMatchObject([{ name: 'SingleFile' }])
    },
  }, {
    name: 'saved.html',
    bytes: () => page('<!-- Mirrored from potins.example.org/1 by HTTrack Website Copier/3.x [XR&CO\'2014], Mon, 16 Nov 2026 07:12:31 GMT --><!-- FILE ARCHIVED ON 07:12:31 Nov 16, 2026 AND RETRIEVED FROM THE INTERNET ARCHIVE ON 08:00:00 Nov 17, 2026. -->', '<!-- saved from url=(0028)https://potins.example.org/1 -->\n'),
    finds: ({ times, text, software }) => {
      expect(times.map(({ role, source, raw, utc }) => [role, source, raw, utc])).toEqual([
        ['saved', 'HTML:HTTrack', 'Mon, 16 Nov 2026 07:12:31 GMT', '2026-11-16T07:12:31Z'], ['saved', 'HTML:Wayback Machine', '07:12:31 Nov 16, 2026', '2026-11-16T07:12:31Z'],
      ])
      expect(text.filter(({ key }) => key === 'saved from').map(({ source, value }) => [source, value])).toEqual([['HTML:comment', 'https://potins.example.org/1'], ['HTML:HTTrack', 'potins.example.org/1']])
      expect(software.map(({ name }) => name)).toEqual(['HTTrack Website Copier/3.x', 'Wayback Machine'])
    },
  }, {
    name: 'word.html',
    bytes: () => page('<meta name="dc:creator" content="Lou"><!--[if gte mso 9]><xml><o:DocumentProperties><o:Author>Malo</o:Author><o:LastAuthor>Jade</o:LastAuthor><o:Created>2026-11-16T07:12:00Z</o:Created><o:Company>Collège</o:Company><o:constructor>x</o:constructor></o:DocumentProperties></xml><![endif]-->'),
    finds: ({ people, times }) => {
      expect(people?.map(({ role, value, source }) => [role, value, source])).toEqual([['author', 'Lou', 'HTML:dc.creator'], ['author', 'Malo', 'HTML:office:Author'], ['last-modified-by', 'Jade', 'HTML:office:LastAuthor'], ['company', 'Collège', 'HTML:office:Company']])
      expect(times).toMatchObject([{ role: 'container-created', utc: '2026-11-16T07:12:00Z' }])
    },
  }, {
    name: 'latin.html',
    bytes: () => Buffer.from('<html><head><meta http-equiv="content-type" content="text/html; charset=iso-8859-1"><title>Caf\xe9</title></head>', 'latin1'),
    finds: ({ text, raw }) => {
      expect(text).toMatchObject([{ key: 'title', value: 'Café' }])
      expect(raw['html']).toMatchObject({ charset: 'windows-1252' })
    },
  }, {
    name: 'flood.html',
    bytes: () => Buffer.from(`<html>${'<a '.repeat(100_000)}${'<b></c>'.repeat(200_000)}${'<meta name=author content=x>'.repeat(50_000)}<!--${'-<!--'.repeat(200_000)}`),
    finds: ({ people }) => { expect(people).toMatchObject([{ value: 'x' }]) },
  }],
}
