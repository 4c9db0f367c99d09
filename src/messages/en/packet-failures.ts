// English words of packets that could not be made.
import { visibleShort } from '../../system/visible.ts'
import type { FailureWordsOf } from '../catalog.ts'

export const packetFailures: FailureWordsOf<'packet'> = {
  'packet.no-form': ({ destination }) => ({
    message: `${visibleShort(destination, 80)} has no form to fill in.`,
    remedy: 'See with "scelle signalement route" how this destination is reached.',
  }),
  'packet.exists': ({ path }) => ({
    message: `${visibleShort(path, 160)} is already there: a packet never replaces another.`,
    remedy: 'Choose another place with -o, or remove that folder.',
  }),
}
