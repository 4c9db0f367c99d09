// English words of conversations: what could not be read, what was decided and by whom, how a transcript reads.
import type { ChatWords } from '../../metadata/chat/chat-words.ts'
import type { ChatFinding, DateOrder } from '../../metadata/chat/transcript.ts'
import type { FailureWordsOf } from '../catalog.ts'
import { formatDay, formatNumber, plural } from '../format.ts'

const ORDERS: Readonly<Record<DateOrder, string>> = { dmy: 'day, month, year', mdy: 'month, day, year', ymd: 'year, month, day' }
const id = (number: number): string => String(number).padStart(4, '0')
const n = (count: number, one: string, many: string): string => plural('en', count, one, many)

export const chatFailures: FailureWordsOf<'chat'> = {
  'chat.unknown-format': ({ path }) => ({
    message: `${path} begins like no known export of a conversation.`,
    remedy: 'Formats that are read: WhatsApp (.txt, .zip), Telegram (result.json, messages.html), Discord (JSON of DiscordChatExporter), Signal (data.json of signal-export, JSON rows of Signal Desktop), Instagram and Facebook (message_1.json), SMS Backup & Restore (XML).',
  }),
  'chat.no-conversation': ({ path }) => ({ message: `The archive ${path} holds no conversation.`, remedy: 'An archive of WhatsApp holds "_chat.txt" or "WhatsApp Chat with ….txt". Otherwise give the file of the conversation itself.' }),
  'chat.several-conversations': ({ path, names }) => ({ message: `The archive ${path} holds several conversations: ${names}.`, remedy: 'Extract the one that matters, add it to the case as an exhibit, then give its number.' }),
  'chat.archive-refused': ({ path, reason }) => ({
    message: reason === 'encrypted' ? `The archive ${path} is encrypted.` : reason === 'entries' ? `The archive ${path} has more than 100,000 files.` : `The conversation in the archive ${path} would grow more than a hundredfold when unpacked.`,
    remedy: reason === 'encrypted' ? 'Add the decrypted archive to the case, then give its number.' : 'No messenger writes that: have this file looked at before it is read.',
  }),
  'chat.damaged': ({ path, detail }) => ({ message: `The export ${path} is damaged or incomplete (${detail}).`, remedy: 'Nothing was written. Export again if you can, or have the file looked at.' }),
  'chat.reading-stopped': ({ path, status, detail }) => ({
    message: `Reading ${path} was stopped${status === 'timeout' ? ': too much time' : status === 'limit' ? ': too much memory' : ''} (${detail}).`,
    remedy: 'Nothing was written. The file may have been made to trouble tools that read it.',
  }),
  'chat.date-order-needed': ({ raw, line, backDmy, backMdy }) => ({
    message: `Nothing in the file tells whether "${raw}" (line ${line}) puts the day or the month first. Read day first, time goes back ${backDmy} times; month first, ${backMdy} times: a hint, no proof.`,
    remedy: 'Say it: --date-order dmy (day first) or --date-order mdy (month first), after the settings of the phone that made the export.',
  }),
  'chat.dates-contradict': ({ one, other }) => ({
    message: `Line ${one} puts the day first, line ${other} the month: the file contradicts itself.`,
    remedy: 'A message may imitate the beginning of a line, or two exports were joined. Say the order with --date-order: dates that do not fit will be marked.',
  }),
  'chat.date-order-wrong': ({ said, line, raw }) => ({ message: `"${raw}" (line ${line}) cannot be read in the order given (${said}), and no line asks for it.`, remedy: 'Leave out --date-order: the file itself tells the order of its dates.' }),
  'chat.zone-not-needed': ({ path }) => ({ message: `The times of ${path} carry their zone already.`, remedy: 'Leave out --zone.' }),
  'chat.empty': ({ path }) => ({ message: `${path} holds no message.`, remedy: 'Check that it is the right file: nothing was written.' }),
  'chat.no-exhibit': ({ exhibit, exhibits }) => ({ message: `The case has no exhibit ${exhibit}.`, remedy: exhibits === 0 ? 'Add the export first: scelle add FILE.' : `Give a number from 1 to ${exhibits}, or the path of a file.` }),
  'chat.exhibit-not-readable': ({ exhibit, why }) => ({
    message: why === 'prohibited' ? `Exhibit ${exhibit} is prohibited content: it is never opened.` : `Only the digest of exhibit ${exhibit} is kept.`,
    remedy: 'No transcript can be made; that is how this exhibit is meant to be handled.',
  }),
  'chat.exhibit-changed': ({ exhibit }) => ({ message: `The bytes of exhibit ${exhibit} are no longer those that the journal recorded.`, remedy: 'Run "scelle verify": a transcript of these bytes would prove nothing.' }),
  'chat.file-unreadable': ({ path, reason }) => ({ message: `${path} cannot be read (${reason}).`, remedy: 'Give an ordinary file that can be read, or the number of an exhibit.' }),
  'chat.number-outside-case': ({ number }) => ({ message: `"${number}" is the number of an exhibit, and there is no case here.`, remedy: 'Add --case FOLDER, or give the path of a file (./…).' }),
}

const FINDINGS: { readonly [C in ChatFinding['code']]: (facts: ChatFinding['facts']) => { title: string; means: string; innocent: string } } = {
  'chat.time-backwards': ({ count, n: first, line }) => ({
    title: `Time goes back ${n(Number(count), 'time', 'times')} in the order of the file (first at message ${first}, line ${line})`,
    means: 'Messages may have been moved or added in the file, or the clock of a device changed.',
    innocent: 'A message sent without a network arrives later; a journey or the end of summer time turns a local clock back; different conversations follow each other in one export.',
  }),
  'chat.time-twice': ({ count, n: first, line }) => ({
    title: `${n(Number(count), 'local time exists', 'local times exist')} twice (first at message ${first}, line ${line})`,
    means: 'The end of summer time repeated that hour: the exact instant is one of two, both noted.',
    innocent: 'So it is with every message written in that hour.',
  }),
  'chat.time-skipped': ({ count, n: first, line }) => ({
    title: `${n(Number(count), 'local time never existed', 'local times never existed')} in the zone given (first at message ${first}, line ${line})`,
    means: 'The zone given is not the one of the device, or the time was written by hand.',
    innocent: 'The device was in another zone, or its clock was set wrong.',
  }),
  'chat.time-invalid': ({ count, n: first, line }) => ({
    title: `${n(Number(count), 'date cannot be read', 'dates cannot be read')} (first at message ${first}, line ${line})`,
    means: 'The date does not exist, or the order given is not the one of that line.',
    innocent: 'A text that looks like the beginning of a message, or a field that the export lacks.',
  }),
  'chat.unreadable-part': ({ count, n: first, line }) => ({
    title: `${n(Number(count), 'part cannot be read', 'parts cannot be read')} as a message (first at message ${first}, line ${line})`,
    means: 'The file is damaged or was changed there; its bytes are kept as they are.',
    innocent: 'A heading, or something new in the format.',
  }),
  'chat.attachments-missing': ({ count }) => ({
    title: n(Number(count), 'attachment is not in the export', 'attachments are not in the export'),
    means: 'Their bytes cannot be compared with any exhibit; the same name is no link.',
    innocent: 'The export was made without media.',
  }),
  'chat.attachments-not-compared': () => ({ title: 'More than 50,000 different attachments', means: 'Those after them were not compared with the exhibits.', innocent: 'The export is very large.' }),
  'chat.zone-unknown': () => ({ title: 'Time zone unknown', means: 'Times are local, nobody knows where: no universal time is derived from them.', innocent: 'This messenger writes the time of the phone and nothing else.' }),
}

export const chatWords: ChatWords = {
  title: 'Conversations',
  intro: 'Each conversation is printed in the order of the file, as it was exported. The transcript keeps the original bytes of each message, their line and their place in the exhibit. What the typeface of the report cannot draw (emoji, other scripts) is written as its Unicode number, as \\u{1f600}; the page for a browser shows it.',
  heading: (exhibit) => `Conversation of exhibit ${exhibit}`,
  labels: {
    source: 'File', digest: 'SHA-256 digest', app: 'Application', name: 'Name', period: 'First to last', messages: 'Messages',
    participants: 'Participants', dateOrder: 'Order of dates', zone: 'Time zone', fileOrder: 'Order of the file', raw: 'Original text',
  },
  count: (value) => formatNumber('en', value),
  messages: (count) => n(count, 'message', 'messages'),
  participant: (name, messages) => `${name} (${formatNumber('en', messages)})`,
  moreParticipants: (count) => `and ${n(count, 'message', 'messages')} of other people`,
  order: (order) => ORDERS[order],
  orderStatement: ({ order, how, evidence, stepsBack }) => {
    const said = order === undefined ? '' : `${ORDERS[order]} — `
    switch (how) {
      case 'value-above-12': return `${said}shown by line ${evidence?.line ?? 0} ("${evidence?.raw ?? ''}")`
      case 'separator': return `${said}dates written with points, always day first`
      case 'written-so': return `${said}fixed by the way of writing`
      case 'user': return `${said}declared by the operator${stepsBack === undefined ? '' : ` (day first, time goes back ${stepsBack.dmy ?? 0} times; month first, ${stepsBack.mdy ?? 0} times)`}`
      case 'no-date': return 'does not apply: the format gives instants'
      default: return how satisfies never
    }
  },
  zoneStatement: ({ zone, provenance }, shown) => {
    switch (provenance) {
      case 'format-defines-utc': case 'tag': return `the format gives instants or their offset; times are printed in ${shown}, unless the export writes an offset`
      case 'user': return `${zone ?? ''} — declared by the operator; the export does not say it`
      case 'mixed': return `${zone === undefined ? 'unknown' : `${zone}, declared by the operator,`} for part of the messages; the others carry their own`
      default: return 'unknown — local times as written, without universal time'
    }
  },
  newestFirst: 'newest first: the order of the file is kept',
  finding: ({ code, facts }) => FINDINGS[code](facts),
  findingsTitle: 'Findings',
  innocent: 'Innocent explanation',
  day: (date) => formatDay('en', date),
  noDay: 'Without a readable date',
  kind: (kind) => ({ message: '', system: 'notice', call: 'call', deleted: 'deleted', unreadable: 'unreadable' })[kind],
  owner: '(the exported device)',
  nobody: '(no name)',
  edited: 'edited',
  twice: 'time that exists twice',
  skipped: 'time that never existed',
  invalid: 'unreadable date',
  backwards: 'time goes back',
  textCut: 'text shortened here, whole in the exhibit',
  forwarded: (from) => `forwarded from ${from}`,
  replyTo: (target) => `answers ${target}`,
  reaction: (emoji, by) => (by === undefined ? emoji : `${emoji} ${by}`),
  attachment: ({ name, exhibit, sameName, omitted, sha256 }) => {
    const named = name === '' ? 'media without a name' : name
    if (exhibit !== undefined) return `${named} — exhibit ${id(exhibit)} (same bytes)`
    if (sameName !== undefined) return `${named} — same name as exhibit ${sameName.map(id).join(', ')}, bytes not compared`
    return `${named}${omitted === true ? ' — not in the export' : sha256 === undefined ? '' : ' — in the export, no exhibit'}`
  },
  conversation: (name) => `with ${name}`,
  shortened: (total, ends, page, transcript) => `This conversation has ${n(total, 'message', 'messages')}: only the first ${formatNumber('en', ends)} and the last ${formatNumber('en', ends)} are printed here. It is whole${page === undefined ? '' : `, to be read in a browser, in ${page}, and`} with its original bytes in ${transcript}.`,
  leftOut: (count) => n(count, 'message not printed here', 'messages not printed here'),
  whole: (page, transcript) => `${page === undefined ? '' : `The same conversation can be read in a browser (${page}). `}Its original bytes, message by message, are in ${transcript}.`,
  footer: 'Page made by scelle, without script or link: what is written above comes from the exhibit.',
  cli: {
    askOrder: (raw, line, backDmy, backMdy) => `"${raw}" (line ${line}): day or month first? (day first, time goes back ${backDmy} times; month first, ${backMdy} times)`,
    askZone: (sample) => `Time zone of times such as "${sample}"?`,
    zoneUnknown: 'unknown',
    zoneOther: 'another one (to be typed)',
    zoneExpected: 'Europe/Paris | +02:00 | unknown',
    done: (path, messages) => `Transcript: ${path} (${n(messages, 'message', 'messages')})`,
    planned: (path) => `The transcript would be written to ${path}.`,
    summary: (app, messages) => `${app}, ${n(messages, 'message', 'messages')}`,
    linked: (count) => `${n(count, 'attachment is an exhibit', 'attachments are exhibits')} of the case (same bytes).`,
    stage: 'Reading the conversation:',
  },
}
