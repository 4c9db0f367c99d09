// Entry of the child process that reads a workbook for an import. Its archive is judged before the library sees it; rows
// are handed over batch by batch.
import { readXlsx } from 'hucre/xlsx'
import { openExhibit, serveRequests, type Stage } from '../../system/isolated-child.ts'
import { fillMerged, wireBatch, written, type NextAnswer, type OpenAnswer, type SheetData, type WorkbookRequest } from './workbook-wire.ts'
import { refusalOfZip } from './workbook-zip.ts'

let open: SheetData = { rows: [] }
let at = 0

serveRequests(async (message, stage) => {
  const request = message as WorkbookRequest
  if (request.ask === 'open') return await opened(request, stage)
  return next()
})

async function opened(request: Exclude<WorkbookRequest, { ask: 'next' }>, stage: Stage): Promise<OpenAnswer> {
  stage('open')
  const bytes = 'path' in request ? bytesOf(request.path) : Buffer.from(request.bytes)
  if (bytes === undefined) return { refused: { reason: 'too-large' } }
  stage('zip')
  const refused = refusalOfZip(bytes)
  if (refused !== undefined) return { refused }
  stage('sheet')
  const sheets: { name: string; index: number; visible: boolean }[] = []
  const first = await readXlsx(bytes, {
    sheets: ({ name, index, hidden, veryHidden }) => {
      const visible = hidden !== true && veryHidden !== true
      sheets.push({ name, index, visible })
      return visible && sheets.filter((sheet) => sheet.visible).length === 1
    },
  })
  const visible = sheets.filter((sheet) => sheet.visible)
  const [top] = visible
  if (top === undefined) return sheets.length === 0 ? { refused: { reason: 'damaged', detail: 'no sheet' } } : { refused: { reason: 'hidden' } }
  let chosen = top
  open = first.sheets[0] ?? { rows: [] }
  // Excel opens new workbooks with empty sheets: the first that has anything is the one that is meant.
  for (const sheet of visible.slice(1)) {
    if (open.rows.some((row) => written(row))) break
    const read = (await readXlsx(bytes, { sheets: [sheet.index] })).sheets[0]
    if (read === undefined) continue
    chosen = sheet
    open = read
  }
  at = 0
  return {
    sheet: chosen.name, others: sheets.filter((sheet) => sheet !== chosen).map(({ name }) => name),
    from1904: first.dateSystem === '1904', merged: fillMerged(open),
  }
}

function next(): NextAnswer {
  const batch = wireBatch(open, at)
  at = batch.next
  return batch.answer
}

/** Undefined above what the child could unpack in its memory. */
function bytesOf(path: string): Buffer | undefined {
  const file = openExhibit(path)
  try {
    return file.size > 64 * 2 ** 20 ? undefined : file.read(0, file.size)
  } finally {
    file.close()
  }
}
