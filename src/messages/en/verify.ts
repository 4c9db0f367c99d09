// Verification in English: failures, zip archives, and one sentence for each check.
import type { CheckpointVerdict } from '../../seal/log/checkpoint.ts'
import { visibleShort } from '../../system/visible.ts'
import type { RefusalReason } from '../../system/world.ts'
import type { PathDefect } from '../../verify/bag/bag-path.ts'
import type { DeclarationDefect } from '../../verify/bag/declaration.ts'
import type { VerifyResult } from '../../verify/verify-case.ts'
import type { NameDefect } from '../../verify/zip-name.ts'
import type { CheckWordsOf, FailureWordsOf } from '../catalog.ts'
import { formatBytes, formatNumber, plural } from '../format.ts'

const shown = (text: string): string => visibleShort(text, 160)
const count = (value: number): string => formatNumber('en', value)
const bytes = (value: number): string => formatBytes('en', value)
const exactly = (value: number): string => plural('en', value, 'byte', 'bytes')
const files = (value: number): string => plural('en', value, 'file', 'files')
const lines = (value: number): string => plural('en', value, 'line', 'lines')
const nth = (seal: number): string => `seal ${String(seal).padStart(4, '0')}`

const PATH: Readonly<Record<PathDefect, string>> = {
  absolute: 'absolute path',
  home: 'path to a home folder',
  drive: 'drive letter',
  backslash: 'backslash',
  parent: 'parent folder',
  'empty-part': 'empty part',
  nul: 'null character',
}

const NAME: Readonly<Record<NameDefect, string>> = {
  empty: 'empty name',
  encoding: 'unknown encoding',
  ambiguous: 'two different names',
  absolute: 'absolute path',
  drive: 'drive letter',
  backslash: 'backslash',
  parent: 'parent folder',
  'empty-part': 'empty part',
  nul: 'null character',
}

const DECLARATION: Readonly<Record<DeclarationDefect, string>> = {
  'byte-order-mark': 'a byte order mark stands before it',
  whitespace: 'blanks that should not be there',
  form: 'two lines are expected, the version and the encoding',
  'too-large': 'file too large',
}

const REFUSAL: Readonly<Record<RefusalReason, string>> = {
  symlink: 'symbolic link',
  fifo: 'named pipe',
  socket: 'socket',
  device: 'device',
  'other-type': 'not a regular file',
  unreadable: 'reading refused',
  missing: 'gone',
  'changed-while-reading': 'changed while being read',
  'read-error': 'read error',
  'too-large-for-disk': 'too large for the disk',
}

const SIGNATURE: Readonly<Record<CheckpointVerdict, string>> = {
  signed: 'valid signature',
  'unknown-signer': 'signed under another name',
  'other-key': 'same name, other key',
  'bad-signature': 'wrong signature',
}

const OUTCOME: Readonly<Record<VerifyResult['checks'][number]['outcome'], string>> = {
  passed: 'passed', failed: 'failed', indeterminate: 'indeterminate', warning: 'warning', info: 'information',
}

export const verifyChecks: CheckWordsOf<'BAG' | 'BUNDLE' | 'CLOCK' | 'COVER' | 'LOG' | 'RECORD' | 'SEAL' | 'VERIFY'> = {
  'VERIFY.NOTHING_CHECKED': () => 'There is nothing to verify here.',
  'VERIFY.LINES_LEFT_OUT': ({ count: left, outcome }) => `${lines(left)} of ${OUTCOME[outcome]} checks more, not shown.`,

  'BAG.DUPLICATE_ENTRY': () => 'Two files have this path.',
  'BAG.FILE_NOT_REGULAR': () => 'This is no regular file with a readable name; it is not opened.',
  'BAG.FILE_UNREADABLE': ({ reason }) => `The file cannot be read: ${REFUSAL[reason]}.`,
  'BAG.DECLARATION_MISSING': () => 'The BagIt declaration is missing.',
  'BAG.DECLARATION_INVALID': ({ reason }) => `The BagIt declaration is malformed: ${DECLARATION[reason]}.`,
  'BAG.VERSION_UNKNOWN': ({ version }) => `BagIt version ${shown(version)} is not known.`,
  'BAG.VERSION_OLD': ({ version }) => `A bag of an old BagIt version (${shown(version)}).`,
  'BAG.ENCODING_UNKNOWN': ({ encoding }) => `The encoding "${shown(encoding)}" is not known.`,
  'BAG.ENCODING_UNUSUAL': ({ encoding }) => `The declared encoding is "${shown(encoding)}" instead of UTF-8.`,
  'BAG.MANIFEST_MISSING': () => 'There is no payload manifest.',
  'BAG.MANIFEST.NAME_INVALID': () => 'The name of this manifest does not conform.',
  'BAG.MANIFEST.ALGORITHM_UNKNOWN': ({ algorithm }) => `The algorithm "${shown(algorithm)}" is not known: these digests are not verified.`,
  'BAG.MANIFEST.WEAK_DIGESTS_ONLY': ({ algorithms }) => `The manifests use old algorithms only (${shown(algorithms)}).`,
  'BAG.MANIFEST.LINE_INVALID': ({ line }) => `Line ${count(line)} is not "digest, blanks, path".`,
  'BAG.MANIFEST.UNSAFE_PATH': ({ line, path, reason }) => `Line ${count(line)} leads out of the bag (${PATH[reason]}): ${shown(path)}.`,
  'BAG.MANIFEST.OUTSIDE_PAYLOAD': ({ line, path }) => `Line ${count(line)} does not name a file of data/: ${shown(path)}.`,
  'BAG.MANIFEST.DUPLICATE_PATH': ({ line, path, same }) => `Line ${count(line)} repeats ${shown(path)}, with ${same ? 'the same digest' : 'another digest'}.`,
  'BAG.MANIFEST.BINARY_MARK': ({ lines: marked }) => `${lines(marked)} with the mark "*" of md5sum.`,
  'BAG.MANIFEST.LEADING_DOT_SLASH': ({ lines: marked }) => `${lines(marked)} with a path that begins with "./".`,
  'BAG.PAYLOAD.MATCHES': ({ files: matched, bytes: size, algorithms }) => `Digests identical: ${files(matched)}, ${bytes(size)} (${shown(algorithms)}).`,
  'BAG.PAYLOAD.DIGEST_MISMATCH': ({ algorithm, expected, actual }) => `The file is not the one of the manifest: ${algorithm} expected ${expected}, found ${actual}.`,
  'BAG.PAYLOAD.MISSING_FILE': () => 'The manifest lists this file; it is missing.',
  'BAG.PAYLOAD.UNLISTED_FILE': ({ manifest }) => `This file is not in ${shown(manifest)}.`,
  'BAG.TAG.MATCHES': ({ files: matched, algorithms }) => `Digests of the case files identical: ${files(matched)} (${shown(algorithms)}).`,
  'BAG.TAG.DIGEST_MISMATCH': ({ algorithm, expected, actual }) => `The file is not the one of the manifest: ${algorithm} expected ${expected}, found ${actual}.`,
  'BAG.TAG.MISSING_FILE': () => 'The tag manifest lists this file; it is missing.',
  'BAG.TAG.LISTS_PAYLOAD': ({ line, path }) => `Line ${count(line)} lists a payload file, which it must not: ${shown(path)}.`,
  'BAG.TAG.LISTS_TAGMANIFEST': ({ line, path }) => `Line ${count(line)} lists a tag manifest, which it must not: ${shown(path)}.`,
  'BAG.TAG.MANIFEST_NOT_LISTED': ({ manifest }) => `${shown(manifest)} is not in it.`,
  'BAG.TAG.DIFFERENT_SETS': ({ path }) => `${shown(path)} is in another tag manifest, not in this one.`,
  'BAG.INFO_LINE_INVALID': ({ line }) => `Line ${count(line)} is not "label: value".`,
  'BAG.OXUM_INVALID': ({ value }) => `The announced size "${shown(value)}" is not "bytes.files".`,
  'BAG.OXUM_MATCHES': ({ files: n, bytes: size }) => `Announced size exact: ${files(n)}, ${bytes(size)}.`,
  'BAG.OXUM_MISMATCH': ({ expectedBytes, expectedFiles, bytes: size, files: n }) => `Announced size: ${files(expectedFiles)}, ${exactly(expectedBytes)}; found: ${files(n)}, ${exactly(size)}.`,
  'BAG.FETCH_PRESENT': ({ entries }) => `The bag points to ${files(entries)} elsewhere; nothing is downloaded.`,
  'BAG.FETCH_LINE_INVALID': ({ line }) => `Line ${count(line)} is not "address, size, path".`,
  'BAG.FETCH_UNSAFE_PATH': ({ line, path, reason }) => `Line ${count(line)} leads out of the bag (${PATH[reason]}): ${shown(path)}.`,
  'BAG.FETCH_NOT_IN_MANIFEST': ({ line, path }) => `Line ${count(line)} names a file that the manifests do not know: ${shown(path)}.`,
  'BAG.FETCH_INCOMPLETE': () => 'This file is still elsewhere: the bag is not complete.',
  'BAG.PATH.CASE_TWIN': ({ other }) => `This path differs from ${shown(other)} by case only.`,
  'BAG.PATH.NORMALIZATION_TWIN': ({ other }) => `This path differs from ${shown(other)} by the spelling of accents only.`,
  'BAG.PATH.SYSTEM_FILE': () => 'A file of an operating system, most likely no exhibit.',
  'BAG.SERIALIZATION_NO_BASE_DIRECTORY': ({ files: n }) => `The archive holds ${files(n)} outside the base directory.`,
  'BAG.SERIALIZATION_SEVERAL_BASE_DIRECTORIES': ({ folders }) => `The archive holds several base directories: ${shown(folders)}.`,

  'LOG.LINE_NOT_JSON': ({ line }) => `Line ${count(line)} of the journal is not JSON.`,
  'LOG.LINE_NOT_CANONICAL': ({ line }) => `Line ${count(line)} of the journal is not in its canonical form.`,
  'LOG.LINE_INVALID': ({ line, member }) => `Line ${count(line)} of the journal is malformed (${shown(member)}).`,
  'LOG.SEQUENCE_BROKEN': ({ line, expected, found }) => `Line ${count(line)} of the journal has number ${count(found)} instead of ${count(expected)}.`,
  'LOG.CHAIN_BROKEN': ({ line }) => `Line ${count(line)} of the journal does not follow the one before: one of the two was changed.`,
  'LOG.TORN_LINE': ({ line }) => `Line ${count(line)} of the journal is incomplete; it does not count.`,
  'LOG.CHAIN_INTACT': ({ lines: n }) => `The journal is a whole chain: ${lines(n)}.`,
  'LOG.JOURNAL_MISSING': () => 'The journal is missing; its sealed copy is read instead.',
  'LOG.TRUNCATED': ({ lines: n, size }) => `The journal has ${lines(n)}; a seal fixed ${count(size)}.`,
  'LOG.ROOT_MATCHES': ({ size }) => `The journal's root at ${lines(size)} is the one that was fixed.`,
  'LOG.ROOT_MISMATCH': ({ size }) => `The journal was changed within its first ${lines(size)}: its root is not the one that was fixed.`,
  'LOG.CUSTODY_MATCHES': ({ size }) => `The sealed copy is the exact beginning of the journal (${lines(size)}).`,
  'LOG.CUSTODY_DIFFERS': ({ size }) => `The sealed copy is not the beginning of the journal (${lines(size)}).`,
  'LOG.PREFIX_MATCHES': ({ seal, size }) => `The journal extends that of ${nth(seal)} (${lines(size)}).`,
  'LOG.PREFIX_DIFFERS': ({ seal, size }) => `The journal does not extend that of ${nth(seal)} (${lines(size)}).`,
  'LOG.UNANCHORED_TAIL': ({ lines: n }) => `${lines(n)} after the last seal: no outside clock vouches for them.`,
  'LOG.CHECKPOINT_MISSING': () => 'The journal\'s checkpoint is missing.',
  'LOG.CHECKPOINT_INVALID': ({ reason }) => `The journal's checkpoint is malformed (${reason}).`,
  'LOG.CHECKPOINT_SIGNED': ({ size }) => `The checkpoint is signed (${lines(size)}).`,
  'LOG.CHECKPOINT_NOT_SIGNED': ({ verdict }) => `The checkpoint's signature is not good: ${SIGNATURE[verdict]}.`,
  'LOG.CHECKPOINT_OTHER_KEY': ({ seal }) => `The checkpoint of ${nth(seal)} is signed by another key than the present one; its signature is not verified.`,
  'LOG.KEY_MISSING': () => 'The key that verifies the checkpoint is missing.',
  'LOG.KEY_INVALID': () => 'The key that verifies the checkpoint is malformed.',

  'RECORD.CASE_INVALID': () => 'The case record is missing or malformed.',
  'RECORD.EXHIBITS_MATCH': ({ exhibits }) => `The list of exhibits is that of the journal (${plural('en', exhibits, 'exhibit', 'exhibits')}).`,
  'RECORD.EXHIBITS_DIFFER': () => 'The list of exhibits is not that of the journal.',
  'RECORD.EXHIBIT_REPEATED': ({ exhibit }) => `The journal receives exhibit ${exhibit} twice.`,
  'RECORD.EXHIBIT_MISSING': ({ exhibit }) => `Exhibit ${exhibit} is in the journal; its file is missing.`,
  'RECORD.EXHIBIT_DIGEST_MISMATCH': ({ exhibit, expected, actual }) => `Exhibit ${exhibit} is not the one of the journal: expected ${expected}, found ${actual}.`,
  'RECORD.MANIFEST_DISAGREES': ({ exhibit, algorithm }) => `Manifest and journal give two ${shown(algorithm)} digests of exhibit ${exhibit}.`,
  'RECORD.MANIFEST_LACKS_EXHIBIT': ({ exhibit }) => `Exhibit ${exhibit} is in the sealed journal, not in the manifest.`,
  'RECORD.PAYLOAD_NOT_IN_JOURNAL': () => 'This file of data/ is not in the journal.',
  'RECORD.MANIFESTS_AGREE': ({ exhibits }) => `Manifest and journal agree (${plural('en', exhibits, 'exhibit', 'exhibits')}).`,
  'RECORD.METADATA_MATCHES': ({ records }) => `The metadata records are those of the journal (${plural('en', records, 'record', 'records')}).`,
  'RECORD.METADATA_DIGEST_MISMATCH': ({ exhibit }) => `The metadata record of exhibit ${exhibit} is not the one of the journal.`,
  'RECORD.METADATA_MISSING': ({ exhibit }) => `The metadata record of exhibit ${exhibit} is missing.`,
  'RECORD.METADATA_NOT_IN_JOURNAL': () => 'This metadata record is not in the journal.',
  'RECORD.TRANSCRIPTS_MATCH': ({ transcripts }) => `The transcripts of conversations are those of the journal (${plural('en', transcripts, 'transcript', 'transcripts')}).`,
  'RECORD.TRANSCRIPT_DIGEST_MISMATCH': ({ exhibit }) => `The transcript of exhibit ${exhibit} is not the one of the journal.`,
  'RECORD.TRANSCRIPT_MISSING': ({ exhibit }) => `The transcript of exhibit ${exhibit} is missing.`,
  'RECORD.TRANSCRIPT_NOT_IN_JOURNAL': () => 'This transcript is not in the journal.',

  'SEAL.NONE': () => 'Nothing is sealed: no clock vouches for this state.',
  'SEAL.MISSING': ({ seal }) => `The journal says that ${nth(seal)} was completed; it is missing.`,
  'SEAL.UNFINISHED': ({ seal }) => `${nth(seal)} was begun and not finished: run "scelle seal" again.`,
  'SEAL.PENDING': ({ seal }) => `${nth(seal)} waits for its tokens: run "scelle seal --resume".`,
  'SEAL.SOUND': ({ seal, clocks }) => `${nth(seal)} is intact, dated by ${shown(clocks)}.`,
  'SEAL.FROZEN_FILE_MISSING': ({ seal }) => `This frozen copy of ${nth(seal)} is missing.`,
  'SEAL.FROZEN_FILE_DIFFERS': ({ seal, file }) => `The frozen copy ${shown(file)} is not the one that ${nth(seal)} covers.`,
  'SEAL.MANIFEST_LINE_INVALID': ({ line }) => `Line ${count(line)} of the frozen manifest is malformed.`,
  'SEAL.CURRENT': ({ seal }) => `The state of the case is that of ${nth(seal)}.`,
  'SEAL.ROOT_DIFFERS': ({ seal }) => `The tag manifest is not that of ${nth(seal)}.`,
  'SEAL.PAYLOAD_CHANGED': ({ seal }) => `This exhibit has changed since ${nth(seal)}.`,
  'SEAL.PAYLOAD_MISSING': ({ seal }) => `This exhibit of ${nth(seal)} is missing.`,
  'SEAL.TAG_FILE_CHANGED': ({ seal }) => `This file has changed since ${nth(seal)}.`,
  'SEAL.SUPERSEDED_TAG_FILE': ({ seal, files: n }) => `${files(n)} of ${nth(seal)} replaced since by another seal.`,
  'SEAL.RECORD_INVALID': ({ seal }) => `The record of ${nth(seal)} is missing or malformed.`,
  'SEAL.RECORD_DISAGREES': ({ seal, member }) => `The record of ${nth(seal)} does not agree with what is frozen (${shown(member)}).`,
  'SEAL.JOURNAL_DISAGREES': ({ seal }) => `The journal gives another digest of ${nth(seal)}.`,
  'SEAL.NOT_RECORDED': ({ seal }) => `The journal does not say that ${nth(seal)} was completed: its end is missing.`,
  'SEAL.TOKEN_MISSING': ({ seal, authority }) => `The token of ${shown(authority)} in ${nth(seal)} is missing.`,
  'SEAL.PAPER_DIFFERS': ({ seal, file }) => `The file ${shown(file)} of ${nth(seal)} is missing, or is not the one that the journal remembers.`,
  'SEAL.TOKEN_DIFFERS': ({ seal, authority }) => `The token of ${shown(authority)} is not the one that the journal received for ${nth(seal)}.`,
  'SEAL.TOKEN_TOO_LARGE': ({ bytes: size }) => `The token is too large to be one (${bytes(size)}).`,
  'SEAL.CHAIN_UNREADABLE': () => 'The file of certificates beside the token cannot be read; it is ignored.',
  'SEAL.EXERCISE_AUTHORITY': ({ authority }) => `Exercise: the local authority "${shown(authority)}" is accepted. This token proves nothing to a third party.`,
  'SEAL.LOCAL_AUTHORITY_ONLY': ({ authority }) => `Only the local authority "${shown(authority)}" dates this seal: its token proves nothing to a third party.`,
  'SEAL.LOCAL_AUTHORITY': ({ authority }) => `Token of the local authority "${shown(authority)}": it proves nothing to a third party.`,
  'CLOCK.SINGLE_SOURCE': ({ seal }) => `One clock alone dates ${nth(seal)}.`,
  'CLOCK.FEWER_THAN_POLICY': ({ seal, wanted, found }) => `Clocks verified for ${nth(seal)}: ${count(found)} of ${count(wanted)} asked for.`,

  'COVER.UNSEALED_EXHIBIT': ({ exhibit }) => `Exhibit ${exhibit} came after the last seal.`,
  'COVER.CHANGED_SINCE_SEAL': () => 'This file was made anew after the last seal.',
  'COVER.UNSEALED_FILE': () => 'No seal covers this file.',
  'COVER.ALL_SEALED': ({ files: n }) => `All that can be sealed is sealed (${files(n)}).`,

  'BUNDLE.LOOSE_COPY_MATCHES': ({ original }) => `An exact copy of ${shown(original)}.`,
  'BUNDLE.LOOSE_COPY_DIFFERS': () => 'This document is none of those in the bag.',
  'BUNDLE.LOOSE_FILE': () => 'A file beside the bag, not verified.',
}

const RESEND = 'Ask whoever gave you the archive to send it again.'

export const verifyFailures: FailureWordsOf<'verify'> = {
  'verify.not-found': ({ path }) => ({ message: `${shown(path)} does not exist.`, remedy: 'Check the path.' }),
  'verify.not-a-target': ({ path }) => ({
    message: `${shown(path)} is no scelle case, no BagIt bag, no hand-over folder and no zip archive.`,
    remedy: 'Name the case, the .bag.zip file or the hand-over folder; for one token alone, add --data FILE.',
  }),
  'verify.encrypted': ({ path }) => ({
    message: `${shown(path)} is encrypted.`,
    remedy: 'Decrypt it first: age -d -i KEY -o case.bag.zip case.bag.zip.age, then verify case.bag.zip.',
  }),
  'verify.several-bags': ({ path, count: n }) => ({ message: `${shown(path)} holds ${count(n)} .bag.zip archives.`, remedy: 'Name one of them.' }),
  'verify.too-many-files': ({ path, limit }) => ({ message: `${shown(path)} holds or lists more than ${count(limit)} files.`, remedy: 'Check that this is the right folder.' }),
  'verify.too-large': ({ path, limit }) => ({
    message: `${shown(path)} is too large (limit: ${bytes(limit)}).`, remedy: 'This file is not from scelle, or it was changed: compare it with another copy.',
  }),
  'verify.missing-file': ({ path }) => ({ message: `${shown(path)} is missing.`, remedy: 'Run again on a copy that nobody is changing.' }),
  'verify.line-too-long': ({ path, line, limit }) => ({
    message: `Line ${count(line)} of ${shown(path)} is longer than ${bytes(limit)}.`, remedy: 'This file is not from scelle, or it was changed: compare it with another copy.',
  }),
  'verify.newer-format': ({ path, format }) => ({ message: `${shown(path)} is of a newer format (${shown(format)}).`, remedy: 'Update scelle.' }),
}

export const zipFailures: FailureWordsOf<'zip'> = {
  'zip.unreadable': ({ path, entry }) => ({ message: `The archive ${shown(path)} is damaged or truncated${entry === '' ? '' : ` (${shown(entry)})`}.`, remedy: RESEND }),
  'zip.unsafe-name': ({ path, entry, reason }) => ({ message: `The archive ${shown(path)} holds a dangerous name (${NAME[reason]}): ${shown(entry)}.`, remedy: `Do not extract it. ${RESEND}` }),
  'zip.duplicate-entry': ({ path, entry }) => ({ message: `The archive ${shown(path)} holds ${shown(entry)} twice.`, remedy: `Do not extract it. ${RESEND}` }),
  'zip.symlink': ({ path, entry }) => ({ message: `The archive ${shown(path)} holds a link or a special file: ${shown(entry)}.`, remedy: `Do not extract it. ${RESEND}` }),
  'zip.encrypted': ({ path, entry }) => ({ message: `The archive ${shown(path)} is encrypted (${shown(entry)}).`, remedy: 'Extract it with its password, then verify the folder.' }),
  'zip.unsupported-method': ({ path, entry, method }) => ({ message: `The archive ${shown(path)} uses an unknown compression (${method}): ${shown(entry)}.`, remedy: 'Extract it with another tool, then verify the folder.' }),
  'zip.headers-disagree': ({ path, entry, field }) => ({ message: `The archive ${shown(path)} contradicts itself about ${shown(entry)} (${field}).`, remedy: `Do not extract it. ${RESEND}` }),
  'zip.overlap': ({ path, entry }) => ({ message: `In the archive ${shown(path)}, ${shown(entry)} overlaps another file.`, remedy: `Do not extract it. ${RESEND}` }),
  'zip.too-many-entries': ({ path, limit }) => ({ message: `The archive ${shown(path)} announces more than ${count(limit)} files.`, remedy: RESEND }),
  'zip.bomb': ({ path, bytes: size, limit }) => ({ message: `The archive ${shown(path)} would give at least ${bytes(size)}, beyond ${bytes(limit)}.`, remedy: 'Do not extract it, unless in a safe place and knowing what it holds; then verify the folder.' }),
}
