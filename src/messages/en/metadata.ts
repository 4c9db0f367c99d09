// Words of metadata: findings, reading engines, pictures. A finding says what was seen, never a conclusion.
import type { FindingCode, FindingFacts } from '../../metadata/findings.ts'
import type { EngineStatus, Finding } from '../../metadata/record.ts'
import type { FindingText, MetadataWords } from '../fr/metadata.ts'
import { formatNumber, plural } from '../format.ts'

const count = (value: number): string => formatNumber('en', value)

const WORDS: { readonly [C in FindingCode]: (facts: FindingFacts[C]) => FindingText } = {
  'not-read': ({ reason }) => ({
    title: reason === 'prohibited' ? 'Prohibited content: not opened' : 'Digest only: the file is not kept',
    means: 'No metadata is read and no picture is made of this exhibit.',
    innocent: 'This is how such an exhibit is meant to be handled.',
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
  'engine-disagreement': ({ property, engines }) => ({
    title: `${property}: the readers do not agree`,
    means: `${engines} read different values at the same place of the file. None of them is preferred: the raw tags tell what each read.`,
    innocent: 'Readers differ over damaged or unusual files; the file alone decides, seen by an examiner.',
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
}

const TRAILING: Readonly<Record<string, string | undefined>> = {
  jpeg: 'another JPEG picture', png: 'a PNG picture', zip: 'a ZIP archive', pdf: 'a PDF document', rar: 'a RAR archive', '7z': 'a 7z archive', mp4: 'a video', zeros: 'padding',
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
  },
}
