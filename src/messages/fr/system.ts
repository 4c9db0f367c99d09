// French words of the world: disk, clock, network.
import { visibleShort } from '../../system/visible.ts'
import type { FailureWordsOf } from '../catalog.ts'
import { formatBytes, formatNumber, plural } from '../format.ts'
import { typeset } from '../typeset.ts'

const shown = (text: string): string => visibleShort(text, 160)

export const systemFailures: FailureWordsOf<'system'> = typeset({
  'system.disk-full': ({ path }) => ({
    message: `Le disque est plein : ${shown(path)} n’a pas été écrit.`,
    remedy: 'Libérez de la place, puis lancez de nouveau la même commande : elle reprend où elle s’est arrêtée.',
  }),
  'system.io': ({ path, errno }) => ({
    message: `Le système refuse d’écrire ou de lire ${shown(path)} (${shown(errno)}).`,
    remedy: 'Vérifiez les droits et l’état du disque, puis recommencez. Ce qui était acquis l’est toujours.',
  }),
  'system.interrupted': ({ signal, asked }) => ({
    message: `Interrompu (${shown(signal)}).`,
    remedy: asked === true ? 'Rien n’a été gardé de ces réponses : recommencez quand vous voudrez.' : 'Lancez de nouveau la même commande : elle reprend où elle s’est arrêtée.',
  }),
  'system.internal': ({ detail }) => ({
    message: `Erreur de scelle : ${shown(detail)}.`,
    remedy: 'Recommencez. Si elle revient, signalez-la avec ce message et la version (scelle --version).',
  }),
  'system.too-large': ({ path, limit }) => ({
    message: `${shown(path)} dépasse ${formatBytes('fr', limit)}.`,
    remedy: 'Ce fichier n’est pas ce qui est attendu ici. Donnez le bon fichier.',
  }),
  'system.line-too-long': ({ path, line, limit }) => ({
    message: `La ligne ${formatNumber('fr', line)} de ${shown(path)} dépasse ${formatBytes('fr', limit)}.`,
    remedy: 'Ce fichier est abîmé ou n’est pas ce qui est attendu ici. Repartez d’une copie saine.',
  }),
  'system.bad-clock': ({ value }) => ({
    message: `SCELLE_NOW n’est pas une date et une heure avec leur zone : ${shown(value)}.`,
    remedy: 'Écrivez par exemple SCELLE_NOW=2026-11-23T17:00:00Z, ou retirez cette variable.',
  }),
})

export const httpFailures: FailureWordsOf<'http'> = typeset({
  'http.bad-url': ({ protocol }) => ({
    message: protocol === '' ? 'Cette adresse ne se lit pas.' : `Une adresse en « ${shown(protocol)} » n’est pas acceptée.`,
    remedy: 'Donnez une adresse qui commence par https:// ou http://.',
  }),
  'http.unreachable': ({ host, reason }) => ({
    message: `${shown(host)} ne répond pas (${shown(reason)}).`,
    remedy: 'Vérifiez le réseau, le mandataire et l’adresse, puis recommencez.',
  }),
  'http.timeout': ({ host, seconds }) => ({
    message: `${shown(host)} n’a pas répondu en ${plural('fr', seconds, 'seconde', 'secondes')}.`,
    remedy: 'Recommencez plus tard, ou donnez une autre adresse.',
  }),
  'http.too-large': ({ host, limit }) => ({
    message: `La réponse de ${shown(host)} dépasse ${formatBytes('fr', limit)}. Elle n’a pas été lue.`,
    remedy: 'Vérifiez l’adresse : ce n’est pas la réponse attendue.',
  }),
  'http.redirect': ({ host, status }) => ({
    message: `${shown(host)} renvoie vers une autre adresse (HTTP ${status}). scelle ne suit pas les renvois.`,
    remedy: 'Donnez directement l’adresse finale, après l’avoir vérifiée.',
  }),
  'http.not-https': ({ host }) => ({
    message: `${shown(host)} : cette adresse n’est pas en https.`,
    remedy: 'Donnez une adresse https:// ; http:// n’est accepté que sur cette machine (localhost).',
  }),
  'http.private-address': ({ host }) => ({
    message: `${shown(host)} désigne une adresse d’un réseau privé : rien n’y a été envoyé.`,
    remedy: 'Si c’est voulu, ajoutez ce nom : scelle reglages set destination.X.privateHosts NOM.',
  }),
  'http.certificate': ({ host, reason }) => ({
    message: `${shown(host)} ne prouve pas son identité (${shown(reason)}) : rien n’a été envoyé.`,
    remedy: 'Donnez l’autorité de certification du destinataire : scelle reglages set destination.X.ca FICHIER.pem.',
  }),
})

export const mailFailures: FailureWordsOf<'mail'> = typeset({
  'mail.unreachable': ({ host, reason }) => ({
    message: `Le serveur de courriel ${shown(host)} ne répond pas (${shown(reason)}) : rien n’est parti.`,
    remedy: 'Vérifiez le réseau et les réglages destination.X.smtpHost et smtpPort, puis recommencez.',
  }),
  'mail.login': ({ host, reason }) => ({
    message: `Le serveur de courriel ${shown(host)} refuse l’identification (${shown(reason)}).`,
    remedy: 'Réglez destination.X.smtpUser et le mot de passe : scelle reglages secret destination.X.smtp-password.',
  }),
  'mail.refused': ({ host, code, reply }) => ({
    message: `Le serveur de courriel ${shown(host)} refuse le message (${code}) : ${shown(reply)}.`,
    remedy: 'Corrigez ce qu’il dit, puis recommencez.',
  }),
  'mail.outcome-unknown': ({ host, reason }) => ({
    message: `Le serveur de courriel ${shown(host)} n’a pas confirmé la réception (${shown(reason)}).`,
    remedy: 'Demandez au destinataire s’il a reçu le message avant de le renvoyer.',
  }),
  'mail.not-encrypted': ({ host }) => ({
    message: `${shown(host)} : un courriel ne part pas en clair hors de cette machine.`,
    remedy: 'Réglez destination.X.smtpSecurity sur tls ou starttls.',
  }),
})
