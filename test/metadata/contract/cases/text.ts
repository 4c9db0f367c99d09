import { expect } from 'vitest'
import type { ReaderCase } from '../reader-case.ts'

const sample = (name: string, bytes: Buffer, expected: readonly string[]): ReaderCase['samples'][number] => ({
  name, bytes: () => bytes, finds: ({ text }) => { expect(text.map(({ key, value }) => `${key}=${value}`)).toEqual(expected) },
})

export const readerCase: ReaderCase = {
  samples: [
    sample('journal.txt', Buffer.from('Déjà vu\r\nun deux\ntrois'), ['encoding=UTF-8', 'line ends=LF and CRLF', 'lines=3']),
    sample('windows.txt', Buffer.from('D\xe9j\xe0 vu, un texte\r\n', 'latin1'), ['encoding=single-byte', 'line ends=CRLF', 'lines=1']),
    sample('marque.txt', Buffer.from('\ufeffBonjour à tous', 'utf16le'), ['encoding=UTF-16LE, mark', 'line ends=none', 'lines=1']),
    sample('tableau.csv', Buffer.from('a;b;c\n1;2;3\n4;5;6\n'), ['encoding=ASCII', 'line ends=LF', 'lines=3']),
  ],
}
