// A case whose journal has the wanted number of lines: one exhibit, and files that were refused.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { addExhibits } from '../../src/case/add-exhibits.ts'
import { initCase, writeCase } from '../../src/case/case-folder.ts'
import { createNodeWorld } from '../../src/system/node-world.ts'

export async function makeLongCase(dir: string, lines: number): Promise<void> {
  const world = createNodeWorld()
  await initCase(world, dir, { reference: 'bench', title: '', frame: '', operator: '', unit: '', profile: 'police', language: 'fr', exercise: false, timeZone: 'Europe/Paris' })
  const evidence = `${dir}.txt`
  writeFileSync(evidence, 'bench\n')
  await addExhibits(world, dir, { paths: [Buffer.from(evidence)], source: null, kind: 'original', sensitive: 'none', digests: [] })
  await writeCase(world, dir, 'bench', async (c) => {
    for (let line = c.state.size; line < lines;) {
      const group = Array.from({ length: Math.min(2000, lines - line) }, (_, n) => ({
        action: 'exhibit.refused' as const, subject: `DCIM/lien-${line + n}.jpg`,
        facts: { path: `DCIM/lien-${line + n}.jpg`, origin: join('/media/usb/DCIM', `lien-${line + n}.jpg`), reason: 'symlink' },
      }))
      await c.append(group)
      line += group.length
    }
  })
  await world.evidence.close()
}
