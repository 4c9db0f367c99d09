// Our own drawings as pictures: the only SVG that is ever rendered, and never one that was received.
import sharp from 'sharp'

/** The same bytes for the same drawing and the same version of sharp. `quarterTurn` stores the pixels turned left. */
export async function encodeDrawing(svg: string, format: 'jpeg' | 'png' | 'webp', options: { readonly quarterTurn?: boolean } = {}): Promise<Buffer> {
  const drawn = sharp(Buffer.from(svg)).flatten({ background: '#ffffff' })
  const turned = options.quarterTurn === true ? drawn.rotate(-90) : drawn
  if (format === 'png') return await turned.png({ compressionLevel: 9, palette: true, colours: 64, dither: 0 }).toBuffer()
  return format === 'webp' ? await turned.webp({ quality: 80 }).toBuffer() : await turned.jpeg({ quality: 84 }).toBuffer()
}
