// Runs inside the cache folder's own world: Bluesky's development network, driven by lines of JSON on stdin. One line of
// JSON back for each; the first says where everything is.
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import { join } from 'node:path'

const { TestNetwork } = await import(pathToFileURL(join(process.argv[2], 'node_modules/@atproto/dev-env/dist/index.js')).href)
const network = await TestNetwork.create({ dbPostgresSchema: 'scelle' })
const moderator = network.ozone.getModClient()
const say = (value) => { process.stdout.write(`\n@${JSON.stringify(value)}\n`) }

async function post(method, body, token) {
  const reply = await fetch(`${network.pds.url}/xrpc/${method}`, { method: 'POST', headers: { 'content-type': 'application/json', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) }, body: JSON.stringify(body) })
  return reply.json()
}

async function settled() {
  await network.ozone.processAll?.()
  await network.processAll()
  await new Promise((resolve) => { setTimeout(resolve, 1500) })
}

const orders = {
  account: async ({ handle, password }) => {
    const { did, accessJwt } = await post('com.atproto.server.createAccount', { handle, email: `${handle}@mail.example`, password })
    return { did, token: accessJwt }
  },
  post: async ({ did, token, text }) => {
    const made = await post('com.atproto.repo.createRecord', { repo: did, collection: 'app.bsky.feed.post', record: { $type: 'app.bsky.feed.post', text, createdAt: new Date().toISOString() } }, token)
    await settled()
    return made
  },
  takedown: async ({ subject }) => {
    await moderator.performTakedown({ subject, policies: ['test'] })
    await settled()
    return {}
  },
  events: async ({ subject }) => {
    const headers = await network.ozone.modHeaders('tools.ozone.moderation.queryEvents', 'admin')
    const query = new URLSearchParams({ subject, types: 'tools.ozone.moderation.defs#modEventReport', limit: '20' })
    return (await fetch(`${network.ozone.url}/xrpc/tools.ozone.moderation.queryEvents?${query}`, { headers })).json()
  },
}

say({ pds: network.pds.url, ozone: network.ozone.url, labeler: network.ozone.ctx.cfg.service.did })
const lines = createInterface({ input: process.stdin })
for await (const line of lines) {
  const { order, ...facts } = JSON.parse(line)
  try {
    say(await orders[order](facts))
  } catch (error) {
    say({ failed: String(error) })
  }
}
await network.close()
process.exit(0)
