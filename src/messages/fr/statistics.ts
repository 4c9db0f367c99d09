// French words of the yearly figures and of quality.
import type { StatisticsWords } from '../../delivery/statistics/statistics-words.ts'
import { visible } from '../../system/visible.ts'
import { formatInstant, formatNumber, NBSP } from '../format.ts'
import { typeset } from '../typeset.ts'

const MONTHS = ['janv.', 'févr.', 'mars', 'avr.', 'mai', 'juin', 'juil.', 'août', 'sept.', 'oct.', 'nov.', 'déc.']
const FULL = ['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre']
const day = (date: string): string => {
  const number = Number(date.slice(8))
  return `${number === 1 ? '1er' : number}${NBSP}${FULL[Number(date.slice(5, 7)) - 1] ?? ''}${NBSP}${date.slice(0, 4)}`
}
const number = (value: number, digits = 0): string => formatNumber('fr', value, digits)

export const statisticsWords: StatisticsWords = typeset<StatisticsWords>({
  language: 'fr',
  number,
  percent: (share) => `${number(share * 100, 1)}${NBSP}%`,
  hours: (value) => `${number(value, 1)}${NBSP}h`,
  day,
  month: (key) => `${MONTHS[Number(key.slice(5, 7)) - 1] ?? ''}${NBSP}${key.slice(0, 4)}`,
  instant: (at, timeZone) => formatInstant('fr', at, timeZone),
  labelled: (label, value) => `${label} : ${value}`,
  annualTitle: (year) => `Notifications de l’année ${year}`,
  qualityTitle: 'Qualité et délais des notifications',
  subject: 'Chiffres des notifications de contenus, sans donnée personnelle',
  scopes: {
    trusted_flagger: {
      title: 'Notifications de signaleur de confiance aux fournisseurs',
      note: 'Notifications faites en qualité de signaleur de confiance et adressées à une plateforme, un hébergeur ou un réseau.',
    },
    other: {
      title: 'Autres envois',
      note: 'Tout le reste : faits en une autre qualité, ou adressés à une autorité, une ligne d’écoute ou un partenaire, ou dont la qualité n’est plus connue. Ces envois ne sont pas comptés dans la partie précédente.',
    },
  },
  by: { provider: 'Par destinataire', harm: 'Par type de contenu', channel: 'Par canal d’envoi', urgency: 'Par urgence', month: 'Par mois' },
  line: { provider: 'Destinataire', harm: 'Type de contenu (atteinte)', channel: 'Canal', urgency: 'Urgence', month: 'Mois' },
  actions: {
    removed: 'retiré', restricted: 'restreint', rejected: 'rejeté', gone: 'disparu, sans décision connue', acknowledged: 'accusé reçu, pas de décision', no_answer: 'pas de réponse',
    refused: 'refusé au dépôt', unknown: 'issue inconnue', '*': 'autres suites',
  },
  verdicts: {
    accepted: 'accepté', rejected: 'rejeté', gone: 'disparu, sans décision connue', in_progress: 'en cours', no_answer: 'pas de réponse', unknown: 'issue inconnue', '*': 'autres suites',
  },
  spans: { acknowledgement: 'accusé', decision: 'décision', removal: 'retrait' },
  others: 'autres, regroupés',
  notKnown: 'non connue',
  total: 'Total',
  all: 'ensemble',
  withheldSign: 's',
  withheldLegend: 's : non imprimé, pour qu’un petit effectif ne se lise ni ne se déduise des totaux. « Regroupés » : ceux qui, seuls, sont trop peu nombreux ; leurs noms ne sont pas imprimés.',
  none: 'Aucune notification dans cette période.',
  small: 'Trop peu de notifications pour en imprimer le nombre.',
  labels: { organisation: 'Organisme', period: 'Période', generatedAt: 'Établi le', notices: 'Notifications', disclosure: 'Petits effectifs', notGiven: 'non renseigné' },
  period: (from, to, timeZone) => `du ${day(from)} au ${day(to)} inclus (${visible(timeZone)})`,
  provisional: 'période non terminée, chiffres provisoires',
  disclosure: (threshold) => `Un nombre de 1 à ${threshold - 1} n’est pas imprimé. D’autres nombres sont remplacés par « s » quand une soustraction rendrait un petit nombre : pour chacun, plus de ${threshold} valeurs restent possibles. Ne publiez pas deux découpages d’une même période, ni ces chiffres avec les chiffres exacts.`,
  exact: 'Chiffres exacts, petits effectifs compris : usage interne. Ne pas publier.',
  exactBanner: 'USAGE INTERNE : CHIFFRES EXACTS',
  counted: {
    title: 'Ce qui est compté, et comment',
    annual: [
      'Une notification est l’envoi d’un signalement à un destinataire. Elle compte à la date de son envoi, une fois, sous la dernière suite connue. Les envois d’essai, annulés ou jamais partis ne comptent pas.',
      'Ces chiffres ne contiennent ni nom, ni adresse, ni texte, ni identifiant : seulement des nombres.',
    ],
    quality: [
      'Une notification est l’envoi d’un signalement à un destinataire, daté de son envoi. Accepté : retiré ou restreint par décision. Rejeté : par décision, ou refusé au dépôt. Les envois d’essai, annulés ou jamais partis ne comptent pas.',
      'Délais en heures depuis l’envoi : médiane (valeur du milieu) et neuvième décile (neuf sur dix au plus). Retrait : décision de retrait, ou constat que le contenu a disparu. Une médiane demande cinq délais connus et cinq notifications imprimées, un neuvième décile dix de chaque. Au-delà de 2 000 délais, à un pour cent près.',
    ],
  },
  actionMeanings: {
    title: 'Suites',
    text: {
      removed: 'décision de retrait du destinataire', restricted: 'décision de restriction du destinataire', rejected: 'examiné, décision de ne pas agir', gone: 'un contrôle a constaté la disparition, aucune décision n’est connue',
      acknowledged: 'accusé de réception, décision attendue', no_answer: 'envoyé, ni accusé ni décision', refused: 'pas pris au dépôt', unknown: 'nul ne sait si l’envoi est arrivé',
    },
  },
  coarse: (counted, uncertain) => `Signalements effacés à l’échéance de leur conservation, comptés sans leur date exacte (trente jours près) : ${counted}. Dont peut-être d’une autre période : ${uncertain}.`,
  law: {
    title: 'Texte et sources',
    intro: 'Le considérant 62 du règlement (UE) 2022/2065 (DSA) décrit un rapport annuel des signaleurs de confiance : notifications par fournisseur, par type de contenu et par action, sans donnée personnelle.',
    list: 'La liste exacte de l’article 22, paragraphe 3, n’a pas été relue mot à mot : à vérifier avant publication.',
    procedures: 'Le texte attend aussi un exposé des procédures : à rédiger par l’organisme (à vérifier).',
    toVerify: 'à vérifier',
    source: (source, checkedOn) => `source : ${visible(source)}, lue le ${day(checkedOn)}`,
  },
  hoursTitle: 'délais, en heures',
  medianOf: (span) => `${span} : médiane`,
  p90Of: (span) => `${span} : 9e décile`,
  median: 'médiane',
  p90: '9e décile',
  sharesTitle: 'nombres et parts',
  countsTitle: 'nombres',
  imprecise: (count, known, share) => `Rejets dont le motif est connu : ${known}. Jugés imprécis : ${count} (${share}).`,
  impreciseUnknown: 'Aucun rejet dont le motif soit connu : la part des rejets pour imprécision n’est pas connue.',
  impreciseWithheld: 'Part des rejets pour imprécision : trop peu de rejets de motif connu pour l’imprimer.',
  chart: {
    bars: (by) => `${by}, selon la suite donnée`,
    months: 'Notifications par mois, selon la suite donnée',
    lastMonths: (count) => `Les ${count} derniers mois ; le tableau les a tous.`,
    withheld: 'part non imprimée (s)',
    unnamedMonth: 'Un mois sans barre n’a aucune notification, ou en a trop peu pour être imprimé seul.',
    letters: 'Chaque partie porte sa lettre quand elle est assez large ; le tableau qui suit dit les mêmes nombres.',
  },
  procedures: { title: 'Procédures', text: 'Espace de l’organisme : procédures suivies pour notifier et garanties d’indépendance. Cet outil n’en sait rien ; le contenu attendu est à vérifier dans le texte.' },
  pdf: { page: (count) => `page ${count} / `, total: (count) => String(count), written: 'Établi par scelle à partir du registre des envois.' },
  csv: {
    columns: ['du', 'au', 'partie', 'tableau', 'ligne', 'nom', 'mesure', 'nom_mesure', 'detail', 'nom_detail', 'valeur', 'unite', 'statut'],
    measures: { total: 'total', count: 'nombre', share: 'part', known: 'délais connus', median: 'médiane', p90: '9e décile' },
    units: { count: 'notifications', share: 'part de 1', hours: 'heures' },
    printed: 'imprimé',
    withheld: 'non imprimé',
    notKnown: 'non connu',
  },
  written: (path) => `Chiffres écrits : ${path}`,
})
