// Colour marks for renderers, and what they become: chalk at a level that we decide, because chalk alone ignores
// NO_COLOR, CLICOLOR and NODE_DISABLE_COLORS.
import { MARKS, type Mark, type Painters, type Streams, type Terminal } from '../system/terminal.ts'

export const bold = (text: string): string => marked('bold', text)
export const dim = (text: string): string => marked('dim', text)
export const red = (text: string): string => marked('red', text)
export const green = (text: string): string => marked('green', text)
export const yellow = (text: string): string => marked('yellow', text)

function marked(mark: Mark, text: string): string {
  return `${MARKS[mark]}${text}${MARKS.end}`
}

/** Flag, then NO_COLOR, FORCE_COLOR or CLICOLOR_FORCE, CLICOLOR=0, TERM=dumb, then whether the stream is a terminal. */
export function wantsColour(flag: boolean | undefined, tty: boolean, variables: Terminal['variables']): boolean {
  if (flag !== undefined) return flag
  if (variables.NO_COLOR) return false
  const forced = variables.FORCE_COLOR ?? variables.CLICOLOR_FORCE
  if (forced !== undefined && forced !== '') return forced !== '0' && forced !== 'false'
  if (variables.CLICOLOR === '0' || variables.TERM === 'dumb') return false
  return tty
}

/** chalk is loaded only when something will be coloured. */
export async function choosePainters(flag: boolean | undefined, { stdout, stderr, variables }: Streams): Promise<Painters> {
  const out = wantsColour(flag, stdout.tty, variables)
  const err = wantsColour(flag, stderr.tty, variables)
  const plain = (_mark: Mark, run: string): string => run
  if (!out && !err) return { out: plain, err: plain }
  const { Chalk } = await import('chalk')
  const chalk = new Chalk({ level: 1 })
  const painted = (mark: Mark, run: string): string => chalk[mark](run)
  return { out: out ? painted : plain, err: err ? painted : plain }
}
