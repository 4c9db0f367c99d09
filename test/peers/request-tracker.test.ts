import { describe, expect, it } from 'vitest'
import type { Delivered, Link, Sendable } from '../../src/delivery/adapter.ts'
import { requestTracker } from '../../src/delivery/destinations/request-tracker/adapter.ts'
import { rowOf } from '../delivery/contract/rows.ts'
import { locator, sendable } from '../delivery/contract/sendables.ts'
import { sampleLink, sampleSetup } from '../delivery/destinations/sample-link.ts'
import { testWorld } from '../support/world.ts'
import { rtAbsent, startRt, type Rt } from './rt5.ts'

const absent = rtAbsent()
if (absent !== undefined) process.stderr.write(`SKIPPED request-tracker: ${absent}\n`)

const row = rowOf('request-tracker')
const OPTIONS = { queue: 'Signalements', requestor: 'cellule@asso.example', customField: 'Signalement', decisionField: 'Decision', decisionRemoved: 'removed', decisionRejected: 'refused' }

function linkTo({ url, token }: Rt, options: Readonly<Record<string, string>> = OPTIONS, secret = token): Link {
  const setup = sampleSetup('request-tracker', options, { url, live: true })
  return { ...sampleLink(setup, { secrets: { token: secret }, now: '2026-11-23T18:00:00.000Z' }), http: testWorld().http }
}
async function partOf(one: Sendable, link: Link) {
  const prepared = await requestTracker.prepare(one, link.setup)
  if (!prepared.ok || prepared.parts[0] === undefined) throw new Error('not prepared')
  const [{ payload, locators }] = prepared.parts
  const idempotencyKey = one.key(locators)
  const delivered: Delivered = { payload, idempotencyKey, receipt: undefined, locators, id: one.id, prohibited: false, mayFetch: true, attemptedAt: '2026-11-23T17:00:00.000Z' }
  return { payload, idempotencyKey, delivered }
}
async function read({ url, token }: Rt, path: string): Promise<unknown> {
  return await (await fetch(`${url}/REST/2.0/${path}`, { headers: { authorization: `token ${token}` } })).json()
}

describe.skipIf(absent !== undefined)('Request Tracker 5', () => {
  it('takes a ticket, finds it again by our mark, and tells no more than it knows', async () => {
    const rt = await startRt()
    const link = linkTo(rt)
    const one = sendable(row, { locators: [locator(1), locator(2)], outgoing: { explanation: 'Il écrit « chaque jour » 👨‍👩‍👧 à une élève, et menace de recommencer.\n.\nDeuxième paragraphe.' } })
    const { payload, idempotencyKey, delivered } = await partOf(one, link)
    // A queue that shows no ticket proves nothing.
    expect(await requestTracker.reconcile?.(delivered, link)).toEqual({ found: 'cannot-tell', code: 'not-seen' })

    const sent = await requestTracker.send(payload, idempotencyKey, link)
    expect(sent).toEqual({ class: 'definite_success', receipt: { remoteId: '1', remoteUrl: `${rt.url}/Ticket/Display.html?id=1` }, httpStatus: 201 })
    expect(await read(rt, 'ticket/1')).toMatchObject({
      Subject: `[scelle:${idempotencyKey.slice(0, 16)}] [${one.id}] Signalement`, Status: 'new', Requestor: [{ id: 'cellule@asso.example' }],
      CustomFields: expect.arrayContaining([expect.objectContaining({ name: 'Signalement', values: [one.id] })]) as unknown,
    })
    const page = await fetch(`${rt.url}/REST/2.0/ticket/1/attachments`, { headers: { authorization: `token ${rt.token}` } }).then(async (answer) => await answer.json() as { items: { id: string }[] })
    const contents = await Promise.all(page.items.map(async ({ id }) => await read(rt, `attachment/${id}`) as { Content: string | null }))
    const text = contents.map(({ Content }) => Buffer.from(Content ?? '', 'base64').toString('utf8')).find((each) => each.includes('mark-locator-1'))
    expect(text?.replaceAll('\r\n', '\n').trim()).toBe((JSON.parse(Buffer.from(payload.body).toString('utf8')) as { Content: string }).Content.trim())

    const found = await requestTracker.reconcile?.(delivered, link)
    expect(found).toEqual({ found: 'yes', receipt: { remoteId: '1', remoteUrl: `${rt.url}/Ticket/Display.html?id=1` }, state: 'acknowledged' })
    const other = await partOf(sendable(row, { revision: 2 }), link)
    expect(await requestTracker.reconcile?.(other.delivered, link)).toEqual({ found: 'no' })

    const follow = async () => requestTracker.follow?.({ ...delivered, receipt: { remoteId: '1' } }, link)
    expect(await follow()).toEqual({ known: true, state: 'acknowledged' })
    rt.change('1', '$ticket->SetStatus("open")')
    expect(await follow()).toEqual({ known: true, state: 'in_review' })
    rt.change('1', '$ticket->SetStatus("resolved")')
    expect(await follow()).toEqual({ known: true, state: 'in_review' })
    rt.change('1', '$ticket->AddCustomFieldValue(Field => "Decision", Value => "removed")')
    expect(await follow()).toEqual({ known: true, state: 'decided_removed' })
    expect(await requestTracker.follow?.({ ...delivered, receipt: { remoteId: '99' } }, link)).toEqual({ known: false, code: 'http-404' })
  })

  it('finds a ticket that was merged; a token that may create and not see says nothing of what is there', async () => {
    const rt = await startRt()
    const link = linkTo(rt)
    const [one, two, three] = [await partOf(sendable(row), link), await partOf(sendable(row, { revision: 2 }), link), await partOf(sendable(row, { revision: 3 }), link)]
    for (const { payload, idempotencyKey } of [one, two]) expect(await requestTracker.send(payload, idempotencyKey, link)).toMatchObject({ class: 'definite_success' })
    rt.change('1', '$ticket->MergeInto(2)')
    const found = { found: 'yes', receipt: { remoteId: '1' } }
    expect(await requestTracker.reconcile?.(one.delivered, link)).toMatchObject(found)
    expect(await requestTracker.follow?.({ ...one.delivered, receipt: { remoteId: '1' } }, link)).toMatchObject({ known: true })
    expect(await requestTracker.reconcile?.(three.delivered, link)).toEqual({ found: 'no' })

    rt.change('2', `do {
      my $root = RT::User->new(RT->SystemUser); $root->Load('root'); my $queue = $ticket->QueueObj;
      my @all = map { [$root->PrincipalObj->GrantRight(Right => $_, Object => $queue)] } ('SeeQueue', 'CreateTicket');
      push @all, [$root->PrincipalObj->RevokeRight(Right => 'SuperUser', Object => RT->System)];
      my ($wrong) = grep { !$_->[0] } @all; $wrong ? @$wrong : (1, '');
    }`)
    expect(await requestTracker.send(three.payload, three.idempotencyKey, link)).toMatchObject({ class: 'definite_success' })
    expect(await requestTracker.reconcile?.(three.delivered, link)).toEqual({ found: 'cannot-tell', code: 'not-seen' })
  }, 120_000)

  it('refuses a wrong token, and a queue that it has not; gone, it got nothing', async () => {
    const rt = await startRt()
    const sent = async (link: Link) => {
      const { payload, idempotencyKey, delivered } = await partOf(sendable(row), link)
      return { outcome: await requestTracker.send(payload, idempotencyKey, link), reconciled: await requestTracker.reconcile?.(delivered, link) }
    }
    expect((await sent(linkTo(rt, OPTIONS, '1-14-wrong'))).outcome).toMatchObject({ class: 'auth', code: 'http-401' })
    expect((await sent(linkTo(rt, { ...OPTIONS, queue: 'Nulle part' }))).outcome).toMatchObject({ class: 'auth', code: 'http-403' })
    await rt.stop()
    expect(await sent(linkTo(rt))).toEqual({ outcome: { class: 'not_sent', code: 'ECONNREFUSED' }, reconciled: { found: 'cannot-tell', code: 'ECONNREFUSED' } })
  })
})
