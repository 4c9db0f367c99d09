#!/usr/bin/env node
// Starts the compiled program. Words and exit codes live in src/; only a Node that is too old is answered here.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 24 || (major === 24 && minor < 15)) {
  process.stderr.write(
    `scelle demande Node 24.15 ou plus récent (ici : ${process.versions.node}). Lancez « npx scelle » dans le dossier du projet après « npm ci ».\n` +
    `scelle needs Node 24.15 or newer (this is ${process.versions.node}). Run "npx scelle" in the project folder after "npm ci".\n`)
  process.exitCode = 78
} else {
  const { enableCompileCache } = await import('node:module')
  enableCompileCache()
  const { main } = await import('../dist/main.js')
  process.exitCode = await main(process.argv.slice(2))
}
