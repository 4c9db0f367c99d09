// The formats of conversations, in the order in which they are tried on the beginning of a file. One format = one file
// beside this one, one row here and one case in the suite.
import type { FormatEntry } from './raw-message.ts'
import { detectWhatsapp } from './whatsapp.ts'

const json = (head: string): boolean => /^\s*[{[]/.test(head)

export const FORMATS: readonly FormatEntry[] = [
  {
    name: 'discord', load: async () => import('./discord.ts'),
    detect: (head) => (json(head) && /"guild"\s*:/.test(head) && /"channel"\s*:/.test(head) ? 'members "guild" and "channel"' : undefined),
  },
  {
    name: 'telegram-json', load: async () => import('./telegram-json.ts'),
    detect: (head) => (json(head) && (/"date_unixtime"\s*:/.test(head) || /"text_entities"\s*:/.test(head) || (/"from_id"\s*:/.test(head) && /"messages"\s*:/.test(head)) || (/"chats"\s*:/.test(head) && /"about"\s*:|"list"\s*:/.test(head))) ? 'members of a Telegram export' : undefined),
  },
  {
    name: 'meta', load: async () => import('./meta.ts'),
    detect: (head) => (json(head) && /"participants"\s*:/.test(head) && /"sender_name"\s*:|"senderName"\s*:|"timestamp_ms"\s*:/.test(head) ? 'members "participants" and "sender_name"' : undefined),
  },
  {
    name: 'signal-desktop', load: async () => ({ format: (await import('./signal.ts')).signalDesktop }),
    detect: (head) => (json(head) && /"conversationId"\s*:/.test(head) && /"sent_at"\s*:|"timestamp"\s*:/.test(head) ? 'members "conversationId" and "sent_at"' : undefined),
  },
  {
    name: 'signal-export', load: async () => ({ format: (await import('./signal.ts')).signalExport }),
    detect: (head) => (json(head) && /"sender"\s*:/.test(head) && /"body"\s*:/.test(head) && /"date"\s*:/.test(head) ? 'members "sender", "body" and "date"' : undefined),
  },
  {
    name: 'sms-backup', load: async () => import('./sms-backup.ts'),
    detect: (head) => (/<smses[\s>]/.test(head) ? 'element smses' : undefined),
  },
  {
    name: 'telegram-html', load: async () => import('./telegram-html.ts'),
    detect: (head) => (/<div class="message (?:default|service)/.test(head) && /class="history"|page_wrap/.test(head) ? 'classes of a Telegram page' : undefined),
  },
  { name: 'whatsapp', load: async () => import('./whatsapp.ts'), detect: detectWhatsapp },
]
