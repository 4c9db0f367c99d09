// Wraps yauzl and warcio: a web archive package, every rule of WACZ 1.1.1 checked, in place and in constant memory.
import { createHash } from 'node:crypto'
import { visibleShort } from '../../../system/visible.ts'
import { finding } from '../../finding-codes.ts'
import type { Reader, Reading } from '../../reading.ts'
import type { Finding, TextFact, TimeFact } from '../../record.ts'
import { isoTime } from '../../times.ts'
import { openZip } from '../../zip/directory.ts'
import { checkIndex } from './index-check.ts'
import { DATAPACKAGE, DIGEST_FILE, bytesOf, jsonObject, stringIn, waczPackage } from './package.ts'
import type { JsonObject, WaczPackage } from './package.ts'
import { checkResources } from './resources.ts'
import { checkDigestFile } from './signature.ts'

const TEXTS: readonly (readonly [string, string])[] = [['title', 'title'], ['description', 'description'], ['wacz_version', 'WACZ version'], ['profile', 'profile'], ['mainPageURL', 'main page'], ['mainPageUrl', 'main page']]
const TIMES: readonly (readonly [string, TimeFact['role']])[] = [['created', 'container-created'], ['modified', 'modified'], ['mainPageDate', 'saved']]
const WARCS = 50

export const reader: Reader = {
  version: '1',
  async read(source, { members }) {
    // Its files are given by the reader of ZIP archives.
    if (members.from > 0) return undefined
    // Of a directory that is damaged the reader of ZIP archives tells.
    const wacz = await openZip(source).then(waczPackage).catch(() => undefined)
    if (wacz === undefined) return undefined
    const bytes = await bytesOf(wacz, DATAPACKAGE)
    const datapackage = jsonObject(bytes)
    const resources = await checkResources(wacz, datapackage)
    const index = await checkIndex(source, wacz)
    const hash = bytes === undefined ? undefined : `sha256:${createHash('sha256').update(bytes).digest('hex')}`
    const signed = wacz.files.has(DIGEST_FILE) ? checkDigestFile(await bytesOf(wacz, DIGEST_FILE), hash) : { findings: [finding('wacz-unsigned', 'info', {})] }
    return joined([
      { texts: textsOf(datapackage), times: timesOf(datapackage), software: softwareOf(datapackage), findings: layout(wacz, datapackage) },
      { findings: resources.findings }, signed, index, ...resources.warcs.slice(0, WARCS),
    ])
  },
}

function joined(all: readonly Reading[]): Reading {
  return {
    times: all.flatMap(({ times = [] }) => times), texts: all.flatMap(({ texts = [] }) => texts), software: all.flatMap(({ software = [] }) => software),
    findings: all.flatMap(({ findings = [] }) => findings), ids: all.flatMap(({ ids = [] }) => ids), members: all.flatMap(({ members = [] }) => members),
    raw: Object.assign({}, ...all.map(({ raw }) => raw ?? {})),
  }
}

function layout(wacz: WaczPackage, datapackage: JsonObject | undefined): Finding[] {
  const missing = [
    ...(datapackage === undefined ? [wacz.files.has(DATAPACKAGE) ? `${DATAPACKAGE} (JSON)` : DATAPACKAGE] : []), ...(datapackage !== undefined && !Array.isArray(datapackage['resources']) ? [`${DATAPACKAGE}: resources`] : []),
    ...(wacz.warcs.length === 0 ? ['archive/*.warc'] : []), ...(wacz.indexes.length === 0 ? ['indexes/*.cdx'] : []), ...(wacz.files.has('pages/pages.jsonl') ? [] : ['pages/pages.jsonl']),
  ]
  const packed = wacz.warcs.filter((name) => wacz.files.get(name)?.entry.compressionMethod !== 0)
  return [
    ...(missing.length === 0 ? [] : [finding('wacz-layout', 'notice', { missing: missing.join(', ') }, missing.map((name) => `WACZ:${name}: absent`))]),
    ...(packed.length === 0 ? [] : [finding('wacz-warc-compressed', 'notice', { files: packed.length }, packed.slice(0, 10).map((name) => `WACZ:${visibleShort(name, 200)}: compression method ${wacz.files.get(name)?.entry.compressionMethod}`))]),
  ]
}

function textsOf(datapackage: JsonObject | undefined): TextFact[] {
  return TEXTS.flatMap(([key, shown]) => {
    const value = stringIn(datapackage, key)
    return value === undefined ? [] : [{ key: shown, value: visibleShort(value, 1000), source: `WACZ:datapackage:${key}` }]
  })
}

function timesOf(datapackage: JsonObject | undefined): TimeFact[] {
  return TIMES.flatMap(([key, role]) => {
    const raw = stringIn(datapackage, key)
    return raw === undefined ? [] : [isoTime({ role, source: `WACZ:datapackage:${key}`, raw })]
  })
}

function softwareOf(datapackage: JsonObject | undefined): { readonly name: string; readonly source: string }[] {
  const name = stringIn(datapackage, 'software')
  return name === undefined ? [] : [{ name: name.slice(0, 200), source: 'WACZ:datapackage:software' }]
}
