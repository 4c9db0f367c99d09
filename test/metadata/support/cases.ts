// A real case in a temporary folder.
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addExhibits } from '../../../src/case/add-exhibits.ts'
import { initCase } from '../../../src/case/case-folder.ts'
import type { Sensitivity } from '../../../src/case/exhibit.ts'
import { createNodeWorld } from '../../../src/system/node-world.ts'
import type { World } from '../../../src/system/world.ts'

export function worldOf(signal?: AbortSignal): World {
  return createNodeWorld(signal === undefined ? {} : { signal })
}

export async function newCase(world: World, profile: 'police' | 'hotline' = 'police'): Promise<string> {
  const dir = join(mkdtempSync(join(tmpdir(), 'case-')), 'dossier')
  await initCase(world, dir, { reference: 'T-1', title: 'Test', frame: '', operator: 'Test', unit: '', profile, language: 'fr', exercise: true, timeZone: 'Europe/Paris' })
  return dir
}

export async function add(world: World, dir: string, paths: readonly string[], sensitive: Sensitivity = 'none'): Promise<void> {
  await addExhibits(world, dir, { paths: paths.map((path) => Buffer.from(path)), source: null, kind: 'original', sensitive, digests: ['sha256'] })
}

export async function addFile(world: World, dir: string, name: string, bytes: Buffer, sensitive: Sensitivity = 'none'): Promise<void> {
  const path = join(mkdtempSync(join(tmpdir(), 'evidence-')), name)
  writeFileSync(path, bytes)
  await add(world, dir, [path], sensitive)
}
