// `report`: the PDF alone, beside the case. What is not sealed as it stands is a draft and says so.
import { openCase } from '../case/case-folder.ts'
import { exhibitId } from '../case/exhibit.ts'
import { openPictures } from '../metadata/pictures.ts'
import type { PictureMode } from '../metadata/record.ts'
import { stateEnvironment } from '../seal/environment.ts'
import type { World } from '../system/world.ts'
import { reportModel } from './case-report.ts'
import type { DocumentWordsIn } from './document-words.ts'
import { renderReport } from './pdf/render-report.ts'
import { changedSince } from './seal-case.ts'
import { draftDigests } from './sealed-object.ts'

export interface ReportInput {
  readonly draft: boolean
  /** Undefined: beside the case. */
  readonly output: string | undefined
  readonly images: PictureMode
  readonly wordsIn: DocumentWordsIn
  readonly dryRun?: boolean
}

export interface ReportResult {
  readonly path: string
  readonly draft: boolean
  /** Absent from a plan. */
  readonly bytes?: number
  readonly sha256?: string
}

/** A sealed, unchanged case gives its sealed report; anything else a draft of the present state. */
export async function writeReport(world: World, dir: string, input: ReportInput): Promise<ReportResult> {
  const folder = await openCase(world, dir)
  const last = folder.state.seals.at(-1)
  const sealed = !input.draft && last?.state === 'complete' && !(await changedSince(world, folder.dir, last))
  if (sealed) {
    const path = input.output ?? `${folder.dir}-rapport-${exhibitId(last.number)}.pdf`
    if (input.dryRun === true) return { path, draft: false }
    const written = await world.files.writeDurably(path, world.files.stream(`${folder.dir}/report/rapport.pdf`))
    return { path, draft: false, ...written }
  }
  const path = input.output ?? `${folder.dir}-rapport-${folder.record.language === 'fr' ? 'brouillon' : 'draft'}.pdf`
  if (input.dryRun === true) return { path, draft: true }
  const { root, payloadManifestSha256 } = await draftDigests(world, folder.dir, folder.state.size)
  const words = await input.wordsIn(folder.record.language)
  const pictures = openPictures(world)
  try {
    const model = await reportModel(world, folder, {
      draft: true, sealNumber: folder.state.seals.length + 1, size: folder.state.size, asOf: folder.state.lastAt, root,
      origin: `scelle.local/${folder.record.id}`, payloadManifestSha256,
      environment: { ...(await stateEnvironment(world, folder.record)), at: folder.state.lastAt }, images: input.images,
    }, words, pictures)
    const written = await world.files.writeDurably(path, renderReport(model, words.report, words.finding))
    return { path, draft: true, ...written }
  } finally {
    await pictures.close()
  }
}

