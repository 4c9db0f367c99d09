// French words of packets: what is written into a form, and what is said around it.
import type { LimitUnit } from '../../signalement/packet/fit-text.ts'
import type { PacketWords } from '../../signalement/packet/packet-words.ts'
import { displayName } from '../display-name.ts'
import { formatInstant, formatNumber, plural } from '../format.ts'
import { typeset } from '../typeset.ts'

const number = (value: number): string => formatNumber('fr', value)
const n = (count: number, one: string, many: string): string => plural('fr', count, one, many)
const UNITS: Readonly<Record<LimitUnit, readonly [string, string]>> = {
  characters: ['caractère', 'caractères'], graphemes: ['signe', 'signes'], bytes: ['octet', 'octets'],
}
const units = (unit: LimitUnit, count: number): string => n(count, ...UNITS[unit])
const LANGUAGES: Readonly<Record<string, string>> = { fr: 'français', en: 'anglais' }

const said = typeset({
  language: 'fr',
  values: {
    platform: {
      facebook: 'Facebook', instagram: 'Instagram', snapchat: 'Snapchat', x: 'X (Twitter)', tiktok: 'TikTok', discord: 'Discord', yubo: 'Yubo', mym: 'MYM',
      youtube: 'YouTube', bluesky: 'Bluesky', mastodon: 'Mastodon', peertube: 'PeerTube', telegram: 'Telegram', whatsapp: 'WhatsApp', twitch: 'Twitch',
      reddit: 'Reddit', autre: 'autre site',
    },
    harm: {
      cyberharcelement: 'Cyberharcèlement', cyberharcelement_scolaire: 'Cyberharcèlement entre élèves', revenge_porn: 'Diffusion d’images intimes sans accord',
      deepfake_sexuel: 'Montage à caractère sexuel', chantage_webcam: 'Chantage à la webcam', grooming: 'Proposition sexuelle à un mineur',
      csam: 'Contenu pédocriminel', usurpation_identite: 'Usurpation d’identité', piratage_compte: 'Piratage de compte', contenu_violent: 'Contenu violent',
      contenu_pornographique: 'Contenu pornographique accessible à un mineur', haine: 'Provocation à la haine, injure discriminatoire',
      terrorisme_radicalisation: 'Terrorisme, radicalisation', suicide_automutilation: 'Suicide, automutilation', defi_dangereux: 'Défi dangereux',
      doxxing: 'Divulgation de données personnelles', menaces: 'Menaces', escroquerie: 'Escroquerie', surexposition_ecrans: 'Surexposition aux écrans',
      jeux_video: 'Jeux vidéo', controle_parental: 'Contrôle parental', autre: 'Autre',
    },
    category: {
      STATEMENT_CATEGORY_CYBER_VIOLENCE: 'Cyberviolence', STATEMENT_CATEGORY_CYBER_VIOLENCE_AGAINST_WOMEN: 'Cyberviolence contre les femmes',
      STATEMENT_CATEGORY_PROTECTION_OF_MINORS: 'Protection des mineurs', STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH: 'Propos illicites ou préjudiciables',
      STATEMENT_CATEGORY_SELF_HARM: 'Automutilation', STATEMENT_CATEGORY_VIOLENCE: 'Violence',
      STATEMENT_CATEGORY_RISK_FOR_PUBLIC_SECURITY: 'Risque pour la sécurité publique',
      STATEMENT_CATEGORY_DATA_PROTECTION_AND_PRIVACY_VIOLATIONS: 'Atteinte à la vie privée et aux données personnelles',
      STATEMENT_CATEGORY_SCAMS_AND_FRAUD: 'Escroqueries et fraudes',
    },
    ageBand: { lt15: 'moins de 15 ans', '15_17': 'de 15 à 17 ans', '18plus': '18 ans ou plus', unknown: 'âge inconnu' },
    representation: {
      self: 'la victime elle-même', parent: 'un parent de la victime', association: 'une association, pour la victime', police: 'police ou gendarmerie', none: 'un tiers',
    },
    urgency: { imminent_danger: 'danger imminent', critical: 'critique', high: 'élevée', normal: 'normale' },
    authority: {
      trusted_flagger: 'signaleur de confiance (article 22 du DSA)', partner: 'partenaire', law_enforcement: 'forces de l’ordre', individual: 'particulier',
    },
    goodFaith: 'Je déclare penser, de bonne foi, que les informations et les allégations contenues dans cette notification sont exactes et complètes.',
    account: (handle) => handle,
    instant: (instant, timeZone) => formatInstant('fr', instant, timeZone),
    language: (code) => displayName('fr', 'language', code),
    country: (code) => displayName('fr', 'region', code),
  },
  files: { readme: 'LISEZMOI.txt', page: 'formulaire.html', pdf: 'paquet.pdf', payload: 'contenu-exact.txt' },
  fieldNames: {
    id: 'identifiant du signalement', locators: 'adresses', platform: 'plateforme', account: 'compte', explanation: 'explication', harm: 'atteinte',
    category: 'catégorie', offences: 'qualifications', observedAt: 'date du constat', occurredAt: 'date des faits', language: 'langue', country: 'pays',
    ageBand: 'tranche d’âge de la victime', representation: 'qui parle', urgency: 'urgence', notifierName: 'nom du notifiant',
    notifierEmail: 'courriel du notifiant', notifierOrg: 'organisme', authority: 'qualité du notifiant', goodFaith: 'déclaration de bonne foi',
    hashes: 'empreintes', legalOrder: 'injonction',
  },
  units,
  used: (unit, used, max) => `${number(used)} sur ${units(unit, max)}`,
  state: {
    ready: 'prêt', empty: 'rien à mettre : laissez vide', missing: 'il manque : à demander, ou à saisir', 'by-hand': 'à faire à la main',
    'not-allowed': 'rien à mettre : ce destinataire ne doit pas le recevoir', withheld: 'rien à mettre : identité non donnée',
  },
  notices: {
    'not-allowed': ({ field }) => `Donnée retenue (${packetFieldName(field)}) : elle n’est pas sur la liste de ce que ce destinataire peut recevoir.`,
    withheld: () => 'Le nom et le courriel du notifiant ne sont pas donnés.',
    missing: () => 'Champ obligatoire, et le signalement ne le contient pas.',
    'no-choice': () => 'Aucun choix connu pour cette atteinte : prenez le plus proche dans la liste du formulaire.',
    cut: ({ unit, lost, total, max }) => `Coupé : le champ prend ${units(unit, max)}, le texte en a ${number(total)}. ${units(unit, lost)} en moins. Relisez la fin.`,
    'does-not-fit': ({ unit, max, count }) => `${n(count, 'valeur dépasse', 'valeurs dépassent')} ${units(unit, max)} et n’${count > 1 ? 'ont pas été mises' : 'a pas été mise'} : une adresse coupée en serait une autre.`,
    rest: ({ count }) => `Ce champ n’en prend qu’une : ${n(count, 'valeur reste', 'valeurs restent')} hors de ce formulaire.`,
    spread: ({ values, forms }) => `${n(values, 'valeur', 'valeurs')} en ${n(forms, 'formulaire', 'formulaires')}.`,
    'signs-removed': ({ count }) => `${n(count, 'signe invisible retiré', 'signes invisibles retirés')} du texte.`,
    'limit-unverified': ({ unit, max }) => `Limite à vérifier : ${units(unit, max)}.`,
  },
  formNotices: {
    'several-forms': ({ count }) => `À remplir ${count} fois si le formulaire ne prend qu’une adresse (à vérifier sur place) : un envoi par adresse ou par lot.`,
    'labels-unverified': () => 'Les libellés n’ont pas été relus sur le formulaire en ligne : leur ordre et leurs mots peuvent différer.',
    'language-not-read': ({ languages }) => `L’explication n’est pas dans une langue que ce destinataire lit (${languages.map((code) => LANGUAGES[code] ?? code).join(', ')}) : faites-la traduire.`,
    publishes: () => 'Ce destinataire peut montrer les notifications à des tiers.',
  },
  required: 'obligatoire',
  labelUnverified: 'libellé à vérifier',
  toVerify: 'à vérifier',
  choose: 'Choisissez',
  nothing: 'rien',
  lead: (label) => `${label} : `,
  title: (destination) => `Paquet pour ${destination}`,
  fieldsTitle: 'Les champs, dans l’ordre du formulaire',
  form: (at, count) => `Formulaire ${number(at)} sur ${number(count)}`,
  sameAsFirst: 'Les autres champs sont ceux du formulaire 1.',
  address: 'Où l’envoyer',
  addressUnknown: 'aucune adresse connue',
  prohibited: 'Contenu qui peut montrer un enfant : n’ouvrez pas ce lien, ne le faites ouvrir à personne. Copiez l’adresse, collez-la dans le formulaire, et rien d’autre.',
  cautions: 'À savoir',
  sources: 'D’où viennent les libellés et les limites',
  source: (source, day, verified) => `${source}, lu le ${day}${verified ? '' : ' (à vérifier)'}`,
  proof: {
    title: 'Ce qui part',
    fields: (names) => `Du signalement : ${names}. Rien d’autre.`,
    digest: (file) => `Empreinte SHA-256 de ${file}`,
  },
  receipt: {
    title: 'Après l’envoi',
    number: 'Numéro ou référence de l’accusé',
    when: 'Envoyé le, à, par',
    note: 'Sans accusé noté, rien ne prouve l’envoi. Reportez-le dans le signalement.',
    command: 'Commande pour le noter',
  },
  steps: [
    'Ouvrez le formulaire, l’application ou un message à ce destinataire.',
    'Dans l’ordre, copiez le texte de chaque champ et collez-le tel quel.',
    'Faites à la main ce qui reste, relisez, envoyez.',
    'Notez le numéro de l’accusé, puis supprimez ce dossier.',
  ],
  missing: 'Il manque',
  byHand: 'À faire à la main',
  madeBy: (version) => `Fait par scelle ${version}. Rien n’a été envoyé.`,
  page: {
    intro: 'Cette page fonctionne sans réseau et n’envoie rien.',
    copy: 'Copier',
    copied: 'Copié',
    copyFailed: 'Texte sélectionné : appuyez sur Ctrl+C (Cmd+C sous macOS)',
    copyField: (label) => `Copier le champ ${label}`,
    copiedField: (label) => `Champ ${label} copié`,
    pasted: 'Collé',
    done: 'Fait',
    progress: '{n} sur {total}',
    keepsNothing: 'Cette page ne garde rien : ce qui y est coché ou noté disparaît à la fermeture.',
  },
  pdf: {
    subject: 'Textes d’un formulaire à remplir à la main',
    neutralised: 'Dans ce PDF, les adresses sont neutralisées (hxxps, [.]) pour qu’aucun lecteur n’en fasse un lien. Le texte exact est dans les fichiers .txt.',
    page: (at) => `page ${number(at)} / `,
    total: (count) => number(count),
    continued: 'suite',
    escapes: 'Les signes que cette police n’a pas sont notés \\u{…}. Le texte exact est dans les fichiers .txt.',
  },
  terminal: {
    begin: (signs, lines) => `┌── ${n(signs, 'caractère', 'caractères')}, ${n(lines, 'ligne', 'lignes')}`,
    end: '└──',
    escapes: 'Signes invisibles montrés \\u{…} ; le fichier a les signes mêmes.',
  },
} satisfies PacketWords)

/** What comes from the signalement is not typeset. */
export const packetWords: PacketWords = {
  ...said,
  values: { ...said.values, account: (handle) => handle },
}

function packetFieldName(field: keyof PacketWords['fieldNames']): string {
  return said.fieldNames[field] ?? field
}
