// The C2PA reference implementation as WebAssembly, without network: no manifest, revocation or trust list is fetched.
import { installedFile } from '../../../system/isolated-child.ts'
import { Unsupported } from '../../reading.ts'

interface Validator {
  initSync(module: { readonly module: Uint8Array }): unknown
  readonly WasmReader: { fromBytes(format: string, bytes: Uint8Array, context: string): Promise<{ json(): string; free(): void }> }
}

const SETTINGS = JSON.stringify({ verify: { remote_manifest_fetch: false, ocsp_fetch: false, verify_trust: true } })

let loaded: Promise<Validator> | undefined
let generation = 0

/**
 * The manifest store with its validation, as the library tells it.
 * @throws Error of the library: `JumbfNotFound` and others
 */
export async function manifestStore(format: string, bytes: Uint8Array): Promise<string> {
  const { WasmReader } = await (loaded ??= load())
  try {
    const reader = await WasmReader.fromBytes(format, bytes, SETTINGS)
    const json = reader.json()
    reader.free()
    return json
  } catch (error) {
    // After a panic the instance is in no known state.
    if (isPanic(error)) loaded = undefined
    throw error instanceof Error ? error : new Error(String(error))
  }
}

/** A trap of WebAssembly, or no stack left in it. */
export function isPanic(error: unknown): boolean {
  return error instanceof RangeError || (error instanceof Error && error.name === 'RuntimeError')
}

/** A module keeps its instance for ever: each generation is a module of its own. */
async function load(): Promise<Validator> {
  try {
    const entry = import.meta.resolve('@contentauth/c2pa-wasm')
    const library = await import(`${entry}?${generation += 1}`) as Validator
    library.initSync({ module: installedFile(import.meta.resolve('@contentauth/c2pa-wasm/c2pa.wasm')) })
    return library
  } catch (error) {
    loaded = undefined
    throw new Unsupported('@contentauth/c2pa-wasm is not installed', { cause: error })
  }
}
