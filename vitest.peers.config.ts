import { defineConfig } from 'vitest/config'

// Software that nobody here wrote. Each says SKIPPED with its reason where it cannot be had.
export default defineConfig({
  test: {
    include: ['test/peers/**/*.test.ts'],
    testTimeout: 600_000,
    hookTimeout: 600_000,
    maxWorkers: 1,
    fileParallelism: false,
  },
})
