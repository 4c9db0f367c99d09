// The real templates through the real reader; and the same with some files replaced, to see mistakes refused.
import { readFileSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import type { DataFiles } from '../../../src/signalement/template-data.ts'

const inTemplates = (path: string): string => path.slice(path.indexOf('/templates/') + '/templates/'.length)

/** `changed`: text by name as `law/dsa.json`; `null` takes the file away. */
export function dataFiles(changed: Readonly<Record<string, string | null>> = {}): DataFiles {
  const files: Pick<DataFiles['files'], 'read' | 'list'> = {
    async read(path) {
      const text = changed[inTemplates(path)]
      if (text === null) return undefined
      return text === undefined ? readFile(path).catch(() => undefined) : Buffer.from(text)
    },
    async list(dir) {
      const folder = inTemplates(String(dir))
      const added = Object.keys(changed).filter((name) => name.startsWith(`${folder}/`)).map((name) => name.slice(folder.length + 1))
      return [...new Set([...await readdir(String(dir)), ...added])].sort().map((name) => Buffer.from(name))
    },
  }
  return { files: files as DataFiles['files'] }
}

/** One of our files, changed. */
export function changedFile(name: string, change: (value: Record<string, unknown>) => unknown): Readonly<Record<string, string>> {
  const value = JSON.parse(readFileSync(new URL(`../../../templates/${name}`, import.meta.url), 'utf8')) as Record<string, unknown>
  return { [name]: JSON.stringify(change(value)) }
}
