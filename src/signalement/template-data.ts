// Reads the dated data of templates/: facts of law and of the field, never code. What does not fit its schema is refused by
// file and member, so that a hand-made destination is as safe as ours.
import { fileURLToPath } from 'node:url'
import type { z } from 'zod'
import { Failure } from '../system/failure.ts'
import type { World } from '../system/world.ts'
import { pathText } from './record-problems.ts'

declare module '../system/failure.ts' {
  interface FailureFacts {
    /** The installation is incomplete. */
    'data.missing': { file: string }
    /** `path` is the first member that is wrong; empty when the file is no JSON at all. */
    'data.invalid': { file: string; path: string }
  }
}

const LIMIT_BYTES = 1024 * 1024
const FOLDER = fileURLToPath(new URL('../../templates/', import.meta.url))

/** What of the world a reader of data needs. */
export type DataFiles = Pick<World, 'files'>

/** @param name as `law/dsa.json` @throws `data.missing`, `data.invalid` */
export async function readData<T>({ files }: DataFiles, name: string, schema: z.ZodType<T>): Promise<T> {
  const bytes = await files.read(FOLDER + name, LIMIT_BYTES)
  if (bytes === undefined) throw new Failure('data.missing', { file: name })
  let value: unknown
  try {
    value = JSON.parse(bytes.toString('utf8'))
  } catch (error) {
    throw new Failure('data.invalid', { file: name, path: '' }, error)
  }
  const judged = schema.safeParse(value)
  if (!judged.success) throw new Failure('data.invalid', { file: name, path: firstPath(judged.error) })
  return judged.data
}

/** Names of the `.json` files of a folder, without the ending, sorted: the folder list is the registry. */
export async function dataNames({ files }: DataFiles, folder: string): Promise<readonly string[]> {
  const names = await files.list(FOLDER + folder)
  return names.map((name) => name.toString('utf8')).filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -'.json'.length))
}

function firstPath(error: z.ZodError): string {
  const [issue] = error.issues
  if (issue === undefined) return ''
  const inner = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : []
  return pathText([...issue.path, ...inner])
}
