// The guichet as a server: opens the store, listens, answers, and stops when it is told to.
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { clockTable, loadLaw } from '../signalement/law.ts'
import { loadHarms } from '../signalement/harm-table.ts'
import { everyMs } from '../system/alarm.ts'
import { Failure } from '../system/failure.ts'
import { MAX_NOTICE_BYTES } from '../signalement/reporting-api/answers.ts'
import type { World } from '../system/world.ts'
import { requireClient, tokenRoute, type Limiters } from './access.ts'
import { deskRoutes } from './desk/desk-routes.ts'
import { answerError } from './error-answers.ts'
import { evidenceRoutes } from './evidence-routes.ts'
import type { Guichet, GuichetOptions } from './guichet.ts'
import { openIntake } from './intake.ts'
import { LIMITS, REQUESTS_A_MINUTE } from './limits.ts'
import { noticeRoutes } from './notice-routes.ts'
import { Refusal } from './refusal.ts'
import { openShortTokens } from './short-tokens.ts'
import { standingRoutes } from './standing-routes.ts'
import { openGuichetStore } from './store/open-store.ts'
import { deliverMessages, WEBHOOK_WAITS_MS } from './webhooks/deliver.ts'

declare module '../system/failure.ts' {
  interface FailureFacts {
    /** `errno` as `EADDRINUSE`, `EACCES`. */
    'guichet.port-unavailable': { host: string; port: number; errno: string }
    /** Others than this machine would read along. */
    'guichet.tls-needed': { host: string }
    'guichet.tls-invalid': Record<never, never>
  }
}

export interface RunningGuichet {
  /** As `http://127.0.0.1:8443`, without a slash at its end. */
  readonly url: string
  /** `METHOD /path/:parameter` of all routes. */
  readonly routes: readonly string[]
  /** Settled once it has stopped: by `close`, or because the World's signal was aborted. */
  readonly closed: Promise<void>
  close(): Promise<void>
}

const LOOPBACK: readonly string[] = ['127.0.0.1', '::1', 'localhost']
const CSS = fileURLToPath(new URL('../../templates/guichet/page.css', import.meta.url))

/** @throws `guichet.*`, `data.*`, `database.*`, `system.*` */
export async function startGuichet(world: World, options: GuichetOptions): Promise<RunningGuichet> {
  const { port = 0, host = '127.0.0.1', tls } = options
  if (tls === undefined && !LOOPBACK.includes(host)) throw new Failure('guichet.tls-needed', { host })
  const [law, harmTable, css] = await Promise.all([loadLaw(world), loadHarms(world), world.files.read(CSS, 256 * 1024)])
  if (css === undefined) throw new Failure('data.missing', { file: 'guichet/page.css' })
  const store = await openGuichetStore(world, options.database ?? join(world.host.dataDir, 'guichet.sqlite'))
  const alarm = everyMs(1000, () => deliverMessages(guichet))
  const guichet: Guichet = {
    world, store, intake: openIntake(store, LIMITS.pending), clients: options.clients, words: options.words, clocks: clockTable(law.clocks), harms: harmTable.harms, css,
    secure: tls !== undefined, webhookWaitsMs: options.webhookWaitsMs ?? WEBHOOK_WAITS_MS, tell: () => { alarm.ring() },
  }
  const routes: string[] = []
  const stop = async (): Promise<void> => {
    await alarm.stop()
    await store.close()
  }
  try {
    const app = await appOf(guichet, options, routes)
    await listen(app, host, port)
    const [address] = app.addresses().filter((each) => typeof each === 'object')
    const closed = new Promise<void>((resolve) => { app.server.once('close', resolve) }).then(stop)
    const close = async (): Promise<void> => {
      await app.close()
      await closed
    }
    const onAbort = (): void => { void close() }
    world.signal.addEventListener('abort', onAbort, { once: true })
    if (world.signal.aborted) onAbort()
    const shown = host.includes(':') ? `[${host}]` : host
    return { url: `${tls === undefined ? 'http' : 'https'}://${shown}:${address?.port ?? port}`, routes, closed, close }
  } catch (error) {
    await stop()
    throw error
  }
}

async function listen(app: FastifyInstance, host: string, port: number): Promise<void> {
  try {
    await app.listen({ host, port })
  } catch (error) {
    const errno = (error as { code?: unknown } | null)?.code
    throw new Failure('guichet.port-unavailable', { host, port, errno: typeof errno === 'string' ? errno : 'UNKNOWN' }, error)
  }
}

async function appOf(guichet: Guichet, options: GuichetOptions, routes: string[]): Promise<FastifyInstance> {
  const { tls, log } = options
  const app = newApp(guichet, tls)
  app.decorateRequest('client', undefined)
  app.addHook('onRoute', ({ method, url }) => { routes.push(...[method].flat().map((each) => `${each} ${url}`)) })
  app.addHook('onSend', async (_request, reply) => {
    harden(reply)
    if (guichet.secure) reply.header('strict-transport-security', 'max-age=31536000')
  })
  if (log !== undefined) {
    app.addHook('onResponse', async (request, reply) => {
      log(`${request.method} ${request.routeOptions.url ?? '-'} ${reply.statusCode} ${reply.elapsedTime.toFixed(1)} ms`)
    })
  }
  app.setErrorHandler((error, request, reply) => answerError(guichet, error, request, reply))
  app.setNotFoundHandler((request, reply) => answerError(guichet, new Refusal('not-found', {}), request, reply))
  const [{ default: rateLimit }, { default: formbody }, { default: cookie }] = await Promise.all([import('@fastify/rate-limit'), import('@fastify/formbody'), import('@fastify/cookie')])
  await app.register(rateLimit, { global: false })
  const limiters: Limiters = {
    requests: app.createRateLimit({ max: options.requestsAMinute ?? REQUESTS_A_MINUTE, timeWindow: 60_000, keyGenerator: (request) => `client ${request.client?.id ?? ''}` }),
    refusals: app.createRateLimit({ max: LIMITS.refusalsAMinute, timeWindow: 60_000, keyGenerator: (request) => `address ${request.ip}` }),
    stopped: new Map(),
  }
  const tokens = openShortTokens(guichet)
  app.get('/healthz', async () => ({ status: 'ok' }))
  const behindToken = (add: (scope: FastifyInstance, guichet: Guichet) => void) => app.register(async (scope) => {
    scope.addHook('onRequest', requireClient(guichet, limiters, tokens))
    add(scope, guichet)
  })
  await behindToken(noticeRoutes)
  await behindToken(standingRoutes)
  await behindToken(evidenceRoutes)
  await app.register(async (scope) => {
    await scope.register(formbody, { bodyLimit: 16 * 1024 })
    tokenRoute(scope, guichet, limiters, tokens)
  })
  await app.register(async (scope) => {
    await scope.register(formbody, { bodyLimit: 64 * 1024 })
    await scope.register(cookie)
    deskRoutes(scope, guichet, limiters)
  })
  await app.ready()
  return app
}

function newApp(guichet: Guichet, tls: GuichetOptions['tls']): FastifyInstance {
  const options = {
    bodyLimit: MAX_NOTICE_BYTES, forceCloseConnections: true, requestTimeout: 60_000, connectionTimeout: 120_000, keepAliveTimeout: 65_000, exposeHeadRoutes: false, logger: false,
    routerOptions: { maxParamLength: 128 }, return503OnClosing: true,
    // An address that is none meets no hook and no handler of ours; its text is not repeated.
    frameworkErrors: (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
      harden(reply)
      void answerError(guichet, error, request, reply)
    },
  }
  if (tls === undefined) return fastify(options)
  try {
    return fastify({ ...options, https: { cert: tls.certificate, key: tls.key, minVersion: 'TLSv1.2' } })
  } catch (error) {
    throw new Failure('guichet.tls-invalid', {}, error)
  }
}

/** What is private is kept nowhere, framed nowhere, and is what it says it is. */
function harden(reply: FastifyReply): void {
  reply.headers({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'cross-origin-resource-policy': 'same-origin' })
  if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
  if (!reply.hasHeader('content-security-policy')) reply.header('content-security-policy', "default-src 'none'; frame-ancestors 'none'")
}
