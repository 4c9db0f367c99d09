// The parent's side of a conversation's child: one file, opened once, gone through as often as needed. What goes wrong in
// the child is a Failure here; the file is never opened in this process.
import { interrupted } from '../../system/errno.ts'
import { Failure } from '../../system/failure.ts'
import { entryBeside } from '../../system/isolated-process.ts'
import type { World } from '../../system/world.ts'
import type { ChatAnswer, ChatRequest, Opened, Surveyed } from './reading-protocol.ts'
import type { ChatSummary } from './survey.ts'
import type { ChatMessage, DateOrder } from './transcript.ts'

declare module '../../system/failure.ts' {
  interface FailureFacts {
    /** No format of ours begins like this file. */
    'chat.unknown-format': { path: string }
    /** An archive without a conversation, or with several. */
    'chat.no-conversation': { path: string }
    'chat.several-conversations': { path: string; names: string }
    /** An archive that cannot be read, or that inflates beyond reason. */
    'chat.archive-refused': { path: string; reason: 'bomb' | 'encrypted' | 'entries' }
    'chat.damaged': { path: string; detail: string }
    /** The child went beyond its time or memory, or died. */
    'chat.reading-stopped': { path: string; status: 'timeout' | 'limit' | 'crash' | 'error'; detail: string }
  }
}

const MIB = 2 ** 20
const STEP_MS = 60_000
const LIMITS = { timeMs: STEP_MS, memoryBytes: 640 * MIB, heapMiB: 384, answerBytes: 48 * MIB }

export interface OpenChat {
  readonly opened: Opened
  survey(order: DateOrder | undefined): Promise<Surveyed>
  census(order: DateOrder | undefined, zone: string): Promise<ChatSummary>
  messages(order: DateOrder | undefined, zone: string, newestFirst: boolean): AsyncGenerator<readonly ChatMessage[]>
  close(): Promise<void>
}

/** @throws `chat.*`, `system.interrupted` */
export async function openChat(world: World, path: string, name: string, onBytes?: (bytes: number) => void): Promise<OpenChat> {
  const child = world.isolated.open({ entry: entryBeside(import.meta.url, 'chat-child'), readable: [path], limits: LIMITS })
  const ask = async (request: ChatRequest): Promise<ChatAnswer> => {
    const answer = await child.ask(request)
    if (world.signal.aborted) throw interrupted(world.signal)
    if (answer.status !== 'ok') throw new Failure('chat.reading-stopped', { path, status: answer.status, detail: (answer.message ?? '').slice(0, 200) })
    const value = answer.value as ChatAnswer
    if ('defect' in value) throw defectOf(path, value)
    return value
  }
  async function* steps(request: ChatRequest): AsyncGenerator<Exclude<ChatAnswer, { opened: Opened } | { defect: string }>> {
    for (let next: ChatRequest = request; ; next = { do: 'step' }) {
      const answer = await ask(next)
      if ('opened' in answer || 'defect' in answer) throw new Failure('system.internal', { detail: 'the child answers out of turn' })
      if (!answer.done) onBytes?.(answer.bytes)
      yield answer
      if (answer.done) return
    }
  }
  const last = async (request: ChatRequest): Promise<Extract<ChatAnswer, { done: true }>> => {
    for await (const answer of steps(request)) if (answer.done) return answer
    throw new Failure('system.internal', { detail: 'a reading without an end' })
  }
  try {
    const answer = await ask({ do: 'open', path, name })
    if (!('opened' in answer)) throw new Failure('system.internal', { detail: 'nothing was opened' })
    return {
      opened: answer.opened,
      survey: async (order) => (await last({ do: 'survey', ...(order === undefined ? {} : { order }) })).surveyed as Surveyed,
      census: async (order, zone) => (await last({ do: 'census', zone, ...(order === undefined ? {} : { order }) })).summary as ChatSummary,
      async *messages(order, zone, newestFirst) {
        for await (const { messages } of steps({ do: 'messages', zone, newestFirst, ...(order === undefined ? {} : { order }) })) if (messages !== undefined && messages.length > 0) yield messages
      },
      close: () => child.close(),
    }
  } catch (error) {
    await child.close()
    throw error
  }
}

function defectOf(path: string, { defect, detail }: Extract<ChatAnswer, { defect: string }>): Failure {
  switch (defect) {
    case 'no-format': return new Failure('chat.unknown-format', { path })
    case 'no-conversation': return new Failure('chat.no-conversation', { path })
    case 'several': return new Failure('chat.several-conversations', { path, names: detail })
    case 'damaged': return new Failure('chat.damaged', { path, detail })
    default: return new Failure('chat.archive-refused', { path, reason: defect })
  }
}
