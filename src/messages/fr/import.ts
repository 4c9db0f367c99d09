// French words of an import: files that cannot be read, rows that cannot, and what a careful reader should know.
import type { ImportProblemWords, ImportWarningWords } from '../../signalement/import/import-words.ts'
import { visibleShort } from '../../system/visible.ts'
import type { FailureWordsOf } from '../catalog.ts'
import { formatBytes, formatNumber, ownWord, plural } from '../format.ts'
import { typeset } from '../typeset.ts'

const shown = (text: string): string => visibleShort(text, 120)
const number = (value: number): string => formatNumber('fr', value)
const file = (path: string): string => (path === '-' ? 'l’entrée standard' : shown(path))
const quoted = (names: readonly string[]): string => names.map((name) => `« ${shown(name)} »`).join(', ')
const found = (names: readonly string[]): string => (names.length === 0 ? 'aucune' : `${quoted(names.slice(0, 30))}${names.length > 30 ? ', …' : ''}`)
/** What an argument of the command line looks like, quotes included where a shell needs them. */
const mapOption = (column: string, field: string): string => `--map "${shown(column)}=${shown(field)}"`

const SAVE_AS = 'Dans Excel ou LibreOffice, enregistrez en « CSV UTF-8 » ou en classeur .xlsx, puis recommencez.'
const KINDS: Readonly<Record<string, string>> = {
  jpeg: 'une image JPEG', png: 'une image PNG', gif: 'une image GIF', pdf: 'un PDF', riff: 'un fichier audio, vidéo ou WebP', video: 'une vidéo ou une photo HEIC', gzip: 'une archive gzip', '7z': 'une archive 7z',
  rar: 'une archive RAR', rtf: 'un document RTF', sqlite: 'une base SQLite', zip: 'une archive ZIP', html: 'une page HTML ou du XML', binary: 'un fichier binaire',
  ods: 'un classeur OpenDocument (.ods)', opendocument: 'un document OpenDocument', xlsb: 'un classeur Excel binaire (.xlsb)', docx: 'un document Word', pptx: 'une présentation',
}
const FIELDS: Readonly<Record<string, string>> = { harm: 'l’atteinte', urls: 'l’adresse', account: 'le compte', accountId: 'le numéro du compte' }

export const importFailures: FailureWordsOf<'import'> = typeset({
  'import.missing': ({ path }) => ({ message: `Ce fichier n’existe pas : ${file(path)}.`, remedy: 'Vérifiez le nom et le dossier, ou donnez « - » pour lire l’entrée standard.' }),
  'import.unreadable': ({ path, errno }) => ({
    message: `Impossible de lire ${file(path)} (${shown(errno)}).`, remedy: 'Donnez un fichier ordinaire que vous avez le droit de lire, et fermez-le dans les autres logiciels.',
  }),
  'import.empty': ({ path }) => ({ message: `Il n’y a rien à lire dans ${file(path)}.`, remedy: 'Donnez un fichier dont la première ligne nomme les colonnes et les suivantes portent les signalements.' }),
  'import.unknown-format': ({ path, kind }) => ({ message: `${cap(file(path))} est ${ownWord(KINDS, kind)} : ce n’est ni un tableau CSV, ni du JSONL, ni un classeur .xlsx.`, remedy: SAVE_AS }),
  'import.json-array': ({ path }) => ({
    message: `${cap(file(path))} est un document JSON en un seul bloc.`, remedy: 'Écrivez un objet par ligne (JSONL), par exemple avec « jq -c \'.[]\' liste.json ».',
  }),
  'import.no-header': ({ path, first }) => ({
    message: `${cap(file(path))} commence par des données (${found(first)}), sans ligne qui nomme les colonnes.`,
    remedy: 'Ajoutez une première ligne avec le nom de chaque colonne, par exemple : URL ; Atteinte ; Âge ; Plateforme ; Description ; Vu le.',
  }),
  'import.missing-columns': ({ path, missing, found: columns, nearest }) => {
    const group = missing[0] ?? []
    const field = group[0] ?? 'urls'
    return {
      message: `Aucune colonne de ${file(path)} ne donne ${missing.map((fields) => fields.map((each) => ownWord(FIELDS, each)).join(' ou ')).join(', ni ')}. Colonnes trouvées : ${found(columns)}.`,
      remedy: `Nommez la colonne « ${field === 'harm' ? 'Atteinte' : field === 'urls' ? 'URL' : field} », ou dites laquelle c’est : ${mapOption(nearest ?? columns[0] ?? 'nom de la colonne', field)}.`,
    }
  },
  'import.two-columns': ({ field, columns }) => ({
    message: `Plusieurs colonnes donnent la même chose (${shown(field)}) : ${quoted(columns)}.`,
    remedy: `Dites laquelle lire : ${mapOption(columns[0] ?? '', field)} ; ou laissez les autres de côté : ${mapOption(columns[1] ?? '', '-')}.`,
  }),
  'import.too-many-columns': ({ found: count, max }) => ({
    message: `Une ligne a ${number(count)} cellules ; un tableau en a au plus ${number(max)}.`, remedy: 'Ne gardez que les colonnes utiles, ou vérifiez que ce fichier est bien le tableau.',
  }),
  'import.map-unknown-field': ({ column, field, nearest }) => ({
    message: `--map : « ${shown(field)} » n’est pas un champ de signalement.`,
    remedy: nearest === null ? `Écrivez par exemple ${mapOption(column, 'urls')}, ou ${mapOption(column, '-')} pour laisser la colonne de côté.` : `Voulez-vous dire ${mapOption(column, nearest)} ?`,
  }),
  'import.map-unknown-column': ({ column, found: columns, nearest }) => ({
    message: `--map : il n’y a pas de colonne « ${shown(column)} ». Colonnes trouvées : ${found(columns)}.`,
    remedy: nearest === null ? 'Reprenez le nom tel qu’il est dans la première ligne du tableau.' : `Voulez-vous dire « ${shown(nearest)} » ?`,
  }),
  'import.map-twice': ({ column }) => ({ message: `--map nomme deux fois la colonne « ${shown(column)} ».`, remedy: 'Ne gardez qu’une de ces options.' }),
  'import.unknown-zone': ({ zone }) => ({ message: `« ${shown(zone)} » n’est pas un fuseau horaire.`, remedy: 'Écrivez un nom comme Europe/Paris ou Indian/Reunion.' }),
  'import.encoding-broken': ({ path, encoding, offset }) => ({
    message: `Les accents de ${file(path)} ne se lisent pas : ce n’est pas du ${shown(encoding)} valable (vers l’octet ${number(offset)}).`, remedy: SAVE_AS,
  }),
  'import.quote-open': ({ row }) => ({
    message: `Un guillemet ouvert à la ligne ${number(row)} n’est jamais fermé.`, remedy: 'Corrigez cette ligne : un guillemet dans un texte s’écrit deux fois (""). Ou enregistrez de nouveau depuis le tableur.',
  }),
  'import.row-too-long': ({ row, limit }) => ({
    message: `La ligne ${number(row)} dépasse ${formatBytes('fr', limit)}.`, remedy: 'Un guillemet y est sans doute ouvert et jamais fermé. Corrigez cette ligne, ou enregistrez de nouveau depuis le tableur.',
  }),
  'import.workbook-encrypted': ({ path }) => ({ message: `${cap(file(path))} est protégé par un mot de passe.`, remedy: `Ouvrez-le et retirez le mot de passe, ou enregistrez-le en « CSV UTF-8 ». scelle ne demande jamais ce mot de passe.` }),
  'import.workbook-old': ({ path }) => ({ message: `${cap(file(path))} est un ancien classeur Excel (.xls), ou un classeur protégé par un mot de passe.`, remedy: SAVE_AS }),
  'import.workbook-other': ({ path, kind }) => ({ message: `${cap(file(path))} est ${ownWord(KINDS, kind)} : scelle lit les classeurs .xlsx.`, remedy: SAVE_AS }),
  'import.workbook-bomb': ({ path }) => ({
    message: `${cap(file(path))} contient bien plus que ce qu’il annonce ou que ce qu’un tableau peut contenir (bombe de décompression). Il n’a pas été ouvert.`,
    remedy: 'Ne l’ouvrez pas sur ce poste. Si c’est un tableau sûr, enregistrez-le en « CSV UTF-8 ».',
  }),
  'import.workbook-damaged': ({ path, detail }) => ({ message: `Le classeur ${file(path)} est abîmé${detail === '' ? '' : ` (${shown(detail)})`}.`, remedy: SAVE_AS }),
  'import.workbook-too-large': ({ path }) => ({
    message: `Le classeur ${file(path)} est trop grand pour être lu comme classeur.`, remedy: 'Enregistrez la feuille en « CSV UTF-8 » : un CSV se lit quelle que soit sa taille.',
  }),
  'import.workbook-piped': ({ limit }) => ({ message: `Un classeur donné par l’entrée standard a au plus ${formatBytes('fr', limit)}.`, remedy: 'Donnez le nom du fichier au lieu de « - ».' }),
  'import.workbook-hidden': ({ path }) => ({ message: `Toutes les feuilles de ${file(path)} sont masquées.`, remedy: 'Affichez la feuille à importer, enregistrez, puis recommencez.' }),
})

const WITH_OFFSET = 'Écrivez aussi le décalage : 25/10/2026 02:30 +02:00 (heure d’été) ou +01:00 (heure d’hiver).'

export const importProblems: ImportProblemWords = typeset({
  'date.unreadable': ({ value }) => ({ message: `« ${shown(value)} » n’est pas une date lisible.`, remedy: 'Écrivez 23/11/2026 18:04.' }),
  'date.month-first': ({ value, month }) => ({
    message: `« ${shown(value)} » : il n’y a pas de mois ${month}. Le jour s’écrit avant le mois.`, remedy: 'Écrivez 23/11/2026 pour le 23 novembre ; vérifiez les autres dates du fichier, elles sont peut-être aussi à l’américaine.',
  }),
  'date.not-a-day': ({ value }) => ({ message: `« ${shown(value)} » : ce jour ou cette heure n’existe pas.`, remedy: 'Corrigez la date, comme dans 23/11/2026 18:04.' }),
  'date.nonexistent': ({ value, timeZone }) => ({ message: `« ${shown(value)} » n’a pas existé : les horloges ont sauté cette heure (${shown(timeZone)}).`, remedy: WITH_OFFSET }),
  'date.ambiguous': ({ value, timeZone }) => ({ message: `« ${shown(value)} » a existé deux fois, au passage à l’heure d’hiver (${shown(timeZone)}).`, remedy: WITH_OFFSET }),
  'date.day-alone': ({ value }) => ({ message: `« ${shown(value)} » ne donne pas l’heure : le début de ce jour est retenu.`, remedy: 'Ajoutez l’heure si vous la connaissez : 23/11/2026 18:04.' }),
  'cell.error': ({ value }) => ({ message: `La cellule contient une erreur du tableur (${shown(value)}).`, remedy: 'Corrigez la formule, ou écrivez la valeur elle-même.' }),
  'cell.number-rounded': ({ value }) => ({
    message: `« ${shown(value)} » est un nombre que le tableur a arrondi : ses derniers chiffres sont perdus.`, remedy: 'Mettez la cellule au format Texte, puis recopiez l’identifiant en entier.',
  }),
  'cell.formula': () => ({ message: 'La cellule est une formule : son dernier résultat enregistré est repris.', remedy: 'Vérifiez la valeur, ou collez-la comme valeur.' }),
  'row.too-many-cells': ({ expected, found: count }) => ({
    message: `La ligne a ${number(count)} cellules pour ${plural('fr', expected, 'colonne', 'colonnes')}.`, remedy: 'Un texte qui contient le séparateur doit être entre guillemets. Remettez chaque valeur dans sa colonne.',
  }),
  'row.too-few-cells': ({ expected, found: count }) => ({
    message: `La ligne a ${plural('fr', count, 'cellule', 'cellules')} pour ${number(expected)} colonnes.`, remedy: 'Complétez la ligne, même par des cellules vides.',
  }),
  'row.not-json': ({ start }) => ({ message: `La ligne n’est pas un objet JSON : ${shown(start)}`, remedy: 'Écrivez un objet par ligne, comme {"urls":"https://example.com/…","harm":"doxxing"}.' }),
  'row.not-an-object': () => ({ message: 'La ligne n’est pas un objet JSON.', remedy: 'Écrivez un objet par ligne, entre accolades.' }),
  'row.member-twice': ({ name }) => ({ message: `« ${shown(name)} » est donné deux fois.`, remedy: 'Ne gardez qu’une des deux valeurs.' }),
  'row.too-long': ({ limit }) => ({ message: `La ligne dépasse ${formatBytes('fr', limit)}.`, remedy: 'Raccourcissez le texte, ou coupez la ligne.' }),
})

export const importWarnings: ImportWarningWords = typeset({
  'columns-unread': ({ columns }) => {
    const near = columns.find(({ nearest }) => nearest !== null)
    return `${columns.length > 1 ? 'Colonnes non lues' : 'Colonne non lue'} : ${found(columns.map(({ name }) => name))}.${near === undefined ? '' : ` Pour en lire une : ${mapOption(near.name, near.nearest ?? '')}.`}`
  },
  'sheets-unread': ({ read, others }) => `La feuille « ${shown(read)} » est lue. ${others.length > 1 ? 'Feuilles non lues' : 'Feuille non lue'} : ${found(others)}.`,
  'cells-merged': ({ count }) => `${plural('fr', count, 'cellule fusionnée reprend', 'cellules fusionnées reprennent')} la valeur écrite en haut de la fusion.`,
  'header-lower': ({ row }) => `Les noms de colonnes sont à la ligne ${number(row)} ; ce qui est au-dessus n’est pas lu.`,
})

function cap(text: string): string {
  return text === 'l’entrée standard' ? 'L’entrée standard' : text
}
