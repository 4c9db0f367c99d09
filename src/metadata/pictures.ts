// Display copies for the report: small, without metadata, made in a child process. Blurring shrinks first, so that nothing
// can bring back what was there. Prohibited content is not opened at all.
import { dirname, join, sep } from 'node:path'
import type { Exhibit } from '../case/exhibit.ts'
import { entryBeside } from '../system/isolated-process.ts'
import type { IsolatedProcess, World } from '../system/world.ts'
import type { Picture, PictureMode } from './record.ts'

/** In `message` of a picture that failed. `hevc`: most iPhone HEIC pictures, `format`: camera raw files; no decoder is built in; `changed`: other bytes than those of the exhibit. */
export type PictureMessage = 'hevc' | 'format' | 'unreadable' | 'too-large' | 'changed'

export interface PictureRequest {
  readonly path: string
  readonly blurred: boolean
}

export interface Pictures {
  /** `path` is where the exhibit is stored, absolute. Never throws for what a file holds. */
  picture(path: string, exhibit: Exhibit, mode: PictureMode): Promise<Picture>
  close(): Promise<void>
}

/** Nothing is started before the first picture. */
export function openPictures(world: World): Pictures {
  let drawer: { readonly readable: string; readonly process: IsolatedProcess } | undefined
  return {
    async picture(path, exhibit, mode) {
      if (exhibit.sensitive === 'prohibited') return { status: 'prohibited' }
      if (mode === 'none' || exhibit.stored === null) return { status: 'withheld' }
      const readable = payloadFolder(path, exhibit.stored)
      if (drawer !== undefined && drawer.readable !== readable) {
        await drawer.process.close()
        drawer = undefined
      }
      drawer ??= { readable, process: openDrawer(world, readable) }
      const answer = await drawer.process.ask({ path, blurred: mode === 'blurred' } satisfies PictureRequest)
      if (answer.status === 'ok') return answer.value as Picture
      return { status: answer.status, ...(answer.status === 'error' ? { message: 'unreadable' satisfies PictureMessage } : {}) }
    },
    async close() {
      await drawer?.process.close()
      drawer = undefined
    },
  }
}

function openDrawer(world: World, readable: string): IsolatedProcess {
  return world.isolated.open({
    entry: entryBeside(import.meta.url, 'picture-child'), readable: [readable], addons: true,
    limits: { timeMs: 10_000, memoryBytes: 1024 * 2 ** 20, heapMiB: 128, answerBytes: 2 ** 20 },
  })
}

/** The payload of the case when the path lies in it, so that one child draws all exhibits. */
function payloadFolder(path: string, stored: string): string {
  const tail = `${sep}${stored.split('/').join(sep)}`
  return stored.startsWith('data/') && path.endsWith(tail) ? join(path.slice(0, -tail.length), 'data') : dirname(path)
}
