// L'horodatage en français : échecs et contrôles d'un jeton RFC 3161.
import type { Check } from '../../seal/check.ts'
import type { DerDefect } from '../../seal/der/node.ts'
import type { TspCheckWords } from '../../seal/rfc3161/checks.ts'
import type { SetName } from '../../seal/rfc3161/signed-data.ts'
import type { PathDefect } from '../../seal/x509/path.ts'
import { visibleShort } from '../../system/visible.ts'
import type { FailureWordsOf } from '../catalog.ts'
import { formatNumber, plural } from '../format.ts'
import { typeset } from '../typeset.ts'

const shown = (text: string): string => visibleShort(text, 160)
const seconds = (ms: number): string => plural('fr', Math.round(Math.abs(ms) / 1000), 'seconde', 'secondes')

const DER: Readonly<Record<DerDefect, string>> = {
  'too-large': 'plus de 1 Mio',
  'too-deep': 'trop de niveaux imbriqués',
  'too-many-nodes': 'trop d’éléments',
  truncated: 'données tronquées',
  'trailing-bytes': 'octets en trop à la fin',
  'high-tag': 'étiquette inconnue',
  'indefinite-length': 'longueur indéfinie (BER)',
  'length-too-long': 'longueur trop grande',
  'length-not-minimal': 'longueur non minimale (BER)',
  overrun: 'longueur qui dépasse les données',
  'constructed-string': 'chaîne en morceaux (BER)',
  'unexpected-shape': 'structure inattendue',
  'bad-integer': 'nombre entier mal écrit',
  'bad-boolean': 'booléen mal écrit',
  'bad-oid': 'identifiant d’objet mal écrit',
  'bad-bit-string': 'chaîne de bits mal écrite',
  'bad-time': 'date mal écrite',
}

const PATH: Readonly<Record<PathDefect, string>> = {
  'not-a-ca': 'n’est pas une autorité de certification',
  'cannot-sign-certificates': 'n’a pas le droit de signer des certificats',
  'path-too-long': 'ne permet pas une chaîne aussi longue',
  'wrong-purpose': 'ne permet pas l’horodatage',
  'bad-signature': 'n’a pas signé le certificat suivant',
  expired: 'avait expiré à la date du jeton',
  'not-yet-valid': 'n’était pas encore valide à la date du jeton',
  'critical-extension': 'porte une extension critique inconnue',
  'weak-signature': 'a signé le certificat suivant avec un algorithme trop faible',
  'short-key': 'a une clé trop courte',
}

const SETS: Readonly<Record<SetName, string>> = {
  digestAlgorithms: 'algorithmes d’empreinte',
  certificates: 'certificats',
  signedAttrs: 'attributs signés',
}

export const tspChecks: TspCheckWords = typeset<TspCheckWords>({
  'TSP.MALFORMED': ({ reason, offset }) => `Le jeton est illisible : ${DER[reason]} (octet ${formatNumber('fr', offset)}).`,
  'TSP.BER_ENCODING': ({ reason, offset }) => `Le jeton n’est pas en DER strict : ${DER[reason]} (octet ${formatNumber('fr', offset)}). Il est lu en BER.`,
  'TSP.SET_NOT_SORTED': ({ sets }) => `Éléments hors de l’ordre DER : ${sets.map((set) => SETS[set]).join(', ')}.`,
  'TSP.STATUS_GRANTED': () => 'L’autorité a accordé le jeton.',
  'TSP.STATUS_GRANTED_WITH_MODS': ({ text }) => `L’autorité a accordé le jeton avec des changements${text === '' ? '' : ` : « ${shown(text)} »`}.`,
  'TSP.STATUS_NOT_GRANTED': ({ status, text, failInfo }) => `L’autorité a refusé (${[status, ...failInfo].join(', ')})${text === '' ? '' : ` : « ${shown(text)} »`}.`,
  'TSP.TOKEN_MISSING': () => 'La réponse est accordée, mais ne contient pas de jeton.',
  'TSP.CONTENT_NOT_SIGNED_DATA': ({ type }) => `Le fichier n’est pas un jeton signé (type ${type}).`,
  'TSP.CONTENT_NOT_TST_INFO': ({ type }) => `Le contenu signé n’est pas un horodatage (type ${type}).`,
  'TSP.TST_VERSION': ({ version }) => `Version d’horodatage inconnue : ${shown(version)}.`,
  'TSP.TST_CRITICAL_EXTENSION': ({ extensions }) => `Le jeton porte une extension critique inconnue : ${extensions.join(', ')}.`,
  'TSP.IMPRINT_ALGORITHM_REFUSED': ({ algorithm }) => `L’algorithme d’empreinte du jeton n’est pas accepté : ${algorithm}.`,
  'TSP.IMPRINT_MATCHES': ({ algorithm }) => `Le jeton porte sur l’empreinte attendue (${algorithm}).`,
  'TSP.IMPRINT_MISMATCH': ({ expected, found }) => `Le jeton porte sur une autre empreinte : attendu ${expected}, trouvé ${found}.`,
  'TSP.IMPRINT_NOT_COMPARED': ({ algorithm, digest }) => `Rien n’est donné à comparer au jeton ; il porte sur ${algorithm}:${digest}.`,
  'TSP.NONCE_MATCHES': () => 'Le jeton répond à cette demande (nombre aléatoire identique).',
  'TSP.NONCE_MISMATCH': () => 'Le jeton répond à une autre demande (nombre aléatoire différent).',
  'TSP.NONCE_MISSING': () => 'Le jeton ne reprend pas le nombre aléatoire de la demande.',
  'TSP.POLICY_MATCHES': ({ policy }) => `La politique est celle demandée (${policy}).`,
  'TSP.POLICY_MISMATCH': ({ expected, found }) => `La politique n’est pas celle demandée : attendu ${expected}, trouvé ${found}.`,
  'TSP.SIGNER_COUNT': ({ count }) => `Le jeton doit avoir un signataire, il en a ${count}.`,
  'TSP.SIGNED_ATTRIBUTES_MISSING': () => 'Le jeton n’a pas d’attributs signés.',
  'TSP.SIGNED_ATTRIBUTE_REPEATED': ({ attributes }) => `Un attribut signé est présent plusieurs fois : ${attributes.join(', ')}.`,
  'TSP.CONTENT_TYPE_ATTRIBUTE_WRONG': ({ type }) => type === null ? 'L’attribut signé « type de contenu » manque.' : `L’attribut signé « type de contenu » ne dit pas horodatage (${type}).`,
  'TSP.MESSAGE_DIGEST_MATCHES': ({ algorithm }) => `L’empreinte signée est celle du contenu (${algorithm}).`,
  'TSP.MESSAGE_DIGEST_MISSING': () => 'L’empreinte signée du contenu manque.',
  'TSP.MESSAGE_DIGEST_MISMATCH': () => 'L’empreinte signée n’est pas celle du contenu.',
  'TSP.SIGNER_DIGEST_REFUSED': ({ algorithm }) => `La signature utilise un algorithme d’empreinte non accepté : ${algorithm}.`,
  'TSP.DIGEST_ALGORITHM_NOT_LISTED': ({ algorithm }) => `Le jeton n’annonce pas l’algorithme d’empreinte de sa signature : ${algorithm}.`,
  'TSP.CERTIFICATE_UNREADABLE': ({ index, reason }) => `Le certificat n° ${index + 1} du jeton est illisible et n’est pas utilisé : ${DER[reason]}.`,
  'TSP.CERTIFICATES_NOT_SENT': () => 'L’autorité n’a pas joint son certificat, pourtant demandé.',
  'TSP.SIGNER_CERT_MISSING': () => 'Le certificat du signataire n’est ni dans le jeton ni fourni.',
  'TSP.SIGNER_CERT_FOUND': ({ subject }) => `Le certificat du signataire est là : ${shown(subject)}.`,
  'TSP.ESS_MATCHES': ({ version }) => `Le jeton désigne bien ce certificat (ESSCertID version ${version}).`,
  'TSP.ESS_MISSING': () => 'Le jeton ne désigne pas le certificat qui le signe (attribut signing-certificate absent).',
  'TSP.ESS_MISMATCH': ({ version }) => `Le jeton désigne un autre certificat que celui qui signe (ESSCertID version ${version}).`,
  'TSP.ESS_V1_ONLY': () => 'Le jeton désigne son certificat par SHA-1 seulement (ESSCertID version 1).',
  'TSP.SIGNATURE_VALID': ({ algorithm }) => `La signature est valide (${algorithm}).`,
  'TSP.SIGNATURE_INVALID': ({ algorithm }) => `La signature n’est pas valide (${algorithm}).`,
  'TSP.SIGNATURE_ALGORITHM_REFUSED': ({ algorithm }) => `L’algorithme de signature n’est pas accepté, ou ne va pas avec la clé : ${algorithm}.`,
  'TSP.KEY_TOO_SHORT': ({ bits }) => `La clé RSA du signataire est trop courte : ${formatNumber('fr', bits)} bits, au moins 2 048 attendus.`,
  'TSP.SIGNER_IS_CA': () => 'Le certificat du signataire est celui d’une autorité de certification.',
  'TSP.EKU_SUITED': () => 'Le certificat est réservé à l’horodatage.',
  'TSP.EKU_MISSING': () => 'Le certificat n’est pas fait pour l’horodatage.',
  'TSP.EKU_NOT_CRITICAL': () => 'L’usage « horodatage » du certificat n’est pas marqué critique.',
  'TSP.EKU_NOT_SOLE': ({ purposes }) => `Le certificat n’est pas réservé à l’horodatage : ${shown(purposes.join(', '))}.`,
  'TSP.KEY_USAGE_REFUSED': () => 'Le certificat ne permet pas de signer.',
  'TSP.KEY_USAGE_WIDE': () => 'Le certificat permet plus que signer.',
  'TSP.CERT_CRITICAL_EXTENSION': ({ extensions }) => `Le certificat porte une extension critique inconnue, parmi ${shown(extensions.join(', '))}.`,
  'TSP.CERT_VALID_AT_GENTIME': ({ notBefore, notAfter }) => `Le certificat était valide à la date du jeton (du ${notBefore} au ${notAfter}).`,
  'TSP.CERT_EXPIRED_AT_GENTIME': ({ notAfter, genTime }) => `Le certificat avait expiré le ${notAfter}, avant la date du jeton (${genTime}).`,
  'TSP.CERT_NOT_YET_VALID_AT_GENTIME': ({ notBefore, genTime }) => `Le certificat n’est valide qu’à partir du ${notBefore}, après la date du jeton (${genTime}).`,
  'TSP.CHAIN_TO_ANCHOR': ({ root, sha256 }) => `La chaîne de certificats mène à une racine déclarée : ${shown(root)} (SHA-256 ${sha256}).`,
  'TSP.CHAIN_NO_ANCHOR': () => 'Aucune racine de confiance n’est déclarée : l’identité de l’autorité n’est pas établie.',
  'TSP.CHAIN_NOT_TO_ANCHOR': ({ issuer }) => `La chaîne ne mène à aucune racine déclarée ; il manque l’émetteur ${shown(issuer)}.`,
  'TSP.CHAIN_UNTRUSTED': ({ defect, certificate }) => `La chaîne de certificats est rompue : ${shown(certificate)} ${PATH[defect]}.`,
  'TSP.CERTIFICATES_UNUSED': ({ count }) => `Le jeton contient ${plural('fr', count, 'certificat qui ne sert pas', 'certificats qui ne servent pas')} à la chaîne.`,
  'TSP.TSA_NAME_DIFFERS': () => 'Le nom d’autorité écrit dans le jeton n’est pas celui du certificat.',
  'TSP.CLOCK_AGREES': ({ differenceMs }) => `L’heure du jeton et celle de cette machine concordent (écart : ${seconds(differenceMs)}).`,
  'TSP.CLOCK_DISAGREES': ({ differenceMs }) => `L’heure du jeton et celle de cette machine diffèrent de ${seconds(differenceMs)}.`,
})

const sentenceOf = (check: Check): string => {
  const say = (tspChecks as Readonly<Record<string, ((facts: never) => string) | undefined>>)[check.code]
  return say === undefined ? check.code : say(check.facts as never)
}

export const tspFailures: FailureWordsOf<'tsp'> = typeset<FailureWordsOf<'tsp'>>({
  'tsp.bad-request': ({ reason }) => ({
    message: `La demande d’horodatage n’est pas recevable (${reason}).`,
    remedy: 'Envoyez une demande RFC 3161 (application/timestamp-query) avec une empreinte SHA-256, SHA-384 ou SHA-512.',
  }),
  'tsp.bad-certificate': ({ index, detail }) => ({
    message: index === 0
      ? 'Aucun certificat dans ce fichier.'
      : `Le certificat n° ${index} est illisible (${(DER as Readonly<Record<string, string>>)[detail] ?? detail}).`,
    remedy: 'Donnez un fichier PEM avec un ou plusieurs certificats, ou un certificat DER.',
  }),
  'tsp.http-status': ({ authority, status }) => ({
    message: `L’autorité ${shown(authority)} répond par une erreur HTTP ${status}.`,
    remedy: 'Vérifiez l’adresse de l’autorité, puis relancez : « scelle sceller --resume ».',
  }),
  'tsp.not-a-reply': ({ authority, contentType }) => ({
    message: `La réponse de ${shown(authority)} n’est pas un horodatage (${contentType === '' ? 'type non dit' : shown(contentType)}).`,
    remedy: 'Vérifiez que l’adresse est celle d’une autorité RFC 3161, et qu’aucun portail ne répond à sa place.',
  }),
  'tsp.refused': ({ authority, status, text, failInfo }) => ({
    message: `L’autorité ${shown(authority)} refuse la demande (${[status, ...failInfo].join(', ')})${text === '' ? '' : ` : « ${shown(text)} »`}.`,
    remedy: 'Réessayez plus tard ou choisissez une autre autorité avec --tsa.',
  }),
  'tsp.bad-token': ({ authority, check }) => ({
    message: `Le jeton de ${shown(authority)} n’est pas accepté. ${sentenceOf(check)}`,
    remedy: 'Rien n’est gardé de cette réponse. Réessayez ou choisissez une autre autorité avec --tsa.',
  }),
  'tsp.authority-damaged': ({ path, reason }) => ({
    message: `L’autorité locale est inutilisable (${{ incomplete: 'fichiers manquants', unreadable: 'fichiers illisibles', 'key-mismatch': 'clé et certificat différents' }[reason]}) : ${shown(path)}.`,
    remedy: 'Mettez ce dossier de côté : une nouvelle autorité locale est créée au prochain usage. Les scellés déjà faits gardent leurs certificats.',
  }),
  'tsp.authority-out-of-date': ({ path, now, notBefore, notAfter }) => ({
    message: `L’horloge dit ${now}, mais le certificat de l’autorité locale est valide du ${notBefore} au ${notAfter}.`,
    remedy: `Réglez l’horloge. Si elle est juste, mettez ce dossier de côté : ${shown(path)}.`,
  }),
  'tsp.port-unavailable': ({ port, errno }) => ({
    message: `Le port ${port} n’est pas disponible (${errno}).`,
    remedy: 'Choisissez un autre port avec --port, ou arrêtez le programme qui l’occupe.',
  }),
})
