// Which extensions are another name for the same content, so that `jpeg` in a `.jpg` is no finding.

/** Each row: extensions that one content may bear without anything being strange. The first one is the plain name. */
const SAME: readonly (readonly string[])[] = [
  ['jpg', 'jpeg', 'jpe', 'jfif', 'jif', 'mpo'], ['png', 'apng'], ['tif', 'tiff', 'dng', 'arw', 'nef', 'cr2', 'pef', 'orf', 'rw2', 'srw', 'nrw', 'sr2', '3fr', 'iiq', 'kdc', 'dcr', 'erf', 'mos', 'btf', 'tf8', 'raw', 'rwl'],
  ['heic', 'heif', 'hif', 'heics', 'heifs', 'avif', 'avifs', 'mp4'],
  ['mp4', 'm4v', 'm4a', 'm4b', 'm4p', 'm4r', 'mov', 'qt', '3gp', '3g2', '3gpp', 'f4v', 'f4a', 'f4b', 'f4p'],
  ['cfb', 'docx', 'xlsx', 'pptx', 'doc', 'xls', 'ppt', 'msg', 'dot', 'xlt', 'pps', 'msi', 'mpp', 'vsd', 'db'],
  ['zip', 'docx', 'docm', 'dotx', 'dotm', 'xlsx', 'xlsm', 'xltx', 'xltm', 'xlsb', 'pptx', 'pptm', 'ppsx', 'ppsm', 'potx', 'potm', 'odt', 'ods', 'odp', 'odg', 'ott', 'ots', 'otp', 'sxw', 'sxc', 'sxi', 'sxd', 'stw', 'stc', 'sti', 'std',
    'epub', 'apk', 'jar', 'xpi', 'wacz', 'kmz', 'ipa', 'cbz', '3mf', 'vsdx', 'pages', 'numbers', 'key', 'whl'],
  ['doc', 'dot', 'wbk', 'wiz'], ['xls', 'xlt', 'xla', 'xlm'], ['ppt', 'pps', 'pot', 'ppa'], ['msg', 'oft'], ['vsd', 'vst', 'vss'],
  ['docx', 'docm', 'dotx', 'dotm'], ['xlsx', 'xlsm', 'xltx', 'xltm', 'xlsb', 'xlam'], ['pptx', 'pptm', 'ppsx', 'ppsm', 'potx', 'potm', 'ppam'], ['vsdx', 'vsdm', 'vstx', 'vstm', 'vssx', 'vssm'],
  ['odt', 'ott', 'odm', 'sxw'], ['ods', 'ots', 'sxc'], ['odp', 'otp', 'sxi'], ['odg', 'otg', 'sxd'], ['jar', 'war', 'ear', 'apk', 'xpi'],
  ['gz', 'tgz', 'tar.gz', 'svgz', 'emz', 'warc', 'wacz'], ['mkv', 'mka', 'mks', 'webm', 'mk3d'], ['ogg', 'oga', 'ogv', 'ogx', 'opus', 'spx', 'ogm'], ['asf', 'wma', 'wmv', 'dvr-ms'],
  ['mp3', 'mp2', 'mp1', 'mpga'], ['mpg', 'mpeg', 'm2p', 'vob', 'ps'], ['mts', 'm2ts', 'ts', 'm2t'], ['aif', 'aiff', 'aifc'], ['aac', 'adts'], ['mid', 'midi'],
  ['html', 'htm', 'xhtml', 'shtml', 'xht'], ['eml', 'mht', 'mhtml', 'mim', 'txt', 'nws'], ['mbox', 'mbx', 'txt', 'eml'], ['json', 'har', 'jsonl', 'ndjson', 'geojson', 'jsonld', 'webmanifest', 'map', 'txt', 'ipynb'],
  ['xml', 'rels', 'model', 'vml', 'opf', 'ncx', 'xaml', 'config', 'svg', 'gpx', 'kml', 'rss', 'atom', 'plist', 'xsd', 'xsl', 'fb2', 'txt', 'xmp', 'dae', 'musicxml', 'tcx', 'xhtml', 'html'],
  ['txt', 'csv', 'tsv', 'log', 'md', 'text', 'asc', 'conf', 'ini', 'srt', 'yml', 'yaml', 'js', 'ts', 'mjs', 'css', 'py', 'c', 'h', 'java', 'sh', 'bat', 'sql', 'tex', 'license', 'url', 'nfo', 'me', 'ass', 'vtt', 'sub', 'json', 'xml', 'html', 'svg', 'vcf', 'ics', 'eml', 'mbox', 'rtf', 'warc', 'ps1', 'pl', 'rb', 'go', 'rs', 'toml'],
  ['vcf', 'vcard', 'txt'], ['ics', 'ical', 'ifb', 'txt'], ['warc', 'arc', 'txt'], ['pdf', 'ai'], ['ps', 'eps'], ['exe', 'dll', 'sys', 'scr', 'ocx', 'cpl'], ['pst', 'ost'], ['asar', 'bin'], ['rar', 'cbr'], ['7z', 'cb7'], ['jp2', 'j2k', 'j2c', 'jpc', 'jpf', 'jpx', 'jpm', 'mj2'], ['bmp', 'dib'], ['psd', 'psb'], ['ico', 'cur'], ['svg', 'svgz'], ['jpg', 'jps', 'thm'], ['macho', 'dylib', 'bundle', 'o', 'so'], ['elf', 'so', 'o', 'bin'], ['p7m', 'p7s', 'p7c', 'der', 'txt'], ['pem', 'crt', 'cer', 'key', 'txt'],
]

/** Lower case, after the last dot; undefined when there is none, or when it is no plain extension. */
export function extensionOf(name: string): string | undefined {
  const match = /[^.]\.([A-Za-z0-9_-]{1,16})$/.exec(name)
  return match?.[1]?.toLowerCase()
}

const KNOWN = new Set(SAME.flat())
/** Two formats inside the same container are two formats. */
const CONTAINERS = new Set(['cfb', 'zip'])

/** null: nothing to compare, as for a plain text under an extension that nobody knows. */
export function extensionMatches(declared: string | undefined, detected: string | undefined): boolean | null {
  if (declared === undefined || detected === undefined) return null
  if (ANYTHING.has(declared)) return null
  const found = detected.toLowerCase()
  if (declared === found || SAME.some((row) => row.includes(declared) && row.includes(found) && (!CONTAINERS.has(row[0] as string) || row[0] === declared || row[0] === found))) return true
  return found === 'txt' && !KNOWN.has(declared) && !BINARY.has(declared) ? null : false
}

/** Extensions without a row of their own under which a text would be strange. */
const BINARY = new Set(['gif', 'bmp', 'webp', 'jxl', 'ico', 'psd', 'xcf', 'avi', 'flv', 'wav', 'flac', 'amr', 'sqlite', 'deb', 'rpm', 'woff', 'woff2', 'ttf', 'otf', 'class', 'wasm', 'swf', 'iso', 'bz2', 'xz', 'zst', 'lz4', 'cab'])

/** Extensions that promise no content. */
const ANYTHING = new Set(['bin', 'dat', 'data', 'tmp', 'temp', 'bak', 'part', 'download', 'unknown', 'file'])
