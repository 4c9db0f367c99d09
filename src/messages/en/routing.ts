// English words of harms, destinations and routes.
import type { RoutingWords } from '../../signalement/routing/routing-words.ts'
import { visibleShort } from '../../system/visible.ts'
import type { FailureWordsOf } from '../catalog.ts'
import { plural } from '../format.ts'

const n = (count: number, one: string, many: string): string => plural('en', count, one, many)
const shown = (text: string): string => visibleShort(text, 120)

export const dataFailures: FailureWordsOf<'data'> = {
  'data.missing': ({ file }) => ({ message: `A file of the installation is missing: templates/${shown(file)}.`, remedy: 'Install scelle again.' }),
  'data.invalid': ({ file, path }) => ({
    message: `The file templates/${shown(file)} is not as expected${path === '' ? '' : ` (${shown(path)})`}.`,
    remedy: 'Correct that member, or install scelle again. Each fact carries source, checkedOn and verified.',
  }),
  'data.unknown-harm': ({ word, nearest }) => ({
    message: `No harm is called "${shown(word)}".`,
    remedy: nearest === null ? 'The list: "scelle harms".' : `Perhaps: ${nearest}. The list: "scelle harms".`,
  }),
  'data.unknown-destination': ({ word, nearest }) => ({
    message: `No destination is called "${shown(word)}".`,
    remedy: nearest === null ? 'The list: "scelle destinations".' : `Perhaps: ${nearest}. The list: "scelle destinations".`,
  }),
}

export const routingWords: RoutingWords = {
  harms: {
    cyberharcelement: 'Cyberbullying, harassment', cyberharcelement_scolaire: 'Cyberbullying between pupils', revenge_porn: 'Non-consensual intimate images',
    deepfake_sexuel: 'Sexual deepfake', chantage_webcam: 'Sextortion', grooming: 'Grooming', csam: 'Child sexual abuse material',
    usurpation_identite: 'Impersonation', piratage_compte: 'Hacked account', contenu_violent: 'Violent content',
    contenu_pornographique: 'Pornography within reach of minors', haine: 'Hate and discrimination', terrorisme_radicalisation: 'Terrorism, radicalisation',
    suicide_automutilation: 'Suicide, self-harm', defi_dangereux: 'Dangerous challenge', doxxing: 'Doxxing', menaces: 'Threats', escroquerie: 'Fraud',
    surexposition_ecrans: 'Too much screen time', jeux_video: 'Video games', controle_parental: 'Parental controls', autre: 'Other',
  },
  delivery: {
    api: 'interface (API)', email: 'e-mail', form_assisted: 'form', portal_le: 'reserved portal', phone: 'telephone', in_app: 'in the app', referral: 'referral',
  },
  roles: { emergency: 'Emergencies', hotline: 'Hotline', authority: 'Authorities', partner: 'Partners', platform: 'Platforms', network: 'Hosts and network' },
  lacks: {
    'content-link': 'the link of the content, not of the profile or home page', 'message-link': 'the link of the message (menu, "Copy link")',
    'numeric-id': 'the link that holds the number', username: 'the username, not the display name', profile: 'the link of the profile',
    did: 'the DID of the account', cid: 'the CID of the post', 'status-on-our-server': 'the post as found on our server',
    'final-link': 'the final address of the short or share link', consent: 'the consent of the child or a parent, on record', identity: 'name and e-mail of the notifier',
    explanation: 'the explanation', locator: 'the address of the content', 'public-locator': 'an address that all can see', account: 'the account concerned',
    'good-faith': 'the statement of good faith', country: 'the country', 'host-contact': 'the "abuse" contact of the host (RDAP)',
  },
  excludes: {
    'private-message': 'private messages', 'no-public-locator': 'what has no public address', 'known-persons': 'matters between people who know each other',
    emergency: 'emergencies', 'adult-victim': 'adult victims', 'minor-victim': 'victims who are minors',
  },
  identity: { required: 'name and e-mail asked', optional: 'optional', account: 'an account with the destination', never: 'not asked' },
  calls: { first: 'Call first', instead: 'Call, instead of sending', also: 'To be named as well' },
  onlyFor: { trusted_flagger: 'trusted flaggers', partner: 'partners', law_enforcement: 'law enforcement', individual: 'individuals' },
  toVerify: 'to be verified',
  source: 'source:',
  checkedOn: 'read on',
  stale: (count, days) => `${n(count, 'fact was', 'facts were')} read more than ${days} days ago: to be read again before relying on ${count === 1 ? 'it' : 'them'}.`,
  harmList: {
    head: 'Harms',
    toVerify: 'to verify',
    adviceOnly: 'advice only',
    more: 'One in detail: "scelle harms <harm>".',
    explain: 'In one line', words: 'Common words', law: 'Law', penalties: 'Penalties', version: 'version of',
    urgency: 'Proposed urgency', codes: 'Codes', adult: 'adult victim', minor: 'minor, or age unknown', pharos: 'PHAROS category',
    treatedAsCsam: 'Image of a minor: followed as child sexual abuse material, whatever word was chosen.',
  },
  destinationList: {
    head: 'Destinations',
    more: 'One in detail: "scelle destinations <name>".',
    noContact: 'no known address',
    contacts: 'Where', facts: 'Facts', leaves: 'What may leave', nothingLeaves: 'nothing: one calls, or gives a link', form: 'Form, in order', say: 'What to say',
    required: 'required', publishes: 'May publish what it receives: never for a minor.', identity: 'Identity of the notifier', excludes: 'Does not take',
    consent: 'Consent of the child or a parent is needed.', onlyFor: 'Only for', cautions: 'Mind', languages: 'Languages', platforms: 'Platforms',
    intake: 'Where a signalement comes from', statusUnknown: 'current state unknown',
    unverified: (count) => `${count} to verify`,
  },
  route: {
    stop: 'IMMEDIATE DANGER: call now, send nothing.',
    calls: 'Calls',
    steps: 'Destinations, in order',
    noSteps: 'Nothing is sent.',
    refused: 'Ruled out',
    advice: 'To know',
    because: 'why:',
    lacks: 'still lacking:',
    say: 'say:',
    priority: 'priority (trusted flagger)',
    callFirst: (name) => `first, call: ${name}`,
    caution: 'mind:',
    rule: (id) => `rule ${id}`,
  },
}
