// Work shows one counting line with its rate and the time left; waits show a spinner; scripts get NDJSON events.
import type { Language } from '../messages/catalog.ts'
import { formatBytes, formatNumber } from '../messages/format.ts'
import type { Terminal } from '../system/terminal.ts'
import type { Clock } from '../system/world.ts'
import { jsonText } from './define-command.ts'

export interface Count {
  readonly files: number
  readonly bytes?: number
  readonly totalFiles?: number
  readonly totalBytes?: number
}

export interface Progress {
  /** Starts a counting line; `update` may be called at any rate, `end` clears it. */
  work(stage: string, label: string): { update(count: Count): void; end(): void }
  /** Runs `task` under a spinner. */
  wait<T>(stage: string, label: string, task: () => Promise<T>): Promise<T>
}

export interface ProgressOptions {
  readonly terminal: Terminal
  readonly clock: Clock
  readonly language: Language
  readonly quiet: boolean
  readonly events: boolean
  readonly colour: boolean
}

const EVERY_MS = 200
const EVERY_MS_WITHOUT_TERMINAL = 10_000

export function createProgress(options: ProgressOptions): Progress {
  const { terminal, clock, language, quiet, events } = options
  const lively = !quiet && !events && terminal.stderr.tty && terminal.stderr.columns > 0 && terminal.variables.TERM !== 'dumb'
    && !terminal.variables.ACCESSIBLE && !terminal.variables.CI
  const emit = (type: string, facts: object): void => {
    if (events) terminal.err(`${jsonText({ v: 1, type, at: clock.now(), ...facts })}\n`)
  }
  return {
    work(stage, label) {
      const started = clock.monotonicMs()
      let shown = started
      emit('stage.started', { stage })
      return {
        update(count) {
          const now = clock.monotonicMs()
          if (now - shown < (lively || events ? EVERY_MS : EVERY_MS_WITHOUT_TERMINAL)) return
          shown = now
          emit('stage.progress', { stage, ...count })
          if (quiet || events) return
          const text = countingLine(language, label, count, now - started)
          if (lively) terminal.line(text)
          else terminal.err(`${text}\n`)
        },
        end() {
          emit('stage.done', { stage, ms: Math.round(clock.monotonicMs() - started) })
          if (lively) terminal.line('')
        },
      }
    },
    async wait(stage, label, task) {
      emit('stage.started', { stage })
      // ora loops for ever on a terminal of 0 columns and swallows Ctrl+C unless discardStdin is off.
      const spinner = lively ? (await import('ora')).default({ text: label, stream: terminal.streams.messages, discardStdin: false, color: options.colour ? 'blue' : false }) : undefined
      spinner?.start()
      try {
        return await task()
      } finally {
        spinner?.stop()
        emit('stage.done', { stage })
      }
    },
  }
}

/** `Ajout : 1 204 / 20 000 · 3,4 Go · 512 Mo/s · reste 00:12`. */
export function countingLine(language: Language, label: string, count: Count, elapsedMs: number): string {
  const parts = [count.totalFiles === undefined
    ? formatNumber(language, count.files)
    : `${formatNumber(language, count.files)} / ${formatNumber(language, count.totalFiles)}`]
  const seconds = Math.max(elapsedMs, 1) / 1000
  if (count.bytes !== undefined && count.bytes > 0) {
    const bytes = formatBytes(language, count.bytes)
    parts.push(count.totalBytes === undefined ? bytes : `${bytes} / ${formatBytes(language, count.totalBytes)}`, `${formatBytes(language, Math.round(count.bytes / seconds))}/s`)
  } else {
    parts.push(`${formatNumber(language, Math.round(count.files / seconds))}/s`)
  }
  const share = count.totalBytes ? (count.bytes ?? 0) / count.totalBytes : count.totalFiles ? count.files / count.totalFiles : 0
  if (share > 0 && share < 1) parts.push(`${language === 'fr' ? 'reste' : 'left'} ${clockTime((seconds * (1 - share)) / share)}`)
  return `${label} ${parts.join(' · ')}`
}

function clockTime(seconds: number): string {
  const whole = Math.ceil(seconds)
  const two = (n: number): string => String(n).padStart(2, '0')
  return whole >= 3600 ? `${Math.floor(whole / 3600)}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}` : `${two(Math.floor(whole / 60))}:${two(whole % 60)}`
}
