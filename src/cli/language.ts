// Which language is spoken: --lang, then settings, then SCELLE_LANG, LC_ALL, LC_MESSAGES, LANG, then French.
import type { Language } from '../messages/catalog.ts'
import type { Settings } from '../system/settings.ts'
import type { Terminal } from '../system/terminal.ts'

export function chooseLanguage(argv: readonly string[], settings: Settings, variables: Terminal['variables']): Language {
  const flag = argv.findLast((word, index) => word.startsWith('--lang=') || argv[index - 1] === '--lang')?.replace(/^--lang=/, '')
  if (flag === 'fr' || flag === 'en') return flag
  if (settings.language === 'fr' || settings.language === 'en') return settings.language
  for (const value of [variables.SCELLE_LANG, variables.LC_ALL, variables.LC_MESSAGES, variables.LANG]) {
    if (value === undefined || value === '') continue
    // C and POSIX say nothing about the reader.
    if (/^en([_.@-]|$)/i.test(value)) return 'en'
    if (/^fr([_.@-]|$)/i.test(value)) return 'fr'
  }
  return 'fr'
}
