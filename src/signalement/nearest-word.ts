// The choice that a mistyped word most likely meant.

/** Lower case, no accents, one space between words: how words are compared. */
export function foldWord(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/[^\p{L}\p{N}+]+/gu, ' ').trim()
}

/** Optimal string alignment distance, given up above `limit`. */
export function editDistance(one: string, other: string, limit: number): number {
  if (Math.abs(one.length - other.length) > limit) return limit + 1
  let before: number[] = []
  let last = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= other.length; j += 1) {
      const cost = one[i - 1] === other[j - 1] ? 0 : 1
      let best = Math.min((row[j - 1] ?? 0) + 1, (last[j] ?? 0) + 1, (last[j - 1] ?? 0) + cost)
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) best = Math.min(best, (before[j - 2] ?? 0) + 1)
      row.push(best)
    }
    before = last
    last = row
  }
  return last[other.length] ?? limit + 1
}

/** Null when nothing is near: a wrong suggestion is worse than none. */
export function nearestWord(word: string, choices: readonly string[]): string | null {
  const folded = foldWord(word).slice(0, 64)
  if (folded === '') return null
  let best: string | null = null
  let bestDistance = Math.max(1, Math.floor(folded.length / 3)) + 1
  for (const choice of choices) {
    const other = foldWord(choice)
    const distance = other.startsWith(folded) && folded.length >= 4 ? 1 : editDistance(folded, other, bestDistance)
    if (distance < bestDistance) {
      best = choice
      bestDistance = distance
    }
  }
  return best
}
