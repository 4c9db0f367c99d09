// Names of languages and countries, as ICU has them.
import type { Language } from './catalog.ts'

/** The code itself when it names nothing. Total. */
export function displayName(language: Language, type: 'language' | 'region', code: string): string {
  try {
    return new Intl.DisplayNames([language], { type, fallback: 'code' }).of(code) ?? code
  } catch {
    return code
  }
}
