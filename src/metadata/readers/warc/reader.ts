// Wraps warcio: a WARC, plain or of gzip members, read once from one end to the other.
import { versionOf } from '../../../system/isolated-child.ts'
import type { Reader } from '../../reading.ts'
import { inflated } from '../../warc/inflated.ts'
import { warcSurvey } from '../../warc/survey.ts'
import { windows } from '../../zip/source-reader.ts'

export const reader: Reader = {
  version: versionOf('warcio', import.meta.url),
  read(source) {
    const defects: string[] = []
    return warcSurvey(inflated(windows(source, 0, source.size), source.size, defects), source.size, defects)
  },
}
