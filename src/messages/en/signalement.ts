// English words of signalements.
import type { SignalementWords } from '../../cli/signalement-words.ts'
import type { RecordProblemWords } from '../../signalement/record-problem-codes.ts'
import { visibleShort } from '../../system/visible.ts'
import type { FailureWordsOf } from '../catalog.ts'
import { formatNumber, plural } from '../format.ts'
import { locatorWords } from './locators.ts'

const n = (count: number, one: string, many: string): string => plural('en', count, one, many)
const shown = (text: string): string => visibleShort(text, 120)

function duration(minutes: number): string {
  if (minutes < 60) return n(Math.max(0, Math.round(minutes)), 'min', 'min')
  if (minutes < 48 * 60) return n(Math.round(minutes / 60), 'h', 'h')
  return n(Math.round(minutes / 1440), 'day', 'days')
}

export const signalementWords: SignalementWords = {
  states: {
    draft: 'draft', validated: 'validated', queued: 'prepared, sending not confirmed', sending: 'being sent', sent: 'sent', unknown_outcome: 'outcome unknown',
    acknowledged: 'acknowledged', in_review: 'in review', decided_removed: 'removed', decided_restricted: 'restricted', decided_rejected: 'rejected',
    dead_letter: 'cannot be sent', cancelled: 'cancelled',
  },
  ages: { lt15: 'under 15', '15_17': '15 to 17', '18plus': '18 or over', unknown: 'age unknown' },
  urgencies: { imminent_danger: 'imminent danger', critical: 'critical', high: 'high', normal: 'normal' },
  bases: { legal_order: 'removal order', dsa_priority: 'DSA priority, own target', internal_target: 'own target' },
  channels: {
    '3018_tel': '3018, phone', '3018_tchat': '3018, chat', '3018_messenger': '3018, Messenger', '3018_whatsapp': '3018, WhatsApp', '3018_app': '3018, app',
    gendarmerie: 'gendarmerie', education: 'Éducation nationale', '119': '119', pharos: 'PHAROS', autre: 'other',
  },
  representations: { self: 'the victim', parent: 'a parent', association: 'an association', police: 'police or gendarmerie', none: 'somebody else' },
  authorities: { trusted_flagger: 'trusted flagger', partner: 'partner', law_enforcement: 'law enforcement', individual: 'individual' },
  identities: { disclosed: 'given', withheld: 'withheld' },
  consents: { self: 'the victim', parent: 'a parent', legal_guardian: 'the legal guardian' },
  hashes: { md5: 'MD5', sha1: 'SHA-1', sha256: 'SHA-256', pdq: 'PDQ', photodna: 'PhotoDNA' },
  fields: {
    harm: 'harm', subHarm: 'detail', ageBand: 'age', urls: 'addresses', platform: 'platform', account: 'account', accountId: 'account number',
    displayName: 'display name', channel: 'channel', explanation: 'explanation', observedAt: 'seen at', occurredAt: 'happened at', urgency: 'urgency',
    urgencyReason: 'reason of the urgency', language: 'language', country: 'country', isCaller: 'the victim is calling', representation: 'who speaks', consent: 'consent',
    authority: 'capacity', organisation: 'organisation', flaggerArea: 'area', notifierName: 'notifier’s name', notifierEmail: 'notifier’s e-mail',
    identity: 'identity', goodFaith: 'good faith', hashes: 'digests', attachment: 'attachment', campaign: 'campaign',
    orderAuthority: 'authority', orderReference: 'reference of the order', orderIssuedAt: 'date of the order',
  },
  yes: 'yes',
  no: 'no',
  new: {
    done: (short, validated) => `Signalement ${short} kept${validated ? '' : ' as a draft'}.`,
    campaign: (short, count) => `${n(count, 'signalement', 'signalements')} in campaign ${short}.`,
    duplicate: 'Already on record: nothing new was kept.',
    partly: (count) => `${n(count, 'address was', 'addresses were')} already known and left out:`,
    nothingKept: 'Nothing was kept.',
    plan: 'This would be kept:',
    next: 'Next:',
    notAttested: 'A draft: the good-faith statement (--good-faith) that Article 16 DSA asks for is missing.',
  },
  known: {
    line: (short, state, at, by, locators) => `  ${short}: ${state}, made on ${at} by ${by}${locators > 0 ? ` (${n(locators, 'address', 'addresses')} in common)` : ''}`,
    delivery: (destination, at, by, state) => `    for ${destination}, on ${at}, by ${by}: ${state}`,
    force: 'To keep it all the same: --force.',
  },
  privacy: {
    found: (count) => `${n(count, 'possible item', 'possible items')} of personal data in the text:`,
    hit: (kind, text, replacement) => `  ${kind}: "${text}" → ${replacement}`,
    replaced: (count) => `${n(count, 'passage', 'passages')} replaced.`,
    howTo: 'To replace them: --replace. To refuse any text that has some: --strict.',
  },
  list: {
    head: ['id', 'state', 'harm', 'platform', 'received', 'due', 'basis'],
    empty: 'No signalement.',
    more: (shownCount, total) => `${n(shownCount, 'shown', 'shown')} of ${formatNumber('en', total)}: --limit shows more.`,
    ago: (minutes) => `${duration(minutes)} ago`,
    dueIn: (minutes) => `in ${duration(minutes)}`,
    overdue: (minutes) => `${duration(minutes)} late`,
  },
  show: {
    labels: {
      id: 'Identifier', state: 'State', created: 'Made', observed: 'Seen at', occurred: 'Happened at', due: 'Due', harm: 'Harm', offences: 'Offences',
      urgency: 'Urgency', platform: 'Platform', account: 'Account', locators: 'Addresses', victim: 'Victim', consent: 'Consent', explanation: 'Explanation',
      notifier: 'Notifier', hashes: 'Digests', evidence: 'Exhibits', order: 'Order', deliveries: 'Deliveries', campaign: 'Campaign',
      retention: 'Kept until', channel: 'Channel', same: 'Same content', dsa: 'DSA codes', revision: 'revision',
    },
    by: (name) => `by ${name}`,
    due: (at, basis, source) => `${at} (${basis}: ${source})`,
    delivery: (destination, state, at, by) => `${destination}: ${state}, ${at} by ${by}`,
    exhibit: (number, sha256) => `exhibit ${number}, SHA-256 ${sha256}`,
    attested: (by) => `good faith stated by ${by}`,
    notAttested: 'good faith not stated',
    toVerify: 'to be verified on Légifrance',
    checkedOn: (day) => `read on ${day}`,
    treatedAsCsam: 'Treated as child sexual abuse material: no image is kept, drawn or sent, and the address must not be opened.',
    none: 'not given',
  },
  edit: {
    done: (short, revision, state) => `Signalement ${short} changed (revision ${revision}, ${state}).`,
    nothing: 'Nothing to change: give at least one option.',
    unlinked: (count) => `${n(count, 'exhibit', 'exhibits')} unlinked: this content may show a child. The journal of the case keeps the trace of the link.`,
    identity: (mode) => `Identity of the notifier: ${mode}.`,
    reattest: 'The content changed: the good-faith statement has to be made again (--good-faith).',
    plan: 'This would be kept:',
  },
  cancel: {
    done: (short) => `Signalement ${short} cancelled.`,
    already: (short) => `Signalement ${short} was cancelled already.`,
    plan: (short) => `Signalement ${short} would be cancelled.`,
  },
  host: {
    title: 'Abuse contact of the host, from the RDAP answer given:',
    contact: (name, mails, what) => `  ${name}: ${mails} (${what})`,
    classes: { 'ip network': 'network', autnum: 'operator', domain: 'registrar of the name', other: 'kind not told' },
  },
  link: { done: (exhibit, path) => `Linked to exhibit ${exhibit} of ${path}; the journal of the case says so.` },
  packet: {
    written: (destination, dir) => `Packet for ${destination}: ${dir}`,
    already: (destination, at, by, state) => `Packet for ${destination} already prepared on ${at} by ${by}: ${state}. Nothing was made again (--force makes it anew).`,
    none: 'No destination with a form for this signalement: see "scelle signalement route".',
    notForm: (destination) => `${destination} has no form to fill.`,
    plan: 'This is, byte for byte, what would leave:',
    human: 'The packet is copied into the form by hand: scelle sends nothing.',
  },
  purge: {
    plan: (count) => `${n(count, 'signalement', 'signalements')} would be erased: contents, addresses and key; only the count stays.`,
    nothing: 'Nothing to erase: no retention has ended.',
    done: (count) => `${n(count, 'signalement', 'signalements')} erased: the key is destroyed, the count stays.`,
    counts: 'Count by harm, erased ones included:',
    confirm: (count) => `Erase the contents of ${n(count, 'signalement', 'signalements')} for ever?`,
    line: (short, harm, platform, expired) => `  ${short}  ${harm}, ${platform}, ended on ${expired}`,
    abandoned: 'Abandoned: nothing was erased.',
    packets: 'Packets and reject files written elsewhere are not touched: delete them too.',
    held: 'Another process was reading the file: the old bytes are still in it. Run "scelle purge" again when it is done.',
  },
  import: {
    kept: (count) => `${n(count, 'signalement', 'signalements')} kept`,
    drafts: (count) => `${n(count, 'draft', 'drafts')} among them (good faith not stated: --good-faith)`,
    known: (count) => n(count, 'already known, not taken again', 'already known, not taken again'),
    partly: (count) => n(count, 'kept without its known addresses', 'kept without their known addresses'),
    refused: (count) => `${n(count, 'row refused', 'rows refused')}:`,
    skipped: (count) => `${n(count, 'empty row', 'empty rows')} passed over`,
    privacy: (count, rows) => `${n(count, 'row may contain', 'rows may contain')} personal data: ${rows.join(', ')}${count > rows.length ? '…' : ''} (--strict refuses them, --replace replaces it).`,
    row: (row, column, message, remedy) => `  row ${formatNumber('en', row)}, column ${shown(column)}: ${message} ${remedy}`,
    danger: (rows) => `IMMINENT DANGER, ${rows.length > 1 ? 'rows' : 'row'} ${rows.join(', ')}: first call 17, 112 or 114, and 119 for a child.`,
    note: (rows, first, message, remedy) => `${n(rows, 'row', 'rows')}, first row ${formatNumber('en', first)}: ${message} ${remedy}`.trimEnd(),
    more: (count) => `  … and ${n(count, 'more', 'more')}.`,
    rejects: (path) => `Refused rows written to ${shown(path)}: correct them, then import that file.`,
    noRejects: 'To correct them in a file of their own: --reject FILE.',
    plan: 'Dry run: nothing was kept.',
    warnings: (count) => `${n(count, 'warning', 'warnings')}:`,
    stage: 'Import:',
    checking: 'Reading:',
    campaign: (short) => `Campaign ${short}`,
  },
  ask: {
    danger: 'Is somebody in danger now?',
    dangerYes: 'yes: immediate danger',
    dangerNo: 'no',
    dangerStop: 'Fill in nothing. Call first:',
    harm: 'Which harm? (type a few letters)',
    age: 'Age of the victim',
    urls: 'Addresses of the content, one a line (paste them all)',
    urlsEnd: 'an empty line ends',
    platform: 'Platform',
    account: 'Reported account, no real name (optional)',
    displayName: 'Display name of the account (optional)',
    explanation: 'What happens and why it is illegal, without any name',
    explanationEnd: 'an empty line ends',
    counted: (found, min) => `${formatNumber('en', found)} characters, at least ${formatNumber('en', min)} are needed: go on.`,
    observedAt: 'Seen when?',
    now: 'now',
    caller: 'Is the victim on the line?',
    representation: 'Who speaks?',
    consent: 'Consent to pass it on to a partner (school…)',
    consentNone: 'no consent asked',
    identity: 'Give the notifier’s name and e-mail? (optional for this harm)',
    notifierName: 'Notifier’s name (of the association or of a role)',
    notifierEmail: 'Notifier’s e-mail (a shared mailbox)',
    organisation: 'Organisation',
    identityNeeded: 'Platforms ask for a name and an e-mail (DSA, Article 16): the association’s, never the child’s.',
    goodFaith: 'I state in good faith that this information is accurate and complete',
    goodFaithYes: 'yes, I state it: keep',
    goodFaithNo: 'not yet: keep a draft',
    replace: 'Replace these passages?',
    keep: (count) => (count > 1 ? `Keep these ${count} signalements?` : 'Keep this signalement?'),
    drop: 'keep nothing',
    harmByNumber: 'Which harm? (give its number)',
    preview: 'Preview',
    abandoned: 'Abandoned: nothing was kept.',
    pasteOrType: 'paste or type',
    located: (platform, what) => `✓ ${platform}, ${what}`,
    refused: (reason) => `✗ ${reason}`,
    byPlatform: (platform, count) => `${platform}: ${n(count, 'address', 'addresses')}`,
  },
  problem: (field, message, remedy) => `  ${field}: ${message} ${remedy}`.trimEnd(),
}

export const recordProblems: RecordProblemWords = {
  'field.missing': () => ({ message: 'a value is missing.', remedy: 'Give it.' }),
  'field.unknown': ({ name }) => ({ message: `"${shown(name)}" is no known field.`, remedy: 'Remove it or correct its name.' }),
  'field.wrong-type': ({ expected }) => ({ message: `this is not a value of the right kind (${shown(expected)}).`, remedy: 'Correct it.' }),
  'field.too-short': ({ min, found }) => ({ message: `too short: ${n(found, 'character', 'characters')}, ${formatNumber('en', min)} are needed.`, remedy: 'Say what happens, where, and why it is illegal.' }),
  'field.too-long': ({ max, found }) => ({ message: `too long: ${n(found, 'character', 'characters')}, ${formatNumber('en', max)} at most.`, remedy: 'Shorten it.' }),
  'field.too-many': ({ max, found }) => ({ message: `too many values: ${formatNumber('en', found)}, ${formatNumber('en', max)} at most.`, remedy: 'Spread them over several signalements.' }),
  'field.too-few': ({ min, found }) => ({ message: `too few values: ${formatNumber('en', found)}, at least ${formatNumber('en', min)}.`, remedy: 'Complete it.' }),
  'field.not-a-choice': ({ value, choices, nearest }) => ({
    message: `"${shown(value)}" is none of the possible values.`,
    remedy: nearest === null ? `Choose among: ${choices.join(', ')}.` : `Did you mean "${nearest}"? (${choices.join(', ')})`,
  }),
  'field.bad-form': ({ value, expected }) => ({ message: value === '' ? 'the value has not the expected form.' : `"${shown(value)}" has not the expected form.`, remedy: expected === '' ? 'Correct it.' : `Expected form: ${shown(expected)}.` }),
  'locators.needed': () => ({ message: 'at least one exact address of the content or the account is needed.', remedy: 'Paste the link of the content, or give the account and its platform (DSA, Article 16).' }),
  'locators.too-many': ({ max, found }) => ({ message: `${formatNumber('en', found)} addresses: ${formatNumber('en', max)} at most in a signalement.`, remedy: 'Spread them over several rows, in the same campaign.' }),
  'locator.refused': ({ text, refusal }) => ({ message: `"${shown(text)}": ${locatorWords.refusals[refusal].message}`, remedy: locatorWords.refusals[refusal].remedy }),
  'locator.platforms-differ': ({ one, other }) => ({ message: `the addresses are on two platforms (${one} and ${other}).`, remedy: 'One signalement a platform: separate them, in the same campaign.' }),
  'locator.platform-told-otherwise': ({ told, found }) => ({ message: `the address is on ${found}, not on ${told}.`, remedy: 'Correct the platform or the address.' }),
  'evidence.forbidden': () => ({ message: 'no image and no file is attached to content that may show a child.', remedy: 'Keep the address and, if a partner gave it, the digest with its origin.' }),
  'evidence.bytes-in-text': () => ({ message: 'this text holds the bytes of a file.', remedy: 'Remove them: a signalement carries no picture and no file, only addresses, words and digests.' }),
  'consent.no-destination': ({ who }) => ({ message: `the consent of "${shown(who)}" does not say for which destination.`, remedy: 'Write for example parent:education-nationale.' }),
  'identity.not-withheld': () => ({ message: 'identity may be withheld only for sexual offences against minors (DSA, Article 16(2)(c)).', remedy: 'Give the association’s name and e-mail.' }),
  'identity.named': () => ({ message: 'identity is said to be withheld, and a name or an e-mail is there.', remedy: 'Remove them, or give the identity.' }),
  'attestation.needed': () => ({ message: 'the good-faith statement is missing (DSA, Article 16(2)(d)).', remedy: 'Add --good-faith, or "yes" in the column "good faith".' }),
  'clock.no-order': () => ({ message: 'a legal clock needs an order and its reference.', remedy: 'Give authority, reference and date of the order.' }),
  'clock.no-flagger': () => ({ message: 'the priority of Article 22 DSA is for trusted flaggers only.', remedy: 'Remove that basis, or set the notifier’s capacity.' }),
  'time.future': () => ({ message: 'this date is in the future.', remedy: 'Correct the date, the time or the zone.' }),
  'harm.unknown': ({ word, nearest }) => ({ message: `"${shown(word)}" is no known harm.`, remedy: nearest === null ? 'See "scelle harms".' : `Did you mean "${nearest}"? See "scelle harms".` }),
  'yes-no.unknown': ({ word }) => ({ message: `"${shown(word)}" says neither yes nor no.`, remedy: 'Write yes or no.' }),
  'attachment.needs-case': () => ({ message: 'a file is not attached here.', remedy: 'Add it to a case, then link it: "scelle signalement edit … --case DIR --exhibit N".' }),
  'good-faith.refused': () => ({ message: 'good faith is refused.', remedy: 'Without it the signalement stays a draft: leave the value empty.' }),
  'order.incomplete': () => ({ message: 'an order is given with its authority, its reference and its date.', remedy: 'Give all three, or none.' }),
  'hash.unreadable': ({ text }) => ({ message: `"${shown(text)}" is no digest.`, remedy: 'Write for example: sha256:… origin.' }),
  'hash.no-origin': ({ text }) => ({ message: `the digest "${shown(text)}" does not say where it comes from.`, remedy: 'Add after it who computed it (platform, partner).' }),
  'hash.wrong-length': ({ alg, expected, found }) => ({ message: `a ${alg} digest has ${expected} hexadecimal digits, here ${formatNumber('en', found)}.`, remedy: 'Copy it whole.' }),
  'privacy.found': ({ count }) => ({ message: `${n(count, 'possible item', 'possible items')} of personal data in the text.`, remedy: 'Remove them, or run again with --replace.' }),
  'campaign.unreadable': ({ value }) => ({ message: `"${shown(value)}" is not the identifier of a campaign.`, remedy: 'Give the whole identifier that scelle printed.' }),
}

export const signalementFailures: FailureWordsOf<'signalement'> = {
  'signalement.illegal-move': ({ from, event }) => ({ message: `A signalement in state "${shown(from)}" cannot "${shown(event)}".`, remedy: 'See its state with "scelle signalement show".' }),
  'signalement.not-found': ({ id }) => ({ message: `No signalement ${shown(id)}, or it has just changed.`, remedy: 'See "scelle signalement list".' }),
  'signalement.ambiguous-id': ({ id }) => ({ message: `Several signalements have ${shown(id)} in their identifier.`, remedy: 'Give more characters.' }),
  'signalement.purged': ({ id }) => ({ message: `The contents of signalement ${shown(id)} were erased when their retention ended.`, remedy: 'They cannot come back: only the count stays.' }),
  'signalement.already-sent': ({ id, destination }) => ({ message: `Signalement ${shown(id)} has already left for ${shown(destination)}: it is not changed any more.`, remedy: 'Make a new signalement for what changed.' }),
  'signalement.not-validated': ({ id, state }) => ({ message: `Signalement ${shown(id)} is in state "${shown(state)}": nothing can be prepared.`, remedy: 'Complete it: "scelle signalement edit … --good-faith".' }),
  'signalement.refused': ({ problems }) => ({ message: `The signalement is refused: ${n(problems.length, 'problem', 'problems')}.`, remedy: 'Correct what is said above. Nothing was kept.' }),
  'signalement.no-picture': ({ harm }) => ({ message: `No exhibit is attached to this signalement (${shown(harm)}): it could show a child.`, remedy: 'Keep the address and, if a partner gave it, the digest with its origin (--hash).' }),
  'signalement.danger': ({ id }) => ({ message: 'Imminent danger: no form comes first.', remedy: `Call: "scelle signalement route ${shown(id)}" tells whom.` }),
  'signalement.refused-destination': ({ destination, rule, reason }) => ({ message: `${shown(destination)} is excluded for this signalement: ${reason.en} (rule ${shown(rule)})`, remedy: 'Choose a destination of "scelle signalement route".' }),
  'signalement.no-form': ({ destination }) => ({ message: `${shown(destination)} has no form to fill.`, remedy: '"scelle destinations" tells how to reach it.' }),
  'signalement.picture-unsure': ({ harm }) => ({ message: `An exhibit of such a signalement (${shown(harm)}, victim perhaps a minor) may show a child.`, remedy: 'Look at its name and origin, never at the picture; if there is no intimate image, add --shows-no-child.' }),
  'signalement.changed-meanwhile': ({ id }) => ({ message: `Signalement ${shown(id)} has just been changed elsewhere: the packet was not kept.`, remedy: 'Run the same command again: it will take the new text.' }),
  'signalement.personal-data': ({ id, count }) => ({ message: `${n(count, 'possible item of personal data would', 'possible items of personal data would')} leave with this packet: nothing was written.`, remedy: `Replace them: "scelle signalement edit ${shown(id)} --replace --good-faith". If all of it is to leave: --confirm-personal.` }),
  'signalement.no-exhibit': ({ path, exhibit, count }) => ({ message: `Case ${shown(path)} has no exhibit ${exhibit} (it has ${formatNumber('en', count)}).`, remedy: 'See "scelle status" and "scelle log" of the case.' }),
  'signalement.rejects-exist': ({ path }) => ({ message: `The file of rejects exists already: ${shown(path)}. Corrections may be in it.`, remedy: 'Give --reject another name, or move that file. Nothing was kept.' }),
  'signalement.import-changed': ({ path }) => ({ message: `File ${shown(path)} changed while it was read.`, remedy: 'Import it again when nothing writes to it any more: what is kept already will not be taken twice.' }),
  'signalement.prohibited-exhibit': ({ exhibit }) => ({ message: `Exhibit ${exhibit} is prohibited content: it is not linked.`, remedy: 'Keep the address of the content; the digest stays in the case.' }),
}

export const storeFailures: FailureWordsOf<'store'> = {
  'store.record-damaged': ({ id }) => ({ message: `Signalement ${shown(id)} does not decrypt: its bytes have changed.`, remedy: 'Start from a backup of the file of signalements.' }),
  'store.newer-version': ({ path, found, supported }) => ({ message: `File ${shown(path)} is of version ${found}; this scelle reads up to version ${supported}.`, remedy: 'Update scelle. Nothing was changed.' }),
  'store.foreign': ({ path }) => ({ message: `File ${shown(path)} is not a file of signalements of scelle.`, remedy: 'Move it, or set XDG_DATA_HOME.' }),
  'store.key-missing': ({ path, place, name }) => ({
    message: `The key ${shown(name)} that decrypts ${shown(path)} is no longer in ${place === 'keyring' ? 'the keyring of the session' : 'the folder of keys'}.`,
    remedy: place === 'keyring' ? 'Open the session that has this keyring, then try again. scelle never replaces a lost key.' : 'Put the key file back from a backup. scelle never replaces a lost key.',
  }),
  'store.key-wrong': ({ path, name }) => ({ message: `Key ${shown(name)} is not the one that encrypted ${shown(path)}.`, remedy: 'Put the right key, or the right file, back from a backup.' }),
}

export const databaseFailures: FailureWordsOf<'database'> = {
  'database.locked': ({ path, waitedMs }) => ({ message: `Another process has been writing to ${shown(path)} for more than ${formatNumber('en', waitedMs / 1000)} s.`, remedy: 'Wait until it is done, then try again: nothing was lost.' }),
  'database.damaged': ({ path, detail }) => ({ message: `File ${shown(path)} is damaged (${shown(detail)}).`, remedy: 'Do not delete it: start from a backup, or have it examined.' }),
}

export const secretFailures: FailureWordsOf<'secret'> = {
  'secret.keyring-unavailable': ({ detail }) => ({ message: `The keyring of the session does not answer (${shown(detail)}).`, remedy: 'Open your desktop session or unlock the keyring, then try again.' }),
  'secret.file-exposed': ({ path, mode }) => ({ message: `Key file ${shown(path)} can be read by others (mode ${mode}).`, remedy: `Run: chmod 600 ${shown(path)}` }),
  'secret.file-damaged': ({ path }) => ({ message: `Key file ${shown(path)} is no key.`, remedy: 'Put it back from a backup.' }),
}

export const rdapFailures: FailureWordsOf<'rdap'> = {
  'rdap.unreadable': ({ path }) => ({ message: `${shown(path)} is no RDAP answer (JSON).`, remedy: 'Save the answer of an RDAP service (RFC 9083) as it is.' }),
  'rdap.no-abuse-contact': ({ path }) => ({ message: `${shown(path)} gives no "abuse" contact with an address.`, remedy: 'Ask for the answer of the network (IP address) rather than of the name, or look for a security.txt file.' }),
}
