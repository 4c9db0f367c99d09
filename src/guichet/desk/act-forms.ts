// What may be done with a signalement in the state it is in. Each form says which state it was made for: what somebody else
// did meanwhile is not undone unseen.
import type { NoticeRow } from '../store/guichet-store.ts'
import { DECISIONS, isDecided, stateAfter, type Act } from '../transitions.ts'
import { html, type Html } from './html.ts'
import type { PageAt } from './page.ts'

/** As long as `Decision.grounds` of the reporting API. */
export const MAX_GROUNDS = 2000

export function actForms({ words: { desk }, session }: PageAt, row: NoticeRow): Html {
  const { act } = desk
  const hidden = html`<input type="hidden" name="csrf" value="${session?.csrf}"><input type="hidden" name="seen" value="${row.state}">`
  const button = (name: Act, label: string): Html | false => stateAfter(row.state, name) !== undefined && html`<form method="post" action="/desk/notices/${row.id}/move">${hidden}<input type="hidden" name="act" value="${name}"><button class="second">${label}</button></form>`
  return html`<section class="card" aria-labelledby="act"><h2 id="act">${act.title}</h2>
${row.test && html`<p class="hint">${act.testNote}</p>`}
${isDecided(row.state) && html`<p>${act.done} <strong>${desk.states[row.state]}</strong></p>`}
<div class="buttons">${button('acknowledge', act.acknowledge)}${button('review', isDecided(row.state) ? act.reopen : act.review)}</div>
${!isDecided(row.state) && html`<form class="decide" method="post" action="/desk/notices/${row.id}/move">${hidden}
<fieldset><legend>${act.kind}</legend>
${DECISIONS.map((kind) => html`<p class="choice"><input type="radio" id="act-${kind}" name="act" value="${kind}" required><label for="act-${kind}">${act.kinds[kind]}</label></p>`)}
</fieldset>
<p><label for="grounds">${act.grounds}</label><textarea id="grounds" name="grounds" rows="5" maxlength="${MAX_GROUNDS}" aria-describedby="grounds-hint"></textarea></p>
<p class="hint" id="grounds-hint">${act.groundsHint}</p>
<p><button>${act.record}</button></p>
</form>`}
</section>`
}
