// The accounts that the signalement is about: they must be named, so they are no leak.
import type { ScanContext } from './privacy-hit.ts'

const bare = (text: string): string =>
  text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().replace(/^[@\s]+/, '').replace(/[\s.,;:!?)]+$/, '')

/** Whether a folded handle or address is a reported one. */
export function reportedAccounts({ account, urls = [] }: ScanContext): (handle: string) => boolean {
  const accounts = new Set<string>()
  const whole = new Set<string>()
  for (const given of account === undefined ? urls : [account, ...urls]) {
    const text = bare(given)
    if (!text.includes('/')) accounts.add(text)
    else {
      whole.add(address(text))
      for (const part of text.split(/[/?#&=]/)) if (part !== '') accounts.add(bare(part))
    }
  }
  return (handle) => handle.includes('/') ? whole.has(address(bare(handle))) : accounts.has(bare(handle))
}

function address(text: string): string {
  return text.replace(/^[a-z][a-z0-9+.-]*:\/\//, '').replace(/^(?:www|m|mobile)\./, '').replace(/[?#].*$/s, '').replace(/\/+$/, '')
}
