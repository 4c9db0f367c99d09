// What went wrong, to a person. Nothing of the request is in it.
import type { Refusal } from '../refusal.ts'
import { html } from './html.ts'
import { page, type PageAt } from './page.ts'

export function refusedPage(at: PageAt, { code }: Refusal): string {
  const { refused, login, notice } = at.words.desk
  const sentence = code === 'not-found' ? refused.missing : code === 'evidence-refused' ? notice.prohibited : code === 'too-many-requests' ? login.wait : code === 'internal' || code === 'unavailable' ? refused.internal : refused.form
  return page({ ...at, path: '/desk' }, refused.title, html`<h1>${refused.title}</h1><p class="stop" role="alert">${sentence}</p><p><a href="/desk">${refused.back}</a></p>`)
}
