import { Failure } from '../../system/failure.ts'
import { verifyCase, type VerifyResult } from '../../verify/verify-case.ts'
import { verifyTokenFile, type TokenFileResult } from '../../verify/verify-token-file.ts'
import { absolute, caseAtHand } from '../case-at-hand.ts'
import type { Context } from '../context.ts'
import { defineCommand } from '../define-command.ts'
import type { RawInput } from '../raw-input.ts'
import { sayTokenVerified, sayVerified, verdictExit } from '../render/verified.ts'
import { readAnchors, readCertificateFile } from '../seal-options.ts'

type Input =
  | { readonly kind: 'case'; readonly target: string; readonly anchors: Buffer[] }
  | { readonly kind: 'token'; readonly token: string; readonly data: string; readonly anchors: Buffer[]; readonly untrusted: Buffer[]; readonly query?: string; readonly lenient: boolean }

export const command = defineCommand<Input, VerifyResult | TokenFileResult>({
  async read(raw, context) {
    const anchors = await readAnchors(raw, context)
    const data = raw.text('data')
    const [word] = raw.arguments
    if (data !== undefined) return readTokenInput(raw, context, data, anchors)
    for (const key of ['query', 'lenient'] as const) {
      if (raw.text(key) !== undefined || raw.flag(key)) throw new Failure('usage.missing-option', { option: '--data' })
    }
    return { kind: 'case', target: word === undefined ? await caseAtHand(raw, context) : absolute(context, word), anchors }
  },
  async act(input, context) {
    if (input.kind === 'token') return verifyTokenFile(context.world, input)
    const work = context.progress.work('verify', context.words.cli.stages.verify)
    try {
      return await verifyCase(context.world, input.target, { anchors: input.anchors, onProgress: (step) => { work.update(step) } })
    } finally {
      work.end()
    }
  },
  say: (result, context) => ('coverage' in result ? sayVerified(result, context) : sayTokenVerified(result, context)),
  exit: (result) => verdictExit(result.verdict),
})

async function readTokenInput(raw: RawInput, context: Context, data: string, anchors: Buffer[]): Promise<Input> {
  const [token] = raw.arguments
  if (token === undefined) throw new Failure('usage.missing-argument', { word: 'TOKEN' })
  const query = raw.text('query')
  const untrusted: Buffer[] = []
  for (const path of raw.texts('untrusted')) untrusted.push(...await readCertificateFile(context, absolute(context, path)))
  return {
    kind: 'token', token: absolute(context, token), data: absolute(context, data), anchors, untrusted, lenient: raw.flag('lenient'),
    ...(query === undefined ? {} : { query: absolute(context, query) }),
  }
}
