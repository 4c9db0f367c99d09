// A destination that says everything back: credentials and body in each part of its answer. `node hostile-guichet-child.ts STATUS`
// says its address.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const status = Number(process.argv[2] ?? '400')

const server = createServer((request, response) => {
  let body = ''
  request.setEncoding('utf8').on('data', (part: string) => { body += part })
  request.on('end', () => {
    const authorization = request.headers.authorization ?? ''
    const words = `${authorization} ${authorization.replace('Bearer ', '')} ${encodeURIComponent(authorization)}`
    response.writeHead(status, { 'content-type': 'application/problem+json', 'x-request-id': authorization.replace('Bearer ', ''), 'retry-after': authorization, 'location': `https://autre.example/?${encodeURIComponent(authorization)}`, 'www-authenticate': authorization })
    response.end(JSON.stringify({ type: words, title: words, detail: `${words} ${body.slice(0, 200)}`, errors: [{ pointer: words, detail: words }], id: words, state: words, receivedAt: words }))
  })
})
server.listen(0, '127.0.0.1', () => { process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`) })
