// One signalement at the desk. Addresses are text to copy, never links: whoever opens one does so knowingly, elsewhere.
import type { HarmRow } from '../../signalement/harm-table.ts'
import type { Notice } from '../../signalement/reporting-api/notice.ts'
import { URGENCIES } from '../../signalement/vocabulary.ts'
import { instantOfMs } from '../../system/time.ts'
import { visible } from '../../system/visible.ts'
import type { EvidenceRow, HistoryLine, NoticeRow } from '../store/guichet-store.ts'
import { ERASED } from '../store/revisions.ts'
import { actForms } from './act-forms.ts'
import { html, type Html } from './html.ts'
import { page, type PageAt } from './page.ts'
import { harmName } from './queue-page.ts'

export interface NoticeAtDesk {
  readonly row: NoticeRow
  readonly notice: Notice
  /** It, or a later revision, may show a child. */
  readonly prohibited: boolean
  readonly evidence: readonly EvidenceRow[]
  readonly history: readonly HistoryLine[]
}

export function noticePage(at: PageAt, shown: NoticeAtDesk, harms: readonly HarmRow[], problem?: string): string {
  const { words: { desk, language }, timeZone } = at
  const { row, notice, prohibited, evidence, history } = shown
  const words = desk.notice
  const when = (instant: string): string => desk.instant(instant, timeZone)
  const urgency = URGENCIES[row.urgency] ?? 'normal'
  const title = words.title(row.id.slice(0, 8))
  const { notifier } = notice
  return page(at, title, html`<p class="back"><a href="/desk${row.test && '?test=1'}">← ${words.back}</a></p>
<h1>${harmName(harms, row.harm, language)} <span class="id">${row.id.slice(0, 8)}</span></h1>
<p class="marks"><span class="mark ${urgency}">${desk.urgencies[urgency]}</span> <span class="mark state">${desk.states[row.state]}</span>${row.test && html` <span class="mark test">${words.test}</span>`}</p>
${problem !== undefined && html`<p class="stop" role="alert">${problem}</p>`}
${prohibited && html`<p class="stop"><strong>${words.prohibited}</strong> ${words.neverOpen}</p>`}
<div class="columns"><div>
<section class="card" aria-labelledby="where"><h2 id="where">${words.locators}</h2>
${notice.locators.map((locator, index) => html`<p class="locator"><label for="locator-${index + 1}">${words.locator} ${index + 1}</label>
<textarea id="locator-${index + 1}" readonly rows="2" spellcheck="false">${visible(locator.canonical)}</textarea></p>`)}
<p class="hint">${words.copy}</p>
</section>
<section class="card" aria-labelledby="what"><h2 id="what">${words.explanation}</h2>
<div class="said" lang="${notice.language}">${visibleLines(notice.explanation)}</div>
</section>
<section class="card" aria-labelledby="facts"><h2 id="facts">${title}</h2><dl class="facts">
${fact(words.due, when(instantOfMs(row.dueMs)))}
${fact(words.age, desk.ages[notice.ageBand])}
${fact(words.platform, notice.platform)}
${notice.account !== undefined && fact(words.account, visible([notice.account.handle, notice.account.id].filter((each) => each !== undefined).join(' · ')))}
${fact(words.observedAt, when(notice.observedAt))}
${notice.occurredAt !== undefined && fact(words.occurredAt, when(notice.occurredAt))}
${(notice.offences ?? []).length > 0 && fact(words.offences, (notice.offences ?? []).map(({ article, label, verified }) => visible(`${article}, ${label}${verified ? '' : ` (${words.unverified})`}`)).join('\n'))}
${(notice.hashes ?? []).length > 0 && fact(words.hashes, (notice.hashes ?? []).map(({ alg, value, origin }) => visible(`${alg} ${value} (${origin})`)).join('\n'))}
${notice.legalOrder !== undefined && fact(words.order, visible(`${notice.legalOrder.authority}, ${notice.legalOrder.reference}, ${when(notice.legalOrder.issuedAt)}`))}
${fact(words.notifier, visibleLines([notifier.organisation, desk.authorities[notifier.authority], ...(notifier.identity === 'withheld' ? [words.withheld] : [notifier.name ?? '', notifier.email ?? ''])].filter((each) => each !== '').join('\n')))}
${fact(words.identifier, row.id)}
${fact(words.correlation, row.correlationId)}
${fact(words.revision, String(notice.revision))}
</dl></section>
${evidence.length > 0 && html`<section class="card" aria-labelledby="evidence"><h2 id="evidence">${words.evidence}</h2><ul>${evidence.map((each) => evidenceLine(at, row, each))}</ul></section>`}
</div><div>
${actForms(at, row)}
<section class="card" aria-labelledby="history"><h2 id="history">${words.history}</h2><ol class="history">
<li><time>${when(instantOfMs(row.receivedMs))}</time> ${words.arrived} (${row.client})</li>
${history.map(({ atMs, actor, action, detail }) => html`<li><time>${when(instantOfMs(atMs))}</time> ${stateWord(at, action)} (${actor})${detail !== undefined && html`<br>${words.grounds} ${visibleLines(detail)}`}</li>`)}
</ol></section>
</div></div>`)
}

const fact = (term: string, value: string): Html => html`<div><dt>${term}</dt><dd>${value}</dd></div>`

/** Line ends stay; all else that hides is made visible. */
const visibleLines = (text: string): string => text.split(/\r?\n/).map(visible).join('\n')

function stateWord({ words: { desk } }: PageAt, action: string): string {
  if (action === ERASED) return desk.notice.erased
  return Object.hasOwn(desk.states, action) ? desk.states[action as keyof typeof desk.states] : action
}

function evidenceLine({ words: { desk } }: PageAt, { id }: NoticeRow, row: EvidenceRow): Html {
  return html`<li>${visible(desk.notice.evidence_(row))} <code>${row.sha256}</code>${row.kind === 'bytes' && row.complete && html` <a href="/desk/notices/${id}/evidence/${row.sha256}" download>${desk.notice.download}</a>`}</li>`
}
