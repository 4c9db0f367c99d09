// HEVC pictures (most iPhone HEIC) as pixels, through libheif in WebAssembly: an optional package, only in a child.
import { Unsupported } from './reading.ts'

interface HeifImage {
  get_width(): number
  get_height(): number
  is_primary(): boolean
  display(target: { readonly data: Uint8ClampedArray; readonly width: number; readonly height: number }, done: (drawn: object | null) => void): void
  free(): void
}
interface Library {
  readonly HeifDecoder: new () => { decode(bytes: Uint8Array): HeifImage[] }
}

/** Four bytes a pixel, and as much again inside the library. */
export const HEIF_PIXEL_LIMIT = 50_000_000
const IMAGE_LIMIT = 100

let loaded: Promise<Library> | undefined

export interface HeifPixels {
  readonly width: number
  readonly height: number
  /** Top-level pictures of the file. */
  readonly images: number
  /** Red, green, blue, alpha; turned and mirrored as the file asks. */
  readonly data: Uint8ClampedArray
}

/**
 * The primary picture; undefined when libheif finds none.
 * @throws Unsupported when the package is not installed; Error `pixel limit` or `not decoded`
 */
export async function heifPixels(bytes: Uint8Array): Promise<HeifPixels | undefined> {
  const { HeifDecoder } = await (loaded ??= load())
  const images = new HeifDecoder().decode(bytes)
  try {
    const image = images.find((each) => each.is_primary()) ?? images[0]
    if (image === undefined) return undefined
    const [width, height] = [image.get_width(), image.get_height()]
    if (!(width > 0 && height > 0)) return undefined
    if (width * height > HEIF_PIXEL_LIMIT) throw new Error(`pixel limit: ${width} x ${height}`)
    const data = new Uint8ClampedArray(width * height * 4)
    const drawn = await new Promise<object | null>((resolve) => { image.display({ data, width, height }, resolve) })
    if (drawn === null) throw new Error('not decoded')
    return { width, height, images: images.length, data }
  } finally {
    for (const image of images.slice(0, IMAGE_LIMIT)) image.free()
  }
}

async function load(): Promise<Library> {
  let library: { readonly default: Library } | undefined
  try {
    library = await import(import.meta.resolve('libheif-js/wasm-bundle.js')) as { readonly default: Library }
  } catch (error) {
    throw new Unsupported('libheif-js is not installed', { cause: error })
  }
  return library.default
}
