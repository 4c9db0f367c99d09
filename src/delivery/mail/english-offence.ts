// A record names offences in French, the language of the law. A letter in English has the label of the law data, which is in
// both, or the article alone.
import { LawFile } from '../../signalement/law.ts'
import { installedText } from '../../system/installed-text.ts'

/** Files of templates/law that harms cite. */
const CITED = ['code-penal', 'loi-1881'] as const

let labels: ReadonlyMap<string, string> | undefined

/** @param article as the record has it: `CP 227-23` */
export function englishOffence(article: string): string {
  labels ??= new Map(CITED.flatMap((name) => LawFile.parse(JSON.parse(installedText(`law/${name}.json`))).texts.map(({ citation, label }) => [citation, label.en] as const)))
  const label = labels.get(article)
  return label === undefined ? article : `${article}, ${label}`
}
