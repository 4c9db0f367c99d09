// Time authorities for tests.
export { startTestTsa } from './test-tsa.ts'
export type { TestTsa, TestTsaOptions } from './test-tsa.ts'
export { makeTestPki } from './test-pki.ts'
