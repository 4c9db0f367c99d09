// `--encrypt-to age1…` or a file of recipients, several times.
import { readRecipients } from '../bundle/encrypt.ts'
import { absolute } from './case-at-hand.ts'
import type { Context } from './context.ts'
import type { RawInput } from './raw-input.ts'

export async function readAllRecipients(raw: RawInput, context: Context): Promise<string[]> {
  const recipients: string[] = []
  for (const word of raw.texts('encryptTo')) {
    recipients.push(...await readRecipients(context.world, word.startsWith('age1') ? word : absolute(context, word)))
  }
  return recipients
}
