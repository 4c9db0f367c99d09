// Entry of the child process in which evidence is parsed. It opens the one file of each request, and writes nothing.
import { openExhibit, serveRequests } from '../system/isolated-child.ts'
import { readExhibit } from './read-exhibit.ts'
import type { ReadingRequest } from './read-exhibit.ts'
import { restrictLoaders } from './readers/picture-header.ts'

restrictLoaders()
serveRequests(async (message, stage) => {
  const request = message as ReadingRequest
  stage('open')
  const file = openExhibit(request.path)
  try {
    return await readExhibit(file, request, stage)
  } finally {
    file.close()
  }
})
