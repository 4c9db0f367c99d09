// The other side of a local destination: a folder of its own, whose files are what was delivered.
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { tempDir } from '../../support/world.ts'
import type { Scene, Stage } from './adapter-case.ts'

/** A disk answers, or it does not: the scenes of a conversation are left out. */
export const FOLDER_SCENES = ['accept', 'refuse-connection'] as const satisfies readonly Scene[]

export async function openFolderStage(): Promise<Stage> {
  const dir = join(tempDir('scelle-folder-'), 'dépôt')
  return {
    url: '',
    options: { dir },
    get seen() {
      const isFolder = statSync(dir, { throwIfNoEntry: false })?.isDirectory() === true
      return isFolder ? readdirSync(dir).sort().map((name) => ({ line: name, headers: {}, body: readFileSync(join(dir, name)) })) : []
    },
    play(scene) {
      if (scene === 'refuse-connection') {
        rmSync(dir, { recursive: true, force: true })
        // A file where the folder should be.
        writeFileSync(dir, '')
        chmodSync(dir, 0o400)
      } else if (scene === 'accept') {
        mkdirSync(dir, { recursive: true })
      } else {
        throw new Error(`a folder has no ${scene}`)
      }
    },
    close: async () => undefined,
  }
}
