// Words of metadata: findings, reading engines, pictures. A finding says what was seen, never a conclusion.
import type { FindingCode, FindingFacts } from '../../metadata/findings.ts'
import type { PictureMessage } from '../../metadata/pictures.ts'
import type { EngineStatus, Finding, FindingLevel, TimeRole, ZoneProvenance } from '../../metadata/record.ts'
import { formatNumber, plural } from '../format.ts'

export interface FindingText {
  readonly title: string
  /** What it may mean. */
  readonly means: string
  /** The explanation without malice. */
  readonly innocent: string
}

const count = (value: number): string => formatNumber('fr', value)

const WORDS: { readonly [C in FindingCode]: (facts: FindingFacts[C]) => FindingText } = {
  'not-read': ({ reason }) => ({
    title: reason === 'prohibited' ? 'Contenu prohibé\u00a0: non ouvert' : 'Empreinte seule\u00a0: fichier non conservé',
    means: 'Aucune métadonnée n’est lue et aucune image n’est faite de cette pièce.',
    innocent: 'C’est le traitement prévu pour cette pièce.',
  }),
  'read-in-part': ({ bytes, of }) => ({
    title: 'Fichier trop grand pour une lecture entière',
    means: `Seuls les ${count(bytes)} premiers octets sur ${count(of)} sont lus pour les métadonnées. D’autres métadonnées peuvent suivre.`,
    innocent: 'L’empreinte porte sur tout le fichier\u00a0: seule la lecture des métadonnées est limitée.',
  }),
  'engine-error': ({ engine, status }) => ({
    title: `Lecture par ${engine}\u00a0: ${STATUS[status as EngineStatus] ?? status}`,
    means: 'Le fichier est abîmé, incomplet, inhabituel, ou fait pour gêner les outils de lecture. Des métadonnées peuvent manquer ici.',
    innocent: 'Un téléchargement interrompu ou une récupération partielle donne le même résultat.',
  }),
  'engine-disagreement': ({ property, engines }) => ({
    title: `${property} : les lecteurs ne s’accordent pas`,
    means: `${engines} lisent des valeurs différentes au même endroit du fichier. Aucune n’est préférée : les balises brutes disent ce que chacun a lu.`,
    innocent: 'Les lecteurs diffèrent sur les fichiers abîmés ou inhabituels ; seul le fichier, vu par un examinateur, en décide.',
  }),
  'extension-mismatch': ({ extension, detected }) => ({
    title: `Le nom dit «\u00a0${extension}\u00a0», le contenu est «\u00a0${detected}\u00a0»`,
    means: 'Le fichier a été renommé, ou son extension ne correspond pas à ce qu’il contient.',
    innocent: 'Des sites et des applications enregistrent un format sous l’extension d’un autre.',
  }),
  'date-invalid': ({ raw }) => ({
    title: `Date non valide\u00a0: «\u00a0${raw}\u00a0»`,
    means: 'Cette valeur n’est pas une date du calendrier. Elle est gardée telle quelle et n’est pas utilisée.',
    innocent: 'Un appareil dont l’horloge n’a jamais été réglée écrit une date vide ou nulle.',
  }),
  'modified-before-captured': ({ captured, modified }) => ({
    title: 'Modification datée d’avant la prise de vue',
    means: `Le fichier se dit modifié le ${modified} et pris le ${captured}\u00a0: une des deux dates est fausse ou a été changée.`,
    innocent: 'Un changement d’heure ou de fuseau de l’appareil suffit.',
  }),
  'digitized-differs': ({ captured, digitized }) => ({
    title: 'Prise de vue et numérisation à des dates différentes',
    means: `Prise de vue\u00a0: ${captured}. Numérisation\u00a0: ${digitized}.`,
    innocent: 'C’est normal pour une photographie sur papier numérisée plus tard.',
  }),
  'captured-in-future': ({ captured, received }) => ({
    title: 'Prise de vue datée d’après la réception',
    means: `La prise de vue est datée du ${captured}, la réception du ${received}.`,
    innocent: 'L’horloge de l’appareil est mal réglée.',
  }),
  'editor-software': ({ software }) => ({
    title: `Logiciel de retouche\u00a0: ${software}`,
    means: 'L’image a été enregistrée par un logiciel qui permet de la modifier. Cela ne dit pas ce qui a été changé.',
    innocent: 'Recadrer, tourner ou seulement exporter une image laisse la même trace.',
  }),
  'edit-history': ({ steps, software }) => ({
    title: `Historique d’édition\u00a0: ${plural('fr', steps, 'étape', 'étapes')}`,
    means: `Le fichier raconte ses enregistrements successifs${software === '' ? '' : ` (${software})`}.`,
    innocent: 'Les logiciels de photographie tiennent cet historique pour tout développement.',
  }),
  'gps-date-differs': ({ captured, gps, hours }) => ({
    title: `Heure du GPS et prise de vue\u00a0: ${plural('fr', hours, 'heure', 'heures')} d’écart`,
    means: `Prise de vue\u00a0: ${captured}. GPS\u00a0: ${gps}. Aucun fuseau n’explique cet écart.`,
    innocent: 'L’horloge de l’appareil n’est pas réglée, ou la position est plus ancienne que l’image.',
  }),
  'gps-zero': () => ({
    title: 'Position 0, 0',
    means: 'La position écrite est au large de l’Afrique, là où tombent les valeurs vides.',
    innocent: 'L’appareil n’avait pas de position et a écrit zéro.',
  }),
  'xmp-contradicts-exif': ({ property, exif, xmp }) => ({
    title: `${property}\u00a0: EXIF et XMP se contredisent`,
    means: `EXIF dit «\u00a0${exif}\u00a0», XMP dit «\u00a0${xmp}\u00a0»\u00a0: l’un des deux a été écrit ou changé après l’autre.`,
    innocent: 'Des logiciels corrigent un seul des deux blocs, par exemple après un changement d’heure.',
  }),
  'pixel-size-differs': ({ real, declared }) => ({
    title: `Dimensions\u00a0: ${real}, le fichier annonce ${declared}`,
    means: 'L’image a été recadrée ou redimensionnée après la prise de vue.',
    innocent: 'Une application ou un site qui réduit les images en garde souvent les anciennes métadonnées.',
  }),
  'screenshot-marker': ({ marker }) => ({
    title: 'Capture d’écran',
    means: `Le fichier se présente comme une capture d’écran (${marker}). Les dates sont celles de la capture, pas de ce qu’elle montre.`,
    innocent: 'La taille d’un écran se rencontre aussi pour d’autres images.',
  }),
  'trailing-data': ({ bytes, kind }) => ({
    title: `${plural('fr', bytes, 'octet', 'octets')} après la fin de l’image${TRAILING[kind] === undefined ? '' : `\u00a0: ${TRAILING[kind]}`}`,
    means: 'Des données suivent l’image. Une visionneuse ne les montre pas.',
    innocent: 'Des appareils y mettent une seconde image, une vidéo courte ou du remplissage.',
  }),
  'platform-trace': ({ platform }) => ({
    title: `Trace d’une plateforme\u00a0: ${platform}`,
    means: 'Le fichier porte une marque que cette plateforme ajoute aux images qu’elle sert.',
    innocent: 'La marque dit par où l’image est passée, pas qui l’a faite.',
  }),
  'ai-source-type': ({ type }) => ({
    title: 'Le fichier se dit produit par un système d’IA',
    means: `Valeur déclarée\u00a0: ${type}.`,
    innocent: 'Un outil de retouche qui emploie l’IA pour une petite correction peut écrire la même mention.',
  }),
  'no-camera-metadata': ({ engines }) => ({
    title: 'Aucune métadonnée d’appareil trouvée',
    means: `Ni appareil ni date de prise de vue n’ont été trouvés (${engines}).`,
    innocent: 'La plupart des messageries et des réseaux les retirent à l’envoi.',
  }),
  'name-pattern': ({ app }) => ({
    title: `Le nom du fichier évoque ${app}`,
    means: 'Le nom suit la forme que cette application donne à ses fichiers.',
    innocent: 'Un nom se change en une seconde\u00a0: il suggère, il ne prouve rien.',
  }),
  'encrypted': ({ format }) => ({
    title: `Document chiffré (${format})`,
    means: 'Tout ou partie du contenu ne se lit qu’avec son mot de passe. Des métadonnées intérieures peuvent manquer ici.',
    innocent: 'Une protection contre l’impression ou la modification suffit\u00a0; un tel document s’ouvre sans mot de passe.',
  }),
  'pdf-updated': ({ updates }) => ({
    title: `PDF mis à jour ${plural('fr', updates, 'fois', 'fois')} après sa première écriture`,
    means: 'Des états antérieurs du document peuvent être encore dans le fichier et se comparer à l’état présent.',
    innocent: 'Signer, commenter ou remplir un formulaire ajoute une mise à jour.',
  }),
  'pdf-info-contradicts-xmp': ({ property, info, xmp }) => ({
    title: `${property}\u00a0: les deux descriptions du PDF se contredisent`,
    means: `Le dictionnaire Info dit «\u00a0${info}\u00a0», XMP dit «\u00a0${xmp}\u00a0»\u00a0: l’une des deux a été écrite ou changée après l’autre.`,
    innocent: 'Des logiciels qui assemblent, allègent ou signent des PDF ne corrigent qu’une des deux.',
  }),
  'active-content': ({ what }) => ({
    title: `Le document contient des commandes\u00a0: ${what}`,
    means: 'Un logiciel qui l’ouvre peut les exécuter. Rien n’en a été exécuté ici.',
    innocent: 'Des formulaires et des feuilles de calcul contiennent souvent de telles commandes.',
  }),
  'external-template': ({ target }) => ({
    title: 'Le document va chercher son modèle ailleurs',
    means: `À l’ouverture, un logiciel peut aller chercher «\u00a0${target}\u00a0». Qui tient cette adresse peut voir quand et d’où le document est ouvert.`,
    innocent: 'Des organismes gardent leurs modèles sur leur propre serveur.',
  }),
}

const TRAILING: Readonly<Record<string, string | undefined>> = {
  jpeg: 'une autre image JPEG', png: 'une image PNG', zip: 'une archive ZIP', pdf: 'un document PDF', rar: 'une archive RAR', '7z': 'une archive 7z', mp4: 'une vidéo', zeros: 'du remplissage',
}

const STATUS: Readonly<Record<EngineStatus, string>> = {
  ok: 'lu', empty: 'rien trouvé', error: 'erreur de lecture', timeout: 'arrêté, temps dépassé', crash: 'arrêté net', limit: 'arrêté, limite dépassée', unsupported: 'format non lu',
}

/** Words of one finding. An unknown code (case written by a newer version) keeps its name. */
export function findingWords(finding: Finding): FindingText {
  const words = Object.hasOwn(WORDS, finding.code) ? WORDS[finding.code as FindingCode] as (facts: Finding['facts']) => FindingText : undefined
  return words?.(finding.facts) ?? {
    title: finding.code,
    means: 'Ce constat vient d’une version de scelle qui ne connaît pas encore ces mots.',
    innocent: 'Une version plus récente de scelle l’explique.',
  }
}

export const metadataWords = {
  engineStatus: STATUS,
  level: { info: 'information', notice: 'à noter', warn: 'attention' } satisfies Record<FindingLevel, string>,
  timeRole: {
    captured: 'prise de vue', digitized: 'numérisation', modified: 'modification', gps: 'GPS', 'container-created': 'création du fichier', sent: 'envoi', received: 'réception', saved: 'enregistrement', printed: 'impression', event: 'événement', metadata: 'métadonnées',
  } satisfies Record<TimeRole, string>,
  zone: {
    tag: 'écrit dans le fichier', 'format-defines-utc': 'fixé par le format', 'gps-derived': 'déduit du GPS', inferred: 'déduit', user: 'donné par l’opérateur', unknown: 'inconnu',
  } satisfies Record<ZoneProvenance, string>,
  picture: {
    hevc: 'Cette image HEIC (HEVC) ne peut pas être dessinée ici. Ouvrez la pièce avec un logiciel qui la lit.',
    format: 'Ce format d’image ne peut pas être dessiné ici. Ouvrez la pièce avec un logiciel qui le lit.',
    unreadable: 'Cette image ne peut pas être dessinée\u00a0: le fichier est abîmé ou incomplet.',
    'too-large': 'Cette image est trop grande pour être dessinée ici.',
  } satisfies Record<PictureMessage, string>,
}
export type MetadataWords = { readonly [K in keyof typeof metadataWords]: Readonly<Record<keyof (typeof metadataWords)[K], string>> }
