// XMP names are known by their namespace, whatever prefix a file gives it; here they bear the prefix that XMP part 1 and 2,
// IPTC and the makers of cameras prefer.

export const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#'

const PREFIXES = new Map<string, string>([
  [RDF, 'rdf'], ['adobe:ns:meta/', 'x'], ['http://www.w3.org/XML/1998/namespace', 'xml'],
  ['http://purl.org/dc/elements/1.1/', 'dc'], ['http://purl.org/dc/terms/', 'dcterms'],
  ['http://ns.adobe.com/xap/1.0/', 'xmp'], ['http://ns.adobe.com/xap/1.0/mm/', 'xmpMM'], ['http://ns.adobe.com/xap/1.0/rights/', 'xmpRights'],
  ['http://ns.adobe.com/xap/1.0/bj/', 'xmpBJ'], ['http://ns.adobe.com/xap/1.0/t/pg/', 'xmpTPg'], ['http://ns.adobe.com/xmp/1.0/DynamicMedia/', 'xmpDM'],
  ['http://ns.adobe.com/xmp/note/', 'xmpNote'], ['http://ns.adobe.com/xap/1.0/sType/ResourceRef#', 'stRef'],
  ['http://ns.adobe.com/xap/1.0/sType/ResourceEvent#', 'stEvt'], ['http://ns.adobe.com/xap/1.0/sType/Version#', 'stVer'],
  ['http://ns.adobe.com/xap/1.0/sType/ManifestItem#', 'stMfs'], ['http://ns.adobe.com/xap/1.0/sType/Dimensions#', 'stDim'],
  ['http://ns.adobe.com/tiff/1.0/', 'tiff'], ['http://ns.adobe.com/exif/1.0/', 'exif'], ['http://cipa.jp/exif/1.0/', 'exifEX'],
  ['http://ns.adobe.com/exif/1.0/aux/', 'aux'], ['http://ns.adobe.com/photoshop/1.0/', 'photoshop'], ['http://ns.adobe.com/camera-raw-settings/1.0/', 'crs'],
  ['http://ns.adobe.com/lightroom/1.0/', 'lr'], ['http://ns.adobe.com/pdf/1.3/', 'pdf'], ['http://ns.adobe.com/pdfx/1.3/', 'pdfx'],
  ['http://ns.adobe.com/hdr-gain-map/1.0/', 'hdrgm'], ['http://ns.google.com/photos/1.0/camera/', 'GCamera'],
  ['http://ns.google.com/photos/1.0/container/', 'Container'], ['http://ns.google.com/photos/1.0/container/item/', 'Item'],
  ['http://ns.google.com/photos/1.0/image/', 'GImage'], ['http://ns.google.com/photos/1.0/depthmap/', 'GDepth'], ['http://ns.google.com/photos/1.0/panorama/', 'GPano'],
  ['http://ns.microsoft.com/photo/1.0/', 'MicrosoftPhoto'], ['http://ns.microsoft.com/photo/1.0', 'MicrosoftPhoto'], ['http://ns.useplus.org/ldf/xmp/1.0/', 'plus'],
  ['http://www.metadataworkinggroup.com/schemas/regions/', 'mwg-rs'], ['http://www.digikam.org/ns/1.0/', 'digiKam'], ['http://creativecommons.org/ns#', 'cc'],
])
/** IPTC dated the namespaces of its schemas differently over the years. */
const IPTC = /^http:\/\/iptc\.org\/std\/(Iptc4xmp(?:Core|Ext))\//

/** The preferred prefix of a namespace; undefined: nobody's in particular. */
export function prefixOf(uri: string): string | undefined {
  return PREFIXES.get(uri) ?? IPTC.exec(uri)?.[1]
}
