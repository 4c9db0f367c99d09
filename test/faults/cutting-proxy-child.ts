// Passes each request on and cuts its answer off, the first time that a key is seen: `node cutting-proxy-child.ts TARGET [BYTES]`
// says its address. The guichet has it then; the sender does not know. BYTES: how much of the answer still gets through.
import { createServer, request as ask } from 'node:http'
import type { AddressInfo } from 'node:net'

const [, , target = '', bytes = '0'] = process.argv
const seen = new Set<string>()

const server = createServer((request, response) => {
  const parts: Buffer[] = []
  request.on('data', (part: Buffer) => { parts.push(part) })
  request.on('end', () => {
    const onward = ask(new URL(request.url ?? '/', target), { method: request.method, headers: request.headers }, (answer) => {
      const said: Buffer[] = []
      answer.on('data', (part: Buffer) => { said.push(part) })
      answer.on('end', () => {
        const key = request.headers['idempotency-key']
        if (typeof key === 'string' && !seen.has(key)) {
          seen.add(key)
          const text = `HTTP/1.1 ${answer.statusCode} Accepted\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.concat(said).length}\r\n\r\n${Buffer.concat(said).toString('utf8')}`
          response.socket?.write(text.slice(0, Number(bytes)), () => { response.socket?.destroy() })
          return
        }
        response.writeHead(answer.statusCode ?? 502, answer.headers).end(Buffer.concat(said))
      })
    })
    onward.on('error', () => { response.socket?.destroy() })
    onward.end(Buffer.concat(parts))
  })
})
server.listen(0, '127.0.0.1', () => { process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`) })
