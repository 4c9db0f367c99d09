// The evidence of an exercise: a school quarrel that goes wrong, told by ten files such as a unit receives. Nobody is real,
// nothing shocks, and the bytes are the same at every run.
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { encodeDrawing } from '../../metadata/drawing.ts'
import type { World } from '../../system/world.ts'
import { conversation, email, notice, savedPage } from './documents.ts'
import { exifBlock, webpWithExif, withExif } from './exif-block.ts'
import type { PhotoTags } from './exif-block.ts'
import { faceOf } from './outlines.ts'
import type { Face } from './outlines.ts'
import { SCENES, conversationSvg } from './scenes.ts'
import type { Scene } from './scenes.ts'

const FONT_LIMIT = 4 * 2 ** 20
const MAKER = { make: 'Exemple', model: 'Phone 5' }

/** Writes the samples into `dir` and returns their paths. @throws `system.disk-full`, `system.io` */
export async function makeSamples(world: World, dir: string): Promise<string[]> {
  const [regular, bold] = [await face(world, '400Regular/NotoSans_400Regular.ttf'), await face(world, '700Bold/NotoSans_700Bold.ttf')]
  const chat = Buffer.from(conversation())
  const samples: readonly (readonly [string, Buffer])[] = [
    // Its zone written, and a position on a public square in another town.
    ['IMG_20261115_171204.jpg', await photo('square', {
      ...MAKER, software: 'Exemple OS 5.1', orientation: 1, taken: '2026:11:15 17:12:04', offset: '+01:00', width: 1600, height: 1067,
      gps: { latitude: 43.60853, longitude: 3.87967, altitude: 46.2, date: '2026:11:15', time: [16, 12, 1] },
    })],
    // No zone written: the position's UTC time implies it.
    ['IMG_20261116_081231.jpg', await photo('schoolyard', {
      ...MAKER, orientation: 1, taken: '2026:11:16 08:12:31', width: 1600, height: 1200,
      gps: { latitude: 43.6112, longitude: 3.8767, altitude: 44, date: '2026:11:16', time: [7, 12, 29] },
    })],
    // Held upright: the pixels lie on their side and the tag says so.
    ['IMG_20261116_101544.jpg', withExif(await encodeDrawing(SCENES.locker.svg, 'jpeg', { quarterTurn: true }), exifBlock({
      ...MAKER, orientation: 6, taken: '2026:11:16 10:15:44', width: 1200, height: 900,
    }))],
    // Saved again by an editor, with a smaller size than it declares; named as a messenger names its files.
    ['IMG-20261115-WA0007.jpg', await photo('bench', {
      ...MAKER, software: 'Snapseed 2.21', orientation: 1, taken: '2026:11:13 12:41:09', modified: '2026:11:15 18:39:52', width: 4000, height: 3000,
    })],
    ['Capture d’écran 2026-11-15 à 18.49.03.png', await encodeDrawing(conversationSvg(regular, bold), 'png')],
    ['photo_du_jour.webp', await webp('bench', { ...MAKER, orientation: 1, taken: '2026:11:13 12:41:09', offset: '+01:00', width: 1600, height: 1200 })],
    ['Compte rendu vie scolaire.pdf', notice()],
    ['Photo de Lina dans le groupe.eml', email({ name: 'groupe-4eB.txt', bytes: chat })],
    ['Discussion WhatsApp avec 4e B sans les profs.txt', chat],
    ['Potins de la 4e B.html', Buffer.from(savedPage())],
  ]
  const paths = []
  for (const [name, bytes] of samples) {
    const path = join(dir, name)
    await world.files.writeDurably(path, bytes)
    paths.push(path)
  }
  return paths
}

async function photo(scene: Scene, tags: PhotoTags): Promise<Buffer> {
  return withExif(await encodeDrawing(SCENES[scene].svg, 'jpeg'), exifBlock(tags))
}

async function webp(scene: Scene, tags: PhotoTags): Promise<Buffer> {
  return webpWithExif(await encodeDrawing(SCENES[scene].svg, 'webp'), exifBlock(tags), SCENES[scene].width, SCENES[scene].height)
}

async function face(world: World, file: string): Promise<Face> {
  const path = createRequire(import.meta.url).resolve(`@expo-google-fonts/noto-sans/${file}`)
  return faceOf(await world.files.read(path, FONT_LIMIT) ?? Buffer.alloc(0))
}
