// Le journal signé en français : échecs.
import type { CheckpointDefect } from '../../seal/log/checkpoint.ts'
import { visibleShort } from '../../system/visible.ts'
import type { FailureWordsOf } from '../catalog.ts'
import { typeset } from '../typeset.ts'

const DEFECT: Readonly<Record<CheckpointDefect, string>> = {
  'too-large': 'trop grand',
  'not-utf8': 'pas de l’UTF-8',
  'control-character': 'caractère de contrôle',
  'no-signature-part': 'pas de signature',
  origin: 'origine vide',
  size: 'taille mal écrite',
  root: 'racine mal écrite',
  extension: 'ligne vide',
  'signature-line': 'ligne de signature mal écrite',
}

export const logFailures: FailureWordsOf<'log'> = typeset<FailureWordsOf<'log'>>({
  'log.checkpoint-invalid': ({ reason }) => ({ message: `Le point de contrôle du journal est mal écrit : ${DEFECT[reason]}.`, remedy: 'Comparez avec une autre copie du dossier.' }),
  'log.vkey-invalid': () => ({ message: 'La clé qui vérifie le point de contrôle est mal écrite.', remedy: 'Comparez metadata/custody.vkey avec une autre copie du dossier.' }),
  'log.name-invalid': ({ name }) => ({ message: `« ${visibleShort(name, 80)} » ne peut pas nommer un journal ou un signataire.`, remedy: 'Donnez un nom sans espace, sans « + » et sans caractère de contrôle.' }),
  'log.key-invalid': ({ path }) => ({ message: `${visibleShort(path, 160)} n’est pas une clé privée Ed25519.`, remedy: 'Rétablissez ce fichier depuis une sauvegarde, ou déplacez-le : une nouvelle clé sera créée.' }),
})
