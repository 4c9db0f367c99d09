// What went wrong, to a person. Nothing of the request is in it.
import { Refusal } from '../refusal.ts'
import { html } from './html.ts'
import { page, type PageAt } from './page.ts'

export function refusedPage(at: PageAt, error: unknown): string {
  const { refused, login } = at.words.desk
  const code = error instanceof Refusal ? error.code : 'internal'
  const sentence = code === 'not-found' ? refused.missing : code === 'too-many-requests' ? login.wait : code === 'internal' ? refused.internal : refused.form
  return page({ ...at, path: '/desk' }, refused.title, html`<h1>${refused.title}</h1><p class="stop" role="alert">${sentence}</p><p><a href="/desk">${refused.back}</a></p>`)
}
