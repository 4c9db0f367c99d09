// The one suite of all destinations. A folder without a case, or a case without a folder, fails.
import { readdirSync } from 'node:fs'
import { inspect } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Delivered, Link, PreparedPart, Sendable, Setup } from '../../../src/delivery/adapter.ts'
import { ADAPTERS, EXPORTERS } from '../../../src/delivery/destinations/registry.ts'
import type { Outcome } from '../../../src/delivery/outcome.ts'
import { decodePayload, encodePayload, payloadSha256 } from '../../../src/delivery/payload.ts'
import { loadDestinations } from '../../../src/signalement/destinations.ts'
import { dataFiles } from '../../signalement/data/node-data.ts'
import { testWorld } from '../../support/world.ts'
import { NOW, type AdapterCase, type Stage } from './adapter-case.ts'
import { bytesOfMaterial, leaks, wrongArrival, wrongCount, wrongOutcome, wrongPart } from './adapter-rules.ts'
import { anySendable, frozen } from './sendables.ts'

const CASES = new URL('cases/', import.meta.url)
const FOLDERS = new URL('../../../src/delivery/destinations/', import.meta.url)

const files = readdirSync(CASES).filter((name) => name.endsWith('.ts')).sort()
const cases = await Promise.all(files.map(async (name) => {
  const module = (await import(new URL(name, CASES).href)) as Record<string, unknown>
  const [found] = Object.values(module).filter((each): each is AdapterCase => typeof each === 'object' && each !== null && 'adapter' in each && 'openStage' in each)
  if (found === undefined) throw new Error(`cases/${name} exports no AdapterCase`)
  return { name: name.replace(/\.ts$/, ''), adapterCase: found }
}))
const destinations = await loadDestinations(dataFiles())

const deliverable = Object.keys(ADAPTERS).sort()
const exported = Object.keys(EXPORTERS).sort()

describe('registry', () => {
  it('is the list of folders', () => {
    const folders = readdirSync(FOLDERS, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name).sort()
    expect([...deliverable, ...exported].sort()).toEqual(folders)
  })

  it('has a case of this suite for each that delivers', () => {
    expect(cases.map(({ name }) => name)).toEqual(deliverable)
  })

  it.each(deliverable)('%s is found under its name', async (id) => {
    const adapter = await ADAPTERS[id]?.()
    expect(adapter?.id).toBe(id)
    expect(adapter?.version).toMatch(new RegExp(`^${id}/\\d+$`))
    expect(cases.find(({ name }) => name === id)?.adapterCase.adapter).toBe(adapter)
  })
})

describe.each(cases)('$name', ({ adapterCase }) => {
  const { adapter, secrets, takes, refuses, scenes } = adapterCase
  const destination = destinations.find(({ id }) => id === adapterCase.destination)
  if (destination === undefined) throw new Error(`no row ${adapterCase.destination}`)

  const setupFor = (stage: Pick<Stage, 'url' | 'options'>, live = false): Setup => ({
    destination, url: stage.url, live, options: { ...adapterCase.options, ...stage.options }, language: 'fr', toolVersion: '0.0.0',
  })

  async function openStage(): Promise<Stage> {
    const stage = await adapterCase.openStage()
    onTestFinished(async () => { await stage.close() })
    return stage
  }

  function linkFor(setup: Setup, timeoutMs = 10_000): Link {
    const { http, mail, files: disk } = testWorld()
    const link: Link = {
      setup, mail, files: disk, reach: { privateHosts: [] }, now: () => NOW,
      http: { exchange: async (request) => await http.exchange({ ...request, timeoutMs: Math.min(request.timeoutMs, timeoutMs) }) },
      secret: async (name) => secrets[name],
    }
    return adapterCase.impatient?.(link) ?? link
  }

  async function partsOf(sendable: Sendable, setup: Setup): Promise<readonly PreparedPart[]> {
    const prepared = await adapter.prepare(frozen(sendable), frozen(setup))
    if (!prepared.ok) throw new Error(`not prepared: ${prepared.code} ${prepared.detail ?? ''}`)
    return prepared.parts
  }

  async function firstPart(setup: Setup): Promise<{ sendable: Sendable; part: PreparedPart; key: string }> {
    const sendable = takes[0]?.sendable
    if (sendable === undefined) throw new Error('takes nothing')
    const [part] = await partsOf(sendable, setup)
    if (part === undefined) throw new Error('no part')
    return { sendable, part, key: sendable.key(part.locators) }
  }

  const deliveredOf = (sendable: Sendable, part: PreparedPart, over: Partial<Delivered> = {}): Delivered => ({
    payload: part.payload, idempotencyKey: sendable.key(part.locators), receipt: { remoteId: '1' }, locators: part.locators, id: sendable.id, prohibited: sendable.prohibited, mayFetch: sendable.mayFetch, attemptedAt: NOW, ...over,
  })

  const noted = (value: unknown): string => `${JSON.stringify(value)}\n${inspect(value, { depth: 20, showHidden: true })}\n${String(value)}`

  it('has something prohibited in its case, taken or refused', () => {
    expect([...takes, ...refuses].some(({ sendable }) => sendable.prohibited)).toBe(true)
  })

  describe('prepare', () => {
    const setup = setupFor({ url: 'http://127.0.0.1:9', options: {} })

    it.each(takes)('takes $name: the same bytes each time, told in full, and nothing leaves', async ({ sendable, parts: count = 1 }) => {
      const stage = await openStage()
      const parts = await partsOf(sendable, setupFor(stage))
      expect(parts).toHaveLength(count)
      const again = await partsOf(sendable, setupFor(stage))
      expect(again.map(({ payload }) => payloadSha256(payload))).toEqual(parts.map(({ payload }) => payloadSha256(payload)))
      expect(new Set(parts.map(({ locators }) => sendable.key(locators))).size).toBe(parts.length)
      for (const part of parts) {
        expect(wrongPart(part, sendable, { destination })).toEqual([])
        const { headers, ...rest } = decodePayload(encodePayload(part.payload))
        expect({ ...rest, headers, body: Buffer.from(rest.body) }).toEqual({ ...part.payload, body: Buffer.from(part.payload.body) })
        expect(leaks(Buffer.from(encodePayload(part.payload)).toString('latin1'), secrets)).toEqual([])
        if (sendable.prohibited) expect(bytesOfMaterial(part.payload)).toEqual([])
      }
      // Every locator goes, once.
      expect(parts.flatMap(({ locators }) => locators).sort()).toEqual(sendable.locators.map(({ canonical }) => canonical).sort())
      expect(stage.seen).toEqual([])
      expect(stage.asides ?? []).toEqual([])
    })

    it.each(refuses)('refuses $name: $code', async ({ sendable, code }) => {
      expect(await adapter.prepare(frozen(sendable), setup)).toMatchObject({ ok: false, code })
    })

    it('is total: any signalement is taken or refused by a code', async () => {
      await fc.assert(fc.asyncProperty(anySendable(destination), fc.boolean(), fc.constantFrom('fr' as const, 'en' as const), async (sendable, live, language) => {
        const prepared = await adapter.prepare(frozen(sendable), frozen({ ...setup, live, language }))
        if (!prepared.ok) {
          expect(prepared.code).toMatch(/^[a-z-]+$/)
          return
        }
        expect(prepared.parts.length).toBeGreaterThan(0)
        for (const part of prepared.parts) {
          expect(wrongPart(part, sendable, { destination })).toEqual([])
          if (sendable.prohibited) expect(leaks(Buffer.from(part.payload.body).toString('latin1'), secrets)).toEqual([])
        }
      }), { numRuns: 300 })
    })
  })

  describe('send', () => {
    it.each(scenes)('%s', async (scene) => {
      const stage = await openStage()
      const setup = setupFor(stage)
      const { part, key } = await firstPart(setup)
      const link = linkFor(setup, scene === 'silent-after-body' ? 700 : undefined)
      const before = encodePayload(part.payload)
      stage.play(scene)
      const outcome: Outcome = await adapter.send(part.payload, key, link)
      expect(wrongOutcome(scene, outcome, NOW)).toEqual([])
      // Nothing comes by itself afterwards.
      if (scene === 'silent-after-body' || scene === 'vanish-after-body' || scene === 'server-error') await new Promise((resolve) => { setTimeout(resolve, 300) })
      expect(wrongCount(scene, stage.seen)).toEqual([])
      for (const seen of stage.seen) expect(wrongArrival(part.payload, seen, adapterCase)).toEqual([])
      expect(leaks(noted(outcome), secrets)).toEqual([])
      expect(Buffer.from(encodePayload(part.payload))).toEqual(Buffer.from(before))
    })

    it('says so when a secret that it needs is not set, and lets nothing out', async () => {
      const required = adapter.secrets.filter(({ required: needed }) => needed)
      if (required.length === 0) return
      const stage = await openStage()
      const setup = setupFor(stage)
      const { part, key } = await firstPart(setup)
      expect(await adapter.send(part.payload, key, { ...linkFor(setup), secret: async () => undefined })).toMatchObject({ class: 'auth', code: 'no-secret' })
      expect(stage.seen).toEqual([])
    })

    it('is the same request under the same key', async () => {
      const stage = await openStage()
      const setup = setupFor(stage)
      const { part, key } = await firstPart(setup)
      const link = linkFor(setup)
      const first = await adapter.send(part.payload, key, link)
      const second = await adapter.send(part.payload, key, link)
      if (adapter.idempotent) expect(second).toEqual(first)
      else expect(second.class).toBe('definite_success')
    })
  })

  it('reads the settings that it declares, and no other', async () => {
    const stage = await openStage()
    const plain = setupFor(stage)
    const read = new Set<string>()
    const setup: Setup = { ...plain, options: new Proxy(plain.options, { get: (all, name) => { read.add(String(name)); return all[String(name)] } }) }
    const link = linkFor(setup)
    for (const { sendable } of takes) {
      const prepared = await adapter.prepare(sendable, setup)
      for (const part of prepared.ok ? prepared.parts.slice(0, 2) : []) {
        await adapter.send(part.payload, sendable.key(part.locators), link)
        await adapter.reconcile?.(deliveredOf(sendable, part), link)
        await adapter.follow?.(deliveredOf(sendable, part), link)
      }
    }
    expect([...read].filter((name) => !adapter.settings.includes(name))).toEqual([])
    expect(adapter.needs.filter((name) => name !== 'url' && !adapter.settings.includes(name))).toEqual([])
  })

  describe('afterwards', () => {
    const asked = scenes.filter((scene) => ['server-error', 'refuse-connection', 'garbage', 'huge-answer', 'auth', 'vanish-after-body'].includes(scene))

    it.each(asked)('asking is answered with what is not known: %s', async (scene) => {
      const stage = await openStage()
      const setup = setupFor(stage)
      const { sendable, part } = await firstPart(setup)
      const link = linkFor(setup)
      stage.play(scene)
      const reconciled = await adapter.reconcile?.(deliveredOf(sendable, part), link)
      const followed = await adapter.follow?.(deliveredOf(sendable, part), link)
      expect(leaks(noted([reconciled, followed]), secrets)).toEqual([])
      if (!adapter.idempotent) expect(stage.seen.filter(({ line }) => line === part.payload.line)).toEqual([])
      if (scene === 'refuse-connection') {
        if (reconciled !== undefined) expect(reconciled.found).toBe('cannot-tell')
        if (followed !== undefined) expect(followed.known).toBe(false)
      }
      if (reconciled?.found === 'no') throw new Error('“no” without an answer: it would be sent again')
    })

    it('an error of the house is no outcome, and holds no secret', async () => {
      const stage = await openStage()
      const setup = setupFor(stage)
      const { part, key } = await firstPart(setup)
      const broken = { ...linkFor(setup), secret: async () => { throw new TypeError('broken keyring') } }
      if (adapter.secrets.length === 0) return
      const error: unknown = await adapter.send(part.payload, key, broken).then((outcome) => outcome, (thrown: unknown) => thrown)
      expect(error).toBeInstanceOf(TypeError)
      expect(leaks(noted(error), secrets)).toEqual([])
      expect(stage.seen).toEqual([])
    })
  })
})
