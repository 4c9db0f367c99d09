// French words of the bundle room, and of the bag that it carries.
import type { HandOverWords } from '../../bundle/hand-over.ts'
import type { FileFacts } from '../../system/world.ts'
import type { FailureWordsOf } from '../catalog.ts'
import { formatBytes, formatInstant, plural } from '../format.ts'
import { typeset } from '../typeset.ts'

const KINDS: Record<FileFacts['type'], string> = {
  file: 'fichier', directory: 'dossier', symlink: 'lien symbolique', fifo: 'tube', socket: 'prise', device: 'périphérique', other: 'nature inconnue',
}

const wherePrinted = (line: number): string => (line === 0 ? '' : ` (ligne ${line} du fichier)`)

export const bundleFailures: FailureWordsOf<'bundle'> = typeset({
  'bundle.foreign-entry': ({ path, type }) => ({
    message: type === 'name'
      ? `Le dossier contient un nom que la liasse ne peut pas porter : ${path}.`
      : `Le dossier contient autre chose qu’un fichier : ${path} (${KINDS[type]}).`,
    remedy: 'Retirez cette entrée du dossier, puis recommencez. Si vous ne l’y avez pas mise, notez-le avant.',
  }),
  'bundle.overview-exists': ({ path }) => ({
    message: `${path} existe déjà : une image n’en remplace pas une autre sans qu’on le demande.`,
    remedy: 'Donnez un autre dossier avec --out, ou --force pour la refaire.',
  }),
  'bundle.changed-while-reading': ({ path }) => ({
    message: `${path} a changé pendant l’écriture de la liasse.`,
    remedy: 'Arrêtez ce qui écrit dans le dossier, lancez « scelle verifier », puis recommencez.',
  }),
  'bundle.bad-recipient': ({ line }) => ({
    message: `Ce destinataire de chiffrement n’est pas une clé publique age${wherePrinted(line)}.`,
    remedy: 'Donnez une clé qui commence par age1, ou un fichier avec une clé par ligne (cent au plus).',
  }),
  'bundle.secret-key-given': ({ line }) => ({
    message: `Une clé secrète est donnée à la place d’une clé publique${wherePrinted(line)}.`,
    remedy: 'Donnez la clé publique (age1…). Si la clé secrète a été montrée à quelqu’un, changez-la.',
  }),
  'bundle.no-recipients': ({ path }) => ({
    message: `Aucun destinataire de chiffrement dans ${path}.`,
    remedy: 'Donnez une clé age1… ou le chemin d’un fichier qui en contient une par ligne.',
  }),
  'bundle.template-missing': ({ name }) => ({
    message: `Le modèle ${name} manque dans l’installation.`,
    remedy: 'Réinstallez scelle (npm ci).',
  }),
  'bundle.unsafe-name': ({ name }) => ({
    message: `Le nom de jeton « ${name} » ne peut pas figurer dans une commande.`,
    remedy: 'Un jeton se nomme avec des lettres, des chiffres, des points et des tirets. Renommez les deux fichiers de ce jeton.',
  }),
  'bundle.not-sealed': ({ reference }) => ({
    message: `Le dossier ${reference} n’est pas scellé.`,
    remedy: 'Lancez d’abord « scelle sceller ».',
  }),
  'bundle.seal-pending': ({ seal }) => ({
    message: `Le scellement ${seal} n’est pas terminé.`,
    remedy: 'Lancez « scelle sceller --resume », puis recommencez.',
  }),
  'bundle.unsealed-exhibits': ({ count, seal }) => ({
    message: `${plural('fr', count, 'pièce ajoutée', 'pièces ajoutées')} après le scellement ${seal}.`,
    remedy: 'Lancez « scelle sceller » pour les couvrir, puis recommencez.',
  }),
  'bundle.missing-part': ({ path }) => ({
    message: `${path} manque dans le dossier scellé.`,
    remedy: 'Lancez « scelle verifier » pour savoir ce qui manque d’autre, puis repartez d’une copie saine.',
  }),
  'bundle.part-changed': ({ path }) => ({
    message: `${path} n’est plus ce qui a été scellé.`,
    remedy: 'Lancez « scelle verifier ». Si le changement est voulu, scellez de nouveau avec « scelle sceller ».',
  }),
  'bundle.bad-seal-record': ({ path }) => ({
    message: `${path} ne se lit pas.`,
    remedy: 'Lancez « scelle verifier », puis repartez d’une copie saine ou scellez de nouveau.',
  }),
  'bundle.exists': ({ path }) => ({
    message: `${path} existe déjà : une liasse n’en remplace jamais une autre.`,
    remedy: 'Choisissez un autre endroit avec -o, ou retirez ce dossier.',
  }),
  'bundle.inside-case': ({ path }) => ({
    message: `${path} est à l’intérieur du dossier à remettre.`,
    remedy: 'Choisissez avec -o un endroit hors du dossier.',
  }),
})

export const bagFailures: FailureWordsOf<'bag'> = typeset({
  'bag.missing-digest': ({ path, algorithm }) => ({
    message: `${path} n’a pas d’empreinte ${algorithm}.`,
    remedy: 'Lancez « scelle verifier » : le journal ne dit pas tout de cette pièce.',
  }),
  'bag.unreadable-tag': ({ path }) => ({
    message: `${path} ne se lit pas.`,
    remedy: 'Vérifiez les droits et le disque, puis recommencez.',
  }),
  'bag.foreign-entry': ({ path, type }) => ({
    message: type === 'name'
      ? `Un nom de fichier n’est pas en UTF-8 : ${path}.`
      : `${path} n’est pas un fichier ordinaire (${KINDS[type]}).`,
    remedy: 'Retirez cette entrée du dossier, puis recommencez.',
  }),
})

export const handOverWords: HandOverWords = {
  language: 'fr',
  instant: (instant, timeZone) => formatInstant('fr', instant, timeZone),
  bytes: (count) => formatBytes('fr', count),
}
