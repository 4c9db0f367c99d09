// English words of list comparison. A list and a hash say "equal" or "resembles", never what a file is.
import type { MatchWords } from '../../cli/match-words.ts'
import type { BadLine } from '../../metadata/match/list-row.ts'
import { visibleShort } from '../../system/visible.ts'
import type { FailureWordsOf } from '../catalog.ts'
import { formatNumber, plural } from '../format.ts'

const n = (count: number, one: string, many: string): string => plural('en', count, one, many)
const number = (value: number): string => formatNumber('en', value)
const shown = (text: string): string => visibleShort(text, 160)

const REASONS: { readonly [reason in BadLine]: string } = {
  'no-digest': 'no digest',
  digest: 'a digest of unknown length, or not hexadecimal',
  columns: 'columns are missing',
  'quote-open': 'a quote is not closed on its line',
  'too-long': 'line of more than 64 KiB',
  'utf-16': 'text in UTF-16',
}

export const matchFailures: FailureWordsOf<'match'> = {
  'match.bad-line': ({ path, line, reason }) => ({
    message: `List ${shown(path)} cannot be read at line ${number(line)}: ${REASONS[reason]}.`,
    remedy: reason === 'utf-16' ? 'Save the list as UTF-8, then run again. Nothing was compared.' : 'Correct or remove this line, then run again. Nothing was compared.',
  }),
  'match.empty-list': ({ path }) => ({ message: `List ${shown(path)} holds no digest.`, remedy: 'Check the file. An empty list is not an absence of matches.' }),
  'match.not-a-list': ({ path }) => ({
    message: `This file is no known list of digests: ${shown(path)}.`,
    remedy: 'Give an NSRL RDSv3 database (SQLite), output of hashdeep or sha256sum, a CSV with columns sha256, sha1, md5 or pdq, or one digest a line.',
  }),
  'match.list-in-use': ({ path }) => ({ message: `A log lies beside database ${shown(path)}: what it holds would be missed.`, remedy: 'Close the program that uses it, or open it once with sqlite3 so that the log is put back.' }),
}

export const matchWords: MatchWords = {
  lists: 'Lists:',
  kinds: { nsrl: 'NSRL (SQLite)', hashdeep: 'hashdeep', sums: 'checksums', csv: 'CSV', plain: 'digests alone', pdq: 'PDQ perceptual hashes' },
  list: (name, kind, entries, bytes) => `${shown(name)} — ${kind}, ${n(entries, 'entry', 'entries')}, ${bytes}`,
  found: (exact, near) => `${n(exact, 'equal digest', 'equal digests')}, ${n(near, 'resembling picture', 'resembling pictures')}`,
  lowQualityEntries: (count) => `${n(count, 'entry', 'entries')} of PDQ quality below 50: not compared`,
  notComparable: (exhibits, digests) => `Not comparable with part of the list: ${n(exhibits, 'exhibit lacks', 'exhibits lack')} ${digests} (--compute computes them)`,
  notComparableInside: (files) => `Not comparable with part of the list: ${n(files, 'file inside an exhibit, of which', 'files inside exhibits, of which')} only the SHA-256 is known`,
  matched: 'Exhibits:',
  none: 'No exhibit is in these lists. That says nothing of what the exhibits show.',
  exact: (by, list, line) => `equal ${by}: ${shown(list)}${line === undefined ? '' : `, line ${number(line)}`}`,
  differs: (digests) => `but ${digests} differs in the same entry`,
  near: (list, line, distance) => `resembles: ${shown(list)}, line ${number(line)}, distance ${number(distance)} of 256`,
  more: (count) => `… and ${n(count, 'more', 'more')}.`,
  alike: 'Pictures that resemble each other:',
  inside: (exhibit, name) => `${exhibit} (inside the exhibit: ${shown(name)})`,
  resembles: (distance) => `distance ${number(distance)} of 256`,
  compared: (exhibits, inside) => `${n(exhibits, 'exhibit', 'exhibits')}${inside === 0 ? '' : ` and ${n(inside, 'file inside them', 'files inside them')}`} compared.`,
  pictures: (count, lowQuality) => `${n(count, 'picture', 'pictures')} with a perceptual hash${lowQuality === 0 ? '' : `, ${number(lowQuality)} with too little in ${lowQuality === 1 ? 'it' : 'them'} to be compared`}.`,
  uninspected: (count) => `${n(count, 'exhibit has', 'exhibits have')} no record: pictures and files inside are not compared (“scelle inspect”).`,
  computed: (count) => `MD5 and SHA-1 computed for ${n(count, 'exhibit', 'exhibits')}, and not kept.`,
  changed: (exhibits) => `Warning: the files of these exhibits are no longer those that were received, or cannot be read: ${exhibits}. Run “scelle verify”.`,
  journal: 'The lists that were asked and their digests are in the journal.',
}
