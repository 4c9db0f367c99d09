// Entry of the thread that keeps what an import composed: encryption, look-ups and commits beside the reading of rows.
import { createNodeWorld } from '../../system/node-world.ts'
import { serveThread } from '../../system/thread-end.ts'
import { keepPrepared } from '../keep.ts'
import { openStore } from './open-store.ts'
import type { PreparedRecord } from './prepared-record.ts'

serveThread(async (data) => {
  const { dataDir } = data as { readonly dataDir: string }
  const store = await openStore(createNodeWorld({ dataDir }))
  return (request) => keepPrepared(store, request as readonly PreparedRecord[])
})
