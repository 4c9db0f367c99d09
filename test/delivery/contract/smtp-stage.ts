// The other side of a mail destination on loopback: an SMTP server that plays one scene at each delivery. SMTP has no
// redirect, no Retry-After, and a login that is refused before anything arrives: those scenes are left out.
import { openSmtpReceiver, type SmtpManner } from '../../support/smtp-receiver.ts'
import type { Scene, Seen, Stage } from './adapter-case.ts'

export const SMTP_SCENES = ['accept', 'reject', 'vanish-after-body', 'silent-after-body', 'refuse-connection', 'garbage', 'huge-answer'] as const satisfies readonly Scene[]

const MANNER: Partial<Record<Scene, SmtpManner>> = {
  'accept': 'accept', 'reject': 'refuse-data', 'vanish-after-body': 'drop-after-data', 'silent-after-body': 'silent-after-data', 'garbage': 'garbage-after-data',
  'huge-answer': 'endless-after-data',
}

/** What the settings of a mail destination are here: a login in clear, which loopback alone may have. */
export async function openSmtpStage(password: string): Promise<Stage> {
  const refused: Seen[] = []
  const server = await openSmtpReceiver({ password, onRefused: ({ to, bytes }) => { refused.push({ line: to.join(' '), headers: {}, body: bytes }) } })
  return {
    url: '',
    options: { smtpHost: '127.0.0.1', smtpPort: String(server.port), smtpSecurity: 'none', smtpUser: 'cellule', smtpTimeout: '1' },
    get seen() {
      return [...refused, ...server.received.map(({ to, bytes }) => ({ line: to.join(' '), headers: {}, body: bytes }))]
    },
    play(scene) {
      const manner = MANNER[scene]
      if (scene === 'refuse-connection') void server.close()
      else if (manner === undefined) throw new Error(`SMTP has no ${scene}`)
      else server.behave(manner)
    },
    close: async () => { await server.close() },
  }
}
