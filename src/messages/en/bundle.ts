// English words of the bundle room, and of the bag that it carries.
import type { HandOverWords } from '../../bundle/hand-over.ts'
import type { FileFacts } from '../../system/world.ts'
import type { FailureWordsOf } from '../catalog.ts'
import { formatBytes, formatInstant, plural } from '../format.ts'

const KINDS: Record<FileFacts['type'], string> = {
  file: 'file', directory: 'folder', symlink: 'symbolic link', fifo: 'pipe', socket: 'socket', device: 'device', other: 'unknown kind',
}

const wherePrinted = (line: number): string => (line === 0 ? '' : ` (line ${line} of the file)`)

export const bundleFailures: FailureWordsOf<'bundle'> = {
  'bundle.foreign-entry': ({ path, type }) => ({
    message: type === 'name'
      ? `The case holds a name that the bundle cannot carry: ${path}.`
      : `The case holds something that is no file: ${path} (${KINDS[type]}).`,
    remedy: 'Take this entry out of the case, then try again. If you did not put it there, write that down first.',
  }),
  'bundle.overview-exists': ({ path }) => ({
    message: `${path} exists already: a picture takes no other’s place unasked.`,
    remedy: 'Give another folder with --out, or --force to make it anew.',
  }),
  'bundle.changed-while-reading': ({ path }) => ({
    message: `${path} changed while the bundle was written.`,
    remedy: 'Stop what writes into the case, run scelle verify, then try again.',
  }),
  'bundle.bad-recipient': ({ line }) => ({
    message: `This recipient is not an age public key${wherePrinted(line)}.`,
    remedy: 'Give a key that begins with age1, or a file with one key a line (a hundred at most).',
  }),
  'bundle.secret-key-given': ({ line }) => ({
    message: `A secret key is given where a public key is wanted${wherePrinted(line)}.`,
    remedy: 'Give the public key (age1…). If anyone saw the secret key, replace it.',
  }),
  'bundle.no-recipients': ({ path }) => ({
    message: `No recipient in ${path}.`,
    remedy: 'Give a key age1… or the path of a file with one a line.',
  }),
  'bundle.template-missing': ({ name }) => ({
    message: `The template ${name} is missing from the installation.`,
    remedy: 'Install scelle again (npm ci).',
  }),
  'bundle.unsafe-name': ({ name }) => ({
    message: `The token name "${name}" cannot stand in a command.`,
    remedy: 'A token is named with letters, digits, dots and dashes. Rename the two files of this token.',
  }),
  'bundle.not-sealed': ({ reference }) => ({
    message: `The case ${reference} is not sealed.`,
    remedy: 'Run scelle seal first.',
  }),
  'bundle.seal-pending': ({ seal }) => ({
    message: `Seal ${seal} is not finished.`,
    remedy: 'Run scelle seal --resume, then try again.',
  }),
  'bundle.unsealed-exhibits': ({ count, seal }) => ({
    message: `${plural('en', count, 'exhibit was', 'exhibits were')} added after seal ${seal}.`,
    remedy: 'Run scelle seal to cover them, then try again.',
  }),
  'bundle.missing-part': ({ path }) => ({
    message: `${path} is missing from the sealed case.`,
    remedy: 'Run scelle verify to learn what else is missing, then start from a sound copy.',
  }),
  'bundle.part-changed': ({ path }) => ({
    message: `${path} is no longer what was sealed.`,
    remedy: 'Run scelle verify. If the change is meant, seal again with scelle seal.',
  }),
  'bundle.bad-seal-record': ({ path }) => ({
    message: `${path} cannot be read.`,
    remedy: 'Run scelle verify, then start from a sound copy or seal again.',
  }),
  'bundle.exists': ({ path }) => ({
    message: `${path} exists already: a bundle never replaces another.`,
    remedy: 'Choose another place with -o, or take this folder away.',
  }),
  'bundle.inside-case': ({ path }) => ({
    message: `${path} is inside the case to hand over.`,
    remedy: 'Choose with -o a place outside the case.',
  }),
}

export const bagFailures: FailureWordsOf<'bag'> = {
  'bag.missing-digest': ({ path, algorithm }) => ({
    message: `${path} has no ${algorithm} digest.`,
    remedy: 'Run scelle verify: the journal does not say all about this exhibit.',
  }),
  'bag.unreadable-tag': ({ path }) => ({
    message: `${path} cannot be read.`,
    remedy: 'Check the permissions and the disk, then try again.',
  }),
  'bag.foreign-entry': ({ path, type }) => ({
    message: type === 'name' ? `A file name is not UTF-8: ${path}.` : `${path} is no regular file (${KINDS[type]}).`,
    remedy: 'Take this entry out of the case, then try again.',
  }),
}

export const handOverWords: HandOverWords = {
  language: 'en',
  instant: (instant, timeZone) => formatInstant('en', instant, timeZone),
  bytes: (count) => formatBytes('en', count),
}
