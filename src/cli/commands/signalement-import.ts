import { importSignalements, type ImportInput, type ImportResult } from '../../signalement/import/import-signalements.ts'
import { openStore, storeExists } from '../../signalement/store/open-store.ts'
import type { SignalementStore } from '../../signalement/store/signalement-store.ts'
import { Failure } from '../../system/failure.ts'
import { absolute } from '../case-at-hand.ts'
import { deskDefaults, storePlace } from '../desk.ts'
import { defineCommand } from '../define-command.ts'
import { readEntry } from '../entry-options.ts'
import { Exit } from '../exit-codes.ts'
import { importReason, importJson, sayImported } from '../render/imported.ts'
import { withSpool } from '../spool.ts'
import { deskTables } from '../tables.ts'

export const command = defineCommand<Omit<ImportInput, 'path' | 'reason'> & { readonly file: string }, ImportResult>({
  async read(raw, context) {
    const [file = ''] = raw.arguments
    const rejects = raw.text('reject')
    const path = rejects === undefined ? undefined : absolute(context, rejects)
    if (path !== undefined && file !== '-' && path === absolute(context, file)) throw new Failure('usage.conflict', { one: file, other: `--reject ${rejects ?? ''}` })
    return {
      file, rejects: path, map: raw.texts('map').map(mapping), format: raw.choice('format', ['csv', 'jsonl', 'xlsx']), entry: await readEntry(raw, context),
      strict: raw.flag('strict'), replace: raw.flag('replace'), dryRun: raw.flag('dryRun'), language: context.words.language,
    }
  },
  act: ({ file, ...input }, context) => withSpool(context, file, async (path) => {
    const tables = await deskTables(context)
    const work = context.progress.work('import', context.words.signalement.import.stage)
    const reason = importReason(context)
    let store: SignalementStore | undefined
    try {
      const place = storePlace(context)
      const opened = async (): Promise<SignalementStore | undefined> => (store = input.dryRun && !await storeExists(context.world, place) ? undefined : await openStore(context.world, place))
      const result = await importSignalements(context.world, opened, { ...input, path, reason }, deskDefaults(context), tables, (_stage, files, totalFiles) => {
        work.update({ files, ...(totalFiles === undefined ? {} : { totalFiles }) })
      })
      // Refused rows are errors: --quiet does not hide them.
      if (context.quiet && !context.json && result.refused > 0) context.terminal.err(`${sayImported(result, context)}\n`)
      return result
    } finally {
      store?.close()
      work.end()
    }
  }),
  say: sayImported,
  json: importJson,
  exit: ({ refused, kept, known }) => (refused === 0 ? Exit.done : kept + known === 0 ? Exit.badInput : Exit.someFailed),
})

/** `Ma colonne=urls`: the last equals sign parts them, because a column may have one in its name. */
function mapping(text: string): { column: string; field: string } {
  const at = text.lastIndexOf('=')
  if (at < 1) throw new Failure('usage.bad-value', { option: '--map', value: text, expected: 'colonne=champ' })
  return { column: text.slice(0, at).trim(), field: text.slice(at + 1).trim() }
}

