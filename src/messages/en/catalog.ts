import type { Catalog } from '../catalog.ts'
import { bagFailures, bundleFailures } from './bundle.ts'
import { caseFailures, journalFailures, refusalWords } from './case.ts'
import { cliWords, outputFailures, settingsFailures, usageFailures } from './cli.ts'
import { guichetFailures } from './guichet.ts'
import { chatFailures, chatWords } from './chat.ts'
import { databaseFailures } from './database.ts'
import { inspectionWords } from './inspection.ts'
import { locatorWords } from './locators.ts'
import { importFailures, importProblems, importWarnings } from './import.ts'
import { logFailures } from './log.ts'
import { matchFailures, matchWords } from './match.ts'
import { findingWords, metadataWords } from './metadata.ts'
import { overviewWords } from './overview.ts'
import { packetFailures } from './packet-failures.ts'
import { dataFailures, routingWords } from './routing.ts'
import { privacyWords } from './privacy.ts'
import { recordWords } from './record.ts'
import { deliveryFailures, deliveryWords, workerFailures } from './delivery.ts'
import { exerciseFailures, exerciseWords, inputFailures, sealFailures } from './seal.ts'
import { rdapFailures, recordProblems, secretFailures, signalementFailures, signalementWords, storeFailures } from './signalement.ts'
import { statisticsWords } from './statistics.ts'
import { httpFailures, mailFailures, systemFailures } from './system.ts'
import { tspChecks, tspFailures } from './tsp.ts'
import { verifyChecks, verifyFailures, zipFailures } from './verify.ts'

export const catalog: Catalog = {
  language: 'en',
  cli: cliWords,
  failures: {
    ...bagFailures, ...bundleFailures, ...chatFailures, ...caseFailures, ...journalFailures, ...outputFailures, ...settingsFailures, ...usageFailures,
    ...logFailures, ...exerciseFailures, ...inputFailures, ...sealFailures, ...httpFailures, ...mailFailures, ...systemFailures, ...tspFailures,
    ...verifyFailures, ...zipFailures, ...importFailures, ...databaseFailures, ...rdapFailures, ...packetFailures, ...secretFailures, ...signalementFailures, ...storeFailures, ...dataFailures, ...guichetFailures, ...deliveryFailures, ...workerFailures, ...matchFailures,
  },
  checks: { ...tspChecks, ...verifyChecks },
  refusal: refusalWords,
  engineStatus: metadataWords.engineStatus,
  finding: findingWords,
  chat: chatWords,
  record: recordWords,
  overview: overviewWords,
  inspection: inspectionWords,
  exercise: exerciseWords,
  locators: locatorWords,
  delivery: deliveryWords,
  signalement: signalementWords,
  routing: routingWords,
  problems: { ...recordProblems, ...importProblems },
  importWarnings,
  privacy: privacyWords,
  statistics: statisticsWords,
  match: matchWords,
}
