import fc from 'fast-check'
import { simpleParser } from 'mailparser'
import { describe, expect, it } from 'vitest'
import { composeMail, isMailAddress, mailAddressOf, type MailMessage } from '../../src/system/mail-message.ts'

const MESSAGE: MailMessage = {
  from: 'Cellule « signalements » <signalements@asso.example>', to: 'abuse@hebergeur.example', subject: 'Notification d’un contenu illicite',
  messageId: 'abc123@asso.example', date: '2026-11-23T17:04:07.120Z', text: 'Bonjour,\n.\n..fin\nune ligne avec é\n',
}
const report = (text: string) => ({ contentType: 'application/json', filename: 'xarf.json', content: Buffer.from(text) })

/** Header lines, unfolded. */
function headersOf(bytes: Uint8Array): string[] {
  const text = Buffer.from(bytes).toString('latin1')
  return text.slice(0, text.indexOf('\r\n\r\n')).replace(/\r\n[ \t]/g, ' ').split('\r\n')
}

describe('a composed message', () => {
  it('is the same bytes each time, and says the date that it was given', async () => {
    const message = { ...MESSAGE, parts: [report('{"a":1}')] }
    const [one, two] = [await composeMail(message), await composeMail({ ...message })]
    expect(Buffer.from(one).equals(Buffer.from(two))).toBe(true)
    const headers = headersOf(one)
    expect(headers).toContain('Date: Mon, 23 Nov 2026 17:04:07 +0000')
    expect(headers).toContain('Message-ID: <abc123@asso.example>')
    expect(headers.filter((line) => line.startsWith('X-Mailer')).length).toBe(0)
  })

  it('is read back by another library as it was meant', async () => {
    const parsed = await simpleParser(Buffer.from(await composeMail({ ...MESSAGE, parts: [report('{"a":"é"}')] })))
    expect(parsed).toMatchObject({ subject: MESSAGE.subject, messageId: '<abc123@asso.example>' })
    expect(parsed.from?.value).toEqual([{ name: 'Cellule « signalements »', address: 'signalements@asso.example' }])
    expect(parsed.text?.trimEnd()).toBe(MESSAGE.text.trimEnd())
    expect(parsed.attachments.map(({ filename, content }) => [filename, content.toString('utf8')])).toEqual([['xarf.json', '{"a":"é"}']])
  })

  it('a report of several parts says what it is', async () => {
    const bytes = await composeMail({ ...MESSAGE, contentType: 'multipart/report; report-type=feedback-report', parts: [{ contentType: 'message/feedback-report', content: Buffer.from('Feedback-Type: abuse\r\n') }, report('{}')] })
    expect(headersOf(bytes).at(-1)).toMatch(/^Content-Type: multipart\/report; report-type=feedback-report; boundary=/)
    expect(Buffer.from(bytes).toString('latin1')).toMatch(/Content-Type: message\/feedback-report\r\nContent-Transfer-Encoding: 7bit\r\nContent-Disposition: inline\r\n\r\nFeedback-Type: abuse\r\n/)
  })

  it('hostile words make no header, no part and no line that a server may cut', async () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.constantFrom('x\r\nBcc: evil@evil.example\r\n\r\nbody', 'a\nTo: evil@evil.example', '\r\n.\r\nMAIL FROM:<evil@evil.example>\r\n', 'b\u2028Bcc: evil@evil.example', 'é'.repeat(900), 'x'.repeat(5000), '\u0000', '----_NmP-1-Part_1--', '"a" <evil@evil.example>, b'),
    )
    await fc.assert(fc.asyncProperty(hostile, hostile, hostile, async (subject, text, name) => {
      const bytes = Buffer.from(await composeMail({
        ...MESSAGE, subject, text, from: `${name.replace(/[<>]/g, '')} <signalements@asso.example>`, headers: { 'X-Our-Reference': subject }, parts: [report(text)],
      }))
      expect(bytes.every((byte) => byte < 0x80 && byte !== 0)).toBe(true)
      const lines = bytes.toString('latin1').split('\r\n')
      expect(lines.every((line) => line.length <= 998 && !/[\r\n]/.test(line))).toBe(true)
      const names = headersOf(bytes).map((line) => line.slice(0, line.indexOf(':')))
      expect(names.filter((each) => !['X-Our-Reference', 'From', 'To', 'Subject', 'Message-ID', 'Date', 'MIME-Version', 'Content-Type'].includes(each))).toEqual([])
      expect(new Set(names).size).toBe(names.length)
      const parsed = await simpleParser(bytes)
      expect(parsed.from?.value.map(({ address }) => address)).toEqual(['signalements@asso.example'])
      expect([parsed.to].flat().flatMap((each) => each?.value.map(({ address }) => address))).toEqual(['abuse@hebergeur.example'])
      expect(parsed.attachments).toHaveLength(1)
      expect(parsed.attachments[0]?.content.equals(Buffer.from(text))).toBe(true)
    }), { numRuns: 150 })
  })

  it('an address that is none is never written', async () => {
    for (const to of ['', 'a', 'a@b\r\nBcc: c@d.example', 'a b@c.example', 'a@b>c', '<a@b.example> SIZE=1', 'é@b.example', 'a@b.example,c@d.example', 'a@-b.example', '.a@b.example', `${'a'.repeat(65)}@b.example`]) {
      expect(isMailAddress(to), to).toBe(false)
      await expect(composeMail({ ...MESSAGE, to }), to).rejects.toMatchObject({ code: 'system.internal' })
    }
    expect(mailAddressOf('Abuse <abuse@b.example>')).toBe('abuse@b.example')
    expect(mailAddressOf('a <b@c.example> <d@e.example>')).toBeUndefined()
  })
})
