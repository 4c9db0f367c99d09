// The peer of `scelle send`: posts so many notices to a guichet, so many at once, and keeps nothing.
// Arguments: address, token, notices, at once.
import got from 'got'
import { Agent } from 'node:http'
import { sampleNotice } from './sample-notice.ts'

const [url = '', token = '', count = '0', atOnce = '1'] = process.argv.slice(2)
const agent = { http: new Agent({ keepAlive: true, maxSockets: 256 }) }
let next = 0
let failed = 0
const started = performance.now()
await Promise.all(Array.from({ length: Number(atOnce) }, async () => {
  for (;;) {
    const number = next++
    if (number >= Number(count)) return
    const answer = await got.post(`${url}/v1/signalements`, {
      agent, retry: { limit: 0 }, throwHttpErrors: false,
      headers: { 'authorization': `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': `bare-${number}` },
      body: JSON.stringify(sampleNotice(number)),
    })
    if (answer.statusCode !== 202) failed += 1
  }
}))
process.stdout.write(`${JSON.stringify({ seconds: (performance.now() - started) / 1000, failed })}\n`)
