// The system's stat as FileFacts.
import type { BigIntStats } from 'node:fs'
import type { FileFacts } from './world.ts'

export function factsOf(stats: BigIntStats): FileFacts {
  return {
    type: stats.isFile() ? 'file' : stats.isDirectory() ? 'directory' : stats.isSymbolicLink() ? 'symlink'
      : stats.isFIFO() ? 'fifo' : stats.isSocket() ? 'socket'
      : stats.isCharacterDevice() || stats.isBlockDevice() ? 'device' : 'other',
    size: Number(stats.size),
    mtimeNs: stats.mtimeNs,
    inode: stats.ino,
    links: Number(stats.nlink),
  }
}
