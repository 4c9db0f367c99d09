// English words of sending, following and settling.
import type { DeliveryWords } from '../../cli/delivery-words.ts'
import { visibleShort } from '../../system/visible.ts'
import type { FailureWordsOf } from '../catalog.ts'
import { formatNumber, plural } from '../format.ts'

const n = (count: number, one: string, many: string): string => plural('en', count, one, many)
const shown = (text: string): string => visibleShort(text, 160)

export const deliveryWords: DeliveryWords = {
  queued: 'queued',
  contents: {
    unchecked: 'not looked at', reachable: 'still there', restricted_country: 'blocked in the country', age_gated: 'adults only', removed: 'removed',
    account_gone: 'account gone', reuploaded: 'uploaded again', cannot_check: 'cannot be checked',
  },
  cannot: {
    'no-type': 'this destination has no category for this harm', 'no-locator': 'no exact address', 'handle-not-resolved': 'the account was not found',
    'no-account-id': 'the number of the account is missing', 'other-server': 'the content is on another server', 'no-address': 'no address to write to', 'too-large': 'too long for this destination',
    'no-identity': 'name and e-mail of the notifier are asked for', 'no-notice': 'something that a notice must say is missing', 'no-setting': 'a setting is missing',
    'host-unknown': 'the host is not known', 'too-early': 'a date is still to come',
  },
  setup: {
    'no-adapter': () => 'no delivery by machine: use "scelle signalement packet"',
    'not-by-machine': () => 'only a person fills this form',
    'missing-setting': (setting) => `missing setting: ${shown(setting)}`,
    'unknown-adapter': (setting) => `unknown way of sending: ${shown(setting)}`,
  },
  codes: {
    'client-refused': 'client identifier refused', 'login-refused': 'the destination refused the login', 'token-not-given': 'no token was given', 'handle-not-resolved': 'account not found',
    'not-found': 'content not found there', 'other-account': 'this number is another account’s', 'other-server': 'the content is on another server', 'no-account-id': 'the number of the account is missing',
    'no-setting': 'a setting is missing', 'no-list': 'the list is not given', 'not-a-report': 'the answer is no receipt', 'not-fetched': 'never opened online: ask the destination',
    'no-address': 'no address to write to', 'pgp-public-key': 'unusable PGP public key', 'pgp-private-key': 'unusable PGP private key', 'pgp-passphrase': 'passphrase of the PGP key refused',
    'other-content': 'another content bears this name', 'not-a-name': 'file name refused', 'no-folder': 'the folder is not there', 'disk-full': 'the disk is full',
    'not-a-ticket': 'the answer is no ticket', 'other-tickets': 'several tickets answer to this mark', 'too-early': 'too early to tell: try again in a few minutes',
    timeout: 'no answer in time', interrupted: 'interrupted while sending', redirect: 'redirects to another address', failures: 'repeated failures', throttled: 'at its own request',
    ECONNREFUSED: 'connection refused', ENOTFOUND: 'name not found', ECONNRESET: 'connection cut', NO_ANSWER: 'no answer', 'answer-too-large': 'answer too long', 'bad-answer': 'unreadable answer',
    'cannot-be-asked': 'this destination cannot be asked', 'not-set-up': 'destination not set up', 'http.not-https': 'address without https', 'http.private-address': 'address of a private network',
    'http.certificate': 'unrecognised certificate', 'http-401': 'credential refused (401)', 'http-403': 'access refused (403)', 'http-404': 'not found (404)', 'http-429': 'too many requests (429)',
    'signalement.not-validated': 'not ready: good faith was not stated', 'signalement.changed-meanwhile': 'changed meanwhile: run again', 'token-expired': 'its key is no longer known there',
    'place-unknown': 'place unknown', 'other-machine': 'on another machine', 'other-case': 'another case is in its place', 'case.locked': 'case in use', 'case.not-found': 'case not found',
    'key-expired': 'its key is no longer known there', 'token-ended': 'session ended there', 'no-secret': 'secret missing', 'bad-secret': 'unusable secret', 'no-payload': 'nothing was prepared', internal: 'internal error',
    'no-receipt': 'no receipt', 'no-notice': 'unreadable notice', 'other-notice': 'it answered about another notice', 'answer-not-understood': 'answer not understood', 'too-many': 'too many answers',
    'http-400': 'bad request (400)', 'http-409': 'already known differently (409)', 'http-413': 'too large (413)', 'http-422': 'contents refused (422)', 'http-500': 'failure of the server (500)',
    'http-502': 'failure of the server (502)', 'http-503': 'server unavailable (503)', 'http-504': 'server too slow (504)', EAI_AGAIN: 'names cannot be looked up', ETIMEDOUT: 'no connection in time', EHOSTUNREACH: 'host out of reach', ENETUNREACH: 'no network',
    'signalement.purged': 'purged', 'signalement.not-found': 'not found', 'signalement.already-sent': 'sent already', 'signalement.refused': 'the record is not valid',
  },
  send: {
    head: ['Signalement', 'Destination', 'State', 'What'],
    sent: (receipt) => `receipt ${receipt}`,
    rejected: (code, words) => (words === '' ? `refused: ${code}` : `refused: ${code}: "${words}"`),
    waiting: (until, code) => `${code}: next try from ${until}`,
    waits: (destination, count, until) => `${destination}: ${n(count, 'delivery waits', 'deliveries wait')}${until === undefined ? '' : `, next try from ${until}`}.`,
    waitingCredential: (code) => `${code}: nothing else goes there`,
    unknown: (code) => `outcome unknown (${code}): scelle reconcile`,
    already: (state, at, by) => `done already: ${state}, ${at}, by ${by}`,
    refusedBefore: (at) => `refused or given up, prepared ${at}; edit it, or --force to send it again as it is`,
    alreadyOther: (short, state) => `same content already addressed by ${short} (${state}); --force to send it as well`,
    cannot: (why) => why,
    lacks: (what) => `missing: ${what}`,
    refused: (why) => why,
    personal: (count) => `${n(count, 'possible personal detail', 'possible personal details')}: read again (--dry-run), then edit or --confirm-personal`,
    danger: 'immediate danger: call 17, 112 or 114; nothing is sent',
    notValidated: (state) => `not ready (${state})`,
    paused: (destination, id) => `${destination}: credential missing or refused, its deliveries wait. Correct it (scelle config secret …), or open it again: scelle outbox --resume ${id}.`,
    missingSecret: (name) => `Missing secret: ${name}. Give it: scelle config secret ${name}`,
    test: 'test',
    totals: (sent, rejected, waiting, unknown, held) => [`Sent: ${formatNumber('en', sent)}`, `refused: ${formatNumber('en', rejected)}`, `waiting: ${formatNumber('en', waiting)}`, `outcome unknown: ${formatNumber('en', unknown)}`, `held: ${formatNumber('en', held)}`].join(' · '),
    nothing: 'Nothing to send.',
    confirm: (count, destinations) => `Send ${n(count, 'signalement', 'signalements')} (${destinations})?`,
    abandoned: 'Nothing left.',
    preview: (short, destination, fields, digest) => `${short} → ${destination}\nFields: ${fields}\nSHA-256 digest: ${digest}`,
    recovered: (count) => `${n(count, 'interrupted delivery was taken up again', 'interrupted deliveries were taken up again')}.`,
    lost: (count) => `${n(count, 'interrupted delivery may have arrived', 'interrupted deliveries may have arrived')}: scelle reconcile.`,
    notSetUp: (name, id) => `${name} is no longer set up: scelle config set destination.${id}.url …`,
    progress: 'sending',
    unpaidCase: (dir, lines, code) => `${n(lines, 'line waits', 'lines wait')} for the journal of the case ${dir} (${code}).`,
    certificate: (destination, reason) => `${destination}: certificate not checked, reason on record: "${reason}".`,
    more: (count) => `… and ${formatNumber('en', count)} more (--json gives all)`,
  },
  outbox: {
    head: ['Signalement', 'Destination', 'State', 'Tries', 'Next try', 'Due'],
    empty: 'The outbox is empty.',
    count: (state, count) => `${state}: ${formatNumber('en', count)}`,
    paused: (destination, id, code) => `${destination} is paused: ${code}. Once corrected: scelle outbox --resume ${id}`,
    closed: (destination, until) => `${destination} is left alone until ${until}.`,
    resumed: (destination) => `${destination} is open again.`,
    notPaused: (destination) => `${destination} was not paused.`,
    now: 'now',
    more: (count, total) => `${formatNumber('en', count)} of ${formatNumber('en', total)}; --limit shows more.`,
  },
  reconcile: {
    nothing: 'No delivery with an unknown outcome.',
    found: (short, destination, receipt) => `${short}: ${destination} has it (receipt ${receipt}).`,
    notFound: (short, destination) => `${short}: ${destination} does not have it; back in the queue.`,
    cannotTell: (short, destination, why) => `${short}: ${destination} cannot tell (${why}).`,
    ask: (short, destination) => `Did ${short} arrive at ${destination}?`,
    choices: { arrived: 'yes, I have the number received', notArrived: 'no, back into the queue', later: 'I do not know yet' },
    remoteId: 'Number given by the destination',
    risk: 'Look at the destination (its own pages, your mail) before sending again: a duplicate may slow things down. Then: scelle reconcile ID --remote-id NUMBER, or --not-sent.',
  },
  receipt: { done: (short, destination, remoteId) => `${short}: receipt of ${destination} noted (${remoteId}).` },
  follow: {
    head: ['Signalement', 'Destination', 'State', 'Content', 'Due', 'Basis'],
    empty: 'Nothing waits for an answer.',
    basis: (basis, open, late) => `${basis}: ${formatNumber('en', open)}${late === 0 ? '' : ` (${formatNumber('en', late)} late)`}`,
    news: (short, destination, before, after) => `${short}: ${destination}, ${before} → ${after}`,
    reuploaded: (short) => `${short}: uploaded again. New signalement: scelle signalement new --campaign …`,
    appeal: (short, destination, until) => `${short}: ${destination}, complaint possible until ${until}`,
    appealTitle: 'Complaints (DSA, Article 20: six months)',
    cannot: (short, destination, code) => `${short}: ${destination} could not tell (${code})`,
    checked: (count) => `${n(count, 'delivery followed', 'deliveries followed')}.`,
    more: (count, total) => `${formatNumber('en', count)} of ${formatNumber('en', total)}; --limit shows more.`,
  },
  worker: {
    started: (concurrency) => `Worker running (${n(concurrency, 'delivery', 'deliveries')} at once). Ctrl+C stops it.`,
    notSetUp: (destination) => `${destination} is not set up on this machine: its deliveries wait for another worker.`,
    waiting: (count) => `Still queued: ${n(count, 'delivery', 'deliveries')}.`,
    done: (sent, rejected, unknown, again) => `Sent: ${formatNumber('en', sent)} · refused: ${formatNumber('en', rejected)} · outcome unknown: ${formatNumber('en', unknown)} · to be done again: ${formatNumber('en', again)}`,
  },
  export: { written: (path) => `Written: ${path}. Nothing was sent.` },
  secret: {
    kept: (name, place) => `${name}: kept (${place}).`, removed: (name) => `${name}: removed.`, ask: (name) => `Secret ${name} (not shown)`, set: 'set', unset: 'unset',
    keyPlace: (name, place) => `Key of the store: ${name} (${place}).\nTo bring it to another machine: "scelle config key --show" here, "scelle config secret ${name}" there, by a safe channel.`,
    keyShown: 'This key opens every signalement of the store: leave it neither in a mail nor in a history.',
    places: { keyring: 'keyring of the session', environment: 'environment variable', file: 'file of yours alone' },
  },
}

export const deliveryFailures: FailureWordsOf<'delivery'> = {
  'delivery.not-exportable': ({ id, format, code, detail }) => ({
    message: `Signalement ${shown(id)} cannot be said in the format ${shown(format)}: ${deliveryWords.cannot[code]}${detail === '' ? '' : ` (${shown(detail)})`}.`,
    remedy: 'Complete it, or address it another way: scelle signalement route ID.',
  }),
  'delivery.file-exists': ({ path }) => ({ message: `${shown(path)} is there already: nothing was written.`, remedy: 'Give another name.' }),
  'delivery.file-missing': ({ setting, path }) => ({ message: `File ${shown(path)} (setting ${shown(setting)}) does not exist.`, remedy: `Correct the setting: scelle config set ${shown(setting)} FILE.` }),
  'delivery.none-waiting': ({ id, destination }) => ({
    message: destination === '' ? `No delivery of signalement ${shown(id)} waits for this answer.` : `No delivery of signalement ${shown(id)} to ${shown(destination)} waits for this answer.`,
    remedy: 'See its deliveries: scelle signalement show ID. For a call, name the destination: --to 119.',
  }),
  'delivery.several-waiting': ({ id, destinations }) => ({ message: `Several deliveries of signalement ${shown(id)} wait: ${shown(destinations)}.`, remedy: 'Name the destination: --to.' }),
  'delivery.secret-as-argument': ({ name }) => ({
    message: 'A secret is never an argument: the list of processes shows it to everybody, and the shell remembers it.',
    remedy: `Type it when asked, or: scelle config secret ${shown(name)} < FILE. If it was a real one, change it: it may have been seen.`,
  }),
  'delivery.receipt-known': ({ id, destination, remoteId }) => ({ message: `The receipt of ${shown(destination)} for ${shown(id)} is on record: ${shown(remoteId)}.`, remedy: 'Nothing was changed.' }),
}

export const workerFailures: FailureWordsOf<'worker'> = {
  'worker.no-shared-store': () => ({ message: 'A worker works for a shared store, and none is set.', remedy: 'Give its address: --store postgres://…, SCELLE_STORE or scelle config set store postgres://… Alone, use "scelle send".' }),
  'worker.queue-lost': ({ reason }) => ({ message: `The queue of jobs no longer answers (${shown(reason)}).`, remedy: 'Nothing is lost: start the worker again. Deliveries under way are taken up again or have to be reconciled.' }),
}
