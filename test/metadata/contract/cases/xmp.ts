import { expect } from 'vitest'
import { picture } from '../../support/camera.ts'
import type { ReaderCase } from '../reader-case.ts'

const NAMES = [
  ['dc', 'http://purl.org/dc/elements/1.1/'], ['xmp', 'http://ns.adobe.com/xap/1.0/'], ['xmpMM', 'http://ns.adobe.com/xap/1.0/mm/'], ['stEvt', 'http://ns.adobe.com/xap/1.0/sType/ResourceEvent#'],
  ['stRef', 'http://ns.adobe.com/xap/1.0/sType/ResourceRef#'], ['exif', 'http://ns.adobe.com/exif/1.0/'], ['tiff', 'http://ns.adobe.com/tiff/1.0/'], ['photoshop', 'http://ns.adobe.com/photoshop/1.0/'],
  ['aux', 'http://ns.adobe.com/exif/1.0/aux/'], ['crs', 'http://ns.adobe.com/camera-raw-settings/1.0/'], ['GCamera', 'http://ns.google.com/photos/1.0/camera/'],
  ['Iptc4xmpExt', 'http://iptc.org/std/Iptc4xmpExt/2008-02-29/'],
]
const RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
const packet = (body: string, attributes = ''): string => `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF ${RDF}><rdf:Description rdf:about="" ${
  NAMES.map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`).join(' ')} ${attributes}>${body}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>${' '.repeat(200)}`

async function withXmp(...packets: (string | Buffer)[]): Promise<Buffer> {
  const jpeg = await picture('jpeg')
  const segments = packets.map((each) => {
    const body = Buffer.concat([Buffer.from('http://ns.adobe.com/xap/1.0/\0'), Buffer.from(each as string)])
    const head = Buffer.from([0xff, 0xe1, 0, 0])
    head.writeUInt16BE(body.length + 2, 2)
    return Buffer.concat([head, body])
  })
  return Buffer.concat([jpeg.subarray(0, 2), ...segments, jpeg.subarray(2)])
}
const by = ['xmp']

export const readerCase: ReaderCase = {
  samples: [{
    name: 'edited.jpg',
    bytes: () => withXmp(packet(`
      <dc:creator><rdf:Seq><rdf:li>Camille &amp; Zoé</rdf:li><rdf:li>Exemple</rdf:li></rdf:Seq></dc:creator>
      <dc:title><rdf:Alt><rdf:li xml:lang="fr">Titre</rdf:li><rdf:li xml:lang="x-default">Title</rdf:li></rdf:Alt></dc:title>
      <xmpMM:DocumentID rdf:resource="xmp.did:1"/>
      <xmpMM:DerivedFrom stRef:documentID="xmp.did:0" rdf:parseType="Resource"/>
      <xmpMM:History><rdf:Seq>
        <rdf:li stEvt:action="created" stEvt:when="2026-11-15T18:39:52+01:00" stEvt:softwareAgent="Exemple Photo 1"/>
        <rdf:li rdf:parseType="Resource"><stEvt:action>saved</stEvt:action><stEvt:when>2026-11-16T08:00:00+01:00</stEvt:when><stEvt:softwareAgent>Exemple Photo 2</stEvt:softwareAgent></rdf:li>
      </rdf:Seq></xmpMM:History>
      <exif:UserComment><rdf:Alt><rdf:li xml:lang="x-default">Screenshot</rdf:li></rdf:Alt></exif:UserComment>
      <Iptc4xmpExt:DigitalSourceType>http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia</Iptc4xmpExt:DigitalSourceType>`,
    'xmp:CreatorTool="Exemple Photo 2" xmp:CreateDate="2026-11-15T18:39:52+01:00" xmp:ModifyDate="2026-11-16T08:00" exif:GPSLatitude="43,36.5N" exif:GPSLongitude="3,52,30W" exif:GPSAltitude="125/10" exif:GPSAltitudeRef="1" aux:SerialNumber="B-0042" crs:Version="15.0" GCamera:MotionPhoto="1"')),
    finds: ({ times, people, ids, text, places, device, software, findings }) => {
      expect(times).toMatchObject([
        { role: 'digitized', source: 'XMP:xmp:CreateDate', utc: '2026-11-15T17:39:52Z', by }, { role: 'modified', source: 'XMP:xmp:ModifyDate', local: '2026-11-16T08:00:00', precision: 'minute', zone: { provenance: 'unknown' } },
      ])
      expect(people).toEqual([{ role: 'author', value: 'Camille & Zoé', source: 'XMP:dc:creator', by }, { role: 'author', value: 'Exemple', source: 'XMP:dc:creator', by }])
      expect(ids).toEqual([{ kind: 'XMP DocumentID', value: 'xmp.did:1', source: 'XMP:xmpMM:DocumentID', by }, { kind: 'XMP DerivedFrom DocumentID', value: 'xmp.did:0', source: 'XMP:xmpMM:DerivedFrom/stRef:documentID', by }])
      expect(places).toEqual([{ latitude: 43.6083333, longitude: -3.875, altitude: -12.5, source: 'XMP:exif:GPSLatitude, GPSLongitude', by }])
      expect(text.map(({ key, value }) => [key, value])).toEqual([
        ['dc:title', 'Title'], ['exif:UserComment', 'Screenshot'], ['Iptc4xmpExt:DigitalSourceType', expect.stringMatching(/trained/)], ['GCamera:MotionPhoto', '1'], ['crs:Version', '15.0'],
      ])
      expect(device?.serials).toEqual([{ value: 'B-0042', source: 'XMP:aux:SerialNumber', by }])
      expect(software).toEqual([{ name: 'Exemple Photo 2', source: 'XMP:xmp:CreatorTool', by }])
      expect(findings.find(({ code }) => code === 'edit-history')).toMatchObject({
        facts: { steps: 2, software: 'Exemple Photo 1, Exemple Photo 2' },
        evidence: ['XMP:xmpMM:History = 2026-11-15T18:39:52+01:00 Exemple Photo 1 created', 'XMP:xmpMM:History = 2026-11-16T08:00:00+01:00 Exemple Photo 2 saved'],
      })
      expect(findings.map(({ code }) => code)).toEqual(expect.arrayContaining(['ai-source-type', 'screenshot-marker']))
    },
  }, {
    name: 'odd-prefixes.jpg',
    bytes: () => withXmp(`<a:RDF xmlns:a="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><a:Description xmlns:q="http://ns.adobe.com/xap/1.0/" q:CreatorTool="Exemple"><z:DigitalSourceType xmlns:z="http://iptc.org/std/Iptc4xmpExt/2008-02-19/">http://x/digitalCapture</z:DigitalSourceType></a:Description></a:RDF>`),
    finds: ({ software, text }) => {
      expect(software).toMatchObject([{ source: 'XMP:xmp:CreatorTool', name: 'Exemple' }])
      expect(text).toMatchObject([{ source: 'XMP:Iptc4xmpExt:DigitalSourceType' }])
    },
  }, {
    name: 'utf-16.jpg',
    bytes: () => withXmp(Buffer.from(packet('', 'xmp:CreatorTool="Écran"'), 'utf16le')),
    finds: ({ software }) => { expect(software).toMatchObject([{ name: 'Écran' }]) },
  }, {
    name: 'two-packets.jpg',
    bytes: () => withXmp(packet('', 'xmp:CreatorTool="Un"'), packet('', 'xmp:CreatorTool="Deux" tiff:Make="Autre"')),
    finds: ({ software, device }) => {
      expect(software.map(({ name }) => name)).toEqual(['Un', 'Deux'])
      // Never merged into EXIF.
      expect(device).toBeUndefined()
    },
  }, {
    name: 'malformed.jpg',
    bytes: () => withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description xmp:CreatorTool="Exemple" xmp:Broken=oops><xmp:ModifyDate>2026-11-16T08:12:31Z</xmp:ModifyDate></rdf:RDF>'),
    finds: ({ software, times, findings }) => {
      expect(software).toMatchObject([{ name: 'Exemple' }])
      expect(times).toMatchObject([{ source: 'XMP:xmp:ModifyDate', utc: '2026-11-16T08:12:31Z' }])
      expect(findings.map(({ code }) => code)).toContain('xmp-malformed')
    },
  }, {
    name: 'entities.jpg',
    bytes: () => withXmp(`<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>${packet('', 'xmp:CreatorTool="&b;"')}`),
    finds: ({ software, findings }) => {
      expect(software).toMatchObject([{ name: '&b;' }])
      expect(findings.find(({ code }) => code === 'xmp-malformed')?.facts).toEqual({ fault: 'DOCTYPE refused' })
    },
  }, { name: 'none.jpg', bytes: () => picture('jpeg'), empty: true, finds: ({ software }) => { expect(software).toEqual([]) } }],
}
