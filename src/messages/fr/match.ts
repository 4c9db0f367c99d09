// French words of list comparison. A list and a hash say "equal" or "resembles", never what a file is.
import type { MatchWords } from '../../cli/match-words.ts'
import type { BadLine } from '../../metadata/match/list-row.ts'
import { visibleShort } from '../../system/visible.ts'
import type { FailureWordsOf } from '../catalog.ts'
import { formatNumber, plural } from '../format.ts'
import { typeset } from '../typeset.ts'

const n = (count: number, one: string, many: string): string => plural('fr', count, one, many)
const number = (value: number): string => formatNumber('fr', value)
const shown = (text: string): string => visibleShort(text, 160)

const REASONS: { readonly [reason in BadLine]: string } = {
  'no-digest': 'aucune empreinte',
  digest: 'empreinte de longueur inconnue, ou qui n’est pas hexadécimale',
  columns: 'il manque des colonnes',
  'quote-open': 'un guillemet n’est pas fermé sur la ligne',
  'too-long': 'ligne de plus de 64 Kio',
  'utf-16': 'texte en UTF-16',
}

export const matchFailures: FailureWordsOf<'match'> = typeset({
  'match.bad-line': ({ path, line, reason }) => ({
    message: `La liste ${shown(path)} ne se lit pas à la ligne ${number(line)} : ${REASONS[reason]}.`,
    remedy: reason === 'utf-16' ? 'Enregistrez la liste en UTF-8, puis relancez. Rien n’a été comparé.' : 'Corrigez cette ligne ou retirez-la, puis relancez. Rien n’a été comparé.',
  }),
  'match.empty-list': ({ path }) => ({ message: `La liste ${shown(path)} ne contient aucune empreinte.`, remedy: 'Vérifiez le fichier. Une liste vide n’est pas une absence de correspondance.' }),
  'match.not-a-list': ({ path }) => ({
    message: `Ce fichier n’est pas une liste d’empreintes connue : ${shown(path)}.`,
    remedy: 'Donnez une base NSRL RDSv3 (SQLite), une sortie de hashdeep ou de sha256sum, un CSV à colonnes sha256, sha1, md5 ou pdq, ou une empreinte par ligne.',
  }),
  'match.list-in-use': ({ path }) => ({ message: `Un journal d’écriture accompagne la base ${shown(path)} : ce qu’il contient serait manqué.`, remedy: 'Fermez le programme qui l’utilise, ou ouvrez-la une fois avec sqlite3 pour y reverser ce journal.' }),
})

export const matchWords: MatchWords = typeset({
  lists: 'Listes :',
  kinds: { nsrl: 'NSRL (SQLite)', hashdeep: 'hashdeep', sums: 'sommes de contrôle', csv: 'CSV', plain: 'empreintes seules', pdq: 'empreintes perceptuelles PDQ' },
  list: (name, kind, entries, bytes) => `${shown(name)} — ${kind}, ${n(entries, 'entrée', 'entrées')}, ${bytes}`,
  found: (exact, near) => `${n(exact, 'empreinte égale', 'empreintes égales')}, ${n(near, 'image ressemblante', 'images ressemblantes')}`,
  lowQualityEntries: (count) => n(count, 'entrée de qualité PDQ inférieure à 50 : non comparée', 'entrées de qualité PDQ inférieure à 50 : non comparées'),
  notComparable: (exhibits, digests) => `Non comparable à une partie de la liste : ${n(exhibits, 'pièce', 'pièces')} sans ${digests} (--compute les calcule)`,
  notComparableInside: (files) => `Non comparable à une partie de la liste : ${n(files, 'fichier contenu dans une pièce, dont', 'fichiers contenus dans des pièces, dont')} seul le SHA-256 est connu`,
  matched: 'Pièces :',
  none: 'Aucune pièce ne correspond à ces listes. Cela ne dit rien de ce que montrent les pièces.',
  exact: (by, list, line) => `${by} égal : ${shown(list)}${line === undefined ? '' : `, ligne ${number(line)}`}`,
  differs: (digests) => `mais ${digests} diffère dans la même entrée`,
  near: (list, line, distance) => `ressemble : ${shown(list)}, ligne ${number(line)}, distance ${number(distance)} sur 256`,
  more: (count) => `… et ${n(count, 'autre', 'autres')}.`,
  alike: 'Images qui se ressemblent :',
  inside: (exhibit, name) => `${exhibit} (dans la pièce : ${shown(name)})`,
  resembles: (distance) => `distance ${number(distance)} sur 256`,
  compared: (exhibits, inside) => `${n(exhibits, 'pièce comparée', 'pièces comparées')}${inside === 0 ? '' : ` et ${n(inside, 'fichier contenu', 'fichiers contenus')}`}.`,
  pictures: (count, lowQuality) => `${n(count, 'image', 'images')} avec empreinte perceptuelle${lowQuality === 0 ? '' : `, dont ${number(lowQuality)} trop pauvre${lowQuality > 1 ? 's' : ''} pour être comparée${lowQuality > 1 ? 's' : ''}`}.`,
  uninspected: (count) => `${n(count, 'pièce sans fiche', 'pièces sans fiche')} : ses images et ses fichiers contenus ne sont pas comparés (« scelle examiner »).`,
  computed: (count) => `MD5 et SHA-1 calculés pour ${n(count, 'pièce', 'pièces')}, sans être conservés.`,
  changed: (exhibits) => `Attention : le fichier de ces pièces n’est plus celui qui a été reçu, ou ne se lit pas : ${exhibits}. Lancez « scelle verifier ».`,
  journal: 'Les listes consultées et leurs empreintes sont au journal.',
} satisfies MatchWords)
