// Le rapport et l'attestation, en français.
import { chatWords } from './chat.ts'
import type { ReportWords } from '../../bundle/report/report-words.ts'
import { instantOfMs } from '../../system/time.ts'
import { formatBytes, formatInstant, formatNumber, formatShortInstant, NBSP, ownWord, plural } from '../format.ts'
import { typeset } from '../typeset.ts'
import { refusalWords } from './case.ts'
import { overviewWords } from './overview.ts'
import { recordWords } from './record.ts'

const number = (value: number): string => formatNumber('fr', value)
const exhibits = (count: number): string => plural('fr', count, 'pièce', 'pièces')
const refusals: Readonly<Record<string, string>> = refusalWords
/** The first clause: a line of the journal has no room for the remedy. */
const refusal = (reason: unknown): string => (typeof reason === 'string' ? (ownWord(refusals, reason)).split(/[,:]/)[0]?.trim() ?? '' : '')
const MONTHS = ['janv.', 'févr.', 'mars', 'avr.', 'mai', 'juin', 'juil.', 'août', 'sept.', 'oct.', 'nov.', 'déc.']

const ACTIONS: Readonly<Record<string, string>> = {
  'case.opened': 'Ouverture du dossier',
  'exhibit.added': 'Réception de la pièce',
  'exhibit.refused': 'Fichier refusé',
  'exhibit.inspected': 'Lecture des métadonnées',
  'case.matched': 'Comparaison à une liste d’empreintes',
  'exhibit.transcribed': 'Transcription de la conversation',
  'seal.started': 'Scellement commencé',
  'seal.pending': 'Scellement en attente',
  'seal.completed': 'Scellement achevé',
  'bundle.written': 'Liasse écrite',
  'signalement.linked': 'Lien avec un signalement',
  'signalement.sent': 'Envoi d’un signalement',
  'signalement.refused': 'Envoi refusé par le destinataire',
  'signalement.unknown': 'Envoi à l’issue inconnue',
  'signalement.receipt': 'Accusé d’un signalement',
  'signalement.decided': 'Décision du destinataire',
  'signalement.checked': 'Contrôle du contenu signalé',
  'certificate.accepted': 'Certificat non reconnu accepté',
}

const ITEMS: Readonly<Record<string, string>> = {
  os: 'Système', kernel: 'Noyau', machine: 'Machine', arch: 'Architecture', cpu: 'Processeur', memory: 'Mémoire',
  node: 'Node.js', openssl: 'OpenSSL', scelle: 'scelle', 'clock-synchronised': 'Horloge réglée sur une référence',
  'clock-offset': "Écart de l’horloge", 'time-zone': 'Fuseau horaire', proxy: 'Serveur mandataire', operator: 'Opérateur',
  unit: 'Unité ou association', antivirus: 'Antivirus', network: 'Réseau', dependencies: 'Composants', uptime: 'En marche depuis',
  hostname: 'Nom de la machine', user: 'Compte', browser: 'Navigateur', 'transparent-proxy': 'Mandataire invisible',
}

const VALUES: Readonly<Record<string, string>> = { true: 'oui', false: 'non', none: 'aucun' }

const TEXT_KEYS: Readonly<Record<string, string>> = {
  Subject: 'Objet', From: 'De', To: 'À', 'Message-ID': 'N° du message', 'Reply-To': 'Réponse à', 'Return-Path': 'Adresse de retour',
  Title: 'Titre', Author: 'Auteur', title: 'Titre', canonical: 'Adresse canonique', generator: 'Générateur', 'saved from': 'Enregistré depuis', 'saved date': 'Enregistré le',
}

export const reportWords: ReportWords = typeset<ReportWords>({
  language: 'fr',
  format: {
    number,
    bytes: (value) => formatBytes('fr', value),
    exactBytes: (value) => plural('fr', value, 'octet', 'octets'),
    instant: (at, timeZone) => formatInstant('fr', at, timeZone),
    shortInstant: formatShortInstant,
    tick(ms, unit) {
      const at = instantOfMs(ms)
      const day = `${Number(at.slice(8, 10))}${NBSP}${MONTHS[Number(at.slice(5, 7)) - 1] ?? ''}`
      if (unit === 'year') return at.slice(0, 4)
      if (unit === 'month') return `${MONTHS[Number(at.slice(5, 7)) - 1] ?? ''}${NBSP}${at.slice(0, 4)}`
      if (unit === 'day') return day
      return `${day} ${at.slice(11, unit === 'second' ? 19 : 16)}`
    },
    labelled: (label, value) => `${label}${NBSP}: ${value}`,
    seconds: (ms) => (ms < 1000 ? `${number(ms)}${NBSP}ms` : `${formatNumber('fr', ms / 1000, ms % 1000 === 0 ? 0 : 3)}${NBSP}s`),
  },
  running: {
    exercise: 'EXERCICE — sans valeur probante',
    draft: 'BROUILLON',
    exhibit: (id) => `Pièce${NBSP}${id}`,
    exhibits: (first, last) => `Pièces${NBSP}${first} à ${last}`,
    page: (n) => `page ${number(n)} / `,
    manifest: (first16) => `manifeste ${first16}`,
    tool: (version) => `scelle ${version}`,
  },
  document: {
    reportTitle: (reference) => `Rapport de scellement ${reference}`,
    attestationTitle: (reference, seal) => `Attestation de scellement ${reference} n°${NBSP}${seal}`,
    subject: 'Inventaire des pièces, empreintes, métadonnées et journal de traçabilité',
  },
  cover: {
    kind: 'Rapport de scellement',
    untitled: 'Sans intitulé',
    labels: {
      reference: 'Référence', frame: 'Cadre', unit: 'Unité ou association', operator: 'Opérateur',
      opened: 'Dossier ouvert le', asOf: 'État du dossier au', exhibits: 'Pièces', size: 'Taille totale',
      refused: 'Fichiers refusés', seal: 'Scellement', manifest: 'Empreinte du manifeste', journal: 'Journal',
    },
    notGiven: 'non indiqué',
    local: 'heure locale',
    utc: 'temps universel',
    seal: (n, draft) => (draft ? `à venir (n°${NBSP}${number(n)})` : `n°${NBSP}${number(n)}`),
    journal: (lines) => plural('fr', lines, 'acte', 'actes'),
    what: [
      'Ce document fait l’inventaire des fichiers reçus dans ce dossier et donne l’empreinte de chacun.',
      'Il rapporte ce que les fichiers disent d’eux-mêmes (dates, appareil, lieu, logiciel) et ce qu’un lecteur doit en savoir.',
      'Il montre chaque acte accompli sur le dossier, et comment vérifier le tout avec des outils courants.',
    ],
    notProven: 'Ce document établit que les fichiers n’ont pas changé depuis leur réception ; il n’établit ni leur origine ni leur sincérité.',
    exercise: 'Exercice : les personnes et les faits sont inventés, et les jetons d’horodatage ne prouvent rien hors de l’exercice.',
    draft: 'Brouillon : ce document n’est couvert par aucun scellement et peut encore changer.',
  },
  check: {
    title: 'Vérifier sans scelle',
    intro: 'Trois commandes suffisent, avec des outils présents sur la plupart des systèmes (sha256sum, OpenSSL). Elles se lancent dans le dossier qui contient le fichier « bagit.txt ».',
    steps: [
      { question: '1. Les pièces sont-elles celles qui ont été reçues ?', answer: 'Chaque ligne doit finir par « OK » (ou « Réussi ») : l’empreinte du fichier est celle de l’inventaire. « FAILED » (ou « Échec ») désigne un fichier changé.' },
      { question: '2. L’inventaire, les métadonnées, le journal et ce rapport sont-ils ceux qui ont été scellés ?', answer: 'Même lecture. Cette commande couvre le manifeste de la première : les deux ensemble couvrent tout le dossier.' },
      { question: '3. À quelle date le scellement existait-il déjà ?', answer: 'La réponse doit être « Verification: OK ». La date est dans le jeton, affichée par « openssl ts -reply -in AUTORITE.tsr -text ».' },
    ],
    authorityPlaceholder: 'AUTORITE',
    rootPlaceholder: 'racine.pem',
    notes: [
      '« AUTORITE » est le nom d’un fichier .tsr du dossier seals ; l’attestation donne la commande complète pour chaque jeton.',
      '« racine.pem » est le certificat racine de l’autorité d’horodatage : il se demande à l’autorité elle-même, pas à la personne qui remet le dossier.',
      'Sous Windows, « certutil -hashfile FICHIER SHA256 » affiche l’empreinte d’un fichier, à comparer à celle du manifeste.',
      'Tout outil qui lit le format BagIt 1.0 (RFC 8493) vérifie aussi les deux premières.',
    ],
    digestsTitle: 'Ce que ce document fixe',
    digestsIntro: 'Ce rapport est lui-même couvert par le scellement. Il ne peut donc pas contenir la date de celui-ci : elle est dans l’attestation, document séparé.',
    manifest: 'Empreinte SHA-256 du manifeste (manifest-sha256.txt)',
    root: 'Racine du journal (RFC 9162)',
    rootDetail: (size, origin) => `${plural('fr', size, 'ligne', 'lignes')}, origine ${origin}`,
    attachmentsTitle: 'Fichiers joints à ce PDF',
    attachmentsIntro: 'Ils s’enregistrent depuis le volet des pièces jointes du lecteur de PDF. Aucun fichier de preuve n’est joint.',
    attachmentHeaders: ['Nom', 'Contenu', 'Taille'],
  },
  contents: { title: 'Sommaire', exhibitRange: (first, last) => `Pièces${NBSP}${first} à ${last}` },
  synopsis: {
    title: 'Synthèse',
    exhibitsTitle: 'Les pièces',
    headers: ['N°', 'Nom', 'Nature', 'Taille (octets)', 'Reçue le', 'SHA-256 (début…fin)', 'Page'],
    receivedNote: (timeZone) => `Heures locales (${timeZone}) avec leur décalage du temps universel. L’empreinte entière est dans le bloc de chaque pièce et dans le manifeste.`,
    noExhibits: 'Aucune pièce dans ce dossier.',
    findingsTitle: 'Ce qu’un lecteur doit savoir',
    noFindings: 'Aucun constat dans les métadonnées des pièces.',
    findingHeaders: ['Niveau', 'Constat', 'Pièces'],
    exhibitList: (ids, more) => ids.join(', ') + (more > 0 ? ` et ${number(more)} autre${more > 1 ? 's' : ''}` : ''),
    moreFindings: (count) => `${plural('fr', count, 'autre sorte de constat', 'autres sortes de constats')} : voir le bloc de chaque pièce.`,
    timelineTitle: 'Dates écrites dans les fichiers',
    noDates: 'Aucune pièce lue ne porte de date de prise de vue, de création, d’envoi ou de modification lisible.',
    dates: (count, total) => `${plural('fr', count, 'date', 'dates')} pour ${exhibits(total)} et les fichiers qu’elles contiennent. Une rangée par rôle, un signe par moment : plein quand le fuseau est connu, creux quand il ne l’est pas ; le nombre est écrit au-dessus quand il y en a plusieurs.`,
    laneKnown: 'Fuseau connu',
    laneUnknown: 'Fuseau inconnu',
    laneEmpty: 'aucune',
    axis: 'Axe en temps universel (UTC). Fuseau inconnu : heure de l’appareil, placée telle quelle.',
    counted: (label, count) => `${label} (${number(count)})`,
  },
  overview: overviewWords,
  record: recordWords,
  exhibits: {
    title: 'Pièces',
    selected: 'Ce dossier compte plus de 10 000 pièces : seules celles qui portent un constat à regarder ou à noter ont un bloc ici, les 2 000 premières au plus. Toutes sont dans le tableau de la synthèse, dans metadata/exhibits.ndjson et dans metadata/records.',
    noneSelected: 'Aucune pièce ne porte un constat à regarder ou à noter.',
    compact: 'Ce dossier compte plus de 2 000 pièces : chaque bloc est réduit aux faits, aux dates et aux constats, sans image ni balises brutes. Le reste est dans metadata/records.',
    picturesNote: (mode) => mode === 'clear' ? 'Les images sont montrées en clair, en format réduit.' : mode === 'blurred'
      ? 'Les images sont floutées. Les fichiers eux-mêmes sont intacts.' : 'Les images ne sont pas montrées, à la demande de l’opérateur.',
    heading: (id) => `Pièce${NBSP}${id}`,
    nameCut: 'Nom abrégé ici ; il est entier dans metadata/exhibits.ndjson.',
    labels: {
      kind: 'Genre', type: 'Nature', size: 'Taille', dimensions: 'Dimensions', received: 'Reçue le', modified: 'Modifiée le',
      source: 'Provenance', origin: 'Chemin reçu', digest: 'SHA-256', otherDigest: 'Autre empreinte', rawName: 'Nom en base64', stored: 'Dans le dossier',
      device: 'Appareil', lens: 'Objectif', serials: 'N° de série', software: 'Logiciel', place: 'Lieu', profile: 'Profil de couleur',
      text: 'Texte', engines: 'Lecteurs',
    },
    kind: (kind) => ({ original: 'original', 'working-copy': 'copie de travail', derived: 'fichier dérivé' })[kind],
    digestOnly: 'non conservée : seule l’empreinte est gardée',
    textKey: (key) => ownWord(TEXT_KEYS, key),
    typeUnknown: 'inconnue',
    nothingTitle: 'Métadonnées',
    nothingAtAll: (engines) => (engines.length === 0 ? 'Aucun lecteur n’a parcouru ce fichier.' : `Rien trouvé par ${engines.join(', ')} : ni date, ni appareil, ni logiciel, ni lieu, ni personne, ni constat, ni balise.`),
    typeMismatch: (extension) => `l’extension est « ${extension} »`,
    pixels: (width, height) => `${number(width)} × ${number(height)}${NBSP}pixels`,
    pages: (count) => plural('fr', count, 'page ou image', 'pages ou images'),
    notDeclared: 'non déclarée',
    altitude: (metres) => `altitude ${formatNumber('fr', metres, 0)}${NBSP}m`,
    picture: (status) => ({
      'not-an-image': 'pas une image',
      withheld: 'image non affichée : à la demande de l’opérateur',
      prohibited: 'image non affichée : contenu prohibé',
      error: 'image non affichée : sa lecture a échoué',
      timeout: 'image non affichée : sa lecture a dépassé le temps permis',
      crash: 'image non affichée : le lecteur s’est arrêté',
      limit: 'image non affichée : trop grande pour être lue',
    })[status],
    pictureCaption: (mode) => (mode === 'blurred' ? 'image floutée, format réduit' : 'format réduit'),
    notInspected: 'Les métadonnées de cette pièce n’ont pas été lues.',
    datesTitle: 'Dates',
    noDates: (engines) => (engines.length === 0 ? 'Aucun lecteur n’a parcouru ce fichier.' : `Aucune date trouvée par ${engines.join(', ')}.`),
    dateHeaders: ['Rôle', 'Valeur brute', 'Heure lue', 'Temps universel', 'Fuseau', 'Source (lecteurs)'],
    timeRole: (role) => ({
      captured: 'prise de vue', digitized: 'numérisation', modified: 'modification', gps: 'GPS',
      'container-created': 'création du fichier', sent: 'envoi', received: 'réception', saved: 'enregistrement', printed: 'impression', event: 'événement', metadata: 'métadonnées',
    })[role],
    zone: (provenance, offset) => {
      const how = {
        tag: 'dans le fichier', 'format-defines-utc': 'fixé par le format', 'gps-derived': 'déduit du GPS',
        inferred: 'déduit', user: 'donné par l’opérateur', unknown: 'inconnu',
      }[provenance]
      return offset === undefined ? how : `${offset}, ${how}`
    },
    invalidDate: 'date non valide',
    best: 'retenue',
    technicalTitle: 'Dans le fichier',
    nothingTechnical: (engines) => (engines.length === 0 ? 'Aucun lecteur n’a parcouru ce fichier.' : `Rien trouvé par ${engines.join(', ')}.`),
    embeddedTitle: 'Fichiers contenus',
    embeddedHeaders: ['Nom dans la pièce', 'Nature', 'Taille (octets)', 'SHA-256 (début…fin)', 'Constats'],
    moreEmbedded: (count, file) => `${plural('fr', count, 'autre fichier contenu', 'autres fichiers contenus')} dans ${file}`,
    inside: 'Dans le fichier contenu',
    findingsTitle: 'Constats',
    noFindings: 'Aucun constat.',
    level: (level) => ({ info: 'information', notice: 'constat', warn: 'constat à examiner' })[level],
    evidence: 'Ce qui le montre',
    means: 'Ce que cela peut vouloir dire',
    innocent: 'Explication ordinaire',
    moreEvidence: (count, file) => `${plural('fr', count, 'autre ligne', 'autres lignes')} dans ${file}`,
    moreFindings: (count, file) => `${plural('fr', count, 'autre constat', 'autres constats')} dans ${file}`,
    moreDates: (count, file) => `${plural('fr', count, 'autre date', 'autres dates')} dans ${file}`,
    failure: 'échec',
    engine: (run) => {
      const how = {
        ok: 'lu', empty: 'rien à lire', error: 'erreur de lecture', timeout: 'temps permis dépassé', crash: 'le lecteur s’est arrêté',
        limit: 'limite atteinte', unsupported: 'format non pris en charge',
      }[run.status]
      return `${run.name} ${run.version}${NBSP}: ${how}${run.message === undefined ? '' : ` (${run.message})`}`
    },
    tagsTitle: 'Balises brutes',
    noTags: (engines) => (engines.length === 0 ? 'Aucun lecteur n’a parcouru ce fichier.' : `Aucune balise trouvée par ${engines.join(', ')}.`),
    tagsContinue: (file) => `Suite dans ${file}`,
    blockFailed: 'Une partie de ce bloc n’a pas pu être mise en page. Les données sont dans le dossier metadata.',
  },
  chat: chatWords,
  journal: {
    title: 'Journal de traçabilité',
    intro: 'Chaque acte accompli sur le dossier, dans l’ordre. Chaque ligne contient l’empreinte de la précédente : retirer ou changer une ligne change la racine imprimée à la fin.',
    headers: ['N°', 'Quand', 'Qui', 'Quoi', 'Objet'],
    action: (action) => ownWord(ACTIONS, action),
    subject: (subject) => /^\d{4,}$/.test(subject) ? `pièce${NBSP}${subject}` : subject === 'case' ? 'dossier'
      : /^seal\/\d+$/.test(subject) ? `scellement${NBSP}${Number(subject.slice(5))}` : subject,
    facts: (action, facts) => {
      if (action === 'exhibit.refused') return refusal(facts['reason'])
      if (action === 'exhibit.transcribed' && typeof facts['messages'] === 'number') return chatWords.messages(facts['messages'])
      const name = action === 'exhibit.added' ? facts['name'] : undefined
      return typeof name === 'string' ? name : ''
    },
    shortened: (size, ends, where) => `Ce journal compte ${plural('fr', size, 'ligne', 'lignes')}. Ne sont imprimées que les ${formatNumber('fr', ends)} premières, les ${formatNumber('fr', ends)} dernières et, entre elles, les scellements et les liasses. Le journal entier ${where === 'attached' ? 'est joint à ce document (custody.ndjson) et se trouve dans le dossier (metadata/custody.ndjson)' : `se trouve dans le dossier (${where})`} : une ligne par acte, lisible dans un éditeur de texte ; la racine imprimée à la fin le couvre en entier.`,
    leftOut: (lines) => plural('fr', lines, 'ligne non imprimée', 'lignes non imprimées'),
    end: (size) => `Fin du journal : ${plural('fr', size, 'ligne', 'lignes')} au moment de ce rapport.`,
    root: 'Racine de la chaîne (RFC 9162)',
    origin: 'Origine',
    timesNote: (timeZone) => `Heures locales (${timeZone}).`,
  },
  environment: {
    title: 'Environnement',
    intro: (at) => `Dans quelles conditions le dossier a été traité, au ${at}. Mesuré : relevé par le logiciel. Déclaré : dit par l’opérateur. Non vérifiable : ni l’un ni l’autre.`,
    headers: ['Élément', 'Valeur', 'Statut'],
    item: (id) => ownWord(ITEMS, id),
    value: (id, value) => (id === 'memory' && /^\d{1,15}$/.test(value) ? formatBytes('fr', Number(value)) : ownWord(VALUES, value)),
    status: (status) => ({ measured: 'mesuré', declared: 'déclaré', unavailable: 'non vérifiable' })[status],
    empty: '—',
  },
  uncovered: {
    title: 'Ce qui n’est pas couvert',
    intro: 'Les fichiers et les lectures que ce dossier ne contient pas, avec la raison.',
    headers: ['Quoi', 'Objet', 'Raison'],
    kind: (kind) => ({ refused: 'fichier refusé', 'unreadable-metadata': 'métadonnées illisibles', 'no-picture': 'image absente' })[kind],
    none: 'Aucun fichier refusé, aucune lecture échouée.',
    more: (count) => `Et ${plural('fr', count, 'autre', 'autres')}, qui ne sont pas imprimés ici : le journal nomme chaque fichier refusé, et metadata/records chaque lecture échouée.`,
    alwaysTitle: 'Dans tous les cas',
    always: [
      'Les pièces ajoutées après ce scellement ne sont pas couvertes par lui : le suivant les couvrira.',
      'La date du scellement n’est pas dans ce rapport : elle est dans les jetons et dans l’attestation.',
      'Ce qui s’est passé avant la réception des fichiers n’est pas connu.',
      'Les métadonnées sont rapportées telles qu’elles sont écrites dans les fichiers. Elles se modifient facilement et ne prouvent rien à elles seules.',
    ],
  },
  glossary: {
    title: 'Glossaire',
    intro: 'Douze mots, pour une lecture sans connaissance technique.',
    words: [
      ['Pièce', 'Un fichier reçu, numéroté à partir de 0001 et gardé tel quel.'],
      ['Empreinte', 'Nombre calculé sur tous les octets d’un fichier (SHA-256). Un seul octet changé donne un autre nombre.'],
      ['Manifeste', 'La liste des pièces avec l’empreinte de chacune. Son empreinte suffit à désigner toute la liste.'],
      ['Scellement', 'L’acte qui fixe l’inventaire, les métadonnées, le journal et ce rapport à un moment donné.'],
      ['Liasse', 'Ce qui est remis : ce rapport, l’attestation et le dossier complet dans un seul fichier.'],
      ['Journal de traçabilité', 'La suite des actes accomplis sur le dossier. Rien n’y est effacé ; chaque ligne dépend de la précédente.'],
      ['Racine', 'Nombre calculé sur tout le journal. Il change si une ligne change, manque ou se déplace.'],
      ['Jeton d’horodatage', 'Réponse signée d’une autorité : elle a vu telle empreinte à telle date.'],
      ['Autorité d’horodatage', 'Organisme qui signe des dates. Il ne voit ni les fichiers ni leur contenu.'],
      ['Métadonnées', 'Ce qu’un fichier dit de lui-même : date, appareil, lieu, logiciel. Elles se modifient facilement.'],
      ['Temps universel (UTC)', 'L’heure de référence, la même partout. Le décalage dit de combien l’heure locale en diffère.'],
      ['Constat', 'Un fait relevé dans les métadonnées, avec ce qu’il peut vouloir dire et une explication ordinaire. Ce n’est pas une conclusion.'],
    ],
  },
  attestation: {
    kind: 'Attestation de scellement',
    sealedTitle: 'Ce qui est scellé',
    sealed: (count, bytes) => `${exhibits(count)}, ${formatBytes('fr', bytes)}, avec l’inventaire, les métadonnées, le journal et le rapport. Le tout est désigné par une seule empreinte.`,
    tagmanifest: 'Empreinte SHA-256 du scellé (tagmanifest-sha256.txt)',
    qr: 'La même empreinte, à lire avec un téléphone.',
    manifest: 'Manifeste des pièces (manifest-sha256.txt)',
    journal: 'Racine du journal (RFC 9162)',
    journalDetail: (size, origin) => `${plural('fr', size, 'ligne', 'lignes')}, origine ${origin}`,
    tokensTitle: 'Jetons d’horodatage',
    noTokens: 'Aucun jeton : ce scellement n’a pas de date attestée.',
    labels: {
      time: 'Date attestée', accuracy: 'Précision', policy: 'Politique', serial: 'N° de série', signer: 'Signataire',
      certificate: 'Certificat (SHA-256)', expires: 'Certificat valable jusqu’au', root: 'Racine (SHA-256)', trust: 'Confiance', files: 'Fichiers',
      qualified: 'Qualifié', address: 'Adresse',
    },
    accuracyUnknown: 'non indiquée par l’autorité',
    accuracy: (ms) => `±${NBSP}${reportWords.format.seconds(ms)}`,
    local: 'autorité locale, embarquée dans scelle',
    rootNone: 'aucune racine configurée',
    trusted: (trusted) => ({
      anchor: 'vérifié jusqu’à une racine configurée',
      exercise: 'vérifié pour un exercice seulement',
      none: 'non déterminée : aucune racine configurée pour cette autorité',
    })[trusted],
    qualifiedUnknown: 'non déterminé',
    exerciseSentence: 'Un jeton d’une autorité d’exercice, ou de l’autorité locale, ne prouve rien hors d’un exercice : la même personne tient l’horloge et le dossier.',
    checkTitle: 'Vérifier avec des outils courants',
    checkIntro: 'Dans le dossier du scellé ouvert, là où se trouve « bagit.txt » :',
    limits: 'Chaque jeton atteste que l’empreinte du scellé existait à sa date, selon l’autorité qui l’a signé ; il n’établit ni l’origine ni la sincérité des fichiers.',
  },
})
