// The frame of every page of the desk, and what a page needs to know.
import type { GuichetWords } from '../words.ts'
import { html, type Html } from './html.ts'
import type { Session } from './session.ts'

export interface PageAt {
  readonly words: GuichetWords
  readonly timeZone: string
  readonly session?: Session
  /** This page, for the link to the other language. */
  readonly path: string
}

/** Nothing is loaded but the style sheet of this server, nothing runs, nothing frames it. */
export const PAGE_POLICY = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

export function page({ words: { language, desk }, session, path }: PageAt, title: string, main: Html): string {
  const other = language === 'fr' ? 'en' : 'fr'
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${desk.title}</title>
<link rel="stylesheet" href="/desk/page.css">
</head>
<body>
<a class="skip" href="#main">${desk.skip}</a>
<header class="top">
<p class="name"><a href="/desk">${desk.title}</a></p>
<nav>
<a href="${path}${path.includes('?') ? '&' : '?'}lang=${other}" lang="${other}" hreflang="${other}">${desk.otherLanguage}</a>
${session !== undefined && html`<form method="post" action="/desk/logout"><input type="hidden" name="csrf" value="${session.csrf}"><span class="who">${session.person}</span> <button class="plain">${desk.logout}</button></form>`}
</nav>
</header>
<main id="main">
${main}
</main>
</body>
</html>
`.html
}
