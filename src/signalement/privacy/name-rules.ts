// Names of persons: after the words that announce one, after a title, or alone when they can be nothing else.
import { FIRST_NAMES } from './first-names.ts'
import { before, isCapital, isLoud, matchAt, type Page } from './page.ts'
import { ending, oneOf, pattern } from './pattern.ts'
import type { Certainty, ReplacementCode } from './privacy-hit.ts'
import { readName, skipSpaces, type NameSpan } from './read-name.ts'
import type { WordRules } from './rules.ts'

function see(page: Page, name: NameSpan | null, certainty: Certainty, single: ReplacementCode = 'firstName'): void {
  if (name === null) return
  const replacement = name.words > 1 && single === 'firstName' ? 'fullName' : single
  page.sightings.push({ kind: 'name', start: name.start, end: name.end, certainty, replacement })
}

const OPENING = pattern('(?:~[:=]~"?|_"?|~\\(|~"~)')
/** Where the announced name begins. */
const opened = (page: Page, end: number): number => end + (matchAt(OPENING, page, end)?.[0].length ?? 0)

const NOT_A_PERSON = ending(`${oneOf(
  "ca cela ce c' on jeu groupe comptes? serveur page chaine application appli app site video chanson serie film profil challenge defi",
)} (?:qui |que |ne )?s'`)

/** `je m'appelle lea martin`, `elle s'appelle Léa`, `on m'appelle Lili`. */
function calls(page: Page, start: number, end: number): void {
  const left = before(page, start, 40)
  const glued = page.folded.slice(start, end)
  const self = /^j?ma/.test(glued) || /(?:^|[^a-z])m[' ]{1,2}$/.test(left)
  const other = /^[st]ap/.test(glued) || /(?:^|[^a-z])[st][' ]{1,2}$/.test(left)
  if (!self && !other) return
  if (NOT_A_PERSON.test(left)) return
  const speaker = other || glued.startsWith('j') || /(?:^|[^a-z])(?:je|j|moi),? ?(?:m[' ]{1,2})?$/.test(left)
  const name = readName(page, opened(page, end), speaker ? 'place' : 'list')
  see(page, name, name?.by === 'place' && other ? 'likely' : 'sure')
}

const IS = pattern('(?:_complet|_de_famille|_entier)?(?:_et_(?:pre)?nom)?(?:_(?:de|d\'|du|of)_?(?:l\'|la_|le_|ma_|mon_|the_|my_)?L{3,12})?'
  + '(?:_(?:est|c\'est|is|was)(?:_bien)?_|\'s_|~[:=]~)"?')
const OF_SOMETHING = /d'utilisateur|utilisateur|compte|groupe|site|serveur|profil|page|d'ecran|user|account/

const OWNED = ending(`${oneOf('mon son ton leur notre my her his their full first last the')} (?:${oneOf('vraie? real first last full')} )?`)

/** `mon prénom est Léa`, `Nom : Dupont`, `my name is Emma`. */
function label(page: Page, start: number, end: number): void {
  const is = matchAt(IS, page, end)
  if (is === null || OF_SOMETHING.test(is[0]) || /(?:user|file|sur)$/.test(before(page, start, 4))) return
  const word = page.folded.slice(start, end)
  const owned = OWNED.test(before(page, start, 20))
  const firm = word.startsWith('prenom') || owned || /[:=]/.test(is[0])
  if (!firm) return
  const name = readName(page, end + is[0].length, owned || word !== 'nom' ? 'place' : 'list')
  see(page, name, name?.by === 'place' ? 'likely' : 'sure', word === 'nom' || word === 'noms' ? 'surname' : 'firstName')
}

const GENDERS = pattern('\\([a-z]{1,2}\\)')

/** `un nommé Kevin`, `du nom de Kevin`, `a girl called Emma`. */
function called(page: Page, start: number, end: number): void {
  if (before(page, start, 2) === 's\'') return
  const of = matchAt(GENDERS, page, end)
  const name = readName(page, opened(page, end + (of?.[0].length ?? 0)), 'list', isLoud(page, start))
  see(page, name, 'likely')
}

const KIN_DETAIL = pattern(`(?:-?_?${oneOf(
  'ainee? cadette? jumeau jumelle adopti(?:f|ve) unique mineure? scolarisee? adolescente? de_\\d{1,2}_ans aged_\\d{1,2} presumee? nommee? prenommee?',
)})?(?:(,)~|~:~|~\\(~|_)"?`)
const OF = pattern('_(?:de_|d\')')
/** `la mère de Kelyann`; but `une élève de Marseille`. */
const RELATIVE = /^(?:mere|pere|maman|papa|s(?:oe|œ)ur|frere|copine|copain|amie?|tante|oncle)s?$/
const UNCERTAIN = new Set('jeune petit petite ami amie amis prof professeur auteur auteure ado friend teacher camarade'.split(' '))
/** French possessive, and the English child. */
const ENGLISH_OWNER = /(?:^|[^a-z])(?:my|our|her|his|their|your|little|big|older|younger|eldest|youngest) $/

/** `ma fille Léa`, `mon fils, Tom, `, `the victim Emma`. */
function kin(page: Page, start: number, end: number): void {
  const word = page.folded.slice(start, end)
  if (word === 'son' && !ENGLISH_OWNER.test(before(page, start, 12))) return
  const of = matchAt(OF, page, end)
  if (of !== null) {
    const whose = readName(page, end + of[0].length, 'list', isLoud(page, start))
    if (whose !== null && (whose.by === 'list' || RELATIVE.test(word))) see(page, whose, 'likely')
    return
  }
  const detail = matchAt(KIN_DETAIL, page, end)
  if (detail === null) return
  // `VICTIME : DUPONT` is a form, where capitals are usual.
  const name = readName(page, end + detail[0].length, 'list', isLoud(page, start) && !detail[0].includes(':'))
  if (name === null) return
  const doubtful = detail[1] !== undefined || UNCERTAIN.has(word) ? name.by !== 'list' || !isCapital(page, name.start) : !isCapital(page, name.start)
  see(page, name, doubtful || isLoud(page, start) ? 'likely' : 'sure')
}

/** Those before which `dupont` can be nothing but a name. */
const SHORT_TITLE = new Set(['mr', 'mme', 'mlle', 'mrs', 'dr'])

/** `Mme Dupont`, `M. de La Tour`; not `M. le procureur`. */
function title(page: Page, start: number, end: number): void {
  const word = page.folded.slice(start, end)
  const dot = page.folded[end] === '.'
  if (word === 'm' && (!isCapital(page, start) || /['\d-]$/.test(before(page, start, 1)))) return
  const at = skipSpaces(page, dot ? end + 1 : end)
  if (at === end) return
  const name = readName(page, at, SHORT_TITLE.has(word) ? 'place' : 'never')
  if (name === null || (name.by === 'place' && name.end - name.start < 3)) return
  const certainty = isCapital(page, name.start) && (word !== 'm' || dot) ? 'sure' : 'likely'
  see(page, name, certainty, name.words > 1 && name.by === 'list' ? 'fullName' : 'surname')
}

const IT_IS = pattern(',?_(?:(?:c\'|c_)?(?:est|cest)|c)_"?')

/** `moi c'est Léa`. */
function me(page: Page, start: number, end: number): void {
  const cue = matchAt(IT_IS, page, end)
  if (cue !== null) see(page, readName(page, end + cue[0].length, 'list', isLoud(page, start)), 'sure')
}

const NAMED_AFTER = ending(`${oneOf(
  'rue avenue av\\.? boulevard bd place allee impasse quai square cours pont parc stade gymnase hopital college lycee ecole',
  'maternelle primaire institut',
  'fondation prix tour st saint sainte san santa',
)}[ -](?:de |du |d'|des )?`)
const SAYS_SO = /(?:^|[^a-z])(?:je suis|c'est moi|i am|i'm|signe|cordialement,?) $/

/** `Léa ne dort plus`: a first name that is no other word. */
function alone(page: Page, start: number): void {
  if (!isCapital(page, start)) return
  const left = before(page, start, 24)
  if (/[-'@#_./\d]$/.test(left) || NAMED_AFTER.test(left)) return
  const name = readName(page, start, 'never')
  see(page, name, SAYS_SO.test(left) ? 'sure' : 'likely')
}

const words = (text: string): string[] => text.split(' ')

export const nameRules: WordRules = [
  [words('appelle apelle appel mappelle mapelle jmappelle jmapelle jmappel mappel sappelle sapelle appelles tappelles'), calls],
  [words('prenom prenoms nom noms name names'), label],
  [words('nomme nommee prenomme prenommee denomme denommee surnomme surnommee appelee called named'), called],
  [words(
    'fille filles fils soeur sœur soeurs sœurs frere freres enfant enfants eleve eleves mere pere maman papa copine copain ami amie amis amies'
    + ' niece neveu cousin cousine victime ado adolescent adolescente petit petite jumeau jumelle camarade camarades harceleur harceleuse auteur'
    + ' auteure agresseur agresseuse prof professeur jeune gamin gamine tante oncle bebe tata tonton mamie papi daughter daughters son sons sister'
    + ' brother child kid pupil student friend mother father mum mom dad victim nephew bully teacher boyfriend girlfriend classmate stepson'
    + ' stepdaughter'
  ), kin],
  [words('m mm mr mme mlle mrs ms miss monsieur madame mademoiselle dr maitre'), title],
  [words('moi'), me],
  [[...FIRST_NAMES], alone],
]
