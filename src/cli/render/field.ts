import type { Terminal } from '../../system/terminal.ts'
import { visibleShort } from '../../system/visible.ts'
import { dim } from '../paint.ts'
import { asFound, cell, paragraph, textWidth } from './paragraph.ts'

const LABEL = 19
const MAX_VALUE = 600

/** A label and its values, one below the other; every value may be hostile. Nothing without a value. */
export function field(label: string, values: readonly (string | undefined)[], terminal: Pick<Terminal, 'stdout'>): string[] {
  const given = values.filter((value) => value !== undefined && value !== '')
  return given.map((value, index) => paragraph(asFound(visibleShort(value ?? '', MAX_VALUE)), textWidth(terminal), `  ${dim(cell(index === 0 ? label : '', LABEL))}`, ' '.repeat(LABEL + 2)))
}
