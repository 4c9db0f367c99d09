// `node test/bench/scan.ts [rounds]`: what the privacy scanner costs for each text. Nothing is asserted: it prints what it saw.
import { scanText } from '../../src/signalement/privacy/scan.ts'
import { FRENCH, SILENT } from '../signalement/privacy/sentences.ts'
import { UNSEEN, UNSEEN_SILENT } from '../signalement/privacy/unseen-sentences.ts'

const rounds = Number(process.argv[2] ?? 7)
const plain = (text: string): string[] => text.trim().split('\n').map((line) => line.replaceAll(/\{\w+\|([^}]*)\}/g, '$1'))

/** Sentences one after the other up to about `size` characters, each text from another place. */
function explanations(sentences: readonly string[], count: number, size: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    let text = ''
    for (let next = index * 7; text.length < size; next += 1) text += `${text === '' ? '' : ' '}${sentences[next % sentences.length] ?? ''}`
    return text
  })
}

function micros(texts: readonly string[]): string {
  const times: number[] = []
  let hits = 0
  for (let round = 0; round < rounds; round += 1) {
    const from = performance.now()
    hits = 0
    for (const text of texts) hits += scanText(text).length
    times.push((performance.now() - from) * 1000 / texts.length)
  }
  const characters = texts.reduce((sum, { length }) => sum + length, 0)
  const median = times.toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? Number.NaN
  return `${median.toFixed(1)} µs a text of ${Math.round(characters / texts.length)} characters, ${(hits / texts.length).toFixed(2)} hits`
}

// What a counsellor writes once she knows the rules: facts, an account, dates, perhaps one name.
const TYPICAL = [
  'Le compte signalé publie depuis le 12 novembre des photos intimes de la victime sans son accord. Plusieurs élèves du même établissement ont partagé le lien dans des groupes. La victime est mineure, elle a déjà demandé le retrait sans réponse de la plateforme et subit des insultes chaque jour. Merci de retirer ce contenu.',
  'Une vidéo filmée dans les vestiaires circule sur un compte créé pour se moquer d’une adolescente. Les commentaires appellent à la violence et donnent son prénom. La mère a appelé le 3018 à 18h30, elle a fait des captures d’écran. Ma fille Manon ne veut plus retourner en cours, dit-elle. Le contenu est toujours en ligne.',
  'Faux profil qui usurpe l’identité de la victime : il reprend ses photos et contacte ses amis pour obtenir des images. Le compte a été signalé deux fois dans l’application, sans effet. Les messages sont menaçants et demandent de l’argent sous 24 h. Nous demandons la suspension du compte et la conservation des données.',
]
const texts = (size: number): string[] => TYPICAL.map((text) => text.repeat(Math.ceil(size / text.length)).slice(0, size))
const many = (count: number): string[] => Array.from({ length: count }, (_, index) => texts(320)[index % TYPICAL.length] ?? '')
process.stdout.write(`typical:             ${micros(many(30_000))}\n`)
process.stdout.write(`nothing to be found: ${micros(explanations([...plain(SILENT), ...plain(UNSEEN_SILENT)], 10_000, 270))}\n`)
process.stdout.write(`full of hits:        ${micros(explanations([...plain(FRENCH), ...plain(UNSEEN)], 10_000, 270))}\n`)
process.stdout.write(`5,000 characters:    ${micros(texts(5000))}\n`)
for (const [name, unit] of Object.entries({
  letters: 'a', spaces: ' ', digits: '0', 'phone-like': '06 39 ', names: 'Lea ', hyphens: 'lea-', at: 'a@', 'at words': 'at ', dots: 'a.', slashes: 'a/', brackets: '[',
  'cues': 'je m\'appelle ', rue: '12 rue ', ans: '13 ans, ', ne: 'ne le ', mine: 'mon compte ', iban: 'FR76 ', marks: 'e\u0301', keycaps: '0\ufe0f\u20e3',
})) {
  const costs = [100_000, 1_000_000].map((length) => {
    const text = unit.repeat(Math.ceil(length / unit.length))
    const from = performance.now()
    scanText(text)
    return (performance.now() - from) * 1_000_000 / text.length
  })
  process.stdout.write(`1 MB of ${JSON.stringify(name)}: ${costs.map((cost) => cost.toFixed(0)).join(' then ')} ns a character\n`)
}
