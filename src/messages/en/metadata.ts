// Words of metadata: findings, reading engines, pictures. A finding says what was seen, never a conclusion.
import type { FindingCode, FindingFacts } from '../../metadata/finding-codes.ts'
import type { EngineStatus, Finding } from '../../metadata/record.ts'
import type { FindingText } from '../finding-text.ts'
import type { MetadataWords } from '../fr/metadata.ts'
import { formatNumber, plural } from '../format.ts'

const count = (value: number): string => formatNumber('en', value)

const WORDS: { readonly [C in FindingCode]: (facts: FindingFacts[C]) => FindingText } = {
  'not-read': ({ reason }) => ({
    title: { prohibited: 'Prohibited content: not opened', 'digest-only': 'Digest only: the file is not kept', changed: 'The file is no longer the one received: not opened' }[reason],
    means: 'No metadata is read and no picture is made of this exhibit.',
    innocent: reason === 'changed' ? 'A failing disk, or software that saved over the file, does this too. Put the original file back, then run again with --force.' : 'This is how such an exhibit is meant to be handled.',
  }),
  'read-in-part': ({ bytes, of }) => ({
    title: 'File too large to be read whole',
    means: `Only the first ${count(bytes)} of ${count(of)} bytes are read for metadata. More metadata may follow.`,
    innocent: 'The digest covers the whole file: only the reading of metadata is limited.',
  }),
  'engine-error': ({ engine, status }) => ({
    title: `Reading by ${engine}: ${STATUS[status as EngineStatus] ?? status}`,
    means: 'The file is damaged, incomplete, unusual, or made to disturb reading tools. Metadata may be missing here.',
    innocent: 'An interrupted download or a partial recovery gives the same result.',
  }),
  'xmp-malformed': ({ fault }) => ({
    title: 'An XMP packet is not correct XML',
    means: `Reading stopped so: ${fault}. What comes before was read, and the rest was scanned without rules: properties may be missing here.`,
    innocent: 'Some programs write incorrect XMP; a damaged or incomplete file gives the same result.',
  }),
  'engine-disagreement': ({ property, engines }) => ({
    title: `${property}: the readers do not agree`,
    means: `${engines} read different values at the same place of the file. None of them is preferred: the raw tags tell what each read.`,
    innocent: 'Readers differ over damaged or unusual files; the file alone decides, seen by an examiner.',
  }),
  'saved-later': ({ captured, modified }) => ({
    title: 'Saved after it was captured',
    means: `Captured: ${captured}. Last saved: ${modified}. This is not the file that the device wrote first.`,
    innocent: 'Turning, cropping, importing or exporting a picture is enough: one ordinary photo in four is like this.',
  }),
  'gps-offset-odd': ({ captured, gps, minutes }) => ({
    title: `GPS time and capture: ${plural('en', minutes, 'minute', 'minutes')} apart`,
    means: `Captured: ${captured}. GPS: ${gps}. No time zone gives this difference: one of the two clocks was wrong, or one of the two dates was changed.`,
    innocent: 'The position may be some minutes older than the picture; the clock of a device without a network drifts.',
  }),
  'encoder-traces': ({ traces }) => ({
    title: `Traces of saving software: ${traces}`,
    means: 'These blocks are written by picture software rather than by cameras.',
    innocent: 'Any export or save by photography software leaves them.',
  }),
  'ai-generator': ({ software }) => ({
    title: `Picture generator named: ${software}`,
    means: 'The file names software that makes pictures, or holds a recipe such as that software writes.',
    innocent: 'Such a text can be added or copied; some of these programs also merely retouch.',
  }),
  'facts-cut': ({ kept, more }) => ({
    title: `${plural('en', more, 'more fact', 'more facts')} than a record holds`,
    means: `Of each sort the first ${count(kept)} are kept. The exhibit itself has all of them.`,
    innocent: 'Long documents, mailboxes and address books hold that many.',
  }),
  'record-cut': ({ left }) => ({
    title: `Record too long: ${{ raw: 'without raw tags', inside: 'without the files inside', facts: 'without what was read' }[left]}`,
    means: 'The file holds more metadata than a record can. The exhibit itself has all of it.',
    innocent: 'Very large documents and archives of many files can come to this.',
  }),
  'extension-mismatch': ({ extension, detected }) => ({
    title: `The name says “${extension}”, the content is “${detected}”`,
    means: 'The file was renamed, or its extension does not match what it holds.',
    innocent: 'Some sites and applications save one format under the extension of another.',
  }),
  'date-invalid': ({ raw }) => ({
    title: `Invalid date: “${raw}”`,
    means: 'This value is no date of the calendar. It is kept as it is and not used.',
    innocent: 'A device whose clock was never set writes an empty or zero date.',
  }),
  'modified-before-captured': ({ captured, modified }) => ({
    title: 'Modified before it was captured',
    means: `The file says it was modified on ${modified} and captured on ${captured}: one of the two dates is wrong or was changed.`,
    innocent: 'A change of the device’s clock or time zone is enough.',
  }),
  'digitized-differs': ({ captured, digitized }) => ({
    title: 'Captured and digitized on different dates',
    means: `Captured: ${captured}. Digitized: ${digitized}.`,
    innocent: 'This is normal for a paper photograph that was scanned later.',
  }),
  'captured-in-future': ({ captured, received }) => ({
    title: 'Captured after it was received',
    means: `The capture is dated ${captured}, the receipt ${received}.`,
    innocent: 'The device’s clock is set wrong.',
  }),
  'editor-software': ({ software }) => ({
    title: `Editing software: ${software}`,
    means: 'The picture was saved by software that can change it. This does not say what was changed.',
    innocent: 'Cropping, turning or merely exporting a picture leaves the same trace.',
  }),
  'edit-history': ({ steps, software }) => ({
    title: `Editing history: ${plural('en', steps, 'step', 'steps')}`,
    means: `The file tells its successive savings${software === '' ? '' : ` (${software})`}.`,
    innocent: 'Photography software keeps this history for any development.',
  }),
  'gps-date-differs': ({ captured, gps, hours }) => ({
    title: `GPS time and capture: ${plural('en', hours, 'hour', 'hours')} apart`,
    means: `Captured: ${captured}. GPS: ${gps}. No time zone explains this difference.`,
    innocent: 'The device’s clock is not set, or the position is older than the picture.',
  }),
  'gps-zero': () => ({
    title: 'Position 0, 0',
    means: 'The position written lies off Africa, where empty values fall.',
    innocent: 'The device had no position and wrote zero.',
  }),
  'xmp-contradicts-exif': ({ property, exif, xmp }) => ({
    title: `${property}: EXIF and XMP contradict each other`,
    means: `EXIF says “${exif}”, XMP says “${xmp}”: one of them was written or changed after the other.`,
    innocent: 'Some software corrects only one of the two blocks, for example after a change of time.',
  }),
  'pixel-size-differs': ({ real, declared }) => ({
    title: `Size: ${real}, the file declares ${declared}`,
    means: 'The picture was cropped or resized after it was captured.',
    innocent: 'An application or site that shrinks pictures often keeps their old metadata.',
  }),
  'screenshot-marker': ({ marker }) => ({
    title: 'Screenshot',
    means: `The file presents itself as a screenshot (${marker}). Dates are those of the screenshot, not of what it shows.`,
    innocent: 'Other pictures may have the size of a screen too.',
  }),
  'trailing-data': ({ bytes, kind }) => ({
    title: `${plural('en', bytes, 'byte', 'bytes')} after the end of the picture${TRAILING[kind] === undefined ? '' : `: ${TRAILING[kind]}`}`,
    means: 'Data follows the picture. A viewer does not show it.',
    innocent: 'Some devices put a second picture, a short video or padding there.',
  }),
  'platform-trace': ({ platform }) => ({
    title: `Trace of a platform: ${platform}`,
    means: 'The file bears a mark that this platform adds to the pictures it serves.',
    innocent: 'The mark tells where the picture passed, not who made it.',
  }),
  'ai-source-type': ({ type }) => ({
    title: 'The file says that an AI system produced it',
    means: `Declared value: ${type}.`,
    innocent: 'An editing tool that uses AI for a small correction may write the same.',
  }),
  'no-camera-metadata': ({ engines }) => ({
    title: 'No device metadata found',
    means: `Neither a device nor a capture date was found (${engines}).`,
    innocent: 'Most messengers and networks remove them on sending.',
  }),
  'name-pattern': ({ app }) => ({
    title: `The file name suggests ${app}`,
    means: 'The name has the form that this application gives to its files.',
    innocent: 'A name is changed in a second: it suggests, it proves nothing.',
  }),
  'polyglot': ({ also, offset }) => ({
    title: `Also another file: ${TRAILING[also] ?? also}`,
    means: `At offset ${offset} lies the structure of another format: a program for that format opens this same file differently.`,
    innocent: 'Self-extracting archives and some export tools join two formats on purpose; by chance it is very rare.',
  }),
  'c2pa-present': () => ({
    title: 'Content credentials (C2PA) present, not verified',
    means: 'The file holds a C2PA manifest store: signed statements about its origin and changes. Their signature was not checked here.',
    innocent: 'Cameras, editors and AI services add such a manifest as a matter of course.',
  }),
  'encrypted': ({ format }) => ({
    title: `Encrypted document (${format})`,
    means: 'All or part of the content can only be read with its password. Metadata inside may be missing here.',
    innocent: 'A protection against printing or changing is enough; such a document opens without any password.',
  }),
  'pdf-updated': ({ updates }) => ({
    title: `PDF updated ${plural('en', updates, 'time', 'times')} after its first writing`,
    means: 'Earlier states of the document may still be in the file, and can be compared with the present one.',
    innocent: 'Signing, commenting or filling in a form adds an update.',
  }),
  'pdf-info-contradicts-xmp': ({ property, info, xmp }) => ({
    title: `${property}: the two descriptions of the PDF contradict each other`,
    means: `The Info dictionary says “${info}”, XMP says “${xmp}”: one of them was written or changed after the other.`,
    innocent: 'Some software that joins, shrinks or signs PDF files corrects only one of the two.',
  }),
  'active-content': ({ what }) => ({
    title: `The document holds commands: ${what}`,
    means: 'Software that opens it may run them. Nothing of it was run here.',
    innocent: 'Forms and calculation sheets often hold such commands.',
  }),
  'external-template': ({ target }) => ({
    title: 'The document fetches its template elsewhere',
    means: `On opening, software may fetch “${target}”. Whoever holds that address can see when and from where the document is opened.`,
    innocent: 'Organisations keep their templates on a server of their own.',
  }),
  'mail-date-differs': ({ sent, received, hours }) => ({
    title: `Date of the message and first reception: ${plural('en', hours, 'hour', 'hours')} apart`,
    means: `The message says it was sent at ${sent}; the first server says it received it at ${received}. Different machines wrote the two lines.`,
    innocent: 'A clock that is not set, a draft sent later, a queue or a mailing list is enough.',
  }),
  'mail-domains-differ': ({ from, others }) => ({
    title: `Sender at ${from}, but also ${others}`,
    means: 'The domain of the sender that is shown is not that of the return address or of the DKIM signature. No signature is verified here.',
    innocent: 'This is usual for mailing lists, forwarding and services that send for others.',
  }),
  'mail-body-unread': ({ reason }) => ({
    title: 'Parts of the message not read',
    means: `The header was read, the body and the attachments were not: ${reason}.`,
    innocent: 'Malformed messages exist; the limit protects the reading of the other exhibits.',
  }),
  'warc-digest-mismatch': ({ records, checked }) => ({
    title: `WARC: ${plural('en', records, 'record', 'records')} whose digest does not match`,
    means: `Of ${count(checked)} digests checked. The content is not the one for which the digest was written.`,
    innocent: 'Some tools compute the digest otherwise than the standard says (before or after decoding); both readings were tried.',
  }),
  'warc-damaged': ({ defects }) => ({
    title: `WARC: ${plural('en', defects, 'defect', 'defects')} of structure`,
    means: 'A declared length is wrong, a record is cut short, or the compression is damaged. Content may be missing.',
    innocent: 'An interrupted capture or an old tool gives the same result.',
  }),
  'warc-without-digest': ({ records, of }) => ({
    title: `WARC: ${count(records)} records of ${count(of)} without a digest`,
    means: 'The file gives no means to check these records one by one.',
    innocent: 'The digest is optional in this standard.',
  }),
  'wacz-layout': ({ missing }) => ({
    title: `WACZ: ${missing} missing`,
    means: 'The package does not have all the parts that its standard asks for.',
    innocent: 'Old tools or special settings make incomplete packages.',
  }),
  'wacz-warc-compressed': ({ files }) => ({
    title: `WACZ: ${plural('en', files, 'WARC file', 'WARC files')} compressed again`,
    means: 'The standard wants WARC files stored as they are in the ZIP: the package was made or made again by another tool.',
    innocent: 'Unpacking and packing it again with ordinary software is enough.',
  }),
  'wacz-resource-missing': ({ files }) => ({
    title: `WACZ: ${plural('en', files, 'listed file is', 'listed files are')} absent`,
    means: 'The package lists files that it does not contain: they were removed, renamed or never added.',
    innocent: 'A tool that lists too much, or a partial copy, gives the same result.',
  }),
  'wacz-digest-mismatch': ({ files, of }) => ({
    title: `WACZ: ${plural('en', files, 'file does', 'files do')} not match its digest`,
    means: `Of ${count(of)} listed files. The size or the content is not what the package says.`,
    innocent: 'A file written again by a tool after the end of the capture is enough.',
  }),
  'wacz-resource-incomplete': ({ files, of }) => ({
    title: `WACZ: ${plural('en', files, 'file', 'files')} described incompletely`,
    means: `Of ${count(of)} listed files. The name, the path, the digest or the size is missing where the standard asks for it.`,
    innocent: 'The first version of the standard wrote them otherwise; that form is checked too.',
  }),
  'wacz-uncovered-file': ({ files }) => ({
    title: `WACZ: ${plural('en', files, 'file', 'files')} not covered`,
    means: 'These files are in the package without being listed: no digest of the package protects them.',
    innocent: 'Some tools add logs or service files.',
  }),
  'wacz-package-mismatch': () => ({
    title: 'WACZ: the digest of datapackage.json does not match',
    means: 'The list of files is not the one whose digest datapackage-digest.json gives, so not the one that may have been signed.',
    innocent: 'A title corrected afterwards changes this list.',
  }),
  'wacz-digest-file-defect': ({ defects }) => ({
    title: `WACZ: datapackage-digest.json, ${plural('en', defects, 'defect', 'defects')}`,
    means: 'The file that bears the digest and the signature of the package does not have the form of the standard.',
    innocent: 'Old versions of the tools write it otherwise.',
  }),
  'wacz-unsigned': () => ({
    title: 'WACZ without a signature',
    means: 'Nothing in the package says who made it: anyone could have made its digests again.',
    innocent: 'The signature is optional.',
  }),
  'wacz-self-signed': ({ software, created }) => ({
    title: `WACZ signed without an identity${software === '' ? '' : ` (${software})`}`,
    means: `The signature is right and its key is in the package: it says that nothing changed since it was signed, not who signed. The date ${created} is self-declared, with no proof of time.`,
    innocent: 'The ArchiveWeb.page extension does so for every package.',
  }),
  'wacz-domain-signed': ({ domain, created }) => ({
    title: `WACZ signed in the name of ${domain}`,
    means: `The signature, and what can be checked of it here, is right (${created}). The authority at the top of the chain and the time-stamp token are not verified here: take the token out and use “scelle verify”.`,
    innocent: 'The domain is that of the signing service, often not that of who made the capture.',
  }),
  'wacz-signature-invalid': ({ reasons }) => ({
    title: `WACZ: signature not valid (${plural('en', reasons, 'reason', 'reasons')})`,
    means: 'The package bears a signature that does not hold.',
    innocent: 'A form of signature of one tool only, or a list changed after it was signed.',
  }),
  'wacz-index-mismatch': ({ lines, checked }) => ({
    title: `WACZ: ${plural('en', lines, 'index line', 'index lines')} wrong of ${count(checked)}`,
    means: 'The index points to a place where the record of that address is not: a viewer may show something else than what was captured.',
    innocent: 'A WARC compressed again or replaced without a new index gives the same result.',
  }),
  'wacz-page-not-indexed': ({ pages, of }) => ({
    title: `WACZ: ${plural('en', pages, 'page', 'pages')} of ${count(of)} not in the index`,
    means: 'These pages are announced, but the index has no capture of them.',
    innocent: 'A redirection, or a page whose capture failed.',
  }),
  'archive-unsafe-names': ({ names }) => ({
    title: `Archive: ${plural('en', names, 'unsafe name', 'unsafe names')}`,
    means: 'Some names could make a tool write outside the chosen folder, or look otherwise than they are. Nothing is written here.',
    innocent: 'Old tools write absolute paths or backslashes.',
  }),
  'archive-duplicate-names': ({ names }) => ({
    title: `Archive: ${plural('en', names, 'name', 'names')} present more than once`,
    means: 'Two tools may take two different contents out of it.',
    innocent: 'An archive completed without being made again keeps the earlier version.',
  }),
  'archive-bomb': ({ bytes, packed }) => ({
    title: `Archive out of measure: ${count(bytes)} bytes in ${count(packed)}`,
    means: 'Unpacked it would be far larger than an ordinary archive, or its parts overlap. Its content is not opened.',
    innocent: 'Files that are nearly empty (disk images, logs) compress as well.',
  }),
  'archive-headers-differ': ({ entries }) => ({
    title: `Archive: ${plural('en', entries, 'entry', 'entries')} described in two ways`,
    means: 'The directory of the archive and the entry itself do not tell the same name or size: two tools may take different contents out of it.',
    innocent: 'Some tools write one of the two incompletely.',
  }),
  'archive-encrypted': ({ entries }) => ({
    title: entries === 0 ? 'Archive: encrypted directory' : `Archive: ${plural('en', entries, 'encrypted entry', 'encrypted entries')}`,
    means: 'These contents cannot be read without the password; their names and dates often can.',
    innocent: 'A password protects ordinary documents too.',
  }),
  'archive-damaged': ({ defects }) => ({
    title: `Archive: ${plural('en', defects, 'defect', 'defects')}`,
    means: 'A part of the archive cannot be read: contents may be missing.',
    innocent: 'An interrupted download gives the same result.',
  }),
  'container-cut-short': ({ box, declared, present }) => ({
    title: 'The recording is cut short',
    means: `Its part “${box}” announces ${count(declared)} bytes, ${count(present)} are there. The end is missing.`,
    innocent: 'An interrupted download, a partial recovery or a battery that ran out gives the same result.',
  }),
  'container-time-is-local': ({ container, captured }) => ({
    title: 'The date of the container is local time, not UTC',
    means: `The container says ${container}, which its format defines as UTC; the device wrote ${captured}. The two agree only if the first one is local time.`,
    innocent: 'Many devices write their local time there.',
  }),
  'exiftool-warning': ({ warning }) => ({
    title: `ExifTool: ${warning}`,
    means: 'ExifTool met something unusual in the structure of the file.',
    innocent: 'One ordinary file in six has such a remark.',
  }),
  'exiftool-outdated': ({ version, wanted }) => ({
    title: `The ExifTool of this machine (${version}) is old`,
    means: `Versions before ${wanted} have known security defects, and read fewer tags.`,
    innocent: 'The file has nothing to do with it: the copy that comes with scelle is not installed.',
  }),
  'c2pa-valid': ({ issuer }) => ({
    title: `Content credentials (C2PA) are valid${issuer === '' ? '' : `: ${issuer}`}`,
    means: 'The file is what was signed: neither its content nor its credentials changed since. This does not say that what they state is true.',
    innocent: 'Cameras, editing software and AI services sign what they make.',
  }),
  'c2pa-invalid': ({ codes }) => ({
    title: 'Content credentials (C2PA) are not valid',
    means: `The file or its credentials were changed after they were signed, or the credentials are defective (${codes}).`,
    innocent: 'Software that knows nothing of content credentials breaks them when it saves the file again.',
  }),
  'c2pa-untrusted': ({ issuer }) => ({
    title: `The signer of the content credentials is not known here${issuer === '' ? '' : `: ${issuer}`}`,
    means: 'The signature is checked, the identity of its author is not: no list of trusted signers is used, and nothing is asked of the network.',
    innocent: 'This is so for every file that is read here.',
  }),
  'thumbnail-differs': ({ similarity, size }) => ({
    title: 'The embedded thumbnail shows another picture',
    means: `The file holds a thumbnail (${size}) that does not resemble the main picture (correlation ${formatNumber('en', similarity, 2)} of 1). The picture may have been cropped, changed or replaced after the thumbnail was made, and the thumbnail may show what was removed.`,
    innocent: 'Some software crops or retouches a picture without making its thumbnail anew.',
  }),
  'resembles-exhibit': ({ exhibit, distance }) => ({
    title: `Resembles exhibit ${exhibit} (distance ${count(distance)} of 256)`,
    means: 'The two pictures are very alike, whatever their size and compression. Resemblance does not establish that one comes from the other: compare them.',
    innocent: 'Two photographs taken in a row, or two captures of one screen, are as much alike.',
  }),
}

const TRAILING: Readonly<Record<string, string | undefined>> = {
  jpeg: 'another JPEG picture', png: 'a PNG picture', zip: 'a ZIP archive', pdf: 'a PDF document', rar: 'a RAR archive', '7z': 'a 7z archive', mp4: 'a video', zeros: 'padding', samsung: 'data of a Samsung device', canon: 'data of Canon software', afcp: 'data of picture software', photomechanic: 'data of picture software', fotostation: 'data of picture software', mie: 'metadata (MIE)', html: 'a web page or script',
}

const STATUS: Readonly<Record<EngineStatus, string>> = {
  ok: 'read', empty: 'nothing found', error: 'reading error', timeout: 'stopped, out of time', crash: 'stopped dead', limit: 'stopped, limit exceeded', unsupported: 'format not read',
}

/** Words of one finding. An unknown code (case written by a newer version) keeps its name. */
export function findingWords(finding: Finding): FindingText {
  const words = Object.hasOwn(WORDS, finding.code) ? WORDS[finding.code as FindingCode] as (facts: Finding['facts']) => FindingText : undefined
  return words?.(finding.facts) ?? {
    title: finding.code,
    means: 'This finding comes from a version of scelle whose words are not known here.',
    innocent: 'A newer version of scelle explains it.',
  }
}

export const metadataWords: MetadataWords = {
  engineStatus: STATUS,
  level: { info: 'information', notice: 'to note', warn: 'attention' },
  timeRole: { captured: 'captured', digitized: 'digitized', modified: 'modified', gps: 'GPS', 'container-created': 'file created', sent: 'sent', received: 'received', saved: 'saved', printed: 'printed', event: 'event', metadata: 'metadata' },
  zone: {
    tag: 'written in the file', 'format-defines-utc': 'fixed by the format', 'gps-derived': 'derived from GPS', inferred: 'inferred', user: 'given by the operator', unknown: 'unknown',
  },
  picture: {
    hevc: 'This HEIC picture (HEVC) cannot be drawn here. Open the exhibit with software that reads it.',
    format: 'This picture format cannot be drawn here. Open the exhibit with software that reads it.',
    unreadable: 'This picture cannot be drawn: the file is damaged or incomplete.',
    'too-large': 'This picture is too large to be drawn here.',
    changed: 'The file is no longer the one received: it is not drawn.',
  },
}
