// The key pair of an AWS account, and the token of a session when it is a passing one.
import type { Link } from '../../adapter.ts'
import { headerCredential } from '../../credential.ts'
import type { Outcome } from '../../outcome.ts'
import type { Credentials } from './signature.ts'

export type CredentialsResult = { readonly ok: true; readonly credentials: Credentials } | { readonly ok: false; readonly outcome: Extract<Outcome, { class: 'auth' }> }

export async function awsCredentials(link: Link): Promise<CredentialsResult> {
  const accessKeyId = await headerCredential(link, 'access-key-id')
  if (!accessKeyId.ok) return accessKeyId
  const secretAccessKey = await headerCredential(link, 'secret-access-key')
  if (!secretAccessKey.ok) return secretAccessKey
  const sessionToken = await headerCredential(link, 'session-token')
  if (!sessionToken.ok && sessionToken.outcome.code !== 'no-secret') return sessionToken
  return { ok: true, credentials: { accessKeyId: accessKeyId.value, secretAccessKey: secretAccessKey.value, ...(sessionToken.ok ? { sessionToken: sessionToken.value } : {}) } }
}
