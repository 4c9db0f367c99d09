// Names of parameters that only say who clicked where. On a host that nobody here knows, these alone are dropped:
// `s`, `t`, `ref` or `source` may name a content there.

const NAMES: ReadonlySet<string> = new Set([
  'fbclid', 'gclid', 'gclsrc', 'dclid', 'wbraid', 'gbraid', 'gad_source', 'msclkid', 'yclid', 'twclid', 'ttclid', 'li_fat_id', 'epik', 'srsltid', 'rdt_cid', 'sccid',
  'igshid', 'igsh', 'xmt', 'slof', 'mibextid', 'mc_cid', 'mc_eid', 'mkt_tok', '_ga', '_gl', '_hsenc', '_hsmi', '_openstat', 'vero_id', 'oly_anon_id', 'oly_enc_id', 'ref_src', 'ref_url',
  'xtor', '__cft__', '__tn__', '__xts__', 'at_medium', 'at_campaign', 'at_creation', 'at_format', 'at_variant', 'at_send_date',
])
const PREFIX = /^(?:utm_|mtm_|pk_(?:campaign|kwd|source|medium|content)|hsa_|__cft__|__xts__|at_custom\d)/

/** `name` decoded, in lower case. */
export function isTracking(name: string): boolean {
  return NAMES.has(name) || PREFIX.test(name)
}

/** Fragments that name no part of a page: campaign marks, the leftover of a login, a highlighted text. */
const IDLE_FRAGMENT = /^#(?:$|_=_$|xtor=|echobox=|utm_|fbclid=|at_(?:medium|campaign)=)/i

/** The fragment as it counts: on an unknown host it may name a comment (`#p123`) or a route (`#!/x`), so it is kept. */
export function usefulFragment(hash: string): string {
  const [part = ''] = hash.split(':~:')
  return part === '#' || IDLE_FRAGMENT.test(part) ? '' : part
}
