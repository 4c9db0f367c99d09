import { describe, expect, it } from 'vitest'
import type { Context } from '../../src/cli/context.ts'
import { sayStatus } from '../../src/cli/render/status.ts'
import { sayVerified } from '../../src/cli/render/verified.ts'
import type { CaseStatus } from '../../src/case/case-status.ts'
import { loadCatalog } from '../../src/messages/load.ts'
import type { VerifyResult } from '../../src/verify/verify-case.ts'

describe('the text of a verification', () => {
  it.each(['fr', 'en'] as const)('shows at most 30 lines of one code and counts the others, in %s', async (language) => {
    const words = await loadCatalog(language)
    const missing = Array.from({ length: 45 }, (_, index) => ({ code: 'BAG.PAYLOAD.MISSING_FILE', outcome: 'failed', subject: `data/${index}`, facts: {} }))
    const unsealed = Array.from({ length: 3 }, (_, index) => ({ code: 'COVER.UNSEALED_FILE', outcome: 'warning', subject: `new/${index}`, facts: {} }))
    const result = {
      verdict: 'failed', checks: [...missing, ...unsealed], exercise: false,
      coverage: { seals: [], sealed: { files: 1, bytes: 1 }, unsealed: { files: 3, paths: ['new/0', 'new/1', 'new/2'] }, outside: { files: 0 } },
    } as unknown as VerifyResult
    const lines = sayVerified(result, { words } as Context).split('\n')
    expect(lines.filter((line) => line.includes('data/'))).toHaveLength(30)
    expect(lines.find((line) => line.startsWith('  BAG.PAYLOAD.MISSING_FILE'))).toContain('15')
    expect(lines.filter((line) => line.includes('new/1'))).toHaveLength(1)
  })
})

describe('the next command', () => {
  const status = {
    dir: '/cases/l’été 42', reference: 'R', title: '', profile: 'police', operator: 'O', exercise: false, timeZone: 'UTC', createdAt: '2026-11-23T18:00:00Z',
    exhibits: 2, bytes: 2, refused: 0, inspected: 2, journal: 9, unsealed: 2, lockedBy: null, next: 'resume',
    lastSeal: { number: 1, state: 'pending', at: '2026-11-23T18:00:00Z', firstSeq: 7, lastSeq: 8, exhibits: 2 },
  } as const satisfies CaseStatus

  it('is typed as it must be from where one stands', async () => {
    const words = await loadCatalog('fr')
    expect(sayStatus(status, { words, cwd: '/cases' } as Context)).toContain('scelle sceller --resume --case \'l’été 42\'')
    expect(sayStatus(status, { words, cwd: '/cases/l’été 42/data' } as Context)).toMatch(/--resume$/)
  })

  it('does not call unsealed what a waiting seal already holds', async () => {
    const words = await loadCatalog('fr')
    expect(sayStatus(status, { words, cwd: '/' } as Context)).not.toContain('après le dernier scellement')
    expect(sayStatus({ ...status, exhibits: 3 }, { words, cwd: '/' } as Context)).toContain('1 pièce ajoutée après le dernier scellement'.replace('1 ', '1\u00a0'))
  })
})
