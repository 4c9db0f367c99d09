// French words of the guichet: problems told to machines, the page of the desk, and failures of the server.
import type { GuichetWords } from '../../guichet/words.ts'
import type { FaultKind } from '../../guichet/notice-faults.ts'
import { visibleShort } from '../../system/visible.ts'
import type { FailureWordsOf } from '../catalog.ts'
import { formatBytes, formatInstant, formatNumber, plural } from '../format.ts'
import { signalementWords } from './signalement.ts'
import { typeset } from '../typeset.ts'

const n = (count: number, one: string, many: string): string => plural('fr', count, one, many)
const mib = (bytes: number): string => `${formatNumber('fr', bytes / 1024 / 1024)} Mio`

const faults: { readonly [kind in FaultKind]: (expected: string) => string } = {
  'missing': () => 'Ce membre manque.',
  'unknown': () => 'Ce membre est inconnu ; rien d’inconnu n’est accepté.',
  'wrong-type': (expected) => `Type attendu : ${expected}.`,
  'not-a-choice': (expected) => `Valeur attendue : ${expected}.`,
  'too-short': (expected) => `Trop court ou trop petit : ${expected} au moins.`,
  'too-long': (expected) => `Trop long ou trop grand : ${expected} au plus.`,
  'too-few': (expected) => `Trop peu d’éléments : ${expected} au moins.`,
  'too-many': (expected) => `Trop d’éléments : ${expected} au plus.`,
  'bad-form': (expected) => expected === '' ? 'La forme n’est pas la bonne.' : `Forme attendue : ${expected}.`,
  'identity.not-withheld': () => 'L’identité ne peut être tue que pour les infractions sexuelles sur mineur (DSA, article 16, paragraphe 2, point c).',
  'identity.named': () => 'Une identité tue n’a ni nom ni courriel.',
}

export const guichetWords: GuichetWords = typeset<GuichetWords>({
  language: 'fr',
  problems: {
    'unauthorized': () => ({ title: 'Authentification requise', detail: 'Présentez un jeton valable dans l’en-tête Authorization, schéma Bearer.' }),
    'not-found': () => ({ title: 'Introuvable', detail: 'Rien à cette adresse pour vous.' }),
    'idempotency-key-needed': ({ max }) => ({ title: 'Clé d’idempotence requise', detail: `Donnez une clé de 1 à ${max} caractères ASCII visibles.` }),
    'idempotency-conflict': () => ({ title: 'Clé déjà employée', detail: 'Cette clé a servi pour un autre contenu. Une correction prend une nouvelle clé et une révision supérieure.' }),
    'not-json': () => ({ title: 'JSON illisible', detail: 'Le corps n’est pas du JSON en UTF-8.' }),
    'invalid-notice': ({ count }) => ({ title: 'Contenu refusé', detail: `${n(count, 'membre est à corriger', 'membres sont à corriger')} : voir « errors ».` }),
    'bad-batch-line': () => ({ title: 'Ligne refusée', detail: 'Chaque ligne est un objet avec « key » et « notice », et rien d’autre.' }),
    'too-many-lines': ({ max }) => ({ title: 'Lot trop long', detail: `${max} lignes au plus ; rien n’a été gardé.` }),
    'empty-batch': () => ({ title: 'Lot vide', detail: 'Le corps ne contient aucune ligne.' }),
    'too-large': ({ maxBytes }) => ({ title: 'Corps trop grand', detail: `${mib(maxBytes)} au plus.` }),
    'unsupported-type': ({ expected }) => ({ title: 'Type non accepté', detail: `Types acceptés : ${expected}.` }),
    'bad-request': () => ({ title: 'Requête refusée', detail: 'La requête n’est pas bien formée.' }),
    'bad-query': ({ parameter }) => ({ title: 'Paramètre refusé', detail: `Le paramètre « ${visibleShort(parameter, 50)} » est inconnu ou mal formé.` }),
    'bad-digest': () => ({ title: 'Empreinte mal formée', detail: 'L’adresse finit par une empreinte SHA-256 : 64 chiffres hexadécimaux minuscules.' }),
    'bad-range': () => ({ title: 'Plage refusée', detail: 'Content-Range ne s’accorde pas avec le corps, ou le corps est vide.' }),
    'range-elsewhere': ({ offset }) => ({ title: 'Plage inattendue', detail: `Reprenez à l’octet ${offset}, avec la même taille et le même type.` }),
    'digest-mismatch': () => ({ title: 'Empreinte différente', detail: 'Ce qui est arrivé n’a pas l’empreinte annoncée ; tout a été effacé, recommencez au premier octet.' }),
    'evidence-refused': () => ({ title: 'Aucune pièce pour ce contenu', detail: 'Ce contenu peut montrer un enfant : ni octet, ni lien, ni référence n’est accepté.' }),
    'evidence-statement-needed': () => ({ title: 'Déclaration requise', detail: 'Déclarez par l’en-tête Evidence-Statement (shows-no-child) que la pièce ne montre aucune image intime d’un mineur.' }),
    'evidence-too-large': ({ maxBytes }) => ({ title: 'Pièce trop grande', detail: `${mib(maxBytes)} au plus ; au-delà, déposez une référence.` }),
    'evidence-too-many': ({ max }) => ({ title: 'Trop de pièces', detail: `${max} pièces au plus par signalement.` }),
    'evidence-differs': () => ({ title: 'Pièce déjà décrite autrement', detail: 'Une référence et un dépôt différents existent déjà pour cette empreinte.' }),
    'too-many-requests': ({ seconds }) => ({ title: 'Trop de requêtes', detail: `Réessayez dans ${n(seconds, 'seconde', 'secondes')}.` }),
    'unavailable': ({ seconds }) => ({ title: 'Momentanément indisponible', detail: `Rien n’a été gardé. Réessayez dans ${n(seconds, 'seconde', 'secondes')} avec la même clé.` }),
    'internal': () => ({ title: 'Erreur du guichet', detail: 'Rien n’a été confirmé. Réessayez avec la même clé.' }),
  },
  fault: ({ kind, expected = '' }) => faults[kind](expected),
  desk: {
    title: 'Guichet',
    states: { received: 'reçu', acknowledged: 'accusé réception', in_review: 'en cours d’examen', decided_removed: 'retiré', decided_restricted: 'restreint', decided_rejected: 'refusé' },
    urgencies: signalementWords.urgencies,
    ages: signalementWords.ages,
    authorities: signalementWords.authorities,
    instant: (instant, timeZone) => formatInstant('fr', instant, timeZone).replace(/\s\d\d\smin\s\d\d\ss \(.*$/, (rest) => rest.replace(/\smin[\s\S]*$/, '')),
    otherLanguage: 'English',
    skip: 'Aller au contenu',
    login: {
      title: 'Entrer au guichet', name: 'Nom', token: 'Jeton', enter: 'Entrer', refused: 'Ce nom et ce jeton ne vont pas ensemble.',
      wait: 'Trop d’essais refusés depuis cette adresse. Attendez une minute, puis recommencez.',
    },
    logout: 'Sortir',
    queue: {
      title: 'File des signalements', tests: 'Essais', real: 'Signalements', testsNote: 'Des essais des expéditeurs : rien n’est à faire.', filter: 'Filtrer la file', state: 'État', open: 'à traiter',
      all: 'tous', harm: 'Atteinte', anyHarm: 'toutes', apply: 'Filtrer', empty: 'Rien ici.', urgency: 'Urgence', due: 'À traiter avant', late: 'dépassé', sender: 'Expéditeur',
      openOne: 'Ouvrir le signalement', count: (total) => n(total, 'signalement', 'signalements'), previous: 'Précédents', next: 'Suivants',
    },
    notice: {
      title: (short) => `Signalement ${short}`, back: 'File', test: 'essai',
      prohibited: 'Ce contenu peut montrer un enfant.', neverOpen: 'N’ouvrez pas ces adresses hors du cadre prévu par la loi. Rien n’est affiché, chargé ni accepté en pièce.',
      identifier: 'Identifiant', correlation: 'Identifiant chez l’expéditeur', revision: 'Révision', due: 'À traiter avant', age: 'Âge de la victime', platform: 'Plateforme',
      account: 'Compte visé', locators: 'Adresses', locator: 'Adresse', copy: 'Du texte à copier, jamais un lien.', explanation: 'Explication', offences: 'Textes', unverified: 'à vérifier',
      observedAt: 'Vu le', occurredAt: 'Faits du', hashes: 'Empreintes données', notifier: 'Notifiant', withheld: 'identité tue, comme la loi le permet', order: 'Injonction', evidence: 'Pièces',
      evidence_: ({ kind, mime, total, received, complete, heldBy, reference }) => (kind === 'reference'
        ? `Référence ${reference ?? ''} chez ${heldBy ?? ''} (${mime}, ${formatBytes('fr', total)})`
        : complete ? `${mime}, ${formatBytes('fr', total)}` : `${mime}, ${formatBytes('fr', received)} sur ${formatBytes('fr', total)}, dépôt en cours`),
      download: 'Enregistrer', history: 'Historique', arrived: 'reçu', erased: 'preuves effacées : une révision suivante peut montrer un enfant', grounds: 'Motifs :',
    },
    act: {
      title: 'Traiter', acknowledge: 'Accuser réception', review: 'Commencer l’examen', reopen: 'Reprendre l’examen',
      kinds: { removed: 'Retirer le contenu', restricted: 'Restreindre l’accès', rejected: 'Refuser la demande' }, kind: 'Décision', grounds: 'Motifs',
      groundsHint: 'Communiqués à l’expéditeur. Obligatoires pour restreindre ou refuser. Pas de donnée personnelle.', record: 'Enregistrer la décision', done: 'Décision :',
      groundsNeeded: 'Écrivez les motifs : une restriction ou un refus est toujours motivé.',
      changed: 'Quelqu’un a traité ce signalement entre-temps. Voici son état actuel ; rien n’a été changé.', testNote: 'Un essai : aucun contenu réel n’est visé.',
    },
    refused: {
      title: 'Cela n’a pas marché', form: 'Ce formulaire n’est plus valable. Revenez à la file et recommencez.', missing: 'Ce signalement n’existe pas ici.',
      internal: 'Le guichet n’a pas pu répondre. Rien n’a été changé.', back: 'Revenir à la file',
    },
  },
})

export const guichetFailures: FailureWordsOf<'guichet'> = typeset({
  'guichet.clients-missing': ({ path }) => ({ message: `${visibleShort(path, 160)} n’existe pas.`, remedy: 'Créez-le avec « scelle guichet token NOM », et --token-file s’il est ailleurs que dans vos réglages.' }),
  'guichet.clients-invalid': ({ path, member }) => ({
    message: `${visibleShort(path, 160)} n’est pas un fichier de clients valable${member === '' ? '' : ` (${visibleShort(member, 100)})`}.`,
    remedy: 'Corrigez ce membre, ou refaites le fichier avec « scelle guichet token ».',
  }),
  'guichet.name-invalid': ({ name }) => ({ message: `« ${visibleShort(name, 80)} » ne peut pas être un nom.`, remedy: 'Lettres minuscules, chiffres, point, tiret ou souligné ; 64 au plus.' }),
  'guichet.webhook-invalid': () => ({ message: 'L’adresse du webhook n’est pas acceptée.', remedy: 'Une adresse https sans nom ni mot de passe, ou http sur cette machine.' }),
  'guichet.port-unavailable': ({ host, port, errno }) => ({ message: `Le port ${port} de ${visibleShort(host, 80)} n’est pas disponible (${errno}).`, remedy: 'Choisissez un autre port avec --port.' }),
  'guichet.tls-needed': ({ host }) => ({ message: `${visibleShort(host, 80)} est visible d’autres machines : TLS est obligatoire.`, remedy: 'Donnez --cert et --key, ou restez sur 127.0.0.1 derrière un mandataire.' }),
  'guichet.tls-invalid': () => ({ message: 'Le certificat et la clé ne vont pas ensemble ou sont illisibles.', remedy: 'Deux fichiers PEM : la chaîne de certificats et sa clé.' }),
  'guichet.tls-missing': ({ path }) => ({ message: `${visibleShort(path, 160)} n’existe pas.`, remedy: 'Vérifiez --cert et --key.' }),
  'guichet.password-in-address': () => ({ message: 'L’adresse de la base contient un mot de passe.', remedy: 'Donnez-le par PGPASSWORD ou par le secret guichet.postgres ; les arguments sont visibles de tous.' }),
  'guichet.database-unreachable': ({ reason }) => ({ message: `La base PostgreSQL ne répond pas (${visibleShort(reason, 40)}).`, remedy: 'Vérifiez l’adresse, le compte et le mot de passe.' }),
  'guichet.store-newer': ({ version }) => ({ message: `La base est d’une version plus récente (${visibleShort(version, 20)}).`, remedy: 'Mettez scelle à jour.' }),
})
