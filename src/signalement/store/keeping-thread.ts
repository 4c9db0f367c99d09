// Entry of the thread that keeps what an import composed: encryption, look-ups and commits beside the reading of rows.
import { createNodeWorld } from '../../system/node-world.ts'
import { serveThread } from '../../system/thread-end.ts'
import { keepPrepared } from '../keep.ts'
import { openStore } from './open-store.ts'
import type { PreparedRecord } from './prepared-record.ts'

serveThread(async (data) => {
  const { dataDir, place } = data as { readonly dataDir: string; readonly place: string }
  const store = await openStore(createNodeWorld({ dataDir }), place)
  return (request) => keepPrepared(store, request as readonly PreparedRecord[])
})
