import { defineConfig } from 'vitest/config'

// Against software that nobody here wrote, started on loopback and stopped by each test. What cannot be had says SKIPPED
// with its reason.
export default defineConfig({
  test: {
    include: ['test/peers/**/*.test.ts'],
    testTimeout: 600_000,
    hookTimeout: 600_000,
    maxWorkers: 1,
    fileParallelism: false,
  },
})
