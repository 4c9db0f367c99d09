// La vérification en français : échecs, archives zip, et une phrase par contrôle.
import type { CheckpointVerdict } from '../../seal/log/checkpoint.ts'
import { visibleShort } from '../../system/visible.ts'
import type { RefusalReason } from '../../system/world.ts'
import type { PathDefect } from '../../verify/bag/bag-path.ts'
import type { DeclarationDefect } from '../../verify/bag/declaration.ts'
import type { VerifyResult } from '../../verify/verify-case.ts'
import type { NameDefect } from '../../verify/zip-name.ts'
import type { CheckWordsOf, FailureWordsOf } from '../catalog.ts'
import { formatBytes, formatNumber, plural } from '../format.ts'
import { typeset } from '../typeset.ts'

const shown = (text: string): string => visibleShort(text, 160)
const count = (value: number): string => formatNumber('fr', value)
const bytes = (value: number): string => formatBytes('fr', value)
const exactly = (value: number): string => plural('fr', value, 'octet', 'octets')
const files = (value: number): string => plural('fr', value, 'fichier', 'fichiers')
const lines = (value: number): string => plural('fr', value, 'ligne', 'lignes')
const nth = (seal: number): string => `scellement ${String(seal).padStart(4, '0')}`

const PATH: Readonly<Record<PathDefect, string>> = {
  absolute: 'chemin absolu',
  home: 'chemin vers un dossier personnel',
  drive: 'lettre de lecteur',
  backslash: 'barre oblique inverse',
  parent: 'remontée de dossier',
  'empty-part': 'partie vide',
  nul: 'caractère nul',
}

const NAME: Readonly<Record<NameDefect, string>> = {
  empty: 'nom vide',
  encoding: 'codage inconnu',
  ambiguous: 'deux noms différents',
  absolute: 'chemin absolu',
  drive: 'lettre de lecteur',
  backslash: 'barre oblique inverse',
  parent: 'remontée de dossier',
  'empty-part': 'partie vide',
  nul: 'caractère nul',
}

const DECLARATION: Readonly<Record<DeclarationDefect, string>> = {
  'byte-order-mark': 'une marque d’ordre des octets la précède',
  whitespace: 'espaces en trop',
  form: 'deux lignes sont attendues, la version et le codage',
  'too-large': 'fichier trop grand',
}

const REFUSAL: Readonly<Record<RefusalReason, string>> = {
  symlink: 'lien symbolique',
  fifo: 'tube nommé',
  socket: 'socket',
  device: 'périphérique',
  'other-type': 'pas un fichier ordinaire',
  unreadable: 'lecture refusée',
  missing: 'disparu',
  'changed-while-reading': 'modifié pendant la lecture',
  'read-error': 'erreur de lecture',
  'too-large-for-disk': 'trop grand pour le disque',
}

const SIGNATURE: Readonly<Record<CheckpointVerdict, string>> = {
  signed: 'signature valide',
  'unknown-signer': 'signé par un autre nom',
  'other-key': 'même nom, autre clé',
  'bad-signature': 'signature fausse',
}

const OUTCOME: Readonly<Record<VerifyResult['checks'][number]['outcome'], string>> = {
  passed: 'réussis', failed: 'en échec', indeterminate: 'indéterminés', warning: 'd’avertissement', info: 'd’information',
}

export const verifyChecks: CheckWordsOf<'BAG' | 'BUNDLE' | 'CLOCK' | 'COVER' | 'LOG' | 'RECORD' | 'SEAL' | 'VERIFY'> = typeset({
  'VERIFY.NOTHING_CHECKED': () => 'Il n’y a rien à vérifier ici.',
  'VERIFY.LINES_LEFT_OUT': ({ count: left, outcome }) => `${lines(left)} de contrôles ${OUTCOME[outcome]} en plus, non affichées.`,

  'BAG.DUPLICATE_ENTRY': () => 'Deux fichiers portent ce chemin.',
  'BAG.FILE_NOT_REGULAR': () => 'Ce n’est pas un fichier ordinaire au nom lisible ; il n’est pas ouvert.',
  'BAG.FILE_UNREADABLE': ({ reason }) => `Le fichier ne peut pas être lu : ${REFUSAL[reason]}.`,
  'BAG.DECLARATION_MISSING': () => 'La déclaration BagIt manque.',
  'BAG.DECLARATION_INVALID': ({ reason }) => `La déclaration BagIt est mal écrite : ${DECLARATION[reason]}.`,
  'BAG.VERSION_UNKNOWN': ({ version }) => `La version BagIt ${shown(version)} n’est pas connue.`,
  'BAG.VERSION_OLD': ({ version }) => `Sac d’une version ancienne de BagIt (${shown(version)}).`,
  'BAG.ENCODING_UNKNOWN': ({ encoding }) => `Le codage « ${shown(encoding)} » n’est pas connu.`,
  'BAG.ENCODING_UNUSUAL': ({ encoding }) => `Le codage déclaré est « ${shown(encoding)} » au lieu d’UTF-8.`,
  'BAG.MANIFEST_MISSING': () => 'Il n’y a aucun manifeste des pièces.',
  'BAG.MANIFEST.NAME_INVALID': () => 'Le nom de ce manifeste n’est pas conforme.',
  'BAG.MANIFEST.ALGORITHM_UNKNOWN': ({ algorithm }) => `L’algorithme « ${shown(algorithm)} » n’est pas connu : ces empreintes ne sont pas vérifiées.`,
  'BAG.MANIFEST.WEAK_DIGESTS_ONLY': ({ algorithms }) => `Les manifestes n’emploient que des algorithmes anciens (${shown(algorithms)}).`,
  'BAG.MANIFEST.LINE_INVALID': ({ line }) => `La ligne ${count(line)} n’est pas « empreinte, espaces, chemin ».`,
  'BAG.MANIFEST.UNSAFE_PATH': ({ line, path, reason }) => `La ligne ${count(line)} mène hors du sac (${PATH[reason]}) : ${shown(path)}.`,
  'BAG.MANIFEST.OUTSIDE_PAYLOAD': ({ line, path }) => `La ligne ${count(line)} ne désigne pas une pièce de data/ : ${shown(path)}.`,
  'BAG.MANIFEST.DUPLICATE_PATH': ({ line, path, same }) => `La ligne ${count(line)} répète ${shown(path)}, avec ${same ? 'la même empreinte' : 'une autre empreinte'}.`,
  'BAG.MANIFEST.BINARY_MARK': ({ lines: marked }) => `${lines(marked)} avec la marque « * » de md5sum.`,
  'BAG.MANIFEST.LEADING_DOT_SLASH': ({ lines: marked }) => `${lines(marked)} avec un chemin qui commence par « ./ ».`,
  'BAG.PAYLOAD.MATCHES': ({ files: matched, bytes: size, algorithms }) => `Empreintes identiques : ${files(matched)}, ${bytes(size)} (${shown(algorithms)}).`,
  'BAG.PAYLOAD.DIGEST_MISMATCH': ({ algorithm, expected, actual }) => `Le fichier n’est pas celui du manifeste : ${algorithm} attendu ${expected}, trouvé ${actual}.`,
  'BAG.PAYLOAD.MISSING_FILE': () => 'Le manifeste annonce ce fichier ; il manque.',
  'BAG.PAYLOAD.UNLISTED_FILE': ({ manifest }) => `Ce fichier n’est pas dans ${shown(manifest)}.`,
  'BAG.TAG.MATCHES': ({ files: matched, algorithms }) => `Empreintes des fichiers du dossier identiques : ${files(matched)} (${shown(algorithms)}).`,
  'BAG.TAG.DIGEST_MISMATCH': ({ algorithm, expected, actual }) => `Le fichier n’est pas celui du manifeste : ${algorithm} attendu ${expected}, trouvé ${actual}.`,
  'BAG.TAG.MISSING_FILE': () => 'Le manifeste du dossier annonce ce fichier ; il manque.',
  'BAG.TAG.LISTS_PAYLOAD': ({ line, path }) => `La ligne ${count(line)} désigne une pièce, à tort : ${shown(path)}.`,
  'BAG.TAG.LISTS_TAGMANIFEST': ({ line, path }) => `La ligne ${count(line)} désigne un manifeste du dossier, à tort : ${shown(path)}.`,
  'BAG.TAG.MANIFEST_NOT_LISTED': ({ manifest }) => `${shown(manifest)} n’y est pas.`,
  'BAG.TAG.DIFFERENT_SETS': ({ path }) => `${shown(path)} est dans un autre manifeste du dossier, pas dans celui-ci.`,
  'BAG.INFO_LINE_INVALID': ({ line }) => `La ligne ${count(line)} n’est pas « libellé : valeur ».`,
  'BAG.OXUM_INVALID': ({ value }) => `La taille annoncée « ${shown(value)} » n’est pas « octets.fichiers ».`,
  'BAG.OXUM_MATCHES': ({ files: n, bytes: size }) => `Taille annoncée exacte : ${files(n)}, ${bytes(size)}.`,
  'BAG.OXUM_MISMATCH': ({ expectedBytes, expectedFiles, bytes: size, files: n }) => `Taille annoncée : ${files(expectedFiles)}, ${exactly(expectedBytes)} ; trouvé : ${files(n)}, ${exactly(size)}.`,
  'BAG.FETCH_PRESENT': ({ entries }) => `Le sac renvoie vers ${plural('fr', entries, 'fichier', 'fichiers')} ailleurs ; rien n’est téléchargé.`,
  'BAG.FETCH_LINE_INVALID': ({ line }) => `La ligne ${count(line)} n’est pas « adresse, taille, chemin ».`,
  'BAG.FETCH_UNSAFE_PATH': ({ line, path, reason }) => `La ligne ${count(line)} mène hors du sac (${PATH[reason]}) : ${shown(path)}.`,
  'BAG.FETCH_NOT_IN_MANIFEST': ({ line, path }) => `La ligne ${count(line)} désigne un fichier que les manifestes ne connaissent pas : ${shown(path)}.`,
  'BAG.FETCH_INCOMPLETE': () => 'Ce fichier est resté ailleurs : le sac n’est pas complet.',
  'BAG.PATH.CASE_TWIN': ({ other }) => `Ce chemin ne diffère de ${shown(other)} que par la casse.`,
  'BAG.PATH.NORMALIZATION_TWIN': ({ other }) => `Ce chemin ne diffère de ${shown(other)} que par l’écriture des accents.`,
  'BAG.PATH.SYSTEM_FILE': () => 'Fichier d’un système d’exploitation, sans doute pas une pièce.',
  'BAG.SERIALIZATION_NO_BASE_DIRECTORY': ({ files: n }) => `L’archive contient ${files(n)} hors du dossier de base.`,
  'BAG.SERIALIZATION_SEVERAL_BASE_DIRECTORIES': ({ folders }) => `L’archive contient plusieurs dossiers de base : ${shown(folders)}.`,

  'LOG.LINE_NOT_JSON': ({ line }) => `La ligne ${count(line)} du journal n’est pas du JSON.`,
  'LOG.LINE_NOT_CANONICAL': ({ line }) => `La ligne ${count(line)} du journal n’est pas sous sa forme canonique.`,
  'LOG.LINE_INVALID': ({ line, member }) => `La ligne ${count(line)} du journal est mal formée (${shown(member)}).`,
  'LOG.SEQUENCE_BROKEN': ({ line, expected, found }) => `La ligne ${count(line)} du journal porte le numéro ${count(found)} au lieu de ${count(expected)}.`,
  'LOG.CHAIN_BROKEN': ({ line }) => `La ligne ${count(line)} du journal ne suit pas la précédente : l’une des deux a changé.`,
  'LOG.TORN_LINE': ({ line }) => `La ligne ${count(line)} du journal est inachevée ; elle ne compte pas.`,
  'LOG.CHAIN_INTACT': ({ lines: n }) => `Le journal se suit : ${lines(n)}.`,
  'LOG.JOURNAL_MISSING': () => 'Le journal manque ; sa copie scellée est lue à la place.',
  'LOG.TRUNCATED': ({ lines: n, size }) => `Le journal a ${lines(n)} ; un scellement en a fixé ${count(size)}.`,
  'LOG.ROOT_MATCHES': ({ size }) => `La racine du journal à ${lines(size)} est celle qui a été fixée.`,
  'LOG.ROOT_MISMATCH': ({ size }) => `Le journal a changé dans ses ${count(size)} premières lignes : sa racine n’est plus celle qui a été fixée.`,
  'LOG.CUSTODY_MATCHES': ({ size }) => `La copie scellée du journal en est le début exact (${lines(size)}).`,
  'LOG.CUSTODY_DIFFERS': ({ size }) => `La copie scellée n’est pas le début du journal (${lines(size)}).`,
  'LOG.PREFIX_MATCHES': ({ seal, size }) => `Le journal prolonge celui du ${nth(seal)} (${lines(size)}).`,
  'LOG.PREFIX_DIFFERS': ({ seal, size }) => `Le journal ne prolonge pas celui du ${nth(seal)} (${lines(size)}).`,
  'LOG.UNANCHORED_TAIL': ({ lines: n }) => `${lines(n)} après le dernier scellement : aucune horloge extérieure ne les atteste.`,
  'LOG.CHECKPOINT_MISSING': () => 'Le point de contrôle du journal manque.',
  'LOG.CHECKPOINT_INVALID': ({ reason }) => `Le point de contrôle du journal est mal écrit (${reason}).`,
  'LOG.CHECKPOINT_SIGNED': ({ size }) => `Le point de contrôle est signé (${lines(size)}).`,
  'LOG.CHECKPOINT_NOT_SIGNED': ({ verdict }) => `La signature du point de contrôle n’est pas bonne : ${SIGNATURE[verdict]}.`,
  'LOG.CHECKPOINT_OTHER_KEY': ({ seal }) => `Le point de contrôle du ${nth(seal)} est signé par une autre clé que l’actuelle ; sa signature n’est pas vérifiée.`,
  'LOG.KEY_MISSING': () => 'La clé qui vérifie le point de contrôle manque.',
  'LOG.KEY_INVALID': () => 'La clé qui vérifie le point de contrôle est mal écrite.',

  'RECORD.CASE_INVALID': () => 'La fiche du dossier manque ou est mal formée.',
  'RECORD.EXHIBITS_MATCH': ({ exhibits }) => `La liste des pièces est celle du journal (${plural('fr', exhibits, 'pièce', 'pièces')}).`,
  'RECORD.EXHIBITS_DIFFER': () => 'La liste des pièces n’est pas celle du journal.',
  'RECORD.EXHIBIT_REPEATED': ({ exhibit }) => `Le journal reçoit deux fois la pièce ${exhibit}.`,
  'RECORD.EXHIBIT_MISSING': ({ exhibit }) => `La pièce ${exhibit} est au journal ; son fichier manque.`,
  'RECORD.EXHIBIT_DIGEST_MISMATCH': ({ exhibit, expected, actual }) => `La pièce ${exhibit} n’est pas celle du journal : attendu ${expected}, trouvé ${actual}.`,
  'RECORD.MANIFEST_DISAGREES': ({ exhibit, algorithm }) => `Le manifeste et le journal donnent deux empreintes ${shown(algorithm)} de la pièce ${exhibit}.`,
  'RECORD.MANIFEST_LACKS_EXHIBIT': ({ exhibit }) => `La pièce ${exhibit} est au journal scellé, pas au manifeste.`,
  'RECORD.PAYLOAD_NOT_IN_JOURNAL': () => 'Ce fichier de data/ n’est pas au journal.',
  'RECORD.MANIFESTS_AGREE': ({ exhibits }) => `Le manifeste et le journal concordent (${plural('fr', exhibits, 'pièce', 'pièces')}).`,
  'RECORD.METADATA_MATCHES': ({ records }) => `Les fiches de métadonnées sont celles du journal (${plural('fr', records, 'fiche', 'fiches')}).`,
  'RECORD.METADATA_DIGEST_MISMATCH': ({ exhibit }) => `La fiche de métadonnées de la pièce ${exhibit} n’est pas celle du journal.`,
  'RECORD.METADATA_MISSING': ({ exhibit }) => `La fiche de métadonnées de la pièce ${exhibit} manque.`,
  'RECORD.METADATA_NOT_IN_JOURNAL': () => 'Cette fiche de métadonnées n’est pas au journal.',
  'RECORD.TRANSCRIPTS_MATCH': ({ transcripts }) => `Les transcriptions de conversations sont celles du journal (${plural('fr', transcripts, 'transcription', 'transcriptions')}).`,
  'RECORD.TRANSCRIPT_DIGEST_MISMATCH': ({ exhibit }) => `La transcription de la pièce ${exhibit} n’est pas celle du journal.`,
  'RECORD.TRANSCRIPT_MISSING': ({ exhibit }) => `La transcription de la pièce ${exhibit} manque.`,
  'RECORD.TRANSCRIPT_NOT_IN_JOURNAL': () => 'Cette transcription n’est pas au journal.',

  'SEAL.NONE': () => 'Rien n’est scellé : aucune horloge n’atteste cet état.',
  'SEAL.MISSING': ({ seal }) => `Le journal dit que le ${nth(seal)} est terminé ; il manque.`,
  'SEAL.UNFINISHED': ({ seal }) => `Le ${nth(seal)} est commencé et pas terminé : relancez « scelle sceller ».`,
  'SEAL.PENDING': ({ seal }) => `Le ${nth(seal)} attend ses jetons : lancez « scelle sceller --resume ».`,
  'SEAL.SOUND': ({ seal, clocks }) => `Le ${nth(seal)} est intact, daté par ${shown(clocks)}.`,
  'SEAL.FROZEN_FILE_MISSING': ({ seal }) => `Cette copie figée du ${nth(seal)} manque.`,
  'SEAL.FROZEN_FILE_DIFFERS': ({ seal, file }) => `La copie figée ${shown(file)} n’est pas celle que couvre le ${nth(seal)}.`,
  'SEAL.MANIFEST_LINE_INVALID': ({ line }) => `La ligne ${count(line)} du manifeste figé est mal formée.`,
  'SEAL.CURRENT': ({ seal }) => `L’état du dossier est celui du ${nth(seal)}.`,
  'SEAL.ROOT_DIFFERS': ({ seal }) => `Le manifeste du dossier n’est pas celui du ${nth(seal)}.`,
  'SEAL.PAYLOAD_CHANGED': ({ seal }) => `Cette pièce a changé depuis le ${nth(seal)}.`,
  'SEAL.PAYLOAD_MISSING': ({ seal }) => `Cette pièce du ${nth(seal)} manque.`,
  'SEAL.TAG_FILE_CHANGED': ({ seal }) => `Ce fichier a changé depuis le ${nth(seal)}.`,
  'SEAL.SUPERSEDED_TAG_FILE': ({ seal, files: n }) => `${files(n)} du ${nth(seal)} remplacés depuis par un autre scellement.`,
  'SEAL.RECORD_INVALID': ({ seal }) => `La fiche du ${nth(seal)} manque ou est mal formée.`,
  'SEAL.RECORD_DISAGREES': ({ seal, member }) => `La fiche du ${nth(seal)} ne concorde pas avec ce qui est figé (${shown(member)}).`,
  'SEAL.JOURNAL_DISAGREES': ({ seal }) => `Le journal donne une autre empreinte du ${nth(seal)}.`,
  'SEAL.NOT_RECORDED': ({ seal }) => `Le journal ne dit pas que le ${nth(seal)} est terminé : sa fin manque.`,
  'SEAL.TOKEN_MISSING': ({ seal, authority }) => `Le jeton de ${shown(authority)} du ${nth(seal)} manque.`,
  'SEAL.PAPER_DIFFERS': ({ seal, file }) => `Le fichier ${shown(file)} du ${nth(seal)} manque, ou n’est pas celui dont le journal se souvient.`,
  'SEAL.TOKEN_DIFFERS': ({ seal, authority }) => `Le jeton de ${shown(authority)} n’est pas celui que le journal a reçu pour le ${nth(seal)}.`,
  'SEAL.TOKEN_TOO_LARGE': ({ bytes: size }) => `Le jeton est trop grand pour en être un (${bytes(size)}).`,
  'SEAL.CHAIN_UNREADABLE': () => 'Le fichier de certificats joint au jeton est illisible ; il est ignoré.',
  'SEAL.EXERCISE_AUTHORITY': ({ authority }) => `Exercice : l’autorité locale « ${shown(authority)} » est acceptée. Ce jeton ne prouve rien à un tiers.`,
  'SEAL.LOCAL_AUTHORITY_ONLY': ({ authority }) => `Seule l’autorité locale « ${shown(authority)} » date ce scellement : son jeton ne prouve rien à un tiers.`,
  'SEAL.LOCAL_AUTHORITY': ({ authority }) => `Jeton de l’autorité locale « ${shown(authority)} » : il ne prouve rien à un tiers.`,
  'CLOCK.SINGLE_SOURCE': ({ seal }) => `Une seule horloge date le ${nth(seal)}.`,
  'CLOCK.FEWER_THAN_POLICY': ({ seal, wanted, found }) => `${count(found)} horloge vérifiée sur ${count(wanted)} demandées pour le ${nth(seal)}.`,

  'COVER.UNSEALED_EXHIBIT': ({ exhibit }) => `La pièce ${exhibit} est arrivée après le dernier scellement.`,
  'COVER.CHANGED_SINCE_SEAL': () => 'Ce fichier a été refait après le dernier scellement.',
  'COVER.UNSEALED_FILE': () => 'Aucun scellement ne couvre ce fichier.',
  'COVER.ALL_SEALED': ({ files: n }) => `Tout ce qui peut être scellé l’est (${files(n)}).`,

  'BUNDLE.LOOSE_COPY_MATCHES': ({ original }) => `Copie exacte de ${shown(original)}.`,
  'BUNDLE.LOOSE_COPY_DIFFERS': () => 'Ce document n’est aucun de ceux du sac.',
  'BUNDLE.LOOSE_FILE': () => 'Fichier joint au sac, non vérifié.',
} satisfies CheckWordsOf<'BAG' | 'BUNDLE' | 'CLOCK' | 'COVER' | 'LOG' | 'RECORD' | 'SEAL' | 'VERIFY'>)

const RESEND = 'Demandez un nouvel envoi de l’archive à qui vous l’a remise.'

export const verifyFailures: FailureWordsOf<'verify'> = typeset<FailureWordsOf<'verify'>>({
  'verify.not-found': ({ path }) => ({ message: `${shown(path)} n’existe pas.`, remedy: 'Vérifiez le chemin.' }),
  'verify.not-a-target': ({ path }) => ({
    message: `${shown(path)} n’est ni un dossier scelle, ni un sac BagIt, ni une liasse, ni une archive zip.`,
    remedy: 'Indiquez le dossier, le fichier .bag.zip ou la liasse ; pour un jeton seul, ajoutez --data FICHIER.',
  }),
  'verify.encrypted': ({ path }) => ({
    message: `${shown(path)} est chiffré.`,
    remedy: 'Déchiffrez d’abord : age -d -i CLÉ -o dossier.bag.zip dossier.bag.zip.age, puis vérifiez dossier.bag.zip.',
  }),
  'verify.several-bags': ({ path, count: n }) => ({ message: `${shown(path)} contient ${count(n)} archives .bag.zip.`, remedy: 'Indiquez l’une d’elles.' }),
  'verify.too-many-files': ({ path, limit }) => ({
    message: `${shown(path)} contient ou annonce plus de ${count(limit)} fichiers.`, remedy: 'Vérifiez que c’est le bon dossier.',
  }),
  'verify.too-large': ({ path, limit }) => ({
    message: `${shown(path)} est trop grand (limite : ${bytes(limit)}).`, remedy: 'Ce fichier n’est pas de scelle, ou il a été modifié : comparez avec une autre copie.',
  }),
  'verify.missing-file': ({ path }) => ({ message: `${shown(path)} manque.`, remedy: 'Relancez sur une copie que personne ne modifie.' }),
  'verify.line-too-long': ({ path, line, limit }) => ({
    message: `La ligne ${count(line)} de ${shown(path)} dépasse ${bytes(limit)}.`, remedy: 'Ce fichier n’est pas de scelle, ou il a été modifié : comparez avec une autre copie.',
  }),
  'verify.newer-format': ({ path, format }) => ({
    message: `${shown(path)} est d’un format plus récent (${shown(format)}).`, remedy: 'Mettez scelle à jour.',
  }),
})

export const zipFailures: FailureWordsOf<'zip'> = typeset<FailureWordsOf<'zip'>>({
  'zip.unreadable': ({ path, entry }) => ({ message: `L’archive ${shown(path)} est abîmée ou tronquée${entry === '' ? '' : ` (${shown(entry)})`}.`, remedy: RESEND }),
  'zip.unsafe-name': ({ path, entry, reason }) => ({ message: `L’archive ${shown(path)} contient un nom dangereux (${NAME[reason]}) : ${shown(entry)}.`, remedy: `Ne l’extrayez pas. ${RESEND}` }),
  'zip.duplicate-entry': ({ path, entry }) => ({ message: `L’archive ${shown(path)} contient deux fois ${shown(entry)}.`, remedy: `Ne l’extrayez pas. ${RESEND}` }),
  'zip.symlink': ({ path, entry }) => ({ message: `L’archive ${shown(path)} contient un lien ou un fichier spécial : ${shown(entry)}.`, remedy: `Ne l’extrayez pas. ${RESEND}` }),
  'zip.encrypted': ({ path, entry }) => ({ message: `L’archive ${shown(path)} est chiffrée (${shown(entry)}).`, remedy: 'Extrayez-la avec son mot de passe, puis vérifiez le dossier obtenu.' }),
  'zip.unsupported-method': ({ path, entry, method }) => ({ message: `L’archive ${shown(path)} emploie une compression inconnue (${method}) : ${shown(entry)}.`, remedy: 'Extrayez-la avec un autre outil, puis vérifiez le dossier obtenu.' }),
  'zip.headers-disagree': ({ path, entry, field }) => ({ message: `L’archive ${shown(path)} se contredit sur ${shown(entry)} (${field}).`, remedy: `Ne l’extrayez pas. ${RESEND}` }),
  'zip.overlap': ({ path, entry }) => ({ message: `Dans l’archive ${shown(path)}, ${shown(entry)} empiète sur un autre fichier.`, remedy: `Ne l’extrayez pas. ${RESEND}` }),
  'zip.too-many-entries': ({ path, limit }) => ({ message: `L’archive ${shown(path)} annonce plus de ${count(limit)} fichiers.`, remedy: RESEND }),
  'zip.bomb': ({ path, bytes: size, limit }) => ({ message: `L’archive ${shown(path)} donnerait au moins ${bytes(size)}, au-delà de ${bytes(limit)}.`, remedy: 'Ne l’extrayez pas, sauf à l’abri et si vous savez ce qu’elle contient ; vérifiez alors le dossier obtenu.' }),
})
