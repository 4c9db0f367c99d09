// Many lines from a person: typed or pasted, until an empty one. One reader for all of them, so that no line of a paste
// falls between two questions.
import { createInterface } from 'node:readline'

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
    let over = false
    reader.on('line', (line) => {
      // A paste goes on after the empty line that ended it: what follows was not asked for.
      if (over) return
      if (line.trim() === '') {
        over = true
        reader.close()
        return
      }
      lines.push(line.trim())
      onLine(line.trim())
      reader.prompt()
    })
    reader.on('SIGINT', () => {
      over = true
      reader.close()
      reject(Object.assign(new Error('interrupted'), { name: 'ExitPromptError' }))
    })
    reader.on('close', () => { resolve(lines) })
    reader.prompt()
  })
}
