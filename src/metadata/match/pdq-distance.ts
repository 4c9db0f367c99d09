// Bits in which two PDQ hashes differ. Hashes are kept as eight 32-bit words, the first digits first.

export const PDQ_WORDS = 8
/** ThreatExchange: at most so many of 256 bits differ between two copies of one picture… */
export const PDQ_NEAR = 31
/** …and a picture of lower quality has too little in it to be compared. */
export const PDQ_QUALITY = 50

/** @param hash 64 hexadecimal digits */
export function pdqWords(hash: string): Uint32Array {
  return Uint32Array.from({ length: PDQ_WORDS }, (_, word) => Number.parseInt(hash.slice(word * 8, word * 8 + 8), 16))
}

export function pdqDistance(a: string, b: string): number {
  return wordDistance(pdqWords(a), 0, pdqWords(b), 0, 256)
}

/** Stops counting above `most`. @param from index of the first of eight words */
export function wordDistance(a: Uint32Array, fromA: number, b: Uint32Array, fromB: number, most: number): number {
  let distance = 0
  for (let word = 0; word < PDQ_WORDS && distance <= most; word += 1) distance += bits((a[fromA + word] as number) ^ (b[fromB + word] as number))
  return distance
}

function bits(word: number): number {
  let left = word - ((word >>> 1) & 0x55555555)
  left = (left & 0x33333333) + ((left >>> 2) & 0x33333333)
  return Math.imul((left + (left >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
