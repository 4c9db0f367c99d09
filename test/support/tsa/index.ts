// Time authorities for tests.
export { startTestTsa } from './test-tsa.ts'
export type { TestTsa, TestTsaOptions, TsaBehaviour } from './test-tsa.ts'
export { makeTestPki } from './test-pki.ts'
export type { TestPki } from './test-pki.ts'
