import { desk, serve } from './send.ts'
const g = await serve('/tmp/pf', 'x')
await desk('/tmp/pf/home', g)
console.log(g.url)
process.exit(0)
