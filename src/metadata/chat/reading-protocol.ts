// What the parent of a conversation's child asks and what is answered. A reading is begun, then stepped until it is done:
// no answer is large, no step is long, and the child holds no more of the file than one window.
import type { OrderVerdict } from './date-order.ts'
import type { ChatSummary } from './survey.ts'
import type { ChatFormatName, ChatMessage, DateOrder } from './transcript.ts'

export type ChatRequest =
  | { readonly do: 'open'; readonly path: string; readonly name: string }
  | { readonly do: 'survey'; readonly order?: DateOrder }
  | { readonly do: 'census'; readonly order?: DateOrder; readonly zone: string }
  | { readonly do: 'messages'; readonly order?: DateOrder; readonly zone: string; readonly newestFirst: boolean }
  /** Goes on with what was begun. */
  | { readonly do: 'step' }

export interface Opened {
  readonly format: ChatFormatName
  readonly by: string
  readonly app: string
  readonly size: number
  readonly member?: string
}

export interface Surveyed {
  readonly messages: number
  readonly local: number
  readonly absolute: number
  readonly samples: readonly string[]
  readonly verdict: OrderVerdict
  /** The line that forbids the order that was said. */
  readonly conflict?: { readonly line: number; readonly raw: string }
}

export type ChatAnswer =
  | { readonly opened: Opened }
  /** `defect`: why this file is not read as a conversation. */
  | { readonly defect: 'no-format' | 'no-conversation' | 'several' | 'bomb' | 'encrypted' | 'entries' | 'damaged'; readonly detail: string }
  | { readonly done: false; readonly bytes: number; readonly messages?: readonly ChatMessage[] }
  | { readonly done: true; readonly surveyed?: Surveyed; readonly summary?: ChatSummary; readonly messages?: readonly ChatMessage[] }
