// Many lines from a person: typed or pasted, until an empty one. One reader for all of them, so that no line of a paste
// falls between two questions.
import { createInterface } from 'node:readline'

/** Longer than between two lines of a paste, shorter than a person waits. */
const PASTE_MS = 200

/**
 * Resolves with the lines without the empty one; also at Ctrl+D. `onLine` is told of each.
 * @throws an error named `ExitPromptError` at Ctrl+C, as inquirer's questions do
 */
export async function readTypedLines(
  input: NodeJS.ReadStream, output: NodeJS.WriteStream, prompt: string, onLine: (line: string) => void,
): Promise<readonly string[]> {
  const reader = createInterface({ input, output, prompt, terminal: true, historySize: 0 })
  const lines: string[] = []
  return new Promise((resolve, reject) => {
    let ending: NodeJS.Timeout | undefined
    reader.on('line', (line) => {
      clearTimeout(ending)
      if (line.trim() === '') {
        // The empty line of a person ends; that of a paste is followed at once by more.
        ending = setTimeout(() => { reader.close() }, PASTE_MS)
        return
      }
      lines.push(line.trim())
      onLine(line.trim())
      reader.prompt()
    })
    reader.on('SIGINT', () => {
      clearTimeout(ending)
      // Before closing, which would resolve.
      reject(Object.assign(new Error('interrupted'), { name: 'ExitPromptError' }))
      reader.close()
    })
    reader.on('close', () => { resolve(lines) })
    reader.prompt()
  })
}
