// Where we run: our own version and folders, and what this machine says of itself for the environment statement.
// What the machine does not tell is absent, never guessed.
import { existsSync, readFileSync } from 'node:fs'
import { cpus, homedir, release, totalmem, uptime, version } from 'node:os'
import { dirname, isAbsolute, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { HostFacts } from './world.ts'

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

function text(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').slice(0, 64 * 1024).trim() || undefined
  } catch {
    return undefined
  }
}

function manifest(path: string): { version?: string; dependencies?: Record<string, string> } {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as { version?: string; dependencies?: Record<string, string> }
  } catch {
    return {}
  }
}

export function toolVersion(): string {
  return manifest(join(ROOT, 'package.json')).version ?? 'unknown'
}

/** XDG Base Directory: a value that is not absolute is ignored. */
function baseFolder(value: string | undefined, ...otherwise: string[]): string {
  return join(value !== undefined && isAbsolute(value) ? value : join(homedir(), ...otherwise), 'scelle')
}

/** Settings of this user: `$XDG_CONFIG_HOME/scelle`. */
export function configFolder(env: NodeJS.ProcessEnv = process.env): string {
  return baseFolder(env['XDG_CONFIG_HOME'], '.config')
}

/** Keys of this user: `$XDG_DATA_HOME/scelle`. */
export function dataFolder(env: NodeJS.ProcessEnv = process.env): string {
  return baseFolder(env['XDG_DATA_HOME'], '.local', 'share')
}

/** The version found where Node would find the package: beside us or in a folder above. */
function installedVersion(name: string): string | undefined {
  for (let dir = ROOT; ; dir = dirname(dir)) {
    const { version: found } = manifest(join(dir, 'node_modules', name, 'package.json'))
    if (found !== undefined) return found
    if (dir === dirname(dir)) return undefined
  }
}

function dependencies(): Record<string, string> {
  const found: Record<string, string> = {}
  for (const name of Object.keys(manifest(join(ROOT, 'package.json')).dependencies ?? {}).sort()) {
    const installed = installedVersion(name)
    if (installed !== undefined) found[name] = installed
  }
  return found
}

function operatingSystem(): string | undefined {
  const line = text('/etc/os-release')?.split('\n').find((l) => l.startsWith('PRETTY_NAME='))
  return line?.slice('PRETTY_NAME='.length).replace(/^"|"$/g, '') ?? (process.platform === 'linux' ? undefined : version())
}

/** Vendor and model; virtual machines usually say so here. */
function machine(): string | undefined {
  const parts = ['sys_vendor', 'product_name'].map((name) => text(`/sys/class/dmi/id/${name}`)).filter((part) => part !== undefined)
  return parts.length > 0 ? parts.join(' ') : undefined
}

/** Host and port of each proxy variable; names and passwords in them are left out. */
function proxies(env: NodeJS.ProcessEnv): string | undefined {
  const found: string[] = []
  for (const name of ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'all_proxy']) {
    const value = env[name]
    if (value === undefined || value === '') continue
    found.push(`${name}=${URL.canParse(value) ? new URL(value).host : '(set)'}`)
  }
  return found.length > 0 ? found.join(', ') : undefined
}

/** systemd-timesyncd leaves this file once it has set the clock; without it nothing is said. */
function clockSynchronised(): boolean | undefined {
  return existsSync('/run/systemd/timesync/synchronized') ? true : undefined
}

export function hostFacts(env: NodeJS.ProcessEnv): HostFacts {
  const facts: { [K in keyof HostFacts]?: HostFacts[K] | undefined } = {
    os: operatingSystem(),
    kernel: `${process.platform} ${release()}`,
    arch: process.arch,
    cpu: cpus()[0]?.model.trim() || undefined,
    memoryBytes: totalmem(),
    machine: machine(),
    proxy: proxies(env),
    clockSynchronised: clockSynchronised(),
    uptimeSeconds: Math.floor(uptime()),
  }
  return {
    ...Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)),
    node: process.versions.node,
    openssl: process.versions.openssl,
    dependencies: dependencies(),
  }
}
