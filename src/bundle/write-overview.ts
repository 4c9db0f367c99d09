// `overview`: a case at a glance, and its two pictures as files. They are documents of the case: in its language.
import { join } from 'node:path'
import { openCase } from '../case/case-folder.ts'
import { overviewOfCase } from '../metadata/overview/case-overview.ts'
import type { Overview, Overviewer } from '../metadata/overview/overview.ts'
import { POINT_ROLES } from '../metadata/overview/time-points.ts'
import { Failure } from '../system/failure.ts'
import type { World, Written } from '../system/world.ts'
import type { DocumentWordsIn } from './document-words.ts'
import { readCoastline } from './report/coastline.ts'
import { mapDrawing } from './report/map-drawing.ts'
import type { ReportWords } from './report/report-words.ts'
import { svgMeasure, svgOf } from './report/svg.ts'
import { timelineDrawing } from './report/timeline-drawing.ts'

declare module '../system/failure.ts' {
  interface FailureFacts {
    'bundle.overview-exists': { path: string }
  }
}

export interface OverviewInput {
  /** Folder for the pictures; undefined: none are written. */
  readonly out: string | undefined
  /** Pictures that are there already are written anew. */
  readonly force: boolean
  readonly wordsIn: DocumentWordsIn
}

export interface OverviewResult {
  readonly overview: Overview
  /** Without a date there is no timeline, without a position no map. */
  readonly files: readonly (Written & { readonly path: string })[]
}

const TIMELINE = 'timeline.svg'
const MAP = 'map.svg'
const WIDTH = 720
const MAP_HEIGHT = 400

/** @throws `bundle.overview-exists`, `system.disk-full`, `system.io`, and what reading the case throws */
export async function writeOverview(world: World, dir: string, { out, force, wordsIn }: OverviewInput): Promise<OverviewResult> {
  const folder = await openCase(world, dir)
  if (out !== undefined && !force) {
    for (const name of [TIMELINE, MAP]) if (await world.files.facts(join(out, name)) !== undefined) throw new Failure('bundle.overview-exists', { path: join(out, name) })
  }
  const overviewer = await overviewOfCase(world, folder.dir)
  const overview = overviewer.value()
  if (out === undefined) return { overview, files: [] }
  const { report } = await wordsIn(folder.record.language)
  const pictures = [{ name: TIMELINE, svg: timelineSvg(overviewer, report) }, { name: MAP, svg: await mapSvg(world, overview, report) }]
  await world.files.makeDir(out)
  const files: (Written & { path: string })[] = []
  for (const { name, svg } of pictures) {
    const path = join(out, name)
    if (svg !== undefined) files.push({ path, ...await world.files.writeDurably(path, svg) })
    // One of an earlier state would contradict its neighbour.
    else if (force) await world.files.remove(path)
  }
  return { overview, files }
}

function timelineSvg({ times }: Overviewer, words: ReportWords): string | undefined {
  const drawing = timelineDrawing(times, words, WIDTH, svgMeasure)
  if (drawing === undefined) return undefined
  const unknown = POINT_ROLES.reduce((sum, role) => sum + times.list(role, false).length, 0)
  return svgOf(drawing, { language: words.language, title: words.overview.timelineTitle, description: words.overview.timelineDescription(times.size, unknown) })
}

async function mapSvg(world: World, { places }: Overview, words: ReportWords): Promise<string | undefined> {
  const drawing = mapDrawing(places, await readCoastline(world), words, { width: WIDTH, height: MAP_HEIGHT }, svgMeasure)
  if (drawing === undefined) return undefined
  const exhibits = places.list.reduce((sum, { count }) => sum + count, 0)
  return svgOf(drawing, { language: words.language, title: words.overview.mapTitle, description: words.overview.mapDescription(places.list.length, exhibits) })
}
