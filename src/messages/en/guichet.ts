// English words of the guichet: problems told to machines, the page of the desk, and failures of the server.
import type { GuichetWords } from '../../guichet/words.ts'
import type { FaultKind } from '../../guichet/notice-faults.ts'
import { visibleShort } from '../../system/visible.ts'
import type { FailureWordsOf } from '../catalog.ts'
import { formatBytes, formatInstant, formatNumber, plural } from '../format.ts'
import { signalementWords } from './signalement.ts'

const n = (count: number, one: string, many: string): string => plural('en', count, one, many)
const mib = (bytes: number): string => `${formatNumber('en', bytes / 1024 / 1024)} MiB`

const faults: { readonly [kind in FaultKind]: (expected: string) => string } = {
  'missing': () => 'This member is missing.',
  'unknown': () => 'This member is not known; nothing unknown is taken.',
  'wrong-type': (expected) => `Type expected: ${expected}.`,
  'not-a-choice': (expected) => `Value expected: ${expected}.`,
  'too-short': (expected) => `Too short or too small: at least ${expected}.`,
  'too-long': (expected) => `Too long or too big: at most ${expected}.`,
  'too-few': (expected) => `Too few items: at least ${expected}.`,
  'too-many': (expected) => `Too many items: at most ${expected}.`,
  'bad-form': (expected) => expected === '' ? 'It does not have the right form.' : `Form expected: ${expected}.`,
  'identity.not-withheld': () => 'The identity may be withheld only for sexual offences against minors (DSA, Article 16(2)(c)).',
  'identity.named': () => 'An identity that is withheld has neither name nor e-mail.',
}

export const guichetWords: GuichetWords = {
  language: 'en',
  problems: {
    'unauthorized': () => ({ title: 'Authentication needed', detail: 'Send a valid token: "Authorization: Bearer …".' }),
    'not-found': () => ({ title: 'Not found', detail: 'Nothing is at this address for you.' }),
    'idempotency-key-needed': ({ max }) => ({ title: 'Idempotency key needed', detail: `Give a key of 1 to ${max} visible ASCII characters.` }),
    'idempotency-conflict': () => ({ title: 'Key already used', detail: 'This key was used for another content. A correction takes a new key and a higher revision.' }),
    'not-json': () => ({ title: 'Unreadable JSON', detail: 'The body is not JSON in UTF-8.' }),
    'invalid-notice': ({ count }) => ({ title: 'Content refused', detail: `${n(count, 'member needs', 'members need')} correction: see "errors".` }),
    'bad-batch-line': () => ({ title: 'Line refused', detail: 'Each line is an object with "key" and "notice" and nothing else.' }),
    'too-many-lines': ({ max }) => ({ title: 'Batch too long', detail: `At most ${max} lines; nothing was kept.` }),
    'empty-batch': () => ({ title: 'Empty batch', detail: 'The body has no line.' }),
    'too-large': ({ maxBytes }) => ({ title: 'Body too large', detail: `At most ${mib(maxBytes)}.` }),
    'unsupported-type': ({ expected }) => ({ title: 'Type not taken', detail: `Types taken: ${expected}.` }),
    'bad-request': () => ({ title: 'Request refused', detail: 'The request is not well formed.' }),
    'bad-query': ({ parameter }) => ({ title: 'Parameter refused', detail: `The parameter "${visibleShort(parameter, 50)}" is not known or not well formed.` }),
    'bad-digest': () => ({ title: 'Digest not well formed', detail: 'The address ends in a SHA-256 digest: 64 lower-case hexadecimal digits.' }),
    'bad-range': () => ({ title: 'Range refused', detail: 'Content-Range does not fit the body, or the body is empty.' }),
    'range-elsewhere': ({ offset }) => ({ title: 'Range not expected', detail: `Go on at byte ${offset}, with the same size and type.` }),
    'digest-mismatch': () => ({ title: 'Digest differs', detail: 'What arrived does not have the announced digest; all of it was erased, start again at the first byte.' }),
    'evidence-refused': () => ({ title: 'No evidence for this content', detail: 'This content may show a child: no byte, no link and no reference is taken.' }),
    'evidence-statement-needed': () => ({ title: 'Statement needed', detail: 'State that the item shows no intimate image of a minor: "Evidence-Statement: shows-no-child".' }),
    'evidence-too-large': ({ maxBytes }) => ({ title: 'Item too large', detail: `At most ${mib(maxBytes)}; beyond it, give a reference.` }),
    'evidence-too-many': ({ max }) => ({ title: 'Too many items', detail: `At most ${max} items for one notice.` }),
    'evidence-differs': () => ({ title: 'Item already described otherwise', detail: 'Another reference or upload exists for this digest.' }),
    'too-many-requests': ({ seconds }) => ({ title: 'Too many requests', detail: `Try again in ${n(seconds, 'second', 'seconds')}.` }),
    'unavailable': ({ seconds }) => ({ title: 'Unavailable for now', detail: `Nothing was kept. Try again in ${n(seconds, 'second', 'seconds')} with the same key.` }),
    'internal': () => ({ title: 'Error of the guichet', detail: 'Nothing was confirmed. Try again with the same key.' }),
  },
  fault: ({ kind, expected = '' }) => faults[kind](expected),
  desk: {
    title: 'Guichet',
    states: { received: 'received', acknowledged: 'acknowledged', in_review: 'in review', decided_removed: 'removed', decided_restricted: 'restricted', decided_rejected: 'rejected' },
    urgencies: signalementWords.urgencies,
    ages: signalementWords.ages,
    authorities: signalementWords.authorities,
    instant: (instant, timeZone) => formatInstant('en', instant, timeZone).replace(/:\d\d \(.*$/, ''),
    otherLanguage: 'Français',
    skip: 'Skip to content',
    login: {
      title: 'Enter the desk', name: 'Name', token: 'Token', enter: 'Enter', refused: 'This name and this token do not belong together.',
      wait: 'Too many refused tries from this address. Wait a minute, then try again.',
    },
    logout: 'Leave',
    queue: {
      title: 'Queue of notices', tests: 'Tests', real: 'Notices', testsNote: 'Tests of the senders: nothing is to be done.', filter: 'Filter the queue', state: 'State', open: 'open',
      all: 'all', harm: 'Harm', anyHarm: 'all', apply: 'Filter', empty: 'Nothing here.', urgency: 'Urgency', due: 'Due', late: 'late', sender: 'Sender',
      openOne: 'Open notice', count: (total) => n(total, 'notice', 'notices'), previous: 'Previous', next: 'Next',
    },
    notice: {
      title: (short) => `Notice ${short}`, back: 'Queue', test: 'test',
      prohibited: 'This content may show a child.', neverOpen: 'Do not open these addresses outside what the law provides for. Nothing is shown, loaded or taken as evidence.',
      identifier: 'Identifier', correlation: 'Identifier at the sender', revision: 'Revision', due: 'Due', age: 'Age of the victim', platform: 'Platform',
      account: 'Account', locators: 'Addresses', locator: 'Address', copy: 'Text to copy, never a link.', explanation: 'Explanation', offences: 'Texts of law', unverified: 'to be verified',
      observedAt: 'Seen', occurredAt: 'Happened', hashes: 'Digests given', notifier: 'Notifier', withheld: 'identity withheld, as the law allows', order: 'Order', evidence: 'Evidence',
      evidence_: ({ kind, mime, total, received, complete, heldBy, reference }) => (kind === 'reference'
        ? `Reference ${reference ?? ''} held by ${heldBy ?? ''} (${mime}, ${formatBytes('en', total)})`
        : complete ? `${mime}, ${formatBytes('en', total)}` : `${mime}, ${formatBytes('en', received)} of ${formatBytes('en', total)}, upload under way`),
      download: 'Save', history: 'History', arrived: 'received', erased: 'evidence erased: a later revision may show a child', grounds: 'Grounds:',
    },
    act: {
      title: 'Act', acknowledge: 'Acknowledge', review: 'Put in review', reopen: 'Review again',
      kinds: { removed: 'Remove the content', restricted: 'Restrict access', rejected: 'Reject the request' }, kind: 'Decision', grounds: 'Grounds',
      groundsHint: 'Told to the sender. Needed to restrict or reject. No personal data.', record: 'Record the decision', done: 'Decision:',
      groundsNeeded: 'Write the grounds: a restriction or a rejection always has them.',
      changed: 'Somebody acted on this notice meanwhile. This is its present state; nothing was changed.', testNote: 'A test: no real content is meant.',
    },
    refused: {
      title: 'That did not work', form: 'This form is no longer valid. Go back to the queue and start again.', missing: 'There is no such notice here.',
      internal: 'The guichet could not answer. Nothing was changed.', back: 'Back to the queue',
    },
  },
}

export const guichetFailures: FailureWordsOf<'guichet'> = {
  'guichet.clients-missing': ({ path }) => ({ message: `${visibleShort(path, 160)} does not exist.`, remedy: 'Make it with "scelle guichet token NAME", and --token-file when it is elsewhere than in your settings.' }),
  'guichet.clients-invalid': ({ path, member }) => ({
    message: `${visibleShort(path, 160)} is not a valid clients file${member === '' ? '' : ` (${visibleShort(member, 100)})`}.`,
    remedy: 'Correct this member, or make the file again with "scelle guichet token".',
  }),
  'guichet.name-invalid': ({ name }) => ({ message: `"${visibleShort(name, 80)}" cannot be a name.`, remedy: 'Lower-case letters, digits, dot, hyphen or underscore; 64 at most.' }),
  'guichet.webhook-invalid': () => ({ message: 'The address of the webhook is not taken.', remedy: 'An https address without name or password, or http on this machine.' }),
  'guichet.port-unavailable': ({ host, port, errno }) => ({ message: `Port ${port} of ${visibleShort(host, 80)} is not available (${errno}).`, remedy: 'Choose another port with --port.' }),
  'guichet.tls-needed': ({ host }) => ({ message: `${visibleShort(host, 80)} is seen by other machines: TLS is required.`, remedy: 'Give --cert and --key, or stay on 127.0.0.1 behind a proxy.' }),
  'guichet.tls-invalid': () => ({ message: 'The certificate and the key do not belong together or cannot be read.', remedy: 'Two PEM files: the chain of certificates and its key.' }),
  'guichet.tls-missing': ({ path }) => ({ message: `${visibleShort(path, 160)} does not exist.`, remedy: 'Check --cert and --key.' }),
  'guichet.password-in-address': () => ({ message: 'The address of the database has a password in it.', remedy: 'Give it by PGPASSWORD or the secret guichet.postgres; arguments are seen by everybody.' }),
  'guichet.database-unreachable': ({ reason }) => ({ message: `The PostgreSQL database does not answer (${visibleShort(reason, 40)}).`, remedy: 'Check address, account and password.' }),
  'guichet.store-newer': ({ version }) => ({ message: `The database is of a newer version (${visibleShort(version, 20)}).`, remedy: 'Update scelle.' }),
}
