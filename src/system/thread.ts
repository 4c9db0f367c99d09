// A thread of our own code beside the main one, for work that would keep it waiting: one request after the other, its
// failures are ours. Nothing hostile is parsed in it: memory and life are shared with this process.
import { Worker } from 'node:worker_threads'
import { Failure, type FailureCode, type FailureFacts } from './failure.ts'
import type { Thread } from './world.ts'

/** What comes back: a value, or a failure by code and facts, or an error of ours by its message. */
export type ThreadAnswer =
  | { readonly value: unknown }
  | { readonly failure: { readonly code: FailureCode; readonly facts: FailureFacts[FailureCode] } }
  | { readonly error: string }

/** @param data given to the thread as it starts */
export function openThread(entry: URL, data: unknown): Thread {
  const worker = new Worker(entry, { execArgv: [], workerData: data, resourceLimits: { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 256 } })
  const waiting: { resolve(value: unknown): void; reject(error: unknown): void }[] = []
  let ended: Failure | undefined
  const end = (detail: string): void => {
    ended ??= new Failure('system.internal', { detail })
    for (const each of waiting.splice(0)) each.reject(ended)
  }
  worker.on('message', (answer: ThreadAnswer) => {
    const next = waiting.shift()
    if (next === undefined) return
    if ('value' in answer) next.resolve(answer.value)
    else if ('failure' in answer) next.reject(new Failure(answer.failure.code, answer.failure.facts))
    else next.reject(new Failure('system.internal', { detail: answer.error }))
  })
  worker.on('error', (error: Error) => { end(error.message) })
  worker.on('exit', () => { end('thread ended') })
  return {
    ask: (request, handedOver = []) => new Promise((resolve, reject) => {
      if (ended !== undefined) {
        reject(ended)
        return
      }
      waiting.push({ resolve, reject })
      worker.postMessage(request, [...handedOver])
    }),
    async close() {
      await worker.terminate()
    },
  }
}
