// The perceptual hashes of a case's pictures, gathered record by record and compared at the end: a resemblance belongs to two
// exhibits, and stands in the record of neither.
import { nearDuplicates } from '../match/near-duplicates.ts'
import type { AlikePictures, HashedPicture } from '../match/near-duplicates.ts'
import type { EmbeddedRecord } from '../record.ts'

/** Each costs a line of memory. */
const MAX_PICTURES = 20_000
const MAX_NAME = 200

export class GatheredPictures {
  readonly #pictures: HashedPicture[] = []
  /** Pictures beyond those that are compared. */
  uncompared = 0

  add(exhibit: number, { image }: EmbeddedRecord, path: readonly string[]): void {
    if (image?.pdq === undefined) return
    if (this.#pictures.length >= MAX_PICTURES) {
      this.uncompared += 1
      return
    }
    this.#pictures.push({ exhibit, ...(path.length === 0 ? {} : { inside: path.join(' › ').slice(0, MAX_NAME) }), width: image.width, height: image.height, pdq: image.pdq })
  }

  alike(): AlikePictures[] {
    return nearDuplicates(this.#pictures)
  }
}
