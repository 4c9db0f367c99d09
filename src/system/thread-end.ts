// The thread's end of thread.ts: opens what it needs once, then answers requests in their order.
import { parentPort, workerData } from 'node:worker_threads'
import { isFailure } from './failure.ts'
import type { ThreadAnswer } from './thread.ts'

/** @param open makes the handler out of what the thread was started with; its failure answers every request */
export function serveThread(open: (data: unknown) => Promise<(request: unknown) => unknown>): void {
  const handler = open(workerData)
  handler.catch(() => undefined)
  // The handler works without waiting: what comes first is answered first.
  parentPort?.on('message', (request: unknown) => {
    void answerOf(handler, request).then((answer) => parentPort?.postMessage(answer))
  })
}

async function answerOf(handler: Promise<(request: unknown) => unknown>, request: unknown): Promise<ThreadAnswer> {
  try {
    return { value: (await handler)(request) }
  } catch (error) {
    return isFailure(error) ? { failure: { code: error.code, facts: error.facts } } : { error: error instanceof Error ? error.message : String(error) }
  }
}
