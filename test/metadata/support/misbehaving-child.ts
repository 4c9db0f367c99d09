// A child that goes wrong on request, each way a parser of hostile input can.
import { readFileSync, writeFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { openExhibit, serveRequests } from '../../../src/system/isolated-child.ts'

serveRequests(async (request, stage) => {
  const { act, path } = request as { act: string; path?: string }
  stage(act)
  switch (act) {
    case 'echo': return request
    case 'pid': return process.pid
    case 'throw': throw new Error('bad file')
    case 'crash': process.abort()
    case 'exit': return process.exit(3)
    case 'hang': for (;;) await Promise.resolve()
    case 'spin': for (;;);
    case 'work': {
      const before = process.cpuUsage()
      for (;;) {
        const { user, system } = process.cpuUsage(before)
        if (user + system > 800_000) return 'done'
      }
    }
    case 'native-bomb': {
      const kept = []
      for (;;) kept.push(Buffer.alloc(2 ** 24, 1))
    }
    case 'heap-bomb': {
      const kept: unknown[] = []
      for (;;) kept.push(Array.from({ length: 1000 }, () => ({ a: {} })))
    }
    case 'giant': return Buffer.alloc(64 * 2 ** 20, 7)
    case 'environment': return { ...process.env }
    case 'read': return readFileSync(path as string, 'utf8')
    case 'open': { const file = openExhibit(path as string); const text = file.read(0, 100).toString(); file.close(); return text }
    case 'write': return writeFileSync(path as string, 'x')
    case 'spawn': return spawnSync('true').status
    default: return undefined
  }
})
