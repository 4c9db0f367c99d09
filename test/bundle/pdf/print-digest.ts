// Prints the digest of the sample report and attestation: run in another time zone and locale by the tests.
import { createHash } from 'node:crypto'
import { renderAttestation } from '../../../src/bundle/pdf/render-attestation.ts'
import { renderReport } from '../../../src/bundle/pdf/render-report.ts'
import { reportWords } from '../../../src/messages/fr/report.ts'
import { attestationModel, collect, findingWords, variedModel } from './sample-model.ts'

const report = await collect(renderReport(await variedModel(), reportWords, findingWords))
const attestation = await collect(renderAttestation(attestationModel(), reportWords))
console.log([report, attestation].map((bytes) => createHash('sha256').update(bytes).digest('hex')).join(' '))
