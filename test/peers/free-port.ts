// A port of loopback that nobody has at this moment: for servers that take none from the kernel by themselves.
import { createServer, connect, type AddressInfo } from 'node:net'

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  const { port } = server.address() as AddressInfo
  await new Promise<void>((resolve) => { server.close(() => { resolve() }) })
  return port
}

/** True once somebody takes connections there. */
export async function answersWithin(port: number, milliseconds: number, stopped: () => boolean): Promise<boolean> {
  for (const until = performance.now() + milliseconds; performance.now() < until && !stopped();) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => { socket.destroy(); resolve(true) })
      socket.once('error', () => { resolve(false) })
    })
    if (open) return true
    await new Promise((resolve) => { setTimeout(resolve, 100) })
  }
  return false
}
