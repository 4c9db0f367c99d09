// Words of metadata: findings, reading engines, pictures. A finding says what was seen, never a conclusion.
import type { FindingCode, FindingFacts } from '../../metadata/finding-codes.ts'
import type { PictureMessage } from '../../metadata/pictures.ts'
import type { EngineStatus, Finding, FindingLevel, TimeRole, ZoneProvenance } from '../../metadata/record.ts'
import type { FindingText } from '../finding-text.ts'
import { formatNumber, plural } from '../format.ts'

const count = (value: number): string => formatNumber('fr', value)

const WORDS: { readonly [C in FindingCode]: (facts: FindingFacts[C]) => FindingText } = {
  'not-read': ({ reason }) => ({
    title: { prohibited: 'Contenu prohibé\u00a0: non ouvert', 'digest-only': 'Empreinte seule\u00a0: fichier non conservé', changed: 'Le fichier n’est plus celui qui a été reçu\u00a0: non ouvert' }[reason],
    means: 'Aucune métadonnée n’est lue et aucune image n’est faite de cette pièce.',
    innocent: reason === 'changed' ? 'Un disque défaillant ou un logiciel qui a enregistré par-dessus le font aussi. Remettez le fichier d’origine, puis relancez avec --force.' : 'C’est le traitement prévu pour cette pièce.',
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
  'xmp-malformed': ({ fault }) => ({
    title: 'Un paquet XMP n’est pas du XML correct',
    means: `La lecture s’est arrêtée ainsi\u00a0: ${fault}. Ce qui précède a été lu, et le reste parcouru sans règle\u00a0: des propriétés peuvent manquer ici.`,
    innocent: 'Des logiciels écrivent du XMP incorrect ; un fichier abîmé ou incomplet donne le même résultat.',
  }),
  'engine-disagreement': ({ property, engines }) => ({
    title: `${property}\u00a0: les lecteurs ne s’accordent pas`,
    means: `${engines} lisent des valeurs différentes au même endroit du fichier. Aucune n’est préférée\u00a0: les balises brutes disent ce que chacun a lu.`,
    innocent: 'Les lecteurs diffèrent sur les fichiers abîmés ou inhabituels\u00a0; seul le fichier, vu par un examinateur, en décide.',
  }),
  'saved-later': ({ captured, modified }) => ({
    title: 'Enregistrée après la prise de vue',
    means: `Prise de vue\u00a0: ${captured}. Dernier enregistrement\u00a0: ${modified}. Le fichier n’est pas celui que l’appareil a d’abord écrit.`,
    innocent: 'Tourner, recadrer, importer ou exporter une image suffit\u00a0: une photo ordinaire sur quatre est dans ce cas.',
  }),
  'gps-offset-odd': ({ captured, gps, minutes }) => ({
    title: `Heure GPS et prise de vue\u00a0: ${plural('fr', minutes, 'minute', 'minutes')} d’écart`,
    means: `Prise de vue\u00a0: ${captured}. GPS\u00a0: ${gps}. Aucun fuseau horaire ne donne cet écart\u00a0: l’une des deux horloges n’était pas à l’heure, ou l’une des deux dates a été changée.`,
    innocent: 'La position peut dater de quelques minutes avant la prise de vue\u00a0; l’horloge d’un appareil sans réseau dérive.',
  }),
  'encoder-traces': ({ traces }) => ({
    title: `Traces d’un logiciel d’enregistrement\u00a0: ${traces}`,
    means: 'Ces blocs sont écrits par des logiciels d’image plutôt que par des appareils photo.',
    innocent: 'Tout export ou enregistrement par un logiciel de photographie les laisse.',
  }),
  'ai-generator': ({ software }) => ({
    title: `Générateur d’images nommé\u00a0: ${software}`,
    means: 'Le fichier nomme un logiciel qui fabrique des images, ou contient une recette comme ces logiciels en écrivent.',
    innocent: 'Ce texte peut avoir été ajouté ou recopié\u00a0; certains de ces logiciels ne font aussi que retoucher.',
  }),
  'facts-cut': ({ kept, more }) => ({
    title: `${plural('fr', more, 'donnée', 'données')} de plus que n’en tient une fiche`,
    means: `De chaque sorte, les ${count(kept)} premières sont gardées. La pièce elle-même les contient toutes.`,
    innocent: 'Les longs documents, les boîtes aux lettres et les carnets d’adresses en contiennent autant.',
  }),
  'record-cut': ({ left }) => ({
    title: `Fiche trop longue\u00a0: ${{ raw: 'sans les balises brutes', inside: 'sans les fichiers contenus', facts: 'sans les données lues' }[left]}`,
    means: 'Le fichier contient plus de métadonnées qu’une fiche n’en peut tenir. La pièce elle-même les contient toutes.',
    innocent: 'Les très gros documents et les archives de nombreux fichiers peuvent y arriver.',
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
  'polyglot': ({ also, offset }) => ({
    title: `Aussi un autre fichier\u00a0: ${TRAILING[also] ?? also}`,
    means: `À la position ${offset} se trouve la structure d’un autre format\u00a0: un programme de ce format ouvre ce même fichier autrement.`,
    innocent: 'Les archives auto-extractibles et certains outils d’export joignent exprès deux formats\u00a0; par hasard, c’est très rare.',
  }),
  'c2pa-present': () => ({
    title: 'Attestations de contenu (C2PA) présentes, non vérifiées',
    means: 'Le fichier contient un manifeste C2PA\u00a0: des déclarations signées sur son origine et ses changements. Leur signature n’est pas vérifiée ici.',
    innocent: 'Des appareils, des éditeurs et des services d’IA ajoutent un tel manifeste d’office.',
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
  'mail-date-differs': ({ sent, received, hours }) => ({
    title: `Date du message et première réception\u00a0: ${plural('fr', hours, 'heure', 'heures')} d’écart`,
    means: `Le message se dit envoyé le ${sent}\u00a0; le premier serveur dit l’avoir reçu le ${received}. Les deux lignes sont écrites par des machines différentes.`,
    innocent: 'Une horloge mal réglée, un brouillon envoyé plus tard, une file d’attente ou une liste de diffusion suffisent.',
  }),
  'mail-domains-differ': ({ from, others }) => ({
    title: `Expéditeur en ${from}, mais aussi ${others}`,
    means: 'Le domaine de l’expéditeur affiché n’est pas celui de l’adresse de retour ou de la signature DKIM. Aucune signature n’est vérifiée ici.',
    innocent: 'C’est habituel pour les listes de diffusion, les transferts et les services qui envoient pour d’autres.',
  }),
  'mail-body-unread': ({ reason }) => ({
    title: 'Parties du message non lues',
    means: `L’en-tête est lu, le corps et les pièces jointes ne le sont pas\u00a0: ${reason}.`,
    innocent: 'Des messages mal formés existent\u00a0; la limite protège la lecture des autres pièces.',
  }),
  'warc-digest-mismatch': ({ records, checked }) => ({
    title: `WARC\u00a0: ${plural('fr', records, 'enregistrement', 'enregistrements')} dont l’empreinte ne correspond pas`,
    means: `Sur ${count(checked)} empreintes vérifiées. Le contenu n’est pas celui pour lequel l’empreinte a été écrite.`,
    innocent: 'Des outils calculent l’empreinte autrement que la norme (avant ou après décodage)\u00a0; les deux lectures ont été essayées.',
  }),
  'warc-damaged': ({ defects }) => ({
    title: `WARC\u00a0: ${plural('fr', defects, 'défaut de structure', 'défauts de structure')}`,
    means: 'Une longueur annoncée est fausse, un enregistrement est coupé ou la compression est abîmée. Une partie du contenu peut manquer.',
    innocent: 'Une capture interrompue ou un outil ancien donne le même résultat.',
  }),
  'warc-without-digest': ({ records, of }) => ({
    title: `WARC\u00a0: ${count(records)} enregistrements sur ${count(of)} sans empreinte`,
    means: 'Le fichier ne permet pas de vérifier ces enregistrements un par un.',
    innocent: 'L’empreinte est facultative dans cette norme.',
  }),
  'wacz-layout': ({ missing }) => ({
    title: `WACZ\u00a0: il manque ${missing}`,
    means: 'Le paquet n’a pas toutes les parties que sa norme demande.',
    innocent: 'Des outils anciens ou des réglages particuliers produisent des paquets incomplets.',
  }),
  'wacz-warc-compressed': ({ files }) => ({
    title: `WACZ\u00a0: ${plural('fr', files, 'fichier WARC recompressé', 'fichiers WARC recompressés')}`,
    means: 'La norme veut que les WARC soient déposés tels quels dans le ZIP\u00a0: le paquet a été fait ou refait par un autre outil.',
    innocent: 'Décompresser puis recompresser le paquet avec un logiciel ordinaire suffit.',
  }),
  'wacz-resource-missing': ({ files }) => ({
    title: `WACZ\u00a0: ${plural('fr', files, 'fichier annoncé est absent', 'fichiers annoncés sont absents')}`,
    means: 'Le paquet énumère des fichiers qu’il ne contient pas\u00a0: ils ont été retirés, renommés ou jamais ajoutés.',
    innocent: 'Un outil qui énumère trop, ou une copie partielle, donne le même résultat.',
  }),
  'wacz-digest-mismatch': ({ files, of }) => ({
    title: `WACZ\u00a0: ${plural('fr', files, 'fichier ne correspond pas', 'fichiers ne correspondent pas')} à son empreinte`,
    means: `Sur ${count(of)} fichiers énumérés. La taille ou le contenu n’est pas ce que le paquet annonce.`,
    innocent: 'Un fichier réécrit par un outil après la fin de la capture suffit.',
  }),
  'wacz-resource-incomplete': ({ files, of }) => ({
    title: `WACZ\u00a0: ${plural('fr', files, 'fichier décrit', 'fichiers décrits')} incomplètement`,
    means: `Sur ${count(of)} fichiers énumérés. Le nom, le chemin, l’empreinte ou la taille manque là où la norme les demande.`,
    innocent: 'La première version de la norme les écrivait autrement\u00a0; cette forme est vérifiée aussi.',
  }),
  'wacz-uncovered-file': ({ files }) => ({
    title: `WACZ\u00a0: ${plural('fr', files, 'fichier non couvert', 'fichiers non couverts')}`,
    means: 'Ces fichiers sont dans le paquet sans être énumérés\u00a0: aucune empreinte du paquet ne les protège.',
    innocent: 'Des outils ajoutent des journaux ou des fichiers de service.',
  }),
  'wacz-package-mismatch': () => ({
    title: 'WACZ\u00a0: l’empreinte de datapackage.json ne correspond pas',
    means: 'La liste des fichiers n’est pas celle dont datapackage-digest.json donne l’empreinte, donc pas celle qui a pu être signée.',
    innocent: 'Un titre corrigé après coup change cette liste.',
  }),
  'wacz-digest-file-defect': ({ defects }) => ({
    title: `WACZ\u00a0: datapackage-digest.json, ${plural('fr', defects, 'défaut', 'défauts')}`,
    means: 'Le fichier qui porte l’empreinte et la signature du paquet n’a pas la forme prévue par la norme.',
    innocent: 'Des versions anciennes des outils l’écrivent autrement.',
  }),
  'wacz-unsigned': () => ({
    title: 'WACZ sans signature',
    means: 'Rien dans le paquet ne dit qui l’a fait\u00a0: ses empreintes ont pu être refaites par quiconque.',
    innocent: 'La signature est facultative.',
  }),
  'wacz-self-signed': ({ software, created }) => ({
    title: `WACZ signé sans identité${software === '' ? '' : ` (${software})`}`,
    means: `La signature est juste, la clé est dans le paquet\u00a0: elle dit que rien n’a changé depuis la signature, pas qui l’a faite. La date ${created} est déclarée, sans preuve de temps.`,
    innocent: 'C’est ce que fait l’extension ArchiveWeb.page de tout paquet.',
  }),
  'wacz-domain-signed': ({ domain, created }) => ({
    title: `WACZ signé au nom de ${domain}`,
    means: `La signature et ce qui peut en être contrôlé ici sont justes (${created}). L’autorité au sommet de la chaîne et le jeton d’horodatage ne sont pas vérifiés ici\u00a0: extrayez le jeton et employez «\u00a0scelle verify\u00a0».`,
    innocent: 'Le domaine est celui du service de signature, souvent pas celui de l’auteur de la capture.',
  }),
  'wacz-signature-invalid': ({ reasons }) => ({
    title: `WACZ\u00a0: signature non valable (${plural('fr', reasons, 'raison', 'raisons')})`,
    means: 'Le paquet porte une signature qui ne tient pas.',
    innocent: 'Un format de signature propre à un outil, ou une liste modifiée après la signature.',
  }),
  'wacz-index-mismatch': ({ lines, checked }) => ({
    title: `WACZ\u00a0: ${plural('fr', lines, 'ligne d’index fausse', 'lignes d’index fausses')} sur ${count(checked)}`,
    means: 'L’index envoie vers un endroit où n’est pas l’enregistrement de cette adresse\u00a0: une visionneuse peut montrer autre chose que ce qui a été capturé.',
    innocent: 'Un WARC recompressé ou remplacé sans refaire l’index donne le même résultat.',
  }),
  'wacz-page-not-indexed': ({ pages, of }) => ({
    title: `WACZ\u00a0: ${plural('fr', pages, 'page', 'pages')} sur ${count(of)} hors de l’index`,
    means: 'Ces pages sont annoncées, mais l’index n’en a aucune capture.',
    innocent: 'Une redirection, ou une page dont la capture a échoué.',
  }),
  'archive-unsafe-names': ({ names }) => ({
    title: `Archive\u00a0: ${plural('fr', names, 'nom dangereux', 'noms dangereux')}`,
    means: 'Des noms pourraient faire écrire hors du dossier choisi, ou se montrent autrement qu’ils ne sont. Rien n’est écrit ici.',
    innocent: 'Des outils anciens écrivent des chemins absolus ou à barre inverse.',
  }),
  'archive-duplicate-names': ({ names }) => ({
    title: `Archive\u00a0: ${plural('fr', names, 'nom présent', 'noms présents')} plusieurs fois`,
    means: 'Deux logiciels peuvent en tirer deux contenus différents.',
    innocent: 'Une archive complétée sans être refaite garde l’ancienne version.',
  }),
  'archive-bomb': ({ bytes, packed }) => ({
    title: `Archive démesurée\u00a0: ${count(bytes)} octets dans ${count(packed)}`,
    means: 'Décompressée, elle serait bien plus grande qu’une archive ordinaire, ou ses parties se recouvrent. Son contenu n’est pas ouvert.',
    innocent: 'Des fichiers presque vides (images disque, journaux) se compressent autant.',
  }),
  'archive-headers-differ': ({ entries }) => ({
    title: `Archive\u00a0: ${plural('fr', entries, 'entrée décrite', 'entrées décrites')} de deux façons`,
    means: 'Le répertoire de l’archive et l’entrée elle-même ne disent pas le même nom ou la même taille\u00a0: deux logiciels peuvent en tirer des contenus différents.',
    innocent: 'Des outils écrivent l’un des deux incomplètement.',
  }),
  'archive-encrypted': ({ entries }) => ({
    title: entries === 0 ? 'Archive\u00a0: répertoire chiffré' : `Archive\u00a0: ${plural('fr', entries, 'entrée chiffrée', 'entrées chiffrées')}`,
    means: 'Ces contenus ne peuvent pas être lus sans le mot de passe\u00a0; leurs noms et leurs dates restent souvent lisibles.',
    innocent: 'Un mot de passe protège aussi des documents ordinaires.',
  }),
  'archive-damaged': ({ defects }) => ({
    title: `Archive\u00a0: ${plural('fr', defects, 'défaut', 'défauts')}`,
    means: 'Une partie de l’archive ne peut pas être lue\u00a0: des contenus peuvent manquer.',
    innocent: 'Un téléchargement interrompu donne le même résultat.',
  }),
  'container-cut-short': ({ box, declared, present }) => ({
    title: 'Enregistrement tronqué',
    means: `Sa partie «\u00a0${box}\u00a0» annonce ${count(declared)} octets, il y en a ${count(present)}. La fin manque.`,
    innocent: 'Un téléchargement interrompu, une récupération partielle ou une batterie vide donne le même résultat.',
  }),
  'container-time-is-local': ({ container, captured }) => ({
    title: 'La date du conteneur est en heure locale, non en UTC',
    means: `Le conteneur dit ${container}, que son format définit en UTC\u00a0; l’appareil a écrit ${captured}. Les deux ne s’accordent que si la première est une heure locale.`,
    innocent: 'Beaucoup d’appareils y écrivent leur heure locale.',
  }),
  'exiftool-warning': ({ warning }) => ({
    title: `ExifTool\u00a0: ${warning}`,
    means: 'ExifTool a rencontré quelque chose d’inhabituel dans la structure du fichier.',
    innocent: 'Un fichier ordinaire sur six donne une telle remarque.',
  }),
  'exiftool-outdated': ({ version, wanted }) => ({
    title: `L’ExifTool de cette machine (${version}) est ancien`,
    means: `Les versions antérieures à ${wanted} ont des défauts de sécurité connus et lisent moins de balises.`,
    innocent: 'Le fichier n’y est pour rien\u00a0: la copie fournie avec scelle n’est pas installée.',
  }),
  'c2pa-valid': ({ issuer }) => ({
    title: `Certificats de contenu (C2PA) valides${issuer === '' ? '' : `\u00a0: ${issuer}`}`,
    means: 'Le fichier est celui qui a été signé\u00a0: ni son contenu ni ses certificats n’ont changé depuis. Cela ne dit pas que ce qu’ils déclarent est vrai.',
    innocent: 'Des appareils photo, des logiciels de retouche et des services d’IA signent ce qu’ils produisent.',
  }),
  'c2pa-invalid': ({ codes }) => ({
    title: 'Certificats de contenu (C2PA) non valides',
    means: `Le fichier ou ses certificats ont changé après leur signature, ou les certificats sont défectueux (${codes}).`,
    innocent: 'Un logiciel qui ignore les certificats de contenu les rompt en enregistrant de nouveau le fichier.',
  }),
  'c2pa-untrusted': ({ issuer }) => ({
    title: `Le signataire des certificats de contenu n’est pas connu ici${issuer === '' ? '' : `\u00a0: ${issuer}`}`,
    means: 'La signature est vérifiée, l’identité de son auteur ne l’est pas\u00a0: aucune liste de signataires reconnus n’est utilisée et rien n’est demandé au réseau.',
    innocent: 'Il en est ainsi de tout fichier lu ici.',
  }),
  'thumbnail-differs': ({ similarity, size }) => ({
    title: 'La vignette intégrée montre une autre image',
    means: `Le fichier contient une vignette (${size}) qui ne ressemble pas à l’image principale (corrélation ${formatNumber('fr', similarity, 2)} sur 1). L’image a pu être recadrée, modifiée ou remplacée après la création de la vignette, et la vignette peut montrer ce qui a été retiré.`,
    innocent: 'Des logiciels recadrent ou retouchent une image sans refaire sa vignette.',
  }),
  'resembles-exhibit': ({ exhibit, distance }) => ({
    title: `Ressemble à la pièce ${exhibit} (distance ${count(distance)} sur 256)`,
    means: 'Les deux images se ressemblent beaucoup, quelles que soient leur taille et leur compression. Une ressemblance n’établit pas que l’une vient de l’autre\u00a0: comparez-les.',
    innocent: 'Deux photographies prises à la suite, ou deux captures du même écran, se ressemblent autant.',
  }),
}

const TRAILING: Readonly<Record<string, string | undefined>> = {
  jpeg: 'une autre image JPEG', png: 'une image PNG', zip: 'une archive ZIP', pdf: 'un document PDF', rar: 'une archive RAR', '7z': 'une archive 7z', mp4: 'une vidéo', zeros: 'du remplissage', samsung: 'des données d’un appareil Samsung', canon: 'des données d’un logiciel Canon', afcp: 'des données d’un logiciel d’images', photomechanic: 'des données d’un logiciel d’images', fotostation: 'des données d’un logiciel d’images', mie: 'des métadonnées (MIE)', html: 'une page web ou un script',
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
    changed: 'Le fichier n’est plus celui qui a été reçu\u00a0: il n’est pas dessiné.',
  } satisfies Record<PictureMessage, string>,
}
export type MetadataWords = { readonly [K in keyof typeof metadataWords]: Readonly<Record<keyof (typeof metadataWords)[K], string>> }
