// English words of the case room: the folder, its journal, files that are not taken.
import type { RefusalReason } from '../../system/world.ts'
import { visibleShort } from '../../system/visible.ts'
import type { FailureWordsOf } from '../catalog.ts'
import { formatHere, formatNumber } from '../format.ts'

const shown = (text: string): string => visibleShort(text, 160)
const number = (value: number): string => formatNumber('en', value)
const CHANGED = 'Change nothing more in this case. Run scelle verify, and start again from a sound copy of the case.'

export const caseFailures: FailureWordsOf<'case'> = {
  'case.not-found': ({ path }) => ({
    message: `There is no scelle case here: ${shown(path)}.`,
    remedy: 'Go into a case, name it with --case, or create one with scelle init.',
  }),
  'case.no-such-exhibit': ({ number: asked, exhibits }) => ({
    message: `There is no exhibit no. ${number(asked)}: the case has ${number(exhibits)}.`,
    remedy: 'Give a number of the case: “scelle status” tells how many exhibits it has.',
  }),
  'case.exists': ({ path }) => ({
    message: `There is already a scelle case here: ${shown(path)}.`,
    remedy: 'Choose another place, or add exhibits to this case with scelle add.',
  }),
  'case.folder-not-empty': ({ path }) => ({
    message: `The place is not empty: ${shown(path)}.`,
    remedy: 'Give an empty or new place: a case holds only what scelle puts there.',
  }),
  'case.newer-format': ({ path, found, supported }) => ({
    message: `The case ${shown(path)} has the format ${shown(found)}. This version of scelle reads ${supported}.`,
    remedy: 'Update scelle, then try again. Nothing was changed.',
  }),
  'case.bad-record': ({ path, member }) => ({
    message: member === ''
      ? `The record of the case is not the one that was created, or cannot be read: ${shown(path)}.`
      : `The record of the case has a value that is refused for "${shown(member)}": ${shown(path)}.`,
    remedy: 'When creating a case, correct this value. Otherwise run scelle verify and start again from a sound copy of the case.',
  }),
  'case.locked': ({ path, owner }) => ({
    message: owner === undefined
      ? `The case ${shown(path)} is in use by another command.`
      : `The case ${shown(path)} is in use by scelle ${shown(owner.command)} (${shown(owner.user)} on ${shown(owner.host)}, process ${owner.pid}, since ${shown(formatHere(owner.since))}).`,
    remedy: 'Wait for that command to end, then try again. The lock frees itself, even when the command is killed.',
  }),
  'case.lock-lost': ({ path }) => ({
    message: `The lock of the case was removed during the work: ${shown(path)}. Nothing more was written.`,
    remedy: 'Do not remove the .scelle folder while a command is running. Run the same command again: it goes on where it stopped.',
  }),
  'case.not-canonical-value': ({ at, reason }) => ({
    message: `A value cannot be written into the journal (${shown(at)}, ${reason}).`,
    remedy: 'Remove from this value what is neither text nor a finite number, then try again.',
  }),
  'case.name-too-long': ({ position, limit }) => ({
    message: `Name ${number(position)} of the list is longer than ${number(limit)} bytes.`,
    remedy: 'Give one name a line, or names separated by NUL with -0.',
  }),
}

export const journalFailures: FailureWordsOf<'journal'> = {
  'journal.missing': ({ path }) => ({ message: `The journal of the case is missing or empty: ${shown(path)}.`, remedy: CHANGED }),
  'journal.not-json': ({ line }) => ({ message: `Line ${number(line)} of the journal cannot be read.`, remedy: CHANGED }),
  'journal.not-canonical': ({ line }) => ({
    message: `Line ${number(line)} of the journal is not in its original form (RFC 8785).`, remedy: CHANGED,
  }),
  'journal.bad-entry': ({ line, member }) => ({
    message: `Line ${number(line)} of the journal is not a journal line (${shown(member)}).`, remedy: CHANGED,
  }),
  'journal.bad-sequence': ({ line, expected, found }) => ({
    message: `Line ${number(line)} of the journal has number ${number(found)} instead of ${number(expected)}: lines are missing or moved.`,
    remedy: CHANGED,
  }),
  'journal.broken-chain': ({ line }) => ({
    message: `Line ${number(line)} of the journal does not follow the one before: a line has changed.`, remedy: CHANGED,
  }),
  'journal.bad-exhibit': ({ line, member }) => ({
    message: `Line ${number(line)} of the journal describes an exhibit incompletely or wrongly (${shown(member)}).`, remedy: CHANGED,
  }),
  'journal.bad-exhibit-number': ({ line, expected, found }) => ({
    message: `Line ${number(line)} of the journal adds exhibit ${shown(found)} instead of exhibit ${number(expected)}.`, remedy: CHANGED,
  }),
  'journal.bad-seal': ({ line, subject }) => ({
    message: `Line ${number(line)} of the journal speaks of a seal that is out of place (${shown(subject)}).`, remedy: CHANGED,
  }),
}

/** Why a file was not taken. */
export const refusalWords: Record<RefusalReason, string> = {
  symlink: 'symbolic link, not followed: add the file it points to',
  fifo: 'named pipe: not a file',
  socket: 'socket: not a file',
  device: 'device: not a file',
  'other-type': 'not a regular file',
  unreadable: 'reading is refused by the system',
  missing: 'not found',
  'changed-while-reading': 'changed while it was read: try again when nothing writes to it any more',
  'read-error': 'the medium could not be read',
  'too-large-for-disk': 'too large for the free space of the disk',
}
