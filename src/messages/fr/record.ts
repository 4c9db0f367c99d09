// Words of a metadata record, in French.
import type { RecordWords, Sought } from '../../metadata/record-words.ts'
import { formatBytes, formatNumber, NBSP, ownWord, plural } from '../format.ts'
import { typeset } from '../typeset.ts'
import { metadataWords } from './metadata.ts'

const number = (value: number, digits = 0): string => formatNumber('fr', value, digits)

const ROLES: Readonly<Record<string, string>> = {
  author: 'auteur', 'last-modified-by': 'dernière modification par', from: 'de', to: 'à', cc: 'copie à', bcc: 'copie cachée à', participant: 'participant', owner: 'propriétaire',
  company: 'organisation', artist: 'artiste', copyright: 'droits', sender: 'expéditeur', organizer: 'organisateur', attendee: 'invité', contact: 'contact', manager: 'responsable',
  creator: 'auteur', 'reply-to': 'réponse à', 'return-path': 'adresse de retour',
}
const RELATIONS: Readonly<Record<string, string>> = {
  attachment: 'pièce jointe', media: 'contenu du document', member: 'membre de l’archive', thumbnail: 'vignette', inline: 'contenu du message', message: 'message', resource: 'ressource de la page', preview: 'aperçu', trailer: 'à la suite du fichier',
}
const SOUGHT_WORDS: Readonly<Record<Sought, string>> = {
  dates: 'date', device: 'appareil', place: 'lieu', software: 'logiciel', people: 'personnes', ids: 'identifiants',
}
const TRACKS = { video: 'vidéo', audio: 'son', text: 'texte', image: 'image', other: 'autre piste' } as const

export const recordWords: RecordWords = typeset<RecordWords>({
  labels: {
    kind: 'Nature', size: 'Taille', image: 'Image', captured: 'Prise de vue', dates: 'Dates', device: 'Appareil', lens: 'Objectif', os: 'Système', serials: 'N° de série', software: 'Logiciel', place: 'Lieu',
    people: 'Personnes', ids: 'Identifiants', media: 'Média', embedded: 'Fichiers contenus', thumbnail: 'Vignette', provenance: 'Attestation C2PA', structure: 'Structure',
    profile: 'Profil de couleur', text: 'Textes', engines: 'Lecteurs', pdq: 'Empreinte PDQ',
  },
  timeRole: metadataWords.timeRole,
  zone: (provenance, offset) => (offset === undefined ? `fuseau ${metadataWords.zone[provenance]}` : `fuseau ${offset}, ${metadataWords.zone[provenance]}`),
  local: 'heure lue',
  invalidDate: 'date non valide, gardée telle quelle',
  level: metadataWords.level,
  personRole: (role) => ownWord(ROLES, role),
  relation: (relation) => ownWord(RELATIONS, relation),
  pixels: (width, height) => `${number(width)} × ${number(height)}${NBSP}pixels`,
  pages: (count) => plural('fr', count, 'page ou image', 'pages ou images'),
  bytes: (value) => (value < 10_000 ? formatBytes('fr', value) : `${formatBytes('fr', value)} (${plural('fr', value, 'octet', 'octets')})`),
  duration: (ms) => {
    const seconds = Math.floor(ms / 1000)
    const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
    return seconds < 60 ? `${number(ms / 1000, 1)}${NBSP}s` : [...(h > 0 ? [`${number(h)}${NBSP}h`] : []), `${m}${NBSP}min`, `${s}${NBSP}s`].join(NBSP)
  },
  track: ({ type, codec, width, height, rotation, channels, sampleRate, language }) => [
    `${TRACKS[type] ?? type}${codec === undefined ? '' : ` ${codec}`}`,
    ...(width !== undefined && height !== undefined ? [`${number(width)} × ${number(height)}`] : []),
    ...(rotation !== undefined && rotation !== 0 ? [`tournée de ${number(rotation)}°`] : []),
    ...(channels === undefined ? [] : [plural('fr', channels, 'canal', 'canaux')]),
    ...(sampleRate === undefined ? [] : [`${number(sampleRate)}${NBSP}Hz`]),
    ...(language === undefined ? [] : [language]),
  ].join(', '),
  altitude: (metres) => `altitude ${number(metres)}${NBSP}m`,
  errorMetres: (metres) => `à ${number(metres)}${NBSP}m près selon l’appareil`,
  direction: (degrees) => `visée ${number(degrees)}°`,
  c2pa: ({ c2pa, issuer, trusted, digitalSourceType }) => [
    {
      absent: 'non trouvée', 'not-defined-for-format': 'non définie pour ce format', 'present-unverified': 'présente, non vérifiée',
      valid: 'présente, signature valide', invalid: 'présente, signature ou contenu non valide',
    }[c2pa],
    ...(issuer === undefined ? [] : [`signataire : ${issuer}`]),
    ...(trusted === undefined ? [] : [trusted ? 'signataire reconnu' : 'signataire non reconnu']),
    ...(digitalSourceType === undefined ? [] : [`source déclarée : ${digitalSourceType}`]),
  ].join(', '),
  thumbnail: ({ verdict, similarity, width, height, bytes }) => [
    { same: 'ressemble à l’image principale', different: 'diffère de l’image principale (autre image, ou autre cadrage)', inconclusive: 'comparaison sans résultat net', unchecked: 'pixels non comparés' }[verdict],
    ...(similarity === undefined ? [] : [`ressemblance ${number(similarity, 2)}`]),
    ...(width !== undefined && height !== undefined ? [`${number(width)} × ${number(height)}`] : []),
    formatBytes('fr', bytes),
  ].join(', '),
  trailing: (bytes, kind) => `${plural('fr', bytes, 'octet', 'octets')} après la fin${kind === undefined ? '' : ` (${ownWord({ zeros: 'remplissage', unknown: 'nature inconnue' }, kind)})`}`,
  segments: (count) => plural('fr', count, 'partie', 'parties'),
  pdfUpdates: (count) => (count === 1 ? 'écrit en une fois' : `${plural('fr', count, 'fin de fichier', 'fins de fichier')} : enregistré plusieurs fois`),
  engine: ({ name, version, status, message }) => `${name} ${version} : ${metadataWords.engineStatus[status]}${message === undefined ? '' : ` (${message})`}`,
  noneFound: (sought, engines) => `Rien trouvé par ${engines.join(', ')} : ${sought.map((each) => SOUGHT_WORDS[each]).join(', ')}`,
  notRead: 'Aucun lecteur n’a parcouru ce fichier.',
  unread: (reason) => ({
    depth: 'non lu : trop profond', count: 'non lu : trop de fichiers contenus', size: 'non lu : trop grand', ratio: 'non lu : compression excessive',
    encrypted: 'non lu : chiffré', damaged: 'non lu : abîmé', listed: 'seulement nommé',
  })[reason],
  embedded: (count) => plural('fr', count, 'fichier', 'fichiers'),
  findingsInside: (count) => plural('fr', count, 'constat', 'constats'),
  more: (count) => `… et ${plural('fr', count, 'autre', 'autres')}`,
  typeUnknown: 'nature inconnue',
  typeMismatch: (extension) => `l’extension est « ${extension} »`,
  deep: 'examen approfondi',
})
