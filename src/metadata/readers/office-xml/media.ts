// Which parts of a document are files of their own: pictures, sounds, embedded documents, its thumbnail.
import type { Candidate } from '../../member-batch.ts'
import type { ZipPart } from '../../zip/parts.ts'

const LIMIT = 32 * 2 ** 20
const RELATIONS: readonly (readonly [RegExp, string])[] = [
  [/^(?:docProps\/thumbnail\.|Thumbnails\/)/i, 'thumbnail'],
  [/(?:^|\/)(?:media|pictures)\/[^/]+$/i, 'media'],
  [/(?:^|\/)embeddings\/[^/]+$/i, 'embedded'],
]

export function mediaOf(parts: readonly ZipPart[]): Candidate[] {
  return parts.flatMap((part) => {
    const relation = part.name.endsWith('/') ? undefined : RELATIONS.find(([pattern]) => pattern.test(part.name))?.[1]
    return relation === undefined ? [] : [{ name: part.name, relation, size: part.size, load: () => part.read(LIMIT) }]
  })
}
