// Entry of the child process in which pictures are decoded. It opens the one file of each request, and writes nothing.
import { openExhibit, serveRequests } from '../system/isolated-child.ts'
import { drawPicture } from './draw-picture.ts'
import type { PictureRequest } from './pictures.ts'
import { restrictLoaders } from './readers/sharp/header.ts'

restrictLoaders()
serveRequests(async (message, stage) => {
  const { path, blurred } = message as PictureRequest
  stage('open')
  const file = openExhibit(path)
  try {
    stage('sharp')
    return await drawPicture(file, blurred)
  } finally {
    file.close()
  }
})
