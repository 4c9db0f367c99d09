// The last act of a seal: attestation and README beside the tokens, seal.json, then the journal line that acknowledges it.
import type { WritableCase } from '../case/case-folder.ts'
import { exhibitId } from '../case/exhibit.ts'
import { sealDir } from '../seal/seal-file.ts'
import type { SealRecord } from '../seal/seal-record.ts'
import type { World } from '../system/world.ts'
import type { DocumentWords } from './document-words.ts'
import type { ReceivedToken } from './gather-tokens.ts'
import { renderAttestation } from './pdf/render-attestation.ts'
import type { AttestationModel } from './report/attestation-model.ts'
import { sealReadme } from './seal-readme.ts'
import { writeSealRecord } from './sealed-object.ts'

export async function closeSeal(world: World, c: WritableCase, seal: SealRecord, received: readonly ReceivedToken[], words: DocumentWords): Promise<void> {
  const folder = sealDir(seal.number)
  const model = attestationModel(world, c, seal, received)
  const attestation = await world.files.writeDurably(`${c.dir}/${folder}/attestation.pdf`, renderAttestation(model, words.report))
  const readme = await sealReadme(world, c.record.language, {
    reference: c.record.reference, title: c.record.title, seal: seal.number,
    tagmanifest: seal.tagmanifest, payloadManifest: seal.payloadManifest,
    authorities: received.map(({ authority, url }) => ({ name: authority, local: url === null })),
    exercise: c.record.exercise,
  })
  const how = await world.files.writeDurably(`${c.dir}/${folder}/README.txt`, readme)
  const got = new Set(received.map(({ authority }) => authority))
  await writeSealRecord(world, c.dir, {
    ...seal, state: 'complete',
    authorities: seal.authorities.map((authority) => ({ ...authority, state: got.has(authority.name) ? 'received' : 'waiting' })),
  })
  await c.append([{
    action: 'seal.completed', subject: `seal/${exhibitId(seal.number)}`,
    facts: { tagmanifest: seal.tagmanifest, papers: { 'README.txt': how.sha256, 'attestation.pdf': attestation.sha256 }, tokens: received.map(({ authority, token, sha256 }) => ({ authority, genTime: token.genTime, serial: token.serial, sha256 })) },
  }])
}

function attestationModel(world: World, c: WritableCase, seal: SealRecord, received: readonly ReceivedToken[]): AttestationModel {
  const folder = sealDir(seal.number)
  const counted = c.state.seals.find(({ number }) => number === seal.number)
  return {
    record: c.record, language: c.record.language, toolVersion: world.host.toolVersion,
    sealNumber: seal.number, tagmanifestSha256: seal.tagmanifest, payloadManifestSha256: seal.payloadManifest, journal: seal.log,
    totals: { exhibits: counted?.exhibits ?? c.state.exhibits, bytes: c.state.bytes, refused: c.state.refused },
    tokens: received.map(({ authority, url, token, anchored }) => ({
      authority, url, genTime: token.genTime, accuracyMs: token.accuracyMs, policy: token.policy, serial: token.serial,
      signer: token.signer?.subject ?? '', signerSha256: token.signer?.sha256 ?? '', notAfter: token.signer?.notAfter ?? '', rootSha256: token.path?.rootSha256 ?? null,
      local: url === null, trusted: url === null ? 'exercise' : anchored ? 'anchor' : 'none',
      file: `${folder}/${authority}.tsr`, chainFile: `${folder}/${authority}.chain.pem`,
    })),
    commands: [
      'sha256sum -c tagmanifest-sha256.txt',
      'sha256sum -c manifest-sha256.txt',
      ...received.map(({ authority }) => `openssl ts -verify -data ${folder}/tagmanifest-sha256.txt -in ${folder}/${authority}.tsr -CAfile ${folder}/${authority}.chain.pem`),
    ],
  }
}
