// The way in: a name and a token.
import { html } from './html.ts'
import { page, type PageAt } from './page.ts'

/** @param problem said when the last try was refused */
export function loginPage(at: PageAt, csrf: string, problem?: string): string {
  const { login } = at.words.desk
  return page(at, login.title, html`<h1>${login.title}</h1>
${problem !== undefined && html`<p class="stop" role="alert">${problem}</p>`}
<form class="card narrow" method="post" action="/desk/login">
<input type="hidden" name="csrf" value="${csrf}">
<p><label for="name">${login.name}</label><input id="name" name="name" autocomplete="username" autocapitalize="none" spellcheck="false" maxlength="64" required></p>
<p><label for="token">${login.token}</label><input id="token" name="token" type="password" autocomplete="current-password" maxlength="200" required></p>
<p><button>${login.enter}</button></p>
</form>`)
}
