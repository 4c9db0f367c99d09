// What waits: the most urgent first, then what is due first. Tests are a list of their own.
import { NOTICE_STATES, type NoticeState } from '../../signalement/reporting-api/answers.ts'
import type { HarmRow } from '../../signalement/harm-table.ts'
import { HARMS, URGENCIES, type Harm } from '../../signalement/vocabulary.ts'
import { instantOfMs } from '../../system/time.ts'
import type { NoticeRow } from '../store/guichet-store.ts'
import { isDecided, OPEN_STATES } from '../transitions.ts'
import { html, type Html } from './html.ts'
import { page, type PageAt } from './page.ts'

export interface QueueView {
  readonly test: boolean
  /** `open`, `all`, or one state. */
  readonly state: 'open' | 'all' | NoticeState
  readonly harm?: Harm
  /** From 1. */
  readonly page: number
}

export const QUEUE_PAGE = 50
const LAST_PAGE = 100_000

/** Total: what it does not know is as if not said. */
export function queueView(query: Readonly<Record<string, unknown>>): QueueView {
  const state = ['open' as const, 'all' as const, ...NOTICE_STATES].find((each) => each === query['state']) ?? 'open'
  const harm = HARMS.find((each) => each === query['harm'])
  const at = typeof query['page'] === 'string' && /^\d{1,6}$/.test(query['page']) ? Number(query['page']) : 1
  return { test: query['test'] === '1', state, page: Math.min(Math.max(at, 1), LAST_PAGE), ...(harm === undefined ? {} : { harm }) }
}

export function statesOf(view: QueueView): readonly NoticeState[] {
  if (view.state === 'open') return OPEN_STATES
  return view.state === 'all' ? NOTICE_STATES : [view.state]
}

/** The address of a view; only closed words are in it. */
export function addressOf({ test, state, harm, page: at }: QueueView): string {
  const parts = [...(test ? ['test=1'] : []), ...(state === 'open' ? [] : [`state=${state}`]), ...(harm === undefined ? [] : [`harm=${harm}`]), ...(at === 1 ? [] : [`page=${at}`])]
  return `/desk${parts.length === 0 ? '' : `?${parts.join('&')}`}`
}

export function harmName(harms: readonly HarmRow[], harm: Harm, language: 'fr' | 'en'): string {
  return harms.find(({ id }) => id === harm)?.name[language] ?? harm
}

export function queuePage(at: PageAt, view: QueueView, found: { readonly total: number; readonly rows: readonly NoticeRow[] }, harms: readonly HarmRow[], nowMs: number): string {
  const { desk, language } = at.words
  const { queue } = desk
  const option = (value: string, label: string, chosen: boolean): Html => html`<option value="${value}"${chosen && html` selected`}>${label}</option>`
  const tab = (test: boolean, label: string): Html => html`<a href="${addressOf({ ...view, test, page: 1 })}"${view.test === test && html` aria-current="page"`}>${label}</a>`
  const last = Math.max(1, Math.ceil(found.total / QUEUE_PAGE))
  return page(at, queue.title, html`<h1>${queue.title}</h1>
<nav class="tabs">${tab(false, queue.real)} ${tab(true, queue.tests)}</nav>
${view.test && html`<p class="note">${queue.testsNote}</p>`}
<form class="filter" method="get" action="/desk" aria-label="${queue.filter}">
${view.test && html`<input type="hidden" name="test" value="1">`}
<p><label for="state">${queue.state}</label><select id="state" name="state">
${option('open', queue.open, view.state === 'open')}${option('all', queue.all, view.state === 'all')}${NOTICE_STATES.map((state) => option(state, desk.states[state], view.state === state))}
</select></p>
<p><label for="harm">${queue.harm}</label><select id="harm" name="harm">
${option('', queue.anyHarm, view.harm === undefined)}${HARMS.map((harm) => option(harm, harmName(harms, harm, language), view.harm === harm))}
</select></p>
<p><button>${queue.apply}</button></p>
</form>
<p class="count" role="status">${queue.count(found.total)}</p>
${found.rows.length === 0 ? html`<p class="empty">${queue.empty}</p>` : html`<ol class="queue">${found.rows.map((row) => line(at, row, harms, nowMs))}</ol>`}
${last > 1 && html`<nav class="pages">
${view.page > 1 ? html`<a href="${addressOf({ ...view, page: view.page - 1 })}" rel="prev">${queue.previous}</a>` : html`<span></span>`}
<span>${view.page} / ${last}</span>
${view.page < last ? html`<a href="${addressOf({ ...view, page: view.page + 1 })}" rel="next">${queue.next}</a>` : html`<span></span>`}
</nav>`}`)
}

function line({ words: { desk, language }, timeZone }: PageAt, row: NoticeRow, harms: readonly HarmRow[], nowMs: number): Html {
  const { queue } = desk
  const urgency = URGENCIES[row.urgency] ?? 'normal'
  const late = !isDecided(row.state) && row.dueMs < nowMs
  const name = harmName(harms, row.harm, language)
  return html`<li class="${urgency}">
<a href="/desk/notices/${row.id}" aria-label="${queue.openOne} ${row.id.slice(0, 8)}: ${name}"><strong>${name}</strong><span class="id">${row.id.slice(0, 8)}</span></a>
<dl>
<div><dt>${queue.urgency}</dt><dd><span class="mark ${urgency}">${desk.urgencies[urgency]}</span></dd></div>
<div><dt>${queue.state}</dt><dd>${desk.states[row.state]}</dd></div>
<div><dt>${queue.due}</dt><dd>${desk.instant(instantOfMs(row.dueMs), timeZone)}${late && html` <span class="mark late">${queue.late}</span>`}</dd></div>
<div><dt>${queue.sender}</dt><dd>${row.client}</dd></div>
</dl>
</li>`
}
