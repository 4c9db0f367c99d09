// Pictures that resemble each other, whatever their size and compression. Each is put with the largest picture that it
// resembles, and its distance to that one is told: chains of resemblance, in which the ends have nothing in common, are not made.
import { finding } from '../finding-codes.ts'
import type { Finding } from '../record.ts'
import { exhibitId } from '../../case/exhibit.ts'
import { PDQ_NEAR, PDQ_QUALITY } from './pdq-distance.ts'
import { PdqIndex } from './pdq-index.ts'

export interface HashedPicture {
  readonly exhibit: number
  /** Name of the picture inside the exhibit, when it is not the exhibit itself. Untrusted. */
  readonly inside?: string
  readonly width: number
  readonly height: number
  readonly pdq: { readonly hash: string; readonly quality: number; readonly shown?: string }
}

export interface AlikePictures {
  /** The largest of them. */
  readonly reference: HashedPicture
  /** Distance to the reference: bits of 256 that differ. In the order of the exhibits. */
  readonly others: readonly { readonly picture: HashedPicture; readonly distance: number }[]
}

/** Groups of pictures of at least two exhibits, in the order of their references. Pictures with too little in them are left out. */
export function nearDuplicates(pictures: readonly HashedPicture[], most = PDQ_NEAR): AlikePictures[] {
  const index = new PdqIndex(most)
  const owners: number[] = []
  const groups: { reference: HashedPicture; others: { picture: HashedPicture; distance: number }[] }[] = []
  for (const picture of pictures.filter(({ pdq }) => pdq.quality >= PDQ_QUALITY).toSorted(largestFirst)) {
    const nearest = nearestGroup(index, owners, picture)
    if (nearest === undefined) {
      for (const hash of hashesOf(picture)) owners[index.add(hash)] = groups.length
      groups.push({ reference: picture, others: [] })
    } else groups[nearest.group]?.others.push({ picture, distance: nearest.distance })
  }
  return groups.filter(({ reference, others }) => others.some(({ picture }) => picture.exhibit !== reference.exhibit))
    .map(({ reference, others }) => ({ reference, others: others.toSorted((a, b) => inOrder(a.picture, b.picture)) }))
    .toSorted((a, b) => inOrder(a.reference, b.reference))
}

/** One for each picture that resembles the reference of its group: for lists of findings that are made when they are printed. */
export function resemblances(groups: readonly AlikePictures[]): { readonly exhibit: number; readonly finding: Finding }[] {
  return groups.flatMap(({ reference, others }) => others.filter(({ picture }) => picture.exhibit !== reference.exhibit).map(({ picture, distance }) => ({
    exhibit: picture.exhibit,
    finding: finding('resembles-exhibit', 'info', { exhibit: exhibitId(reference.exhibit), distance }, [
      `PDQ ${exhibitId(reference.exhibit)} (${reference.width} × ${reference.height}) = ${reference.pdq.hash}`,
      `PDQ ${exhibitId(picture.exhibit)} (${picture.width} × ${picture.height}) = ${picture.pdq.hash}`,
    ]),
  }))).toSorted((a, b) => a.exhibit - b.exhibit)
}

/** As stored, and as its orientation shows it: a copy by a messenger is often turned for good. */
export function hashesOf({ pdq }: HashedPicture): readonly string[] {
  return pdq.shown === undefined || pdq.shown === pdq.hash ? [pdq.hash] : [pdq.hash, pdq.shown]
}

function nearestGroup(index: PdqIndex, owners: readonly number[], picture: HashedPicture): { group: number; distance: number } | undefined {
  let best: { group: number; distance: number } | undefined
  for (const hash of hashesOf(picture)) {
    index.near(hash, (id, distance) => {
      const group = owners[id] as number
      if (best === undefined || distance < best.distance || (distance === best.distance && group < best.group)) best = { group, distance }
    })
  }
  return best
}

function largestFirst(a: HashedPicture, b: HashedPicture): number {
  return b.width * b.height - a.width * a.height || inOrder(a, b)
}

function inOrder(a: HashedPicture, b: HashedPicture): number {
  return a.exhibit - b.exhibit || ((a.inside ?? '') < (b.inside ?? '') ? -1 : 1)
}
