// The folder list is the registry; test/delivery/contract asserts it. Each is loaded when it is used.
import type { LeavingField } from '../../signalement/destination.ts'
import type { Adapter } from '../adapter.ts'
import type { Exporter } from '../exporter.ts'

// From the folder above: `./guichet/` is how the linter knows the room of that name.
export const ADAPTERS: Readonly<Record<string, () => Promise<Adapter>>> = {
  'atproto': async () => (await import('./atproto/atproto.ts')).atproto,
  'aws-abuse-signal': async () => (await import('./aws-abuse-signal/aws-abuse-signal.ts')).awsAbuseSignal,
  'folder': async () => (await import('./folder/adapter.ts')).folder,
  'guichet': async () => (await import('../destinations/guichet/guichet.ts')).guichet,
  'mail': async () => (await import('./mail/adapter.ts')).mail,
  'mastodon': async () => (await import('./mastodon/mastodon.ts')).mastodon,
  'request-tracker': async () => (await import('./request-tracker/adapter.ts')).requestTracker,
  'xarf-mail': async () => (await import('./xarf-mail/adapter.ts')).xarfMail,
}

/** Written for somebody else to send. */
export const EXPORTERS: Readonly<Record<string, () => Promise<{ readonly write: Exporter; readonly allow: readonly LeavingField[] }>>> = {
  'ncmec-xml': async () => {
    const { ncmecXml, NCMEC_ALLOW } = await import('./ncmec-xml/ncmec-xml.ts')
    return { write: ncmecXml, allow: NCMEC_ALLOW }
  },
}
