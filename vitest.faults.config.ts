import { defineConfig } from 'vitest/config'

// Faults injected into the real program: kills at system calls, full disks, no network, hostile trees. `FAULTS=long`
// runs the long loops.
export default defineConfig({
  test: {
    include: ['test/faults/**/*.test.ts'],
    testTimeout: 600_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    fileParallelism: false,
  },
})
