// French words of the case room: the folder, its journal, files that are not taken.
import type { RefusalReason } from '../../system/world.ts'
import { visibleShort } from '../../system/visible.ts'
import type { FailureWordsOf } from '../catalog.ts'
import { formatHere, formatNumber } from '../format.ts'
import { typeset } from '../typeset.ts'

const shown = (text: string): string => visibleShort(text, 160)
const number = (value: number): string => formatNumber('fr', value)
const CHANGED = 'Ne modifiez plus ce dossier. Lancez « scelle verifier », et repartez d’une copie saine du dossier.'

export const caseFailures: FailureWordsOf<'case'> = typeset({
  'case.not-found': ({ path }) => ({
    message: `Il n’y a pas de dossier scelle ici : ${shown(path)}.`,
    remedy: 'Placez-vous dans un dossier, donnez-le avec --case, ou créez-en un avec « scelle ouvrir ».',
  }),
  'case.no-such-exhibit': ({ number: asked, exhibits }) => ({
    message: `Il n’y a pas de pièce n° ${number(asked)} : le dossier en compte ${number(exhibits)}.`,
    remedy: 'Donnez un numéro du dossier : « scelle etat » dit combien de pièces il contient.',
  }),
  'case.exists': ({ path }) => ({
    message: `Un dossier scelle existe déjà ici : ${shown(path)}.`,
    remedy: 'Choisissez un autre emplacement, ou ajoutez des pièces à ce dossier avec « scelle ajouter ».',
  }),
  'case.folder-not-empty': ({ path }) => ({
    message: `L’emplacement n’est pas vide : ${shown(path)}.`,
    remedy: 'Donnez un emplacement vide ou nouveau : un dossier ne contient que ce que scelle y met.',
  }),
  'case.newer-format': ({ path, found, supported }) => ({
    message: `Le dossier ${shown(path)} est au format ${shown(found)}. Cette version de scelle lit ${supported}.`,
    remedy: 'Mettez scelle à jour, puis recommencez. Rien n’a été modifié.',
  }),
  'case.bad-record': ({ path, member }) => ({
    message: member === ''
      ? `La fiche du dossier n’est pas celle qui a été créée, ou ne se lit pas : ${shown(path)}.`
      : `La fiche du dossier contient une valeur refusée pour « ${shown(member)} » : ${shown(path)}.`,
    remedy: 'À la création, corrigez cette valeur. Sinon, lancez « scelle verifier » et repartez d’une copie saine du dossier.',
  }),
  'case.locked': ({ path, owner }) => ({
    message: owner === undefined
      ? `Le dossier ${shown(path)} est utilisé par une autre commande.`
      : `Le dossier ${shown(path)} est utilisé par scelle ${shown(owner.command)} (${shown(owner.user)} sur ${shown(owner.host)}, processus ${owner.pid}, depuis ${shown(formatHere(owner.since))}).`,
    remedy: 'Attendez la fin de cette commande, puis recommencez. Le verrou se libère seul, même si elle est tuée.',
  }),
  'case.lock-lost': ({ path }) => ({
    message: `Le verrou du dossier a été supprimé pendant le travail : ${shown(path)}. Plus rien n’a été écrit.`,
    remedy: 'Ne supprimez pas le répertoire .scelle pendant une commande. Relancez la même commande : elle reprend où elle s’est arrêtée.',
  }),
  'case.not-canonical-value': ({ at, reason }) => ({
    message: `Une valeur ne peut pas être écrite dans le journal (${shown(at)}, ${reason}).`,
    remedy: 'Retirez de cette valeur ce qui n’est pas du texte ou un nombre fini, puis recommencez.',
  }),
  'case.name-too-long': ({ position, limit }) => ({
    message: `Le nom n° ${number(position)} de la liste dépasse ${number(limit)} octets.`,
    remedy: 'Donnez un nom par ligne, ou des noms séparés par NUL avec -0.',
  }),
})

export const journalFailures: FailureWordsOf<'journal'> = typeset({
  'journal.missing': ({ path }) => ({ message: `Le journal du dossier manque ou est vide : ${shown(path)}.`, remedy: CHANGED }),
  'journal.not-json': ({ line }) => ({ message: `La ligne ${number(line)} du journal ne se lit pas.`, remedy: CHANGED }),
  'journal.not-canonical': ({ line }) => ({
    message: `La ligne ${number(line)} du journal n’est pas sous sa forme d’origine (RFC 8785).`, remedy: CHANGED,
  }),
  'journal.bad-entry': ({ line, member }) => ({
    message: `La ligne ${number(line)} du journal n’est pas une ligne de journal (${shown(member)}).`, remedy: CHANGED,
  }),
  'journal.bad-sequence': ({ line, expected, found }) => ({
    message: `La ligne ${number(line)} du journal porte le numéro ${number(found)} au lieu de ${number(expected)} : des lignes manquent ou sont déplacées.`,
    remedy: CHANGED,
  }),
  'journal.broken-chain': ({ line }) => ({
    message: `La ligne ${number(line)} du journal ne suit pas la précédente : une ligne a changé.`, remedy: CHANGED,
  }),
  'journal.bad-exhibit': ({ line, member }) => ({
    message: `La ligne ${number(line)} du journal décrit une pièce de façon incomplète ou fausse (${shown(member)}).`, remedy: CHANGED,
  }),
  'journal.bad-exhibit-number': ({ line, expected, found }) => ({
    message: `La ligne ${number(line)} du journal ajoute la pièce ${shown(found)} au lieu de la pièce ${number(expected)}.`, remedy: CHANGED,
  }),
  'journal.bad-seal': ({ line, subject }) => ({
    message: `La ligne ${number(line)} du journal parle d’un scellement qui n’est pas à sa place (${shown(subject)}).`, remedy: CHANGED,
  }),
})

/** Why a file was not taken. */
export const refusalWords: Record<RefusalReason, string> = typeset({
  symlink: 'lien symbolique, non suivi : ajoutez le fichier qu’il désigne',
  fifo: 'tube nommé : ce n’est pas un fichier',
  socket: 'socket : ce n’est pas un fichier',
  device: 'périphérique : ce n’est pas un fichier',
  'other-type': 'ce n’est pas un fichier ordinaire',
  unreadable: 'lecture refusée par le système',
  missing: 'introuvable',
  'changed-while-reading': 'a changé pendant la lecture : recommencez quand plus rien n’y écrit',
  'read-error': 'erreur de lecture du support',
  'too-large-for-disk': 'trop grand pour la place libre du disque',
})
