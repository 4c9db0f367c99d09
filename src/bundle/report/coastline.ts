// The land of the bundled coastline: templates/coastline.json, in hundredths of a degree.
import type { World } from '../../system/world.ts'
import { readTemplate } from '../template-file.ts'
import type { Land } from './map.ts'

export interface Coastline {
  readonly land: Land
  /** As `Natural Earth 4.1.0, 1:110 000 000`. */
  readonly source: string
}

interface CoastlineFile {
  readonly source: string
  readonly version: string
  readonly scale: string
  /** Each polygon its rings, each ring its longitudes and latitudes in turn. */
  readonly polygons: readonly (readonly (readonly number[])[])[]
}

/** @throws `bundle.template-missing` */
export async function readCoastline(world: World): Promise<Coastline> {
  const file = JSON.parse(await readTemplate(world, 'coastline.json')) as CoastlineFile
  return {
    source: `${file.source} ${file.version}, ${file.scale}`,
    land: file.polygons.map((rings) => rings.map((ring) => Array.from({ length: ring.length / 2 }, (_, index) => [(ring[2 * index] ?? 0) / 100, (ring[2 * index + 1] ?? 0) / 100] as const))),
  }
}
