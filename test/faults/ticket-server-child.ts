// Stands for a destination that knows no key: every ticket that is asked for is made, once more each time. `node
// ticket-server-child.ts LOG [DELAY_MS]` says its address; a ticket is a line of LOG before it is answered.
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const [, , log = '', delay = '0'] = process.argv
const subjects = (): string[] => (existsSync(log) ? readFileSync(log, 'utf8').split('\n').slice(0, -1) : [])
const wait = async (): Promise<void> => { await new Promise((done) => { setTimeout(done, Number(delay)) }) }

const server = createServer((request, response) => {
  void (async () => {
    let body = ''
    for await (const part of request as AsyncIterable<Buffer>) body += part.toString('utf8')
    const answer = (status: number, value: unknown): void => { response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value)) }
    const url = new URL(request.url ?? '/', 'http://localhost')
    if (request.method === 'POST' && url.pathname === '/REST/2.0/ticket') {
      await wait()
      appendFileSync(log, `${(JSON.parse(body) as { Subject: string }).Subject}\n`)
      const id = subjects().length
      await wait()
      answer(201, { id: String(id), type: 'ticket' })
    } else if (url.pathname === '/REST/2.0/tickets') {
      const mark = /LIKE '([^']+)'/.exec(url.searchParams.get('query') ?? '')?.[1] ?? ' '
      const items = subjects().flatMap((subject, index) => (subject.includes(mark) ? [{ id: String(index + 1), Subject: subject, Status: 'new' }] : []))
      answer(200, { total: items.length, items })
    } else answer(404, { message: 'No such place' })
  })()
})
server.listen(0, '127.0.0.1', () => { process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`) })
