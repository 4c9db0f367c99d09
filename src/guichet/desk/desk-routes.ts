// The page of the receiving desk: rendered here, without script, for those who are in the clients file.
import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { NOTICE_STATES } from '../../signalement/reporting-api/answers.ts'
import { Notice } from '../../signalement/reporting-api/notice.ts'
import { countRefusal, type Limiters } from '../access.ts'
import { refusalOf } from '../error-answers.ts'
import { languageOf, nowMs, type Guichet } from '../guichet.ts'
import { Refusal } from '../refusal.ts'
import { UUID } from '../standing-routes.ts'
import type { Move, NoticeRow } from '../store/guichet-store.ts'
import { ACTS, DECISIONS, needsGrounds, stateAfter } from '../transitions.ts'
import { messageAbout } from '../webhooks/deliver.ts'
import { MAX_GROUNDS } from './act-forms.ts'
import { loginPage } from './login-page.ts'
import { noticePage } from './notice-page.ts'
import { PAGE_POLICY, type PageAt } from './page.ts'
import { QUEUE_PAGE, queuePage, queueView, statesOf } from './queue-page.ts'
import { refusedPage } from './refused-page.ts'
import { isLoginForm, isOwnForm, logIn, loginCsrf, logOut, sessionOf, type Session } from './session.ts'

type Fields = Readonly<Record<string, unknown>>
interface Params { readonly id: string; readonly sha256: string }

const LANGUAGE = 'guichet_lang'

export function deskRoutes(app: FastifyInstance, guichet: Guichet, limiters: Limiters): void {
  const { store } = guichet
  app.setErrorHandler((error, request, reply) => {
    const refusal = refusalOf(error, request)
    return show(reply, refusedPage(at(guichet, request, reply), refusal), refusal.status)
  })

  app.get('/desk/page.css', async (_request, reply) => reply.headers({ 'content-type': 'text/css; charset=utf-8', 'cache-control': 'max-age=3600' }).send(guichet.css))

  app.get('/desk/login', async (request, reply) => show(reply, loginPage(at(guichet, request, reply), loginCsrf(guichet, request, reply))))

  app.post('/desk/login', async (request, reply) => {
    const form = fieldsOf(request)
    if (!isLoginForm(request, textOf(form, 'csrf'))) throw new Refusal('bad-request', {})
    if (await logIn(guichet, reply, textOf(form, 'name').trim(), textOf(form, 'token').trim())) return reply.redirect('/desk', 303)
    await countRefusal(guichet, limiters, request, reply)
    const page = at(guichet, request, reply)
    return show(reply, loginPage(page, loginCsrf(guichet, request, reply), page.words.desk.login.refused), 401)
  })

  app.post('/desk/logout', async (request, reply) => {
    await ownForm(guichet, request)
    await logOut(guichet, request, reply)
    return reply.redirect('/desk/login', 303)
  })

  app.get('/desk', async (request, reply) => {
    const session = await sessionOf(guichet, request)
    if (session === undefined) return reply.redirect('/desk/login', 303)
    const view = queueView(request.query as Fields)
    const found = await store.queue({
      test: view.test, states: statesOf(view), offset: (view.page - 1) * QUEUE_PAGE, limit: QUEUE_PAGE, ...(view.harm === undefined ? {} : { harm: view.harm }),
    })
    return show(reply, queuePage(at(guichet, request, reply, session), view, found, guichet.harms, nowMs(guichet)))
  })

  app.get<{ Params: Params }>('/desk/notices/:id', async (request, reply) => {
    const session = await sessionOf(guichet, request)
    if (session === undefined) return reply.redirect('/desk/login', 303)
    return showNotice(guichet, request, reply, session, await rowOf(guichet, request.params.id))
  })

  app.post<{ Params: Params }>('/desk/notices/:id/move', async (request, reply) => {
    const session = await ownForm(guichet, request)
    const row = await rowOf(guichet, request.params.id)
    const { act: words } = at(guichet, request, reply).words.desk
    const asked = moveOf(guichet, session, row, fieldsOf(request))
    if (asked === 'grounds-needed') return showNotice(guichet, request, reply, session, row, words.groundsNeeded, 422)
    const moved = await store.move(asked)
    if (moved === undefined) return showNotice(guichet, request, reply, session, await rowOf(guichet, row.id), words.changed, 409)
    guichet.tell()
    return reply.redirect(`/desk/notices/${row.id}`, 303)
  })

  app.get<{ Params: Params }>('/desk/notices/:id/evidence/:sha256', async (request, reply) => {
    if (await sessionOf(guichet, request) === undefined) throw new Refusal('unauthorized', {})
    const row = await rowOf(guichet, request.params.id)
    if (await store.isProtected(row.id)) throw new Refusal('evidence-refused', {})
    const found = await store.evidenceRow(row.id, request.params.sha256)
    if (found === undefined || found.kind !== 'bytes' || !found.complete) throw new Refusal('not-found', {})
    // Saved, never shown: and if it were, in a sandbox.
    return reply.headers({
      'content-type': found.mime, 'content-length': String(found.total), 'content-disposition': `attachment; filename="${found.sha256}"`, 'content-security-policy': "default-src 'none'; sandbox",
    }).send(Readable.from(store.evidenceBytes(row.id, found.sha256)))
  })
}

function at(guichet: Guichet, request: FastifyRequest, reply: FastifyReply, session?: Session): PageAt {
  const asked = (request.query as Fields)['lang']
  const known = [asked, request.cookies[LANGUAGE]].find((each) => each === 'fr' || each === 'en')
  if (asked === 'fr' || asked === 'en') reply.setCookie(LANGUAGE, asked, { path: '/desk', httpOnly: true, sameSite: 'strict', secure: guichet.secure, maxAge: 365 * 86_400 })
  const words = guichet.words[known === 'fr' || known === 'en' ? known : languageOf(request.headers['accept-language'])]
  // A page that answers a form has no address of its own.
  const path = request.method === 'GET' ? request.url.replace(/([?&])lang=[a-z]*(&|$)/g, '$1').replace(/[?&]$/, '') : request.url.replace(/\/move.*$/, '')
  return { words, timeZone: guichet.world.host.timeZone, path, ...(session === undefined ? {} : { session }) }
}

function show(reply: FastifyReply, text: string, status = 200): FastifyReply {
  return reply.code(status).headers({ 'content-type': 'text/html; charset=utf-8', 'content-security-policy': PAGE_POLICY, 'x-frame-options': 'DENY', 'vary': 'accept-language, cookie' }).send(text)
}

async function showNotice(guichet: Guichet, request: FastifyRequest, reply: FastifyReply, session: Session, row: NoticeRow, problem?: string, status = 200): Promise<FastifyReply> {
  const { store, harms } = guichet
  const [content, prohibited, evidence, history] = await Promise.all([store.content(row.id), store.isProtected(row.id), store.evidence(row.id), store.history(row.id)])
  const notice = Notice.parse(JSON.parse(Buffer.from(content ?? []).toString('utf8')))
  return show(reply, noticePage(at(guichet, request, reply, session), { row, notice, prohibited, evidence: prohibited ? [] : evidence, history }, harms, problem), status)
}

/** @throws Refusal `not-found` */
async function rowOf(guichet: Guichet, id: string): Promise<NoticeRow> {
  const row = UUID.test(id) ? await guichet.store.row(id) : undefined
  if (row === undefined) throw new Refusal('not-found', {})
  return row
}

/** @throws Refusal `unauthorized`, `bad-request` for a form that is not one of this session */
async function ownForm(guichet: Guichet, request: FastifyRequest): Promise<Session> {
  const session = await sessionOf(guichet, request)
  if (session === undefined) throw new Refusal('unauthorized', {})
  if (!isOwnForm(request, session.csrf, textOf(fieldsOf(request), 'csrf'))) throw new Refusal('bad-request', {})
  return session
}

/** @throws Refusal `bad-request` for an act or a state that no form of ours sends */
function moveOf(guichet: Guichet, { person }: Session, row: NoticeRow, form: Fields): Move | 'grounds-needed' {
  const act = ACTS.find((each) => each === form['act'])
  const seen = NOTICE_STATES.find((each) => each === form['seen'])
  const to = act === undefined || seen === undefined ? undefined : stateAfter(seen, act)
  const grounds = textOf(form, 'grounds').trim().slice(0, MAX_GROUNDS)
  if (act === undefined || seen === undefined || to === undefined) throw new Refusal('bad-request', {})
  if (needsGrounds(act) && grounds === '') return 'grounds-needed'
  const kind = DECISIONS.find((each) => each === act)
  return {
    id: row.id, from: seen, to, atMs: nowMs(guichet), actor: person, message: (after) => messageAbout(guichet, after),
    ...(kind === undefined ? {} : { decision: { kind, ...(grounds === '' ? {} : { grounds }) } }),
  }
}

const fieldsOf = (request: FastifyRequest): Fields => (typeof request.body === 'object' && request.body !== null ? request.body as Fields : {})
const textOf = (form: Fields, name: string): string => (typeof form[name] === 'string' ? form[name] : '')
