// French words of conversations: what could not be read, what was decided and by whom, how a transcript reads.
import type { ChatWords } from '../../metadata/chat/chat-words.ts'
import type { ChatFinding, DateOrder } from '../../metadata/chat/transcript.ts'
import type { FailureWordsOf } from '../catalog.ts'
import { formatDay, formatNumber, plural } from '../format.ts'
import { typeset } from '../typeset.ts'

const ORDERS: Readonly<Record<DateOrder, string>> = { dmy: 'jour, mois, année', mdy: 'mois, jour, année', ymd: 'année, mois, jour' }
const id = (number: number): string => String(number).padStart(4, '0')
const n = (count: number, one: string, many: string): string => plural('fr', count, one, many)

export const chatFailures: FailureWordsOf<'chat'> = typeset({
  'chat.unknown-format': ({ path }) => ({
    message: `${path} ne commence comme aucun export de conversation connu.`,
    remedy: 'Formats lus : WhatsApp (.txt, .zip), Telegram (result.json, messages.html), Discord (JSON de DiscordChatExporter), Signal (data.json de signal-export, lignes JSON de Signal Desktop), Instagram et Facebook (message_1.json), SMS Backup & Restore (XML).',
  }),
  'chat.no-conversation': ({ path }) => ({ message: `L’archive ${path} ne contient aucune conversation.`, remedy: 'Une archive de WhatsApp contient « _chat.txt » ou « Discussion WhatsApp avec ….txt ». Sinon, donnez le fichier de la conversation lui-même.' }),
  'chat.several-conversations': ({ path, names }) => ({ message: `L’archive ${path} contient plusieurs conversations : ${names}.`, remedy: 'Extrayez celle qui compte, ajoutez-la au dossier comme une pièce, puis donnez son numéro.' }),
  'chat.archive-refused': ({ path, reason }) => ({
    message: reason === 'encrypted' ? `L’archive ${path} est chiffrée.` : reason === 'entries' ? `L’archive ${path} compte plus de 100 000 fichiers.` : `La conversation de l’archive ${path} grossirait plus de cent fois en étant décompressée.`,
    remedy: reason === 'encrypted' ? 'Ajoutez au dossier l’archive déchiffrée, puis donnez son numéro.' : 'Ce n’est pas ce qu’écrit une messagerie : faites examiner ce fichier avant de le lire.',
  }),
  'chat.damaged': ({ path, detail }) => ({ message: `L’export ${path} est abîmé ou incomplet (${detail}).`, remedy: 'Rien n’a été écrit. Refaites l’export si vous le pouvez, ou faites examiner le fichier.' }),
  'chat.reading-stopped': ({ path, status, detail }) => ({
    message: `La lecture de ${path} a été arrêtée${status === 'timeout' ? ' : trop de temps' : status === 'limit' ? ' : trop de mémoire' : ''} (${detail}).`,
    remedy: 'Rien n’a été écrit. Le fichier est peut-être fait pour gêner les outils de lecture.',
  }),
  'chat.date-order-needed': ({ raw, line, backDmy, backMdy }) => ({
    message: `Rien dans le fichier ne dit si « ${raw} » (ligne ${line}) donne le jour ou le mois en premier. Lu jour d’abord, le temps recule ${backDmy} fois ; mois d’abord, ${backMdy} fois : c’est un indice, pas une preuve.`,
    remedy: 'Dites-le : --date-order dmy (jour d’abord) ou --date-order mdy (mois d’abord), selon les réglages du téléphone qui a fait l’export.',
  }),
  'chat.dates-contradict': ({ one, other }) => ({
    message: `La ligne ${one} met le jour en premier, la ligne ${other} le mois : le fichier se contredit.`,
    remedy: 'Un message imite peut-être un début de ligne, ou deux exports ont été joints. Dites l’ordre avec --date-order : les dates qui ne s’y plient pas seront marquées.',
  }),
  'chat.date-order-wrong': ({ said, line, raw }) => ({
    message: `« ${raw} » (ligne ${line}) ne peut pas se lire dans l’ordre donné (${said}), et aucune ligne n’y oblige.`,
    remedy: 'Retirez --date-order : le fichier dit lui-même l’ordre de ses dates.',
  }),
  'chat.zone-not-needed': ({ path }) => ({ message: `Les heures de ${path} portent déjà leur fuseau.`, remedy: 'Retirez --zone.' }),
  'chat.empty': ({ path }) => ({ message: `${path} ne contient aucun message.`, remedy: 'Vérifiez que c’est le bon fichier : rien n’a été écrit.' }),
  'chat.no-exhibit': ({ exhibit, exhibits }) => ({ message: `Le dossier n’a pas de pièce ${exhibit}.`, remedy: exhibits === 0 ? 'Ajoutez d’abord l’export : scelle ajouter FICHIER.' : `Donnez un numéro de 1 à ${exhibits}, ou le chemin d’un fichier.` }),
  'chat.exhibit-not-readable': ({ exhibit, why }) => ({
    message: why === 'prohibited' ? `La pièce ${exhibit} est un contenu prohibé : elle n’est jamais ouverte.` : `Seule l’empreinte de la pièce ${exhibit} est conservée.`,
    remedy: 'Aucune transcription n’est possible ; c’est le traitement prévu pour cette pièce.',
  }),
  'chat.exhibit-changed': ({ exhibit }) => ({ message: `Les octets de la pièce ${exhibit} ne sont plus ceux que le journal a enregistrés.`, remedy: 'Lancez « scelle verifier » : une transcription de ces octets ne prouverait rien.' }),
  'chat.file-unreadable': ({ path, reason }) => ({ message: `${path} ne peut pas être lu (${reason}).`, remedy: 'Donnez un fichier ordinaire et lisible, ou le numéro d’une pièce.' }),
  'chat.number-outside-case': ({ number }) => ({ message: `« ${number} » est un numéro de pièce, et il n’y a pas de dossier ici.`, remedy: 'Ajoutez --case DOSSIER, ou donnez le chemin d’un fichier (./…).' }),
})

const FINDINGS: { readonly [C in ChatFinding['code']]: (facts: ChatFinding['facts']) => { title: string; means: string; innocent: string } } = typeset({
  'chat.time-backwards': ({ count, n: first, line }) => ({
    title: `L’heure recule ${n(Number(count), 'fois', 'fois')} dans l’ordre du fichier (d’abord au message ${first}, ligne ${line})`,
    means: 'Des messages ont pu être déplacés ou ajoutés dans le fichier, ou l’horloge d’un appareil a changé.',
    innocent: 'Un message envoyé sans réseau arrive plus tard ; un voyage ou le passage à l’heure d’hiver font reculer une heure locale ; des conversations différentes se suivent dans un même export.',
  }),
  'chat.time-twice': ({ count, n: first, line }) => ({
    title: `${n(Number(count), 'heure locale existe', 'heures locales existent')} deux fois (d’abord au message ${first}, ligne ${line})`,
    means: 'Le passage à l’heure d’hiver a répété cette heure : l’instant exact est l’un de deux, notés l’un et l’autre.',
    innocent: 'C’est le cas de tout message écrit cette heure-là.',
  }),
  'chat.time-skipped': ({ count, n: first, line }) => ({
    title: `${n(Number(count), 'heure locale n’a jamais existé', 'heures locales n’ont jamais existé')} dans le fuseau donné (d’abord au message ${first}, ligne ${line})`,
    means: 'Le fuseau donné n’est pas celui de l’appareil, ou l’heure a été écrite à la main.',
    innocent: 'L’appareil était dans un autre fuseau, ou son heure était mal réglée.',
  }),
  'chat.time-invalid': ({ count, n: first, line }) => ({
    title: `${n(Number(count), 'date ne se lit pas', 'dates ne se lisent pas')} (d’abord au message ${first}, ligne ${line})`,
    means: 'La date n’existe pas, ou l’ordre donné n’est pas celui de cette ligne.',
    innocent: 'Un texte qui ressemble à un début de message, ou un champ absent de l’export.',
  }),
  'chat.unreadable-part': ({ count, n: first, line }) => ({
    title: `${n(Number(count), 'partie ne se lit pas', 'parties ne se lisent pas')} comme un message (d’abord au message ${first}, ligne ${line})`,
    means: 'Le fichier est abîmé ou modifié à cet endroit ; ses octets sont gardés tels quels.',
    innocent: 'Une ligne d’en-tête, ou une nouveauté du format.',
  }),
  'chat.attachments-missing': ({ count }) => ({
    title: n(Number(count), 'fichier joint n’est pas dans l’export', 'fichiers joints ne sont pas dans l’export'),
    means: 'Leurs octets ne peuvent être comparés à aucune pièce ; un nom identique n’est pas un lien.',
    innocent: 'L’export a été fait sans les médias.',
  }),
  'chat.attachments-not-compared': () => ({ title: 'Plus de 50 000 fichiers joints différents', means: 'Les suivants n’ont pas été comparés aux pièces.', innocent: 'L’export est très grand.' }),
  'chat.zone-unknown': () => ({ title: 'Fuseau horaire inconnu', means: 'Les heures sont locales, sans qu’on sache où : aucune heure universelle n’en est déduite.', innocent: 'Cette messagerie écrit l’heure du téléphone et rien d’autre.' }),
})

type Untouched = 'participant' | 'reaction' | 'attachment' | 'forwarded' | 'replyTo' | 'conversation'

const fixed = typeset({
  title: 'Conversations',
  intro: 'Chaque conversation est imprimée dans l’ordre du fichier, telle qu’elle a été exportée. La transcription garde pour chaque message les octets d’origine, leur ligne et leur place dans la pièce. Ce que les caractères du rapport ne savent pas dessiner (émojis, autres écritures) y est noté par son numéro Unicode, comme \\u{1f600} ; la page à lire dans un navigateur le montre.',
  heading: (exhibit) => `Conversation de la pièce ${exhibit}`,
  labels: {
    source: 'Fichier', digest: 'Empreinte SHA-256', app: 'Application', name: 'Nom', period: 'Du premier au dernier', messages: 'Messages',
    participants: 'Participants', dateOrder: 'Ordre des dates', zone: 'Fuseau horaire', fileOrder: 'Ordre du fichier', raw: 'Texte d’origine',
  },
  count: (value) => formatNumber('fr', value),
  messages: (count) => n(count, 'message', 'messages'),
  moreParticipants: (count) => `et ${n(count, 'message', 'messages')} d’autres personnes`,
  order: (order) => ORDERS[order],
  orderStatement: ({ order, how, evidence, stepsBack }) => {
    const said = order === undefined ? '' : `${ORDERS[order]} — `
    switch (how) {
      case 'value-above-12': return `${said}établi par la ligne ${evidence?.line ?? 0} (« ${evidence?.raw ?? ''} »)`
      case 'separator': return `${said}dates écrites avec des points, toujours jour d’abord`
      case 'written-so': return `${said}fixé par la façon d’écrire`
      case 'user': return `${said}déclaré par l’opérateur${stepsBack === undefined ? '' : ` (jour d’abord, le temps recule ${stepsBack.dmy ?? 0} fois ; mois d’abord, ${stepsBack.mdy ?? 0} fois)`}`
      case 'no-date': return 'sans objet : le format donne des instants'
      default: return how satisfies never
    }
  },
  zoneStatement: ({ zone, provenance }, shown) => {
    switch (provenance) {
      case 'format-defines-utc': case 'tag': return `le format donne des instants ou leur décalage ; heures imprimées en ${shown}, sauf décalage écrit dans l’export`
      case 'user': return `${zone ?? ''} — déclaré par l’opérateur ; l’export ne le dit pas`
      case 'mixed': return `${zone === undefined ? 'inconnu' : `${zone}, déclaré par l’opérateur,`} pour une partie des messages ; les autres portent le leur`
      default: return 'inconnu — heures locales telles qu’écrites, sans heure universelle'
    }
  },
  newestFirst: 'du plus récent au plus ancien : l’ordre du fichier est gardé',
  finding: ({ code, facts }) => FINDINGS[code](facts),
  findingsTitle: 'Constats',
  innocent: 'Sans malice',
  day: (date) => formatDay('fr', date),
  noDay: 'Sans date lisible',
  kind: (kind) => ({ message: '', system: 'avis', call: 'appel', deleted: 'supprimé', unreadable: 'illisible' })[kind],
  owner: '(l’appareil exporté)',
  nobody: '(aucun nom)',
  edited: 'modifié',
  twice: 'heure qui existe deux fois',
  skipped: 'heure qui n’a jamais existé',
  invalid: 'date illisible',
  backwards: 'l’heure recule',
  textCut: 'texte abrégé ici, entier dans la pièce',
  shortened: (total, ends, page, transcript) => `Cette conversation compte ${n(total, 'message', 'messages')} : seuls les ${formatNumber('fr', ends)} premiers et les ${formatNumber('fr', ends)} derniers sont imprimés ici. Elle est entière${page === undefined ? '' : `, à lire dans un navigateur, dans ${page}, et`} avec ses octets d’origine dans ${transcript}.`,
  leftOut: (count) => n(count, 'message non imprimé ici', 'messages non imprimés ici'),
  whole: (page, transcript) => `${page === undefined ? '' : `La même conversation se lit dans un navigateur (${page}). `}Ses octets d’origine, message par message, sont dans ${transcript}.`,
  footer: 'Page faite par scelle, sans script ni lien : ce qui est écrit ci-dessus vient de la pièce.',
  cli: {
    askOrder: (raw, line, backDmy, backMdy) => `« ${raw} » (ligne ${line}) : le jour ou le mois en premier ? (jour d’abord, le temps recule ${backDmy} fois ; mois d’abord, ${backMdy} fois)`,
    askZone: (sample) => `Fuseau horaire des heures comme « ${sample} » ?`,
    zoneUnknown: 'inconnu',
    zoneOther: 'un autre (à taper)',
    zoneExpected: 'Europe/Paris | +02:00 | unknown',
    done: (path, messages) => `Transcription : ${path} (${n(messages, 'message', 'messages')})`,
    planned: (path) => `La transcription serait écrite dans ${path}.`,
    summary: (app, messages) => `${app}, ${n(messages, 'message', 'messages')}`,
    linked: (count) => `${n(count, 'fichier joint est une pièce', 'fichiers joints sont des pièces')} du dossier (mêmes octets).`,
    stage: 'Lecture de la conversation :',
  },
} satisfies Omit<ChatWords, Untouched>)

/** What quotes the export is not typeset: a name is printed as it is written. */
export const chatWords: ChatWords = {
  ...fixed,
  participant: (name, messages) => `${name} (${formatNumber('fr', messages)})`,
  reaction: (emoji, by) => (by === undefined ? emoji : `${emoji} ${by}`),
  attachment: ({ name, exhibit, sameName, omitted, sha256 }) => {
    const named = name === '' ? 'média non nommé' : name
    if (exhibit !== undefined) return `${named} — pièce ${id(exhibit)} (mêmes octets)`
    if (sameName !== undefined) return `${named} — même nom que la pièce ${sameName.map(id).join(', ')}, octets non comparés`
    return `${named}${omitted === true ? ' — absent de l’export' : sha256 === undefined ? '' : ' — dans l’export, hors des pièces'}`
  },
  forwarded: (from) => `transféré de ${from}`,
  replyTo: (target) => `répond à ${target}`,
  conversation: (name) => `avec ${name}`,
}
