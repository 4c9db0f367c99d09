// Entry of the child processes in which evidence is parsed. It opens the one file of each request, and writes nothing.
import { bytesAsExhibit, openExhibit, serveRequests } from '../system/isolated-child.ts'
import { readFile } from './read-file.ts'
import type { ReadingRequest } from './reading.ts'

serveRequests(async (message, stage) => {
  const request = message as ReadingRequest
  stage('open')
  const file = request.bytes === undefined ? openExhibit(request.path ?? '') : bytesAsExhibit(request.bytes)
  try {
    return await readFile(file, request, stage)
  } finally {
    file.close()
  }
})
