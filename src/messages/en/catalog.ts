import type { Catalog } from '../catalog.ts'
import { bagFailures, bundleFailures } from './bundle.ts'
import { caseFailures, journalFailures, refusalWords } from './case.ts'
import { cliWords, outputFailures, settingsFailures, usageFailures } from './cli.ts'
import { logFailures } from './log.ts'
import { findingWords, metadataWords } from './metadata.ts'
import { exerciseFailures, exerciseWords, inputFailures, sealFailures } from './seal.ts'
import { httpFailures, systemFailures } from './system.ts'
import { tspChecks, tspFailures } from './tsp.ts'
import { verifyChecks, verifyFailures, zipFailures } from './verify.ts'

export const catalog: Catalog = {
  language: 'en',
  cli: cliWords,
  failures: {
    ...bagFailures, ...bundleFailures, ...caseFailures, ...journalFailures, ...outputFailures, ...settingsFailures, ...usageFailures,
    ...logFailures, ...exerciseFailures, ...inputFailures, ...sealFailures, ...httpFailures, ...systemFailures, ...tspFailures,
    ...verifyFailures, ...zipFailures,
  },
  checks: { ...tspChecks, ...verifyChecks },
  refusal: refusalWords,
  engineStatus: metadataWords.engineStatus,
  finding: findingWords,
  exercise: exerciseWords,
}
