// The signed journal in English: failures.
import type { CheckpointDefect } from '../../seal/log/checkpoint.ts'
import { visibleShort } from '../../system/visible.ts'
import type { FailureWordsOf } from '../catalog.ts'

const DEFECT: Readonly<Record<CheckpointDefect, string>> = {
  'too-large': 'too large',
  'not-utf8': 'not UTF-8',
  'control-character': 'control character',
  'no-signature-part': 'no signature',
  origin: 'empty origin',
  size: 'malformed size',
  root: 'malformed root',
  extension: 'empty line',
  'signature-line': 'malformed signature line',
}

export const logFailures: FailureWordsOf<'log'> = {
  'log.checkpoint-invalid': ({ reason }) => ({ message: `The journal's checkpoint is malformed: ${DEFECT[reason]}.`, remedy: 'Compare with another copy of the case.' }),
  'log.vkey-invalid': () => ({ message: 'The key that verifies the checkpoint is malformed.', remedy: 'Compare metadata/custody.vkey with another copy of the case.' }),
  'log.name-invalid': ({ name }) => ({ message: `"${visibleShort(name, 80)}" cannot name a journal or a signer.`, remedy: 'Give a name without blanks, without "+" and without control characters.' }),
  'log.key-invalid': ({ path }) => ({ message: `${visibleShort(path, 160)} is not an Ed25519 private key.`, remedy: 'Restore this file from a backup, or move it away: a new key will be made.' }),
}
