// How rules are written: patterns over a folded text that are tried at one place, forwards or backwards.

/** Any of some words, as part of a pattern. `+` stands for a space inside one of them. */
export function oneOf(...lists: readonly string[]): string {
  return `(?:${lists.join(' ').trim().split(/\s+/).join('|').replaceAll('+', ' ')})`
}

/**
 * A pattern that is tried at one place only. In it `_` is one to three spaces, `~` none to three, `L` any letter; every
 * repetition must be bounded.
 */
export function pattern(source: string): RegExp {
  const letter = '[a-z\\u00df-\\u1fff\\u3041-\\ud7ff\\uf900-\\ufefc]'
  return new RegExp(source.replaceAll('_', '[ ]{1,3}').replaceAll('~', '[ ]{0,3}').replaceAll('L', letter), 'y')
}

/** A pattern for what stands before a place, from the beginning of a word. */
export function ending(source: string): RegExp {
  return new RegExp(`(?:^|[^a-z])${source}$`)
}
