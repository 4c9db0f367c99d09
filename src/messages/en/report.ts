// The report and the attestation, in English.
import { chatWords } from './chat.ts'
import type { ReportWords } from '../../bundle/report/report-words.ts'
import { instantOfMs } from '../../system/time.ts'
import { formatBytes, formatInstant, formatNumber, formatShortInstant, NBSP, ownWord, plural } from '../format.ts'
import { refusalWords } from './case.ts'
import { overviewWords } from './overview.ts'
import { recordWords } from './record.ts'

const number = (value: number): string => formatNumber('en', value)
const exhibits = (count: number): string => plural('en', count, 'exhibit', 'exhibits')
const refusals: Readonly<Record<string, string>> = refusalWords
/** The first clause: a line of the journal has no room for the remedy. */
const refusal = (reason: unknown): string => (typeof reason === 'string' ? (ownWord(refusals, reason)).split(/[,:]/)[0]?.trim() ?? '' : '')
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

const ACTIONS: Readonly<Record<string, string>> = {
  'case.opened': 'Case opened',
  'exhibit.added': 'Exhibit received',
  'exhibit.refused': 'File refused',
  'exhibit.inspected': 'Metadata read',
  'case.matched': 'Comparison with a list of digests',
  'exhibit.transcribed': 'Conversation transcribed',
  'seal.started': 'Sealing started',
  'seal.pending': 'Sealing pending',
  'seal.completed': 'Sealing completed',
  'bundle.written': 'Bundle written',
  'signalement.linked': 'Link with a signalement',
  'signalement.sent': 'Signalement sent',
  'signalement.refused': 'Delivery refused by the destination',
  'signalement.unknown': 'Delivery with an unknown outcome',
  'signalement.receipt': 'Receipt of a signalement',
  'signalement.decided': 'Decision of the destination',
  'signalement.checked': 'Check of the reported content',
  'certificate.accepted': 'Unrecognised certificate accepted',
}

const ITEMS: Readonly<Record<string, string>> = {
  os: 'System', kernel: 'Kernel', machine: 'Machine', arch: 'Architecture', cpu: 'Processor', memory: 'Memory',
  node: 'Node.js', openssl: 'OpenSSL', scelle: 'scelle', 'clock-synchronised': 'Clock set to a reference',
  'clock-offset': 'Clock offset', 'time-zone': 'Time zone', proxy: 'Proxy', operator: 'Operator',
  unit: 'Unit or association', antivirus: 'Antivirus', network: 'Network', dependencies: 'Components', uptime: 'Running for',
  hostname: 'Machine name', user: 'Account', browser: 'Browser', 'transparent-proxy': 'Invisible proxy',
}

const VALUES: Readonly<Record<string, string>> = { true: 'yes', false: 'no', none: 'none' }

const TEXT_KEYS: Readonly<Record<string, string>> = { title: 'Title', canonical: 'Canonical address', generator: 'Generator', 'saved from': 'Saved from', 'saved date': 'Saved on' }

export const reportWords: ReportWords = {
  language: 'en',
  format: {
    number,
    bytes: (value) => formatBytes('en', value),
    exactBytes: (value) => plural('en', value, 'byte', 'bytes'),
    instant: (at, timeZone) => formatInstant('en', at, timeZone),
    shortInstant: formatShortInstant,
    tick(ms, unit) {
      const at = instantOfMs(ms)
      const day = `${Number(at.slice(8, 10))}${NBSP}${MONTHS[Number(at.slice(5, 7)) - 1] ?? ''}`
      if (unit === 'year') return at.slice(0, 4)
      if (unit === 'month') return `${MONTHS[Number(at.slice(5, 7)) - 1] ?? ''}${NBSP}${at.slice(0, 4)}`
      if (unit === 'day') return day
      return `${day} ${at.slice(11, unit === 'second' ? 19 : 16)}`
    },
    labelled: (label, value) => `${label}: ${value}`,
    seconds: (ms) => (ms < 1000 ? `${number(ms)}${NBSP}ms` : `${formatNumber('en', ms / 1000, ms % 1000 === 0 ? 0 : 3)}${NBSP}s`),
  },
  running: {
    exercise: 'EXERCISE — no evidential value',
    draft: 'DRAFT',
    exhibit: (id) => `Exhibit${NBSP}${id}`,
    exhibits: (first, last) => `Exhibits${NBSP}${first} to ${last}`,
    page: (n) => `page ${number(n)} / `,
    manifest: (first16) => `manifest ${first16}`,
    tool: (version) => `scelle ${version}`,
  },
  document: {
    reportTitle: (reference) => `Sealing report ${reference}`,
    attestationTitle: (reference, seal) => `Sealing attestation ${reference} no.${NBSP}${seal}`,
    subject: 'Inventory of exhibits, digests, metadata and custody journal',
  },
  cover: {
    kind: 'Sealing report',
    untitled: 'Untitled',
    labels: {
      reference: 'Reference', frame: 'Frame', unit: 'Unit or association', operator: 'Operator',
      opened: 'Case opened on', asOf: 'State of the case on', exhibits: 'Exhibits', size: 'Total size',
      refused: 'Refused files', seal: 'Seal', manifest: 'Digest of the manifest', journal: 'Journal',
    },
    notGiven: 'not given',
    local: 'local time',
    utc: 'universal time',
    seal: (n, draft) => (draft ? `to come (no.${NBSP}${number(n)})` : `no.${NBSP}${number(n)}`),
    journal: (lines) => plural('en', lines, 'act', 'acts'),
    what: [
      'This document lists the files received in this case and gives the digest of each.',
      'It reports what the files say of themselves (dates, device, place, software) and what a reader should know about it.',
      'It shows each act performed on the case, and how to check everything with common tools.',
    ],
    notProven: 'This document establishes that the files have not changed since they were received; it establishes neither their origin nor their sincerity.',
    exercise: 'Exercise: persons and facts are invented, and the time-stamp tokens prove nothing outside the exercise.',
    draft: 'Draft: this document is not covered by any seal and may still change.',
  },
  check: {
    title: 'Checking without scelle',
    intro: 'Three commands are enough, with tools present on most systems (sha256sum, OpenSSL). Run them in the folder that holds the file “bagit.txt”.',
    steps: [
      { question: '1. Are the exhibits those that were received?', answer: 'Each line must end with “OK”: the digest of the file is that of the inventory. “FAILED” names a file that was changed.' },
      { question: '2. Are the inventory, the metadata, the journal and this report those that were sealed?', answer: 'Read in the same way. This command covers the manifest of the first: the two together cover the whole case.' },
      { question: '3. At what date did the seal already exist?', answer: 'The answer must be “Verification: OK”. The date is in the token, shown by “openssl ts -reply -in AUTHORITY.tsr -text”.' },
    ],
    authorityPlaceholder: 'AUTHORITY',
    rootPlaceholder: 'root.pem',
    notes: [
      '“AUTHORITY” is the name of a .tsr file in the seals folder; the attestation gives the whole command for each token.',
      '“root.pem” is the root certificate of the time-stamping authority: ask the authority for it, not the person who hands over the case.',
      'On Windows, “certutil -hashfile FILE SHA256” shows the digest of a file, to be compared with that of the manifest.',
      'Any tool that reads BagIt 1.0 (RFC 8493) checks the first two as well.',
    ],
    digestsTitle: 'What this document fixes',
    digestsIntro: 'This report is itself covered by the seal. It cannot therefore hold the date of the seal: that is in the attestation, a separate document.',
    manifest: 'SHA-256 digest of the manifest (manifest-sha256.txt)',
    root: 'Root of the journal (RFC 9162)',
    rootDetail: (size, origin) => `${plural('en', size, 'line', 'lines')}, origin ${origin}`,
    attachmentsTitle: 'Files attached to this PDF',
    attachmentsIntro: 'Save them from the attachments panel of the PDF reader. No evidence file is attached.',
    attachmentHeaders: ['Name', 'Contents', 'Size'],
  },
  contents: { title: 'Contents', exhibitRange: (first, last) => `Exhibits${NBSP}${first} to ${last}` },
  synopsis: {
    title: 'Synopsis',
    exhibitsTitle: 'The exhibits',
    headers: ['No.', 'Name', 'Type', 'Size (bytes)', 'Received on', 'SHA-256 (start…end)', 'Page'],
    receivedNote: (timeZone) => `Local times (${timeZone}) with their offset from universal time. The whole digest is in the block of each exhibit and in the manifest.`,
    noExhibits: 'No exhibit in this case.',
    findingsTitle: 'What a reader should know',
    noFindings: 'No finding in the metadata of the exhibits.',
    findingHeaders: ['Level', 'Finding', 'Exhibits'],
    exhibitList: (ids, more) => ids.join(', ') + (more > 0 ? ` and ${number(more)} more` : ''),
    moreFindings: (count) => `${plural('en', count, 'more kind of finding', 'more kinds of finding')}: see the block of each exhibit.`,
    timelineTitle: 'Dates written in the files',
    noDates: 'No exhibit that was read carries a readable date of capture, creation, sending or modification.',
    dates: (count, total) => `${plural('en', count, 'date', 'dates')} for ${exhibits(total)} and the files inside them. One row per role, one sign per moment: full where the zone is known, hollow where it is not; the number is written above where there are several.`,
    laneKnown: 'Zone known',
    laneUnknown: 'Zone unknown',
    laneEmpty: 'none',
    axis: 'Axis in universal time (UTC). Zone unknown: time of the device, placed as it is.',
    counted: (label, count) => `${label} (${number(count)})`,
  },
  overview: overviewWords,
  record: recordWords,
  exhibits: {
    title: 'Exhibits',
    selected: 'This case has more than 10,000 exhibits: only those with a finding to look at or to note have a block here, the first 2,000 at most. All are in the table of the synopsis, in metadata/exhibits.ndjson and in metadata/records.',
    noneSelected: 'No exhibit has a finding to look at or to note.',
    compact: 'This case has more than 2,000 exhibits: each block is limited to facts, dates and findings, without picture or raw tags. The rest is in metadata/records.',
    picturesNote: (mode) => mode === 'clear' ? 'Pictures are shown clear, in a small format.' : mode === 'blurred'
      ? 'Pictures are blurred. The files themselves are intact.' : 'Pictures are not shown, as the operator asked.',
    heading: (id) => `Exhibit${NBSP}${id}`,
    nameCut: 'Name shortened here; it is whole in metadata/exhibits.ndjson.',
    labels: {
      kind: 'Kind', type: 'Type', size: 'Size', dimensions: 'Dimensions', received: 'Received on', modified: 'Modified on',
      source: 'Source', origin: 'Path received', digest: 'SHA-256', otherDigest: 'Other digest', rawName: 'Name in base64', stored: 'In the case',
      device: 'Device', lens: 'Lens', serials: 'Serial no.', software: 'Software', place: 'Place', profile: 'Colour profile',
      text: 'Text', engines: 'Readers',
    },
    kind: (kind) => ({ original: 'original', 'working-copy': 'working copy', derived: 'derived file' })[kind],
    digestOnly: 'not kept: only the digest is',
    textKey: (key) => ownWord(TEXT_KEYS, key),
    typeUnknown: 'unknown',
    nothingTitle: 'Metadata',
    nothingAtAll: (engines) => (engines.length === 0 ? 'No reader went through this file.' : `None found by ${engines.join(', ')}: no date, no device, software, place or person, no finding, no tag.`),
    typeMismatch: (extension) => `the extension is “${extension}”`,
    pixels: (width, height) => `${number(width)} × ${number(height)}${NBSP}pixels`,
    pages: (count) => plural('en', count, 'page or picture', 'pages or pictures'),
    notDeclared: 'not declared',
    altitude: (metres) => `altitude ${formatNumber('en', metres, 0)}${NBSP}m`,
    picture: (status) => ({
      'not-an-image': 'not a picture',
      withheld: 'picture not shown: as the operator asked',
      prohibited: 'picture not shown: prohibited content',
      error: 'picture not shown: reading it failed',
      timeout: 'picture not shown: reading it took too long',
      crash: 'picture not shown: the reader stopped',
      limit: 'picture not shown: too large to be read',
    })[status],
    pictureCaption: (mode) => (mode === 'blurred' ? 'blurred picture, small format' : 'small format'),
    notInspected: 'The metadata of this exhibit was not read.',
    datesTitle: 'Dates',
    noDates: (engines) => (engines.length === 0 ? 'No reader went through this file.' : `No date found by ${engines.join(', ')}.`),
    dateHeaders: ['Role', 'Raw value', 'Time read', 'Universal time', 'Zone', 'Source (readers)'],
    timeRole: (role) => ({
      captured: 'capture', digitized: 'digitisation', modified: 'modification', gps: 'GPS',
      'container-created': 'file creation', sent: 'sending', received: 'receipt', saved: 'saving', printed: 'printing', event: 'event', metadata: 'metadata',
    })[role],
    zone: (provenance, offset) => {
      const how = {
        tag: 'in the file', 'format-defines-utc': 'fixed by the format', 'gps-derived': 'derived from GPS',
        inferred: 'inferred', user: 'given by the operator', unknown: 'unknown',
      }[provenance]
      return offset === undefined ? how : `${offset}, ${how}`
    },
    invalidDate: 'not a valid date',
    best: 'retained',
    technicalTitle: 'In the file',
    nothingTechnical: (engines) => (engines.length === 0 ? 'No reader went through this file.' : `None found by ${engines.join(', ')}.`),
    embeddedTitle: 'Files inside',
    embeddedHeaders: ['Name in the exhibit', 'Type', 'Size (bytes)', 'SHA-256 (start…end)', 'Findings'],
    moreEmbedded: (count, file) => `${plural('en', count, 'other file inside', 'other files inside')} in ${file}`,
    inside: 'In the file inside',
    findingsTitle: 'Findings',
    noFindings: 'No finding.',
    level: (level) => ({ info: 'information', notice: 'finding', warn: 'finding to examine' })[level],
    evidence: 'What shows it',
    means: 'What it may mean',
    innocent: 'Ordinary explanation',
    moreEvidence: (count, file) => `${plural('en', count, 'more line', 'more lines')} in ${file}`,
    moreFindings: (count, file) => `${plural('en', count, 'more finding', 'more findings')} in ${file}`,
    moreDates: (count, file) => `${plural('en', count, 'more date', 'more dates')} in ${file}`,
    failure: 'failure',
    engine: (run) => {
      const how = {
        ok: 'read', empty: 'nothing to read', error: 'reading failed', timeout: 'took too long', crash: 'the reader stopped',
        limit: 'limit reached', unsupported: 'format not supported',
      }[run.status]
      return `${run.name} ${run.version}: ${how}${run.message === undefined ? '' : ` (${run.message})`}`
    },
    tagsTitle: 'Raw tags',
    noTags: (engines) => (engines.length === 0 ? 'No reader went through this file.' : `No tag found by ${engines.join(', ')}.`),
    tagsContinue: (file) => `Continued in ${file}`,
    blockFailed: 'A part of this block could not be laid out. The data is in the metadata folder.',
  },
  chat: chatWords,
  journal: {
    title: 'Custody journal',
    intro: 'Each act performed on the case, in order. Each line holds the digest of the one before: to remove or change a line changes the root printed at the end.',
    headers: ['No.', 'When', 'Who', 'What', 'Object'],
    action: (action) => ownWord(ACTIONS, action),
    subject: (subject) => /^\d{4,}$/.test(subject) ? `exhibit${NBSP}${subject}` : subject === 'case' ? 'case'
      : /^seal\/\d+$/.test(subject) ? `seal${NBSP}${Number(subject.slice(5))}` : subject,
    facts: (action, facts) => {
      if (action === 'exhibit.refused') return refusal(facts['reason'])
      if (action === 'exhibit.transcribed' && typeof facts['messages'] === 'number') return chatWords.messages(facts['messages'])
      const name = action === 'exhibit.added' ? facts['name'] : undefined
      return typeof name === 'string' ? name : ''
    },
    shortened: (size, ends, where) => `This journal has ${plural('en', size, 'line', 'lines')}. Only the first ${formatNumber('en', ends)}, the last ${formatNumber('en', ends)} and, between them, the seals and the bundles are printed. The whole journal ${where === 'attached' ? 'is attached to this document (custody.ndjson) and lies in the case (metadata/custody.ndjson)' : `lies in the case (${where})`}: one line an act, readable in a text editor; the root printed at the end covers all of it.`,
    leftOut: (lines) => plural('en', lines, 'line not printed', 'lines not printed'),
    end: (size) => `End of the journal: ${plural('en', size, 'line', 'lines')} at the time of this report.`,
    root: 'Root of the chain (RFC 9162)',
    origin: 'Origin',
    timesNote: (timeZone) => `Local times (${timeZone}).`,
  },
  environment: {
    title: 'Environment',
    intro: (at) => `Under which conditions the case was handled, on ${at}. Measured: taken by the software. Declared: said by the operator. Not verifiable: neither.`,
    headers: ['Item', 'Value', 'Status'],
    item: (id) => ownWord(ITEMS, id),
    value: (id, value) => (id === 'memory' && /^\d{1,15}$/.test(value) ? formatBytes('en', Number(value)) : ownWord(VALUES, value)),
    status: (status) => ({ measured: 'measured', declared: 'declared', unavailable: 'not verifiable' })[status],
    empty: '—',
  },
  uncovered: {
    title: 'What is not covered',
    intro: 'The files and the readings that this case does not hold, with the reason.',
    headers: ['What', 'Object', 'Reason'],
    kind: (kind) => ({ refused: 'refused file', 'unreadable-metadata': 'unreadable metadata', 'no-picture': 'missing picture' })[kind],
    none: 'No file refused, no reading failed.',
    more: (count) => `And ${plural('en', count, 'other', 'others')} not printed here: the journal names each refused file, and metadata/records each reading that failed.`,
    alwaysTitle: 'In every case',
    always: [
      'Exhibits added after this seal are not covered by it: the next one will cover them.',
      'The date of the seal is not in this report: it is in the tokens and in the attestation.',
      'What happened before the files were received is not known.',
      'Metadata is reported as it is written in the files. It is easily changed and proves nothing by itself.',
    ],
  },
  glossary: {
    title: 'Glossary',
    intro: 'Twelve words, for reading without technical knowledge.',
    words: [
      ['Exhibit', 'A received file, numbered from 0001 and kept as it is.'],
      ['Digest', 'A number computed over all the bytes of a file (SHA-256). One changed byte gives another number.'],
      ['Manifest', 'The list of the exhibits with the digest of each. Its own digest is enough to name the whole list.'],
      ['Sealing', 'The act that fixes the inventory, the metadata, the journal and this report at a given moment.'],
      ['Bundle', 'What is handed over: this report, the attestation and the whole case in a single file.'],
      ['Custody journal', 'The acts performed on the case, one after another. Nothing is erased in it; each line depends on the one before.'],
      ['Root', 'A number computed over the whole journal. It changes if a line changes, is missing or moves.'],
      ['Time-stamp token', 'The signed answer of an authority: it saw this digest at this date.'],
      ['Time-stamping authority', 'A body that signs dates. It sees neither the files nor their contents.'],
      ['Metadata', 'What a file says of itself: date, device, place, software. It is easily changed.'],
      ['Universal time (UTC)', 'The reference time, the same everywhere. The offset says by how much local time differs from it.'],
      ['Finding', 'A fact noted in the metadata, with what it may mean and an ordinary explanation. It is not a conclusion.'],
    ],
  },
  attestation: {
    kind: 'Sealing attestation',
    sealedTitle: 'What is sealed',
    sealed: (count, bytes) => `${exhibits(count)}, ${formatBytes('en', bytes)}, with the inventory, the metadata, the journal and the report. One digest names it all.`,
    tagmanifest: 'SHA-256 digest of the sealed object (tagmanifest-sha256.txt)',
    qr: 'The same digest, to be read with a telephone.',
    manifest: 'Manifest of the exhibits (manifest-sha256.txt)',
    journal: 'Root of the journal (RFC 9162)',
    journalDetail: (size, origin) => `${plural('en', size, 'line', 'lines')}, origin ${origin}`,
    tokensTitle: 'Time-stamp tokens',
    noTokens: 'No token: this seal has no attested date.',
    labels: {
      time: 'Attested date', accuracy: 'Accuracy', policy: 'Policy', serial: 'Serial no.', signer: 'Signer',
      certificate: 'Certificate (SHA-256)', expires: 'Certificate valid until', root: 'Root (SHA-256)', trust: 'Trust', files: 'Files',
      qualified: 'Qualified', address: 'Address',
    },
    accuracyUnknown: 'not given by the authority',
    accuracy: (ms) => `±${NBSP}${reportWords.format.seconds(ms)}`,
    local: 'local authority, embedded in scelle',
    rootNone: 'no root configured',
    trusted: (trusted) => ({
      anchor: 'verified up to a configured root',
      exercise: 'verified for an exercise only',
      none: 'not determined: no root configured for this authority',
    })[trusted],
    qualifiedUnknown: 'not determined',
    exerciseSentence: 'A token of an exercise authority, or of the local authority, proves nothing outside an exercise: the same person holds the clock and the case.',
    checkTitle: 'Checking with common tools',
    checkIntro: 'In the folder of the opened sealed object, where “bagit.txt” is:',
    limits: 'Each token attests that the digest of the sealed object existed at its date, according to the authority that signed it; it establishes neither the origin nor the sincerity of the files.',
  },
}
