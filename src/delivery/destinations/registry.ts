// The folder list is the registry; test/delivery/contract asserts it. Each is loaded when it is used.
import type { Adapter } from '../adapter.ts'
import type { Exporter } from '../exporter.ts'

export const ADAPTERS: Readonly<Record<string, () => Promise<Adapter>>> = {
}

/** Written for somebody else to send. */
export const EXPORTERS: Readonly<Record<string, () => Promise<Exporter>>> = {
}
