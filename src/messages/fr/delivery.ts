// French words of sending, following and settling.
import type { DeliveryWords } from '../../cli/delivery-words.ts'
import { visibleShort } from '../../system/visible.ts'
import type { FailureWordsOf } from '../catalog.ts'
import { formatNumber, plural } from '../format.ts'
import { typeset } from '../typeset.ts'

const n = (count: number, one: string, many: string): string => plural('fr', count, one, many)
const shown = (text: string): string => visibleShort(text, 160)

export const deliveryWords: DeliveryWords = typeset({
  queued: 'en file',
  contents: {
    unchecked: 'non regardé', reachable: 'toujours là', restricted_country: 'bloqué dans le pays', age_gated: 'réservé aux majeurs', removed: 'retiré',
    account_gone: 'compte disparu', reuploaded: 'remis en ligne', cannot_check: 'invérifiable',
  },
  cannot: {
    'no-type': 'ce destinataire n’a pas de catégorie pour cette atteinte', 'no-locator': 'aucune adresse exacte', 'handle-not-resolved': 'le compte n’a pas été trouvé',
    'no-account-id': 'le numéro du compte manque', 'other-server': 'le contenu est sur un autre serveur', 'no-address': 'aucune adresse où écrire', 'too-large': 'trop long pour ce destinataire',
    'no-identity': 'le nom et le courriel du notifiant sont demandés', 'no-notice': 'il manque ce qu’une notification doit dire', 'no-setting': 'un réglage manque',
    'host-unknown': 'l’hébergeur n’est pas connu', 'too-early': 'une date est à venir',
  },
  setup: {
    'no-adapter': () => 'pas d’envoi par machine : « scelle signalement paquet », ou ce que dit « scelle signalement aiguiller »',
    'not-by-machine': () => 'ce formulaire n’est rempli que par une personne',
    'missing-setting': (setting) => `réglage absent : ${shown(setting)}`,
    'unknown-adapter': (setting) => `envoi inconnu : ${shown(setting)}`,
  },
  codes: {
    'client-refused': 'identifiant de client refusé', 'login-refused': 'connexion refusée par le destinataire', 'token-not-given': 'aucun jeton n’a été donné', 'handle-not-resolved': 'compte introuvable',
    'not-found': 'contenu introuvable là-bas', 'other-account': 'ce numéro est celui d’un autre compte', 'other-server': 'le contenu est sur un autre serveur', 'no-account-id': 'le numéro du compte manque',
    'no-setting': 'un réglage manque', 'no-list': 'la liste n’est pas donnée', 'not-a-report': 'la réponse n’est pas un accusé', 'not-fetched': 'jamais ouvert en ligne : demandez au destinataire',
    'no-address': 'aucune adresse où écrire', 'pgp-public-key': 'clé PGP publique inutilisable', 'pgp-private-key': 'clé PGP privée inutilisable', 'pgp-passphrase': 'phrase de la clé PGP refusée',
    'other-content': 'un autre contenu porte ce nom', 'not-a-name': 'nom de fichier refusé', 'no-folder': 'le dossier n’est pas là', 'disk-full': 'le disque est plein',
    'not-a-ticket': 'la réponse n’est pas un ticket', 'other-tickets': 'plusieurs tickets répondent à ce repère', 'too-early': 'trop tôt pour le dire : réessayez dans quelques minutes',
    timeout: 'pas de réponse à temps', interrupted: 'interrompu pendant l’envoi', redirect: 'renvoi vers une autre adresse', failures: 'échecs répétés', throttled: 'à sa demande',
    ECONNREFUSED: 'connexion refusée', ENOTFOUND: 'nom introuvable', ECONNRESET: 'connexion coupée', NO_ANSWER: 'aucune réponse', 'answer-too-large': 'réponse trop longue', 'bad-answer': 'réponse illisible',
    'cannot-be-asked': 'ce destinataire ne peut pas être interrogé', 'not-set-up': 'destinataire non réglé', 'http.not-https': 'adresse sans https', 'http.private-address': 'adresse d’un réseau privé',
    'http.certificate': 'certificat non reconnu', 'http-401': 'identifiant refusé (401)', 'http-403': 'accès refusé (403)', 'http-404': 'introuvable (404)', 'http-429': 'trop de demandes (429)',
    'signalement.not-validated': 'pas prêt : la bonne foi n’est pas attestée', 'signalement.changed-meanwhile': 'modifié entre-temps : relancez', 'token-expired': 'sa clé n’est plus connue là-bas',
    'place-unknown': 'emplacement inconnu', 'other-machine': 'sur une autre machine', 'other-case': 'un autre dossier est à cette place', 'case.locked': 'dossier occupé', 'case.not-found': 'dossier introuvable',
    'set-up-changed': 'préparé pour d’autres réglages : à préparer de nouveau', 'not-seen': 'il ne montre pas ce qu’il a : demandez-lui',
    'key-expired': 'sa clé n’est plus connue là-bas', 'token-ended': 'session terminée là-bas', 'no-secret': 'secret absent', 'bad-secret': 'secret inutilisable', 'no-payload': 'rien n’avait été préparé', internal: 'erreur interne',
    'no-receipt': 'pas d’accusé', 'no-notice': 'notification illisible', 'other-notice': 'il répond à propos d’une autre notification', 'answer-not-understood': 'réponse incomprise', 'too-many': 'trop de réponses',
    'http-400': 'demande mal formée (400)', 'http-409': 'déjà connu autrement (409)', 'http-413': 'trop volumineux (413)', 'http-422': 'contenu refusé (422)', 'http-500': 'panne du serveur (500)',
    'http-502': 'panne du serveur (502)', 'http-503': 'serveur indisponible (503)', 'http-504': 'serveur trop lent (504)', EAI_AGAIN: 'les noms ne sont pas résolus', ETIMEDOUT: 'pas de connexion à temps', EHOSTUNREACH: 'machine hors d’atteinte', ENETUNREACH: 'pas de réseau',
    'signalement.purged': 'effacé', 'signalement.not-found': 'introuvable', 'signalement.already-sent': 'déjà envoyé', 'signalement.refused': 'le signalement n’est pas valable',
  },
  send: {
    head: ['Signalement', 'Destinataire', 'État', 'Suite'],
    sent: (receipt) => `accusé ${receipt}`,
    rejected: (code, words) => (words === '' ? `refusé : ${code}` : `refusé : ${code} : « ${words} »`),
    waiting: (until, code) => `${code} : nouvel essai à partir du ${until}`,
    waits: (destination, count, until) => `${destination} : ${n(count, 'envoi attend', 'envois attendent')}${until === undefined ? '' : `, nouvel essai à partir du ${until}`}.`,
    waitingCredential: (code) => `${code} : rien d’autre ne part là-bas`,
    unknown: (code) => `issue inconnue (${code}) : scelle rapprocher`,
    already: (state, at, by) => `déjà fait : ${state}, ${at}, par ${by}`,
    refusedBefore: (at) => `refusé ou abandonné, préparé le ${at} ; modifiez-le, ou --force pour le renvoyer tel quel`,
    alreadyOther: (short, state) => `même contenu déjà adressé par ${short} (${state}) ; --force pour l’envoyer aussi`,
    cannot: (why) => why,
    lacks: (what) => `il manque : ${what}`,
    refused: (why) => why,
    personal: (count) => `${n(count, 'donnée personnelle possible', 'données personnelles possibles')} : relisez (--dry-run), puis modifiez ou --confirm-personal`,
    danger: 'danger immédiat : appelez le 17, le 112 ou le 114 ; rien n’est envoyé',
    notValidated: (state) => `pas prêt (${state})`,
    paused: (destination, id) => `${destination} : identifiant absent ou refusé, ses envois attendent. Corrigez-le (scelle reglages secret …), ou rouvrez : scelle file --resume ${id}.`,
    missingSecret: (name) => `Secret absent : ${name}. Donnez-le : scelle reglages secret ${name}`,
    test: 'essai',
    totals: (sent, rejected, waiting, unknown, held) => [`Envoyés : ${formatNumber('fr', sent)}`, `refusés : ${formatNumber('fr', rejected)}`, `en attente : ${formatNumber('fr', waiting)}`, `issue inconnue : ${formatNumber('fr', unknown)}`, `retenus : ${formatNumber('fr', held)}`].join(' · '),
    nothing: 'Rien à envoyer.',
    nothingByMachine: (count) => `Rien à envoyer par machine. ${n(count, 'signalement complet n’est parti', 'signalements complets ne sont partis')} nulle part : scelle signalement paquet ID (à la main), ou réglez un destinataire (README, « Envoyer »).`,
    alreadyQueued: (name) => `${name}, déjà en file`,
    confirm: (count, destinations) => `${n(count, 'envoi', 'envois')} (${destinations}). Envoyer ?`,
    abandoned: 'Rien n’est parti.',
    preview: (short, destination, fields, digest) => `${short} → ${destination}\nChamps : ${fields}\nEmpreinte SHA-256 : ${digest}`,
    recovered: (count) => `${n(count, 'envoi interrompu a été repris', 'envois interrompus ont été repris')}.`,
    lost: (count) => `${n(count, 'envoi interrompu est peut-être arrivé', 'envois interrompus sont peut-être arrivés')} : scelle rapprocher.`,
    notSetUp: (name, id) => `${name} n’est plus réglé : scelle reglages set destination.${id}.url …`,
    progress: 'envoi',
    unpaidCase: (dir, lines, code) => `${n(lines, 'ligne attend', 'lignes attendent')} le journal du dossier ${dir} (${code}).`,
    certificate: (destination, reason) => `${destination} : certificat non vérifié, raison notée : « ${reason} ».`,
    more: (count) => `… et ${n(count, 'autre', 'autres')} (--json les donne tous)`,
  },
  outbox: {
    head: ['Signalement', 'Destinataire', 'État', 'Tentatives', 'Suite', 'Échéance'],
    empty: 'La file est vide.',
    count: (state, count) => `${state} : ${formatNumber('fr', count)}`,
    paused: (destination, id, code) => `${destination} est en pause : ${code}. Après correction : scelle file --resume ${id}`,
    closed: (destination, until) => `${destination} n’est pas sollicité avant ${until}.`,
    resumed: (destination) => `${destination} est rouvert.`,
    notPaused: (destination) => `${destination} n’était pas en pause.`,
    now: 'maintenant',
    inPause: 'en pause',
    more: (count, total) => `${formatNumber('fr', count)} sur ${formatNumber('fr', total)} ; --limit en montre plus.`,
  },
  reconcile: {
    nothing: 'Aucun envoi à l’issue inconnue.',
    found: (short, destination, receipt) => `${short} : ${destination} l’a reçu (accusé ${receipt}).`,
    notFound: (short, destination) => `${short} : ${destination} ne l’a pas reçu ; remis en file.`,
    cannotTell: (short, destination, why) => `${short} : ${destination} ne peut pas le dire (${why}).`,
    ask: (short, destination) => `${short} est-il arrivé chez ${destination} ?`,
    choices: { arrived: 'oui, j’ai le numéro reçu', notArrived: 'non, à remettre en file', later: 'je ne sais pas encore' },
    remoteId: 'Numéro donné par le destinataire',
    remoteIdMissing: 'Tapez le numéro ou la référence donnée (300 signes au plus).',
    risk: 'Regardez chez le destinataire (son espace, vos courriels) avant de renvoyer : un doublon peut ralentir le traitement. Puis : scelle rapprocher ID --remote-id NUMÉRO, ou --not-sent.',
  },
  receipt: { done: (short, destination, remoteId) => `${short} : accusé de ${destination} noté (${remoteId}).` },
  follow: {
    head: ['Signalement', 'Destinataire', 'État', 'Contenu', 'Échéance', 'Base'],
    empty: 'Rien n’attend de réponse.',
    basis: (basis, open, late) => `${basis} : ${formatNumber('fr', open)}${late === 0 ? '' : ` (${n(late, 'en retard', 'en retard')})`}`,
    news: (short, destination, before, after) => `${short} : ${destination}, ${before} → ${after}`,
    reuploaded: (short) => `${short} : remis en ligne. Nouveau signalement : scelle signalement nouveau --campaign …`,
    appeal: (short, destination, until) => `${short} : ${destination}, recours possible jusqu’au ${until}`,
    appealTitle: 'Recours (DSA, article 20 : six mois au moins)',
    cannot: (short, destination, code) => `${short} : ${destination} n’a rien pu dire (${code})`,
    unasked: (count) => `${n(count, 'envoi ne peut être suivi', 'envois ne peuvent être suivis')} par machine : demandez au destinataire, ou regardez vous-même si la loi le permet.`,
    checked: (count) => `${n(count, 'envoi suivi', 'envois suivis')}.`,
    more: (count, total) => `${formatNumber('fr', count)} sur ${formatNumber('fr', total)} ; --limit en montre plus.`,
  },
  worker: {
    started: (concurrency) => `Ouvrier en marche (${n(concurrency, 'envoi', 'envois')} à la fois). Ctrl+C pour arrêter.`,
    notSetUp: (destination) => `${destination} n’est pas réglé sur cette machine : ses envois attendent un autre ouvrier.`,
    waiting: (count) => `Encore en file : ${n(count, 'envoi', 'envois')}.`,
    done: (sent, rejected, unknown, again) => `Envoyés : ${formatNumber('fr', sent)} · refusés : ${formatNumber('fr', rejected)} · issue inconnue : ${formatNumber('fr', unknown)} · à refaire : ${formatNumber('fr', again)}`,
  },
  export: { written: (path) => `Écrit : ${path}. Rien n’a été envoyé.` },
  secret: {
    kept: (name, place) => `${name} : gardé (${place}).`, removed: (name) => `${name} : effacé.`, stillThere: (name, place) => `${name} est toujours là (${place}) : déverrouillez le trousseau ou retirez la variable, puis recommencez.`, ask: (name) => `Secret ${name} (non affiché)`, set: 'présent', unset: 'absent',
    keyPlace: (name, place) => `Clé du dépôt : ${name} (${place}).\nPour l’apporter à une autre machine : « scelle reglages key --show » ici, « scelle reglages secret ${name} » là-bas, par un canal sûr.`,
    keyShown: 'Cette clé ouvre tous les signalements du dépôt : ne la laissez ni dans un courriel, ni dans un historique.',
    places: { keyring: 'trousseau de la session', environment: 'variable d’environnement', file: 'fichier réservé à vous' },
  },
})

export const deliveryFailures: FailureWordsOf<'delivery'> = typeset({
  'delivery.not-exportable': ({ id, format, code, detail }) => ({
    message: `Le signalement ${shown(id)} ne se dit pas au format ${shown(format)} : ${deliveryWords.cannot[code]}${detail === '' ? '' : ` (${shown(detail)})`}.`,
    remedy: 'Complétez-le, ou adressez-le autrement : scelle signalement aiguiller ID.',
  }),
  'delivery.file-exists': ({ path }) => ({ message: `${shown(path)} existe déjà : rien n’a été écrit.`, remedy: 'Donnez un autre nom.' }),
  'delivery.file-missing': ({ setting, path }) => ({ message: `Le fichier ${shown(path)} (réglage ${shown(setting)}) n’existe pas.`, remedy: `Corrigez le réglage : scelle reglages set ${shown(setting)} FICHIER.` }),
  'delivery.none-waiting': ({ id, destination }) => ({
    message: destination === '' ? `Aucun envoi du signalement ${shown(id)} n’attend cette réponse.` : `Aucun envoi du signalement ${shown(id)} à ${shown(destination)} n’attend cette réponse.`,
    remedy: 'Voyez ses envois : scelle signalement montrer ID. Pour un appel, nommez le destinataire : --to 119.',
  }),
  'delivery.several-waiting': ({ id, deliveries }) => ({ message: `Plusieurs envois du signalement ${shown(id)} attendent : ${shown(deliveries)}.`, remedy: 'Nommez le destinataire (--to), ou l’un d’eux par sa clé : --key CLÉ.' }),
  'delivery.secret-as-argument': ({ name }) => ({
    message: 'Un secret n’est jamais un argument : la liste des processus le montre à tous, et l’interpréteur de commandes le retient.',
    remedy: `Tapez-le quand il est demandé, ou : scelle reglages secret ${shown(name)} < FICHIER. Si c’était un vrai, changez-le : il a pu être vu.`,
  }),
  'delivery.empty-secret': ({ name }) => ({ message: `Rien n’a été lu : ${shown(name)} n’est pas changé.`, remedy: `Tapez le secret quand il est demandé, ou : scelle reglages secret ${shown(name)} < FICHIER. Jamais sur la ligne de commande.` }),
  'delivery.receipt-known': ({ id, destination, remoteId }) => ({ message: `L’accusé de ${shown(destination)} pour ${shown(id)} est déjà noté : ${shown(remoteId)}.`, remedy: 'Rien n’a été changé.' }),
})

export const workerFailures: FailureWordsOf<'worker'> = typeset({
  'worker.no-shared-store': () => ({ message: 'Un ouvrier travaille pour un dépôt partagé, et aucun n’est réglé.', remedy: 'Donnez son adresse : --store postgres://…, SCELLE_STORE ou scelle reglages set store postgres://… Seul, utilisez « scelle envoyer ».' }),
  'worker.queue-lost': ({ reason }) => ({ message: `La file des tâches ne répond plus (${shown(reason)}).`, remedy: 'Rien n’est perdu : relancez l’ouvrier. Les envois en cours sont repris ou mis à rapprocher.' }),
})
