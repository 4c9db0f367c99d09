// Words of the overview of a case, in French.
import type { OverviewWords } from '../../bundle/report/overview-words.ts'
import { formatNumber, NBSP, plural } from '../format.ts'
import { typeset } from '../typeset.ts'

const number = (value: number, digits = 0): string => formatNumber('fr', value, digits)

export const overviewWords: OverviewWords = typeset<OverviewWords>({
  title: 'Vue d’ensemble',
  counted: (exhibits, inspected, embedded) => `${plural('fr', exhibits, 'pièce', 'pièces')}, ${plural('fr', inspected, 'lue', 'lues')}${embedded > 0 ? `, et ${plural('fr', embedded, 'fichier contenu', 'fichiers contenus')} dans ces pièces` : ''}.`,
  labels: {
    devices: 'Appareils', people: 'Personnes', software: 'Logiciels', places: 'Lieux', days: 'Jours', shared: 'Identifiants communs',
    platforms: 'Traces de plateformes', nameSuggests: 'Noms de fichiers', screenshots: 'Captures d’écran', alike: 'Images qui se ressemblent',
  },
  headers: { serials: 'N° de série', role: 'Rôle', kind: 'Genre', exhibits: 'Pièces', error: 'Précision annoncée', captured: 'Prises de vue', created: 'Créations', sent: 'Envois', modified: 'Modifications' },
  serialKind: 'n° de série',
  none: (inspected) => inspected === 0 ? 'aucune pièce n’a été lue' : `rien trouvé dans ${inspected === 1 ? 'la fiche de la pièce lue' : `les fiches des ${plural('fr', inspected, 'pièce lue', 'pièces lues')}`}`,
  dates: (known, unknown) => (known + unknown === 0 ? '—' : unknown === 0 ? number(known) : `${number(known + unknown)} (fuseau inconnu : ${number(unknown)})`),
  daysNote: 'Le jour est la date locale que le fichier donne ; sans fuseau, c’est l’horloge de l’appareil.',
  nameNote: 'Un nom de fichier suggère une application, il ne prouve rien.',
  latitude: (degrees, decimals) => `${number(Math.abs(degrees), decimals)}°${NBSP}${degrees < 0 ? 'S' : 'N'}`,
  longitude: (degrees, decimals) => `${number(Math.abs(degrees), decimals)}°${NBSP}${degrees < 0 ? 'O' : 'E'}`,
  metres: (metres) => (metres < 1000 ? `${number(metres)}${NBSP}m` : `${number(metres / 1000)}${NBSP}km`),
  view: ([south = '', north = ''], [west = '', east = '']) => `Vue resserrée sur les positions : de ${south} à ${north}, de ${west} à ${east}. Numéros : voir les lieux.`,
  notDrawn: (count) => `${plural('fr', count, 'lieu n’est pas dessiné', 'lieux ne sont pas dessinés')}.`,
  errorCircle: 'Cercle tireté : précision que l’appareil annonce, quand elle se voit à cette échelle.',
  coast: (source) => `Trait de côte : ${source}, simplifié, domaine public. Aucun réseau n’est utilisé.`,
  zeroPositions: (count) => `${plural('fr', count, 'position 0, 0', 'positions 0, 0')} (valeur vide) : ni comptées ni dessinées.`,
  placesNote: 'Positions regroupées à environ cent mètres ; celle qui est imprimée est la première du groupe.',
  alikeNote: 'Empreintes perceptuelles (PDQ) à 31 bits au plus l’une de l’autre sur 256, quelles que soient la taille et la compression. Une ressemblance n’établit pas que l’une vient de l’autre.',
  alikeWith: 'Lui ressemblent (bits d’écart)',
  apart: (picture, distance) => `${picture} — ${number(distance)}`,
  uncompared: (pictures) => `${plural('fr', pictures, 'image de plus n’est pas comparée', 'images de plus ne sont pas comparées')} ici ; « scelle comparer » les compare toutes.`,
  unlisted: (mentions) => `${plural('fr', mentions, 'mention d’autres valeurs', 'mentions d’autres valeurs')} non listées`,
  more: (count) => `et ${plural('fr', count, 'autre', 'autres')}`,
  mapTitle: 'Carte des positions',
  mapDescription: (places, exhibits) => `${plural('fr', places, 'lieu', 'lieux')} écrits dans les métadonnées de ${plural('fr', exhibits, 'pièce', 'pièces')}, sur une grille de latitude et de longitude.`,
  timelineTitle: 'Chronologie des dates écrites dans les fichiers',
  timelineDescription: (dates, unknown) => `${plural('fr', dates, 'date', 'dates')}, dont ${number(unknown)} de fuseau inconnu, placées sur un axe en temps universel ; une rangée par rôle, les fuseaux connus à part des inconnus.`,
})
