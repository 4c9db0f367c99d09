import { examineHost, type HostFinding } from '../../bundle/examine-host.ts'
import { formatBytes } from '../../messages/format.ts'
import { visible } from '../../system/visible.ts'
import { absolute } from '../case-at-hand.ts'
import type { Context } from '../context.ts'
import { defineCommand } from '../define-command.ts'
import { Exit } from '../exit-codes.ts'
import { bold, green, red, yellow } from '../paint.ts'
import { textOf } from '../run.ts'
import { readSealOptions, trustFolder } from '../seal-options.ts'

export const command = defineCommand({
  async read(raw, context) {
    const { tsa, anchors } = await readSealOptions(raw, context)
    const given = raw.text('case')
    return { dir: given === undefined ? context.cwd : absolute(context, given), tsa, anchors, online: raw.flag('online') }
  },
  act: (input, { world }) => examineHost(world, input),
  say(result, context) {
    const lines = result.findings.map((finding) => {
      const { label, text } = worded(finding, context)
      const { doctor } = context.words.cli
      const state = { ok: green(`✓ ${doctor.ok.padEnd(7)}`), warn: yellow(`! ${doctor.warn.padEnd(7)}`), bad: red(`✗ ${doctor.bad.padEnd(7)}`) }[finding.state]
      return `${state} ${label.padEnd(26)} ${text}`
    })
    return [...lines, '', bold(context.words.cli.doctor.verdict(result.bad, result.findings.filter(({ state }) => state === 'warn').length))].join('\n')
  },
  exit: (result) => (result.bad === 0 ? Exit.done : Exit.settings),
})

function worded(finding: HostFinding, context: Context): { label: string; text: string } {
  const { words } = context
  const { doctor } = words.cli
  switch (finding.subject) {
    case 'node':
      return { label: doctor.node, text: finding.version }
    case 'openssl':
      return { label: doctor.openssl, text: finding.version }
    case 'disk':
      return { label: doctor.disk, text: doctor.freeBytes(formatBytes(words.language, finding.bytes)) }
    case 'write':
      return { label: doctor.write, text: finding.failure === null ? doctor.writes : textOf(finding.failure, words).message }
    case 'clock':
      return { label: doctor.clock, text: finding.offsetMs === null ? doctor.clockUnknown : doctor.clockOffset(finding.offsetMs, visible(finding.authority)) }
    case 'fonts':
      return { label: doctor.fonts, text: visible(finding.names.join(', ')) }
    case 'roots':
      return { label: doctor.roots, text: doctor.roots_(finding.count, visible(trustFolder(context))) }
    default:
      if (finding.url === null) return { label: doctor.authority, text: doctor.localOnly }
      if (finding.failure !== null) return { label: doctor.authority, text: `${visible(finding.url)} — ${textOf(finding.failure, words).message}` }
      return { label: doctor.authority, text: `${visible(finding.url)} — ${finding.ms === null ? doctor.notAsked : doctor.reachable(finding.ms, finding.state === 'ok')}` }
  }
}
