// bag-info.txt (RFC 8493 §2.2.2; package-info.txt in 0.93): only Payload-Oxum can be checked.
import type { CheckSheet } from '../check-sheet.ts'
import type { Container } from '../container.ts'
import type { Inventory } from '../inventory.ts'
import type { Declaration } from './declaration.ts'
import { tagLines } from './tag-lines.ts'

declare module '../../seal/check.ts' {
  interface CheckFacts {
    'BAG.INFO_LINE_INVALID': { line: number }
    'BAG.OXUM_INVALID': { value: string }
  }
}

export interface Oxum {
  readonly bytes: number
  readonly files: number
}

export interface BagInfo {
  readonly path: string
  readonly oxums: readonly Oxum[]
}

export async function checkBagInfo(container: Container, inventory: Inventory, sheet: CheckSheet, { before1, encoding }: Declaration): Promise<BagInfo | undefined> {
  const path = ['bag-info.txt', 'package-info.txt'].find((name) => inventory.get(name)?.kind === 'file')
  if (path === undefined) return undefined
  const oxums: Oxum[] = []
  let line = 0
  for await (const batch of tagLines(container, path, encoding)) {
    for (const text of batch) {
      line += 1
      // Empty lines, and lines that continue a value.
      if (text === '' || (text !== null && /^[ \t]/.test(text) && line > 1)) continue
      const [, label = '', space = '', value = ''] = /^([^:\s][^:]*?)([ \t]*):[ \t]*(.*)$/s.exec(text ?? '') ?? []
      if (label === '' || (space !== '' && !before1)) {
        sheet.add('BAG.INFO_LINE_INVALID', before1 ? 'warning' : 'failed', path, { line })
        continue
      }
      if (label.toLowerCase() !== 'payload-oxum') continue
      const [, bytes, files] = /^(\d{1,15})\.(\d{1,15})\s*$/.exec(value) ?? []
      if (bytes === undefined || files === undefined) sheet.add('BAG.OXUM_INVALID', 'failed', path, { value: value.slice(0, 100) })
      else oxums.push({ bytes: Number(bytes), files: Number(files) })
    }
  }
  return { path, oxums }
}
