// English words of packets: what is written into a form, and what is said around it.
import type { LimitUnit } from '../../signalement/packet/fit-text.ts'
import type { PacketWords } from '../../signalement/packet/packet-words.ts'
import { displayName } from '../display-name.ts'
import { formatInstant, formatNumber, plural } from '../format.ts'

const number = (value: number): string => formatNumber('en', value)
const n = (count: number, one: string, many: string): string => plural('en', count, one, many)
const UNITS: Readonly<Record<LimitUnit, readonly [string, string]>> = {
  characters: ['character', 'characters'], graphemes: ['sign', 'signs'], bytes: ['byte', 'bytes'],
}
const units = (unit: LimitUnit, count: number): string => n(count, ...UNITS[unit])
const LANGUAGES: Readonly<Record<string, string>> = { fr: 'French', en: 'English' }

export const packetWords: PacketWords = {
  language: 'en',
  values: {
    platform: {
      facebook: 'Facebook', instagram: 'Instagram', snapchat: 'Snapchat', x: 'X (Twitter)', tiktok: 'TikTok', discord: 'Discord', yubo: 'Yubo', mym: 'MYM',
      youtube: 'YouTube', bluesky: 'Bluesky', mastodon: 'Mastodon', peertube: 'PeerTube', telegram: 'Telegram', whatsapp: 'WhatsApp', twitch: 'Twitch',
      reddit: 'Reddit', autre: 'other site',
    },
    harm: {
      cyberharcelement: 'Cyberbullying, harassment', cyberharcelement_scolaire: 'Cyberbullying between pupils', revenge_porn: 'Intimate images shared without consent',
      deepfake_sexuel: 'Sexual deepfake', chantage_webcam: 'Sexual extortion', grooming: 'Sexual solicitation of a minor',
      csam: 'Child sexual abuse material', usurpation_identite: 'Impersonation', piratage_compte: 'Hacked account', contenu_violent: 'Violent content',
      contenu_pornographique: 'Pornographic content within reach of minors', haine: 'Incitement to hatred, discriminatory insult',
      terrorisme_radicalisation: 'Terrorism, radicalisation', suicide_automutilation: 'Suicide, self-harm', defi_dangereux: 'Dangerous challenge',
      doxxing: 'Disclosure of personal data', menaces: 'Threats', escroquerie: 'Fraud', surexposition_ecrans: 'Too much screen time',
      jeux_video: 'Video games', controle_parental: 'Parental control', autre: 'Other',
    },
    category: {
      STATEMENT_CATEGORY_CYBER_VIOLENCE: 'Cyber violence', STATEMENT_CATEGORY_CYBER_VIOLENCE_AGAINST_WOMEN: 'Cyber violence against women',
      STATEMENT_CATEGORY_PROTECTION_OF_MINORS: 'Protection of minors', STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH: 'Illegal or harmful speech',
      STATEMENT_CATEGORY_SELF_HARM: 'Self-harm', STATEMENT_CATEGORY_VIOLENCE: 'Violence',
      STATEMENT_CATEGORY_RISK_FOR_PUBLIC_SECURITY: 'Risk for public security',
      STATEMENT_CATEGORY_DATA_PROTECTION_AND_PRIVACY_VIOLATIONS: 'Data protection and privacy violations',
      STATEMENT_CATEGORY_SCAMS_AND_FRAUD: 'Scams and fraud',
    },
    ageBand: { lt15: 'under 15', '15_17': '15 to 17', '18plus': '18 or over', unknown: 'age unknown' },
    representation: {
      self: 'the victim', parent: 'a parent of the victim', association: 'an association, for the victim', police: 'police', none: 'a third party',
    },
    urgency: { imminent_danger: 'imminent danger', critical: 'critical', high: 'high', normal: 'normal' },
    authority: {
      trusted_flagger: 'trusted flagger (Article 22 DSA)', partner: 'partner', law_enforcement: 'law enforcement', individual: 'individual',
    },
    goodFaith: 'I declare my bona fide belief that the information and allegations contained in this notice are accurate and complete.',
    account: (handle) => handle,
    instant: (instant, timeZone) => formatInstant('en', instant, timeZone),
    language: (code) => displayName('en', 'language', code),
    country: (code) => displayName('en', 'region', code),
  },
  files: { readme: 'README.txt', page: 'form.html', pdf: 'packet.pdf', payload: 'exact-content.txt' },
  fieldNames: {
    id: 'identifier of the signalement', locators: 'addresses', platform: 'platform', account: 'account', explanation: 'explanation', harm: 'harm',
    category: 'category', offences: 'offences', observedAt: 'date seen', occurredAt: 'date of the facts', language: 'language', country: 'country',
    ageBand: 'age band of the victim', representation: 'who speaks', urgency: 'urgency', notifierName: 'name of the notifier',
    notifierEmail: 'e-mail of the notifier', notifierOrg: 'organisation', authority: 'capacity of the notifier', goodFaith: 'good-faith statement',
    hashes: 'digests', legalOrder: 'order',
  },
  units,
  used: (unit, used, max) => `${number(used)} of ${units(unit, max)}`,
  state: {
    ready: 'ready', empty: 'nothing goes in: leave it empty', missing: 'missing: to be asked for, or typed', 'by-hand': 'to be done by hand',
    'not-allowed': 'nothing goes in: this destination may not have it', withheld: 'nothing goes in: identity not given',
  },
  notices: {
    'not-allowed': ({ field }) => `Held back (${packetFieldName(field)}): it is not on the list of what this destination may receive.`,
    withheld: () => 'Name and e-mail of the notifier are not given.',
    missing: () => 'A required field, and the signalement does not have it.',
    'no-choice': () => 'No choice is known for this harm: take the nearest in the list of the form.',
    cut: ({ unit, lost, total, max }) => `Cut: the field takes ${units(unit, max)}, the text has ${number(total)}. ${units(unit, lost)} given up. Read its end again.`,
    'does-not-fit': ({ unit, max, count }) => `${n(count, 'value is', 'values are')} longer than ${units(unit, max)} and left out: half an address is another address.`,
    rest: ({ count }) => `This field takes one only: ${n(count, 'value stays', 'values stay')} outside this form.`,
    spread: ({ values, forms }) => `${n(values, 'value', 'values')} in ${n(forms, 'form', 'forms')}.`,
    'signs-removed': ({ count }) => `${n(count, 'invisible sign', 'invisible signs')} taken out of the text.`,
    'limit-unverified': ({ unit, max }) => `Limit to be verified: ${units(unit, max)}.`,
  },
  formNotices: {
    'several-forms': ({ count }) => `To be filled ${count} times if the form takes one address only (to be verified there): one sending for each address or batch.`,
    'labels-unverified': () => 'The labels were not read on the live form: their order and wording may differ.',
    'language-not-read': ({ languages }) => `The explanation is not in a language that this destination reads (${languages.map((code) => LANGUAGES[code] ?? code).join(', ')}): have it translated.`,
    publishes: () => 'This destination may show notices to third parties.',
  },
  required: 'required',
  labelUnverified: 'label to be verified',
  toVerify: 'to be verified',
  choose: 'Choose',
  nothing: 'nothing',
  lead: (label) => `${label}: `,
  title: (destination) => `Packet for ${destination}`,
  fieldsTitle: 'The fields, in the order of the form',
  form: (at, count) => `Form ${number(at)} of ${number(count)}`,
  sameAsFirst: 'The other fields are those of form 1.',
  address: 'Where it goes',
  addressUnknown: 'no address is known',
  prohibited: 'Content that may show a child: do not open this link, and let nobody open it. Copy the address, paste it into the form, and nothing else.',
  cautions: 'To be known',
  sources: 'Where labels and limits come from',
  source: (source, day, verified) => `${source}, read on ${day}${verified ? '' : ' (to be verified)'}`,
  proof: {
    title: 'What leaves',
    fields: (names) => `Of the signalement: ${names}. Nothing else.`,
    digest: (file) => `SHA-256 of ${file}`,
  },
  receipt: {
    title: 'Once it is sent',
    number: 'Number or reference of the receipt',
    when: 'Sent on, at, by',
    note: 'Without a receipt written down, nothing proves that it was sent. Enter it in the signalement.',
    command: 'Command that notes it',
  },
  steps: [
    'Open the form, the app or a message to this destination.',
    'In order, copy the text of each field and paste it as it is.',
    'Do by hand what is left, read it again, send it.',
    'Write down the number of the receipt, then delete this folder.',
  ],
  missing: 'Missing',
  byHand: 'To be done by hand',
  madeBy: (version) => `Made by scelle ${version}. Nothing was sent.`,
  page: {
    intro: 'This page works without network and sends nothing.',
    copy: 'Copy',
    copied: 'Copied',
    copyFailed: 'Text selected: press Ctrl+C (Cmd+C on macOS)',
    copyField: (label) => `Copy the field ${label}`,
    copiedField: (label) => `Field ${label} copied`,
    pasted: 'Pasted',
    done: 'Done',
    progress: '{n} of {total}',
    keepsNothing: 'This page keeps nothing: what is ticked or typed here is gone once it is closed.',
  },
  pdf: {
    subject: 'Texts of a form to be filled in by hand',
    neutralised: 'In this PDF, addresses are neutralised (hxxps, [.]) so that no reader makes a link of them. The exact text is in the .txt files.',
    page: (at) => `page ${number(at)} / `,
    total: (count) => number(count),
    continued: 'continued',
    escapes: 'Signs that this typeface does not have are written \\u{…}. The exact text is in the .txt files.',
  },
  terminal: {
    begin: (signs, lines) => `┌── ${n(signs, 'character', 'characters')}, ${n(lines, 'line', 'lines')}`,
    end: '└──',
    escapes: 'Invisible signs are shown as \\u{…}; the file has the signs themselves.',
  },
}

function packetFieldName(field: keyof PacketWords['fieldNames']): string {
  return packetWords.fieldNames[field] ?? field
}
