// Runs the real linter with the real configuration over a tree of probe files.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const repository = fileURLToPath(new URL('../../', import.meta.url))

export interface Diagnostic {
  /** As `eslint(no-restricted-imports)`. */
  readonly code: string
  readonly filename: string
  readonly message: string
}

export interface LintRun {
  readonly diagnostics: readonly Diagnostic[]
  readonly files: number
  readonly status: number | null
}

/** Writes the probes and lints them. `typeAware` needs the type checker and takes longer. */
export function lintProbes(root: string, probes: Readonly<Record<string, string>>, typeAware: boolean): LintRun {
  const config = JSON.parse(readFileSync(join(repository, '.oxlintrc.json'), 'utf8')) as { options: { typeAware: boolean } }
  config.options.typeAware = typeAware
  writeFileSync(join(root, '.oxlintrc.json'), JSON.stringify(config))
  writeFileSync(join(root, 'package.json'), '{ "type": "module" }')
  writeFileSync(join(root, 'tsconfig.json'), JSON.stringify({
    compilerOptions: {
      target: 'es2024', module: 'nodenext', moduleResolution: 'nodenext', strict: true, noEmit: true, allowImportingTsExtensions: true, types: ['node'],
    },
    include: ['src'],
  }))
  symlinkSync(join(repository, 'node_modules'), join(root, 'node_modules'))
  for (const [path, text] of Object.entries(probes)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return lint(root, ['src'])
}

export function lint(root: string, paths: readonly string[]): LintRun {
  const { stdout, stderr, status } = spawnSync(join(repository, 'node_modules/.bin/oxlint'), ['-f', 'json', ...paths], { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 28 })
  try {
    const { diagnostics, number_of_files: files } = JSON.parse(stdout) as { diagnostics: Diagnostic[]; number_of_files: number }
    return { diagnostics, files, status }
  } catch {
    throw new Error(`the linter did not run: ${stdout.slice(0, 2000)}${stderr.slice(0, 2000)}`)
  }
}
