// What a hand-over folder holds and under which names: pure, so that --dry-run prints what would be written.
import type { CaseRecord } from '../case/case-record.ts'

export interface HandOverPlan {
  /** Folder to write, absolute. */
  readonly out: string
  /** Single base directory inside the zip, and stem of the zip's name. */
  readonly base: string
  readonly encrypted: boolean
  readonly files: readonly PlannedFile[]
}

export interface PlannedFile {
  readonly name: string
  readonly content: 'report' | 'attestation' | 'bag' | 'page' | 'sums'
  /** Bag path of a file that is copied. */
  readonly from?: string
}

export const REPORT = 'report/rapport.pdf'
export const PAGE = 'VERIFIER.html'
export const SUMS = 'SHA256SUMS'

/** With recipients, only the encrypted bag goes out: report and attestation are inside it. */
export function planHandOver(record: CaseRecord, out: string, seal: string, encrypted: boolean): HandOverPlan {
  const base = slugOf(record)
  const readable: PlannedFile[] = [
    { name: 'rapport.pdf', content: 'report', from: REPORT },
    { name: 'attestation.pdf', content: 'attestation', from: `${seal}/attestation.pdf` },
  ]
  return {
    out, base, encrypted,
    files: [
      ...(encrypted ? [] : readable),
      { name: encrypted ? `${base}.bag.zip.age` : `${base}.bag.zip`, content: 'bag' },
      { name: PAGE, content: 'page' },
      { name: SUMS, content: 'sums' },
    ],
  }
}

const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i

/** The reference as one safe path part: ASCII letters, digits, `.`, `_`, `-`; never empty, hidden or reserved. */
export function slugOf({ reference, id }: Pick<CaseRecord, 'reference' | 'id'>): string {
  const slug = reference.normalize('NFKD').replace(/\p{M}+/gu, '').replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[-.]+/, '').slice(0, 80).replace(/[-.]+$/, '')
  if (slug === '') return `dossier-${id.slice(0, 8)}`
  return RESERVED.test(slug) ? `dossier-${slug}` : slug
}
