// What became of a report. A moderator answers nobody here: a record that is taken down stays readable by the API and gets
// a signed label `!takedown`; an account that is taken down is not found any more (both measured on a real PDS and Ozone).
import { z } from 'zod'
import { instantOf, msOfInstant } from '../../../system/time.ts'
import type { Delivered, Link } from '../../adapter.ts'
import { readJson } from '../../http-call.ts'
import { failedExchange } from '../../http-outcome.ts'
import type { Followed } from '../../outcome.ts'
import { reportSubject } from './report.ts'
import { ask, resolveAuthority } from './resolve.ts'
import { openSession } from './session.ts'
import { POSTS, uriOf, type Subject } from './subject.ts'

type Content = NonNullable<Extract<Followed, { known: true }>['content']>

const Label = z.looseObject({ src: z.string().max(300), uri: z.string().max(2000), val: z.string().max(128), neg: z.boolean().optional(), cts: z.string().max(64), exp: z.string().max(64).optional() })
type Label = z.infer<typeof Label>
const Labels = z.looseObject({ labels: z.array(Label).max(250) })
const Posts = z.looseObject({ posts: z.array(z.looseObject({ uri: z.string() })).max(25) })
const Refusal = z.looseObject({ error: z.string().optional(), message: z.string().optional() })

export async function followReport({ payload, mayFetch }: Delivered, link: Link): Promise<Followed> {
  const open = reportSubject(payload)
  if (open === undefined) return { known: false, code: 'not-a-report' }
  const resolved = await resolveAuthority(open, link)
  if (!resolved.ok) return resolved.outcome.class === 'definite_reject' && resolved.outcome.code === 'handle-not-resolved' ? { known: false, code: 'handle-not-resolved' } : { known: false, code: resolved.outcome.code }
  const { subject } = resolved
  try {
    const labelled = await labelOf(subject, link)
    if (labelled !== undefined) return labelled
    // Labels name an address; everything else shows the content.
    if (!mayFetch) return link.setup.options['labelUrl'] === undefined ? { known: false, code: 'no-setting' } : { known: true }
    const content = await contentOf(subject, link)
    return typeof content === 'string' ? { known: false, code: content } : { known: true, ...(content.detail === 'AccountTakedown' ? { state: 'decided_removed' as const } : {}), content }
  } catch (error) {
    const outcome = failedExchange(error)
    return { known: false, code: 'code' in outcome ? outcome.code : 'unknown' }
  }
}

/** Undefined: no label that acts. @throws what `http.exchange` throws */
async function labelOf(subject: Subject, link: Link): Promise<Followed | undefined> {
  const { labelUrl, labeler } = link.setup.options
  if (labelUrl === undefined) return undefined
  const record = uriOf(subject)
  const account = subject.authority
  const reply = await ask(link, 'com.atproto.label.queryLabels', { uriPatterns: subject.record === undefined ? [account] : [record, account], limit: '250' }, { base: labelUrl.replace(/\/+$/, '') })
  const read = reply.status === 200 ? readJson(reply, Labels) : undefined
  if (read === undefined) return { known: false, code: reply.status === 200 ? 'answer-not-understood' : `http-${reply.status}` }
  const source = labeler?.split('#')[0]
  const now = msOfInstant(link.now()) ?? 0
  const standing = (uri: string, value: string): Label | undefined => {
    const about = read.labels.filter(({ uri: of, val, src }) => of === uri && val === value && (source === undefined || src === source))
    const last = about.toSorted((a, b) => (a.cts < b.cts ? -1 : 1)).at(-1)
    return last === undefined || last.neg === true || (last.exp !== undefined && (msOfInstant(last.exp) ?? 0) <= now) ? undefined : last
  }
  const gone = standing(account, '!takedown')
  if (gone !== undefined) return { known: true, state: 'decided_removed', ...at(gone), content: { state: 'account_gone', method: 'atproto-label', detail: '!takedown (account)' } }
  const taken = subject.record === undefined ? undefined : standing(record, '!takedown')
  // Clients that honour the label do not show it; the API still does.
  if (taken !== undefined) return { known: true, state: 'decided_removed', ...at(taken), content: { state: 'removed', method: 'atproto-label', detail: '!takedown' } }
  const hidden = standing(record, '!hide') ?? standing(account, '!hide')
  return hidden === undefined ? undefined : { known: true, state: 'decided_restricted', ...at(hidden) }
}

const at = ({ cts }: Label): { readonly at?: string } => {
  const instant = instantOf(cts)
  return instant === undefined ? {} : { at: instant }
}

/** What the AppView shows us, asked through our own server; a code when it does not tell. @throws what `http.exchange` throws */
async function contentOf(subject: Subject, link: Link): Promise<Content | string> {
  const session = await openSession(link)
  if (!session.ok) return session.outcome.code
  const { authority, record } = subject
  const profile = await ask(link, 'app.bsky.actor.getProfile', { actor: authority }, { headers: session.headers })
  if (profile.status === 400) {
    const { error, message } = readJson(profile, Refusal) ?? {}
    if (error === 'AccountTakedown' || error === 'AccountDeactivated' || /not found/i.test(message ?? '')) return { state: 'account_gone', method: 'atproto-profile', detail: error === 'AccountTakedown' || error === 'AccountDeactivated' ? error : 'not found' }
  }
  if (profile.status !== 200) return `http-${profile.status}`
  if (record === undefined) return { state: 'reachable', method: 'atproto-profile', detail: '' }
  if (record.collection !== POSTS) return { state: 'cannot_check', method: 'atproto-posts', detail: record.collection }
  const reply = await ask(link, 'app.bsky.feed.getPosts', { uris: uriOf(subject) }, { headers: session.headers })
  const read = reply.status === 200 ? readJson(reply, Posts) : undefined
  if (read === undefined) return reply.status === 200 ? 'answer-not-understood' : `http-${reply.status}`
  return { state: read.posts.some(({ uri }) => uri === uriOf(subject)) ? 'reachable' : 'removed', method: 'atproto-posts', detail: '' }
}
