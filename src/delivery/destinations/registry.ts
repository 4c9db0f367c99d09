// The folder list is the registry; test/delivery/contract asserts it. Each is loaded when it is used.
import type { Adapter } from '../adapter.ts'

export const ADAPTERS: Readonly<Record<string, () => Promise<Adapter>>> = {
}
