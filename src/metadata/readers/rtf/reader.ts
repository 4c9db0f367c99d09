// Rich text, as word processors and old mail programs exchange it.
import { finding } from '../../finding-codes.ts'
import type { Reader } from '../../reading.ts'
import { rtfFacts } from './info-group.ts'

const LIMIT = 4 * 2 ** 20

export const reader: Reader = {
  version: '1',
  read(source) {
    const bytes = source.read(0, LIMIT)
    const facts = rtfFacts(bytes)
    const objects = count(bytes, '\\objdata')
    const template = /\{\\\*\\template ([^{}\\]{1,500})\}/.exec(bytes.toString('latin1'))?.[1]
    return {
      ...facts, texts: [
        ...facts.texts, ...(template === undefined ? [] : [{ key: 'Template', value: template, source: 'RTF:template' }]),
        ...(objects === 0 ? [] : [{ key: 'embedded objects', value: String(objects), source: 'RTF:objdata' }]),
      ],
      findings: template !== undefined && /^(?:https?:|ftp:|\\\\)/i.test(template) ? [finding('external-template', 'notice', { target: template.slice(0, 200) }, [`RTF:template = ${template}`])] : [],
      ...(source.size > LIMIT ? { clues: { readBytes: LIMIT } } : {}),
    }
  },
}

function count(bytes: Buffer, needle: string): number {
  let found = 0
  for (let at = bytes.indexOf(needle); at !== -1 && found < 1000; at = bytes.indexOf(needle, at + needle.length)) found += 1
  return found
}
