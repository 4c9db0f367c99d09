// How fast an import is read, without checks and store: 100,000 rows of 8 columns made up on the fly, and a 200 MB file.
// `node test/bench/import-rows.ts [xlsx FILE]`; one process a figure, so that the peak of memory is its own.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readRows } from '../../src/signalement/import/read-rows.ts'
import { createNodeWorld } from '../../src/system/node-world.ts'

const HEADER = 'URL;Type d’atteinte;Âge;Plateforme;Pseudo;Description;Vu le;Bonne foi\r\n'
const two = (value: number): string => String(value).padStart(2, '0')

function line(index: number, extra: string): string {
  const date = `${two(1 + (index % 28))}/${two(1 + (index % 11))}/2026 ${two(index % 24)}:${two(index % 60)}`
  return `https://www.example.com/p/C${index.toString(36)}/;cyberharcèlement;14;instagram;@pseudo_${index};`
    + `"Publication n° ${index} : moqueries répétées visant une élève, capture faite à l’accueil.${extra}";${date};oui\r\n`
}

async function* csv(rows: number, extra = ''): AsyncIterable<Buffer> {
  let text = HEADER
  for (let index = 0; index < rows; index += 1) {
    text += line(index, extra)
    if (text.length < 256 * 1024) continue
    yield Buffer.from(text, 'utf8')
    text = ''
  }
  yield Buffer.from(text, 'utf8')
}

async function* jsonl(rows: number): AsyncIterable<Buffer> {
  for await (const chunk of csv(rows)) {
    const lines = chunk.toString('utf8').split('\r\n').filter((each) => each.startsWith('https'))
    yield Buffer.from(lines.map((each) => {
      const [urls, harm, ageBand, platform, account, explanation, observedAt] = each.split(';')
      return `${JSON.stringify({ urls, harm, ageBand, platform, account, explanation, observedAt, goodFaith: true })}\n`
    }).join(''), 'utf8')
  }
}

const JOBS = ['csv', 'jsonl', 'utf16', '200mb'] as const

async function one(job: string, file: string | undefined): Promise<void> {
  const world = createNodeWorld()
  const dir = mkdtempSync(join(tmpdir(), 'scelle-bench-import-'))
  try {
    const path = file ?? join(dir, job)
    const utf16 = async function* (): AsyncIterable<Buffer> {
      yield Buffer.from([0xff, 0xfe])
      for await (const chunk of csv(100_000)) yield Buffer.from(chunk.toString('utf8'), 'utf16le')
    }
    const content = job === 'jsonl' ? jsonl(100_000) : job === 'utf16' ? utf16() : job === '200mb' ? csv(200_000, ' Texte de plus.'.repeat(50)) : csv(100_000)
    if (file === undefined) await world.files.writeDurably(path, content)
    const from = performance.now()
    let rows = 0
    let problems = 0
    for await (const batch of readRows(world, path, { map: [], timeZone: 'Europe/Paris' })) {
      rows += batch.rows.length
      for (const row of batch.rows) problems += row.problems.length
    }
    const seconds = (performance.now() - from) / 1000
    const size = (await world.files.facts(path))?.size ?? 0
    console.log(`${job.padEnd(6)} ${rows} rows, ${Math.round(size / 1e6)} MB, ${problems} problems: ${Math.round(rows / seconds)} rows/s, peak ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB`)
  } finally {
    await world.evidence.close()
    rmSync(dir, { recursive: true, force: true })
  }
}

const [job, file] = process.argv.slice(2)
if (job !== undefined) await one(job, file)
else for (const each of JOBS) spawnSync(process.execPath, [fileURLToPath(import.meta.url), each], { stdio: 'inherit' })
