// French words of packets that could not be made.
import { visibleShort } from '../../system/visible.ts'
import type { FailureWordsOf } from '../catalog.ts'
import { typeset } from '../typeset.ts'

export const packetFailures: FailureWordsOf<'packet'> = typeset({
  'packet.no-form': ({ destination }) => ({
    message: `${visibleShort(destination, 80)} n’a pas de formulaire à remplir.`,
    remedy: 'Voyez avec « scelle signalement route » comment ce destinataire se joint.',
  }),
  'packet.exists': ({ path }) => ({
    message: `${visibleShort(path, 160)} existe déjà : un paquet n’en remplace jamais un autre.`,
    remedy: 'Choisissez un autre endroit avec -o, ou retirez ce dossier.',
  }),
})
