// French words of the databases: a file of this machine, or the server of a team.
import { visibleShort } from '../../system/visible.ts'
import type { FailureWordsOf } from '../catalog.ts'
import { formatNumber } from '../format.ts'
import { typeset } from '../typeset.ts'

const shown = (text: string): string => visibleShort(text, 120)

export const databaseFailures: FailureWordsOf<'database'> = typeset({
  'database.locked': ({ path, waitedMs }) => ({ message: `Un autre processus écrit dans ${shown(path)} depuis plus de ${formatNumber('fr', waitedMs / 1000)} s.`, remedy: 'Attendez qu’il ait fini, puis recommencez : rien n’a été perdu.' }),
  'database.damaged': ({ path, detail }) => ({ message: `Le fichier ${shown(path)} est abîmé (${shown(detail)}).`, remedy: 'Ne l’effacez pas : repartez d’une sauvegarde, ou faites-le examiner.' }),
  'database.password-in-address': ({ host }) => ({
    message: `L’adresse de la base sur ${shown(host)} contient un mot de passe : d’autres pourraient le lire. Rien n’a été tenté.`,
    remedy: 'Changez ce mot de passe, ôtez-le de l’adresse, et donnez le nouveau par « scelle reglages secret store.password », PGPASSWORD ou ~/.pgpass.',
  }),
  'database.bad-address': ({ parameter }) => ({
    message: parameter === undefined ? 'L’adresse de la base PostgreSQL est mal formée.' : `L’adresse de la base PostgreSQL a un paramètre inconnu, ou d’une valeur inconnue : ${shown(parameter)}.`,
    remedy: 'Écrivez-la ainsi : postgres://utilisateur@serveur:5432/base?sslmode=verify-full (et sslrootcert=/chemin/autorites.pem si besoin).',
  }),
  'database.not-encrypted': ({ host }) => ({ message: `${shown(host)} n’est pas cette machine, et rien ne garantit que la connexion soit chiffrée vers le bon serveur.`, remedy: 'Ajoutez ?sslmode=verify-full à l’adresse, et &sslrootcert=/chemin/autorites.pem si votre autorité vous est propre.' }),
  'database.unreachable': ({ host, reason, unsure }) => ({
    message: `Le serveur de la base sur ${shown(host)} ne répond pas, ou la connexion est perdue (${shown(reason)}).`,
    remedy: unsure === true ? 'Elle s’est perdue pendant l’enregistrement : regardez d’abord si le changement y est, puis recommencez.' : 'Vérifiez le réseau et le serveur, puis recommencez : ce qui n’était pas enregistré ne l’est pas à moitié.',
  }),
  'database.login': ({ host }) => ({ message: `Le serveur de la base sur ${shown(host)} refuse cet utilisateur ou ce mot de passe.`, remedy: 'Donnez le mot de passe par « scelle reglages secret store.password », PGPASSWORD ou ~/.pgpass.' }),
  'database.failed': ({ path, code }) => ({ message: `La base ${shown(path)} a refusé (SQLSTATE ${shown(code)}).`, remedy: 'Montrez ce code à qui administre la base. Rien n’a été modifié.' }),
  'database.not-durable': ({ host }) => ({ message: `Le serveur de la base sur ${shown(host)} peut oublier ce qu’il a enregistré (fsync = off).`, remedy: 'Faites remettre fsync = on par qui administre la base.' }),
  'database.pooled': ({ host }) => ({ message: `Un répartiteur de connexions se tient devant la base sur ${shown(host)} : deux machines pourraient envoyer la même chose.`, remedy: 'Donnez l’adresse directe du serveur PostgreSQL.' }),
})
