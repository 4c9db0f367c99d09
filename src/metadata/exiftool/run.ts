// ExifTool's run on one file, told as that of any other reader.
import type { ExifToolAnswer } from '../../system/exiftool.ts'
import { finding } from '../finding-codes.ts'
import type { ReaderRun } from '../reading.ts'
import type { EngineRun, Finding } from '../record.ts'
import { exiftoolFacts } from './facts.ts'
import { tagsOf, textOf } from './tags.ts'

/** The first one without a known defect in what it does with hostile files. */
const WANTED = '13.59'

export function exiftoolRun(answer: ExifToolAnswer): ReaderRun {
  const engine = { name: 'exiftool', version: answer.version ?? 'unknown' }
  // How long it took or how much it used is no fact of the file: the record must be the same on another day.
  if (answer.status !== 'ok') return { engine: { ...engine, status: answer.status, ...(answer.message === undefined || answer.status === 'timeout' || answer.status === 'limit' ? {} : { message: answer.message }) } }
  try {
    const tags = tagsOf(answer.json)
    const error = textOf(tags, 'ExifTool:Error')?.slice(0, 200)
    const reading = exiftoolFacts(tags)
    const told = [...tags.keys()].some((tag) => !tag.startsWith('ExifTool:') && !tag.startsWith('File:'))
    const run: EngineRun = { ...engine, ...(error === undefined ? { status: told ? 'ok' : 'empty' } : { status: /^(?:Unknown file type|File is empty)/.test(error) ? 'unsupported' : 'error', message: error }) }
    return { engine: run, reading: { ...reading, findings: [...reading.findings ?? [], ...outdated(answer.version)] } }
  } catch (error) {
    return { engine: { ...engine, status: 'error', message: error instanceof SyntaxError ? 'unreadable answer' : 'no answer' } }
  }
}

function outdated(version: string | undefined): Finding[] {
  return version !== undefined && Number(version) < Number(WANTED) ? [finding('exiftool-outdated', 'info', { version, wanted: WANTED })] : []
}
