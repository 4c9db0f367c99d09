import { expect } from 'vitest'
import type { ReaderCase } from '../reader-case.ts'
import { TOOL, XMP, manifestStore } from '../../support/picture-parts.ts'

const rdf = /<rdf:RDF[^]*<\/rdf:RDF>/.exec(XMP.toString())?.[0] ?? ''
const ENTITIES = '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/hostname">]>'

export const readerCase: ReaderCase = {
  samples: [{
    name: 'drawing.svg',
    bytes: () => Buffer.from(`<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="10cm" height="96pt"><title>Un dessin</title><desc>Deux traits</desc>
      <metadata>${rdf}<c2pa:manifest xmlns:c2pa="http://c2pa.org/manifest">${manifestStore().toString('base64')}</c2pa:manifest></metadata>
      <script>alert(1)</script><g onload="x()"><a href="https://example.org/click"><text>x</text></a><image href="https://example.org/pixel.png"/><rect style="fill:url(http://example.org/f)"/></g></svg>`),
    finds: (record) => {
      expect(record.image).toMatchObject({ width: 378, height: 128 })
      expect(record.text).toEqual(expect.arrayContaining([expect.objectContaining({ key: 'Title', value: 'Un dessin' }), expect.objectContaining({ key: 'Description', value: 'Deux traits' })]))
      expect(record.software).toContainEqual(expect.objectContaining(TOOL))
      expect(record.provenance).toMatchObject({ c2pa: 'present-unverified' })
      expect(record.raw['svg']).toMatchObject({ scripts: 1, handlers: 1, outside: ['https://example.org/pixel.png', 'http://example.org/f'] })
      expect(record.findings.filter(({ level }) => level === 'warn')).toEqual([])
    },
  }, {
    name: 'entities.svg', bytes: () => Buffer.from(`<?xml version="1.0"?>${ENTITIES}<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"><title>&b; &x;</title></svg>`),
    finds: (record) => {
      expect(record.image).toMatchObject({ width: 40, height: 30 })
      expect(record.text).toContainEqual(expect.objectContaining({ key: 'Title', value: '&b; &x;' }))
      expect(record.raw['svg']).toMatchObject({ entities: 3, problem: expect.stringMatching(/entity/) })
    },
  }, {
    name: 'deep.svg', bytes: () => Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3">${'<g>'.repeat(20_000)}`),
    finds: ({ raw }) => expect(raw['svg']).toMatchObject({ problem: 'nested too deep' }),
  }],
}
