// Messages made for tests: invented people, example domains.
export interface Part {
  readonly type: string
  readonly name?: string
  readonly location?: string
  readonly text?: string
  readonly bytes?: Buffer
}

const HEADER = ['From: a@example.org', 'To: b@example.org', 'Subject: =?utf-8?Q?Caf=C3=A9?=', 'Date: Mon, 16 Nov 2026 08:12:31 +0100']

/** `open`: the body goes on with header fields. */
export function messageOf(more: readonly string[] = [], body = 'bonjour\r\n', open = false): Buffer {
  const id = more.some((line) => line.startsWith('Message-ID:')) ? [] : ['Message-ID: <1@example.org>']
  return Buffer.from(`${[...more, ...HEADER, ...id].join('\r\n')}\r\n${open ? '' : '\r\n'}${body}`, 'utf8')
}

export function multipart(parts: readonly Part[], more: readonly string[] = [], boundary = `limite${parts.length}`, type = 'multipart/mixed'): Buffer {
  const body = parts.map(({ type: each, name, location, text, bytes }) => [
    `--${boundary}`, `Content-Type: ${each}${name === undefined ? '' : `; name="${name}"`}`,
    ...(location === undefined ? [] : [`Content-Location: ${location}`]),
    ...(name === undefined ? [] : [`Content-Disposition: attachment; filename="${name}"`]),
    ...(bytes === undefined ? [] : ['Content-Transfer-Encoding: base64']),
    '', bytes === undefined ? text ?? '' : (bytes.toString('base64').match(/.{1,76}/g) ?? []).join('\r\n'),
  ].join('\r\n')).join('\r\n')
  return messageOf([...more, 'MIME-Version: 1.0', `Content-Type: ${type}; boundary="${boundary}"`], `${body}\r\n--${boundary}--\r\n`)
}
