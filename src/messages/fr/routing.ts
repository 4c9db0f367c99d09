// French words of harms, destinations and routes.
import type { RoutingWords } from '../../signalement/routing/routing-words.ts'
import { visibleShort } from '../../system/visible.ts'
import type { FailureWordsOf } from '../catalog.ts'
import { plural } from '../format.ts'
import { typeset } from '../typeset.ts'

const n = (count: number, one: string, many: string): string => plural('fr', count, one, many)
const shown = (text: string): string => visibleShort(text, 120)

export const dataFailures: FailureWordsOf<'data'> = typeset({
  'data.missing': ({ file }) => ({ message: `Il manque un fichier de l’installation : templates/${shown(file)}.`, remedy: 'Réinstallez scelle.' }),
  'data.invalid': ({ file, path }) => ({
    message: `Le fichier templates/${shown(file)} ne se lit pas comme prévu${path === '' ? '' : ` (${shown(path)})`}.`,
    remedy: 'Corrigez ce membre, ou réinstallez scelle. Chaque fait porte source, checkedOn et verified.',
  }),
  'data.unknown-harm': ({ word, nearest }) => ({
    message: `Aucune atteinte ne s’appelle « ${shown(word)} ».`,
    remedy: nearest === null ? 'La liste : « scelle atteintes ».' : `Peut-être : ${nearest}. La liste : « scelle atteintes ».`,
  }),
  'data.unknown-destination': ({ word, nearest }) => ({
    message: `Aucun destinataire ne s’appelle « ${shown(word)} ».`,
    remedy: nearest === null ? 'La liste : « scelle destinataires ».' : `Peut-être : ${nearest}. La liste : « scelle destinataires ».`,
  }),
})

export const routingWords: RoutingWords = typeset({
  harms: {
    cyberharcelement: 'Cyberharcèlement', cyberharcelement_scolaire: 'Cyberharcèlement entre élèves', revenge_porn: 'Diffusion d’images intimes',
    deepfake_sexuel: 'Montage sexuel (hypertrucage)', chantage_webcam: 'Chantage aux images intimes', grooming: 'Sollicitation sexuelle d’un mineur',
    csam: 'Pédopornographie', usurpation_identite: 'Usurpation d’identité', piratage_compte: 'Piratage de compte', contenu_violent: 'Contenu violent',
    contenu_pornographique: 'Pornographie accessible à un mineur', haine: 'Haine et discrimination', terrorisme_radicalisation: 'Terrorisme, radicalisation',
    suicide_automutilation: 'Suicide, automutilation', defi_dangereux: 'Défi dangereux', doxxing: 'Divulgation de données personnelles', menaces: 'Menaces',
    escroquerie: 'Escroquerie', surexposition_ecrans: 'Surexposition aux écrans', jeux_video: 'Jeux vidéo', controle_parental: 'Contrôle parental', autre: 'Autre',
  },
  delivery: {
    api: 'interface (API)', email: 'courriel', form_assisted: 'formulaire', portal_le: 'portail réservé', phone: 'téléphone', in_app: 'dans l’application',
    referral: 'orientation',
  },
  roles: {
    emergency: 'Urgences', hotline: 'Ligne d’écoute', authority: 'Autorités', partner: 'Partenaires', platform: 'Plateformes', network: 'Hébergeurs et réseau',
  },
  lacks: {
    'content-link': 'le lien du contenu, pas celui du profil ou de l’accueil', 'message-link': 'le lien du message (menu, « Copier le lien »)',
    'numeric-id': 'le lien qui contient le numéro', username: 'le nom d’utilisateur, pas le nom affiché', profile: 'le lien du profil',
    did: 'l’identifiant DID du compte', cid: 'la référence CID de la publication', 'status-on-our-server': 'la publication retrouvée sur notre serveur',
    'final-link': 'l’adresse finale du lien court ou de partage', consent: 'l’accord de l’enfant ou d’un parent, noté', identity: 'nom et courriel du notifiant',
    explanation: 'l’explication', locator: 'l’adresse du contenu', 'public-locator': 'une adresse visible de tous', account: 'le compte visé',
    'good-faith': 'la déclaration de bonne foi', country: 'le pays', 'host-contact': 'le contact « abuse » de l’hébergeur (RDAP)',
  },
  excludes: {
    'private-message': 'les messages privés', 'no-public-locator': 'ce qui n’a pas d’adresse publique', 'known-persons': 'les affaires entre personnes qui se connaissent',
    emergency: 'les urgences', 'adult-victim': 'les victimes majeures', 'minor-victim': 'les victimes mineures',
  },
  identity: { required: 'nom et courriel demandés', optional: 'facultative', account: 'un compte chez le destinataire', never: 'non demandée' },
  calls: { first: 'À appeler d’abord', instead: 'À appeler, au lieu d’un envoi', also: 'À indiquer aussi' },
  onlyFor: { trusted_flagger: 'signaleurs de confiance', partner: 'partenaires', law_enforcement: 'forces de l’ordre', individual: 'particuliers' },
  toVerify: 'à vérifier',
  source: 'source :',
  checkedOn: 'lu le',
  stale: (count, days) => `${n(count, 'fait a été lu', 'faits ont été lus')} il y a plus de ${days} jours : à relire avant de s’y fier.`,
  harmList: {
    head: 'Atteintes',
    toVerify: 'à vérifier',
    adviceOnly: 'conseil, sans envoi',
    more: 'Le détail de l’une : « scelle atteintes <atteinte> ».',
    explain: 'En une ligne', words: 'Mots courants', law: 'Textes', penalties: 'Peines', version: 'version du',
    urgency: 'Urgence proposée', codes: 'Codes', adult: 'victime majeure', minor: 'victime mineure, ou âge inconnu', pharos: 'catégorie PHAROS',
    treatedAsCsam: 'Image d’un mineur : suivie comme pédopornographie, quel que soit le mot choisi.',
  },
  destinationList: {
    head: 'Destinataires',
    more: 'Le détail de l’un : « scelle destinataires <nom> ».',
    noContact: 'sans adresse connue',
    contacts: 'Où', facts: 'Faits', leaves: 'Ce qui peut partir', nothingLeaves: 'rien : on appelle, ou on donne un lien', form: 'Formulaire, dans l’ordre', say: 'Quoi dire',
    required: 'obligatoire', publishes: 'Peut publier ce qu’il reçoit : jamais pour un mineur.', identity: 'Identité du notifiant', excludes: 'Ne prend pas',
    consent: 'Accord de l’enfant ou d’un parent nécessaire.', onlyFor: 'Réservé aux', cautions: 'Attention', languages: 'Langues', platforms: 'Plateformes',
    intake: 'Par où arrive un signalement', statusUnknown: 'état actuel inconnu',
    unverified: (count) => `${count} à vérifier`,
  },
  route: {
    stop: 'DANGER IMMÉDIAT : appeler maintenant, ne rien envoyer.',
    calls: 'Appels',
    steps: 'Destinataires, dans l’ordre',
    noSteps: 'Rien n’est envoyé.',
    refused: 'Écartés',
    advice: 'À savoir',
    because: 'pourquoi :',
    lacks: 'il manque :',
    say: 'dire :',
    priority: 'prioritaire (signaleur de confiance)',
    callFirst: (name) => `d’abord, appeler : ${name}`,
    caution: 'attention :',
    rule: (id) => `règle ${id}`,
  },
})
