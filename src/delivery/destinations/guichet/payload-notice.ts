// The notice inside a payload that was kept: by the same model that wrote it.
import { Notice } from '../../../signalement/reporting-api/notice.ts'
import type { Payload } from '../../payload.ts'
import { readJson } from '../../http-call.ts'

/** Undefined when it holds none. */
export function payloadNotice({ body }: Payload): Notice | undefined {
  return readJson({ body: Buffer.from(body) }, Notice)
}
