// What an invented camera writes, each tag once, and small pictures to put it in.
import sharp from 'sharp'
import type { TiffParts } from './tiff-block.ts'

const wide = (text: string): { byte: number[] } => ({ byte: [...Buffer.from(`${text}\0`, 'utf16le')] })

export const CAMERA: TiffParts = {
  ifd0: [
    [0x010e, 'Café, 18 h'], [0x010f, 'Exemple'], [0x0110, 'Phone 3'], [0x0112, { short: 6 }], [0x0131, '5.1'], [0x0132, '2026:11:16 08:12:31'], [0x013b, 'Camille Exemple'],
    [0x013c, 'Exemple OS 5'], [0x8298, '© Camille\0Agence Exemple'], [0x9c9b, wide('Titre à part')], [0x9c9d, wide('Zoé')],
  ],
  exif: [
    [0x9003, '2026:11:15 18:39:52'], [0x9004, '2026:11:15 18:39:53'], [0x9010, '+02:00'], [0x9011, '+01:00'], [0x9291, '120'], [0x927c, Buffer.alloc(300, 7)],
    [0x9286, Buffer.concat([Buffer.from('UNICODE\0'), Buffer.from('à côté', 'utf16le')])], [0xa002, 4000], [0xa003, 3000], [0xa420, '00112233445566778899aabbccddeeff'],
    [0xa430, 'Dominique Exemple'], [0xa431, 'B-0042'], [0xa434, 'Exemple 26 mm'], [0xa435, 'L-7'],
  ],
  gps: [
    [1, 'S'], [2, [[43, 1], [36, 1], [3050, 100]]], [3, 'W'], [4, [[3, 1], [5260, 100], [0, 1]]], [5, { byte: [1] }], [6, [[125, 10]]], [7, [[17, 1], [39, 1], [505, 10]]],
    [17, [[2715, 10]]], [29, '2026:11:15'], [31, [[475, 100]]],
  ],
}

export async function picture(format: 'jpeg' | 'png' | 'webp' | 'tiff'): Promise<Buffer> {
  return await sharp({ create: { width: 40, height: 30, channels: 3, background: '#336699' } }).toFormat(format).toBuffer()
}
