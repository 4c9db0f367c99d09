// French words of signalements: what a counsellor reads and is asked.
import type { SignalementWords } from '../../cli/signalement-words.ts'
import { visibleShort } from '../../system/visible.ts'
import type { RecordProblemWords } from '../../signalement/record-problem-codes.ts'
import type { FailureWordsOf } from '../catalog.ts'
import { formatNumber, plural } from '../format.ts'
import { locatorWords } from './locators.ts'
import { typeset } from '../typeset.ts'

const n = (count: number, one: string, many: string): string => plural('fr', count, one, many)
const shown = (text: string): string => visibleShort(text, 120)

function duration(minutes: number): string {
  if (minutes < 60) return n(Math.max(0, Math.round(minutes)), 'min', 'min')
  if (minutes < 48 * 60) return n(Math.round(minutes / 60), 'h', 'h')
  return n(Math.round(minutes / 1440), 'jour', 'jours')
}

export const signalementWords: SignalementWords = typeset({
  states: {
    draft: 'brouillon', validated: 'validé', queued: 'préparé, envoi non constaté', sending: 'en cours d’envoi', sent: 'envoyé', unknown_outcome: 'issue inconnue',
    acknowledged: 'accusé reçu', in_review: 'examiné', decided_removed: 'retiré', decided_restricted: 'restreint', decided_rejected: 'refusé',
    dead_letter: 'non envoyable', cancelled: 'annulé',
  },
  ages: { lt15: 'moins de 15 ans', '15_17': '15 à 17 ans', '18plus': '18 ans ou plus', unknown: 'âge inconnu' },
  urgencies: { imminent_danger: 'danger imminent', critical: 'critique', high: 'haute', normal: 'normale' },
  bases: { legal_order: 'injonction', dsa_priority: 'priorité DSA, objectif interne', internal_target: 'objectif interne' },
  channels: {
    '3018_tel': '3018, téléphone', '3018_tchat': '3018, tchat', '3018_messenger': '3018, Messenger', '3018_whatsapp': '3018, WhatsApp', '3018_app': '3018, application',
    gendarmerie: 'gendarmerie', education: 'Éducation nationale', '119': '119', pharos: 'PHAROS', autre: 'autre',
  },
  representations: { self: 'la victime elle-même', parent: 'un parent', association: 'une association', police: 'police ou gendarmerie', none: 'un tiers' },
  authorities: { trusted_flagger: 'signaleur de confiance', partner: 'partenaire', law_enforcement: 'forces de l’ordre', individual: 'particulier' },
  identities: { disclosed: 'donnée', withheld: 'non donnée' },
  consents: { self: 'la victime', parent: 'un parent', legal_guardian: 'le tuteur légal' },
  hashes: { md5: 'MD5', sha1: 'SHA-1', sha256: 'SHA-256', pdq: 'PDQ', photodna: 'PhotoDNA' },
  fields: {
    harm: 'atteinte', subHarm: 'précision', ageBand: 'âge', urls: 'adresses', platform: 'plateforme', account: 'compte', accountId: 'numéro du compte',
    displayName: 'nom affiché', channel: 'canal', explanation: 'explication', observedAt: 'vu le', occurredAt: 'faits du', urgency: 'urgence',
    urgencyReason: 'raison de l’urgence', language: 'langue', country: 'pays', isCaller: 'la victime appelle', representation: 'qui parle', consent: 'accord',
    authority: 'qualité', organisation: 'organisme', flaggerArea: 'domaine', notifierName: 'nom du notifiant', notifierEmail: 'courriel du notifiant',
    identity: 'identité', goodFaith: 'bonne foi', hashes: 'empreintes', attachment: 'pièce jointe', campaign: 'campagne',
    orderAuthority: 'autorité', orderReference: 'référence de l’injonction', orderIssuedAt: 'date de l’injonction',
  },
  yes: 'oui',
  no: 'non',
  new: {
    done: (short, validated) => `Signalement ${short} gardé${validated ? '' : ' comme brouillon'}.`,
    campaign: (short, count) => `${n(count, 'signalement', 'signalements')} dans la campagne ${short}.`,
    duplicate: 'Déjà enregistré : rien de nouveau n’a été gardé.',
    partly: (count) => `${n(count, 'adresse était déjà connue', 'adresses étaient déjà connues')} et ${count > 1 ? 'n’ont' : 'n’a'} pas été reprise${count > 1 ? 's' : ''} :`,
    nothingKept: 'Rien n’a été gardé.',
    plan: 'Voici ce qui serait gardé :',
    next: 'Ensuite :',
    notAttested: 'Brouillon : il manque l’attestation de bonne foi (--good-faith), demandée par l’article 16 du DSA.',
  },
  known: {
    line: (short, state, at, by, locators) => `  ${short} : ${state}, créé le ${at} par ${by}${locators > 0 ? ` (${n(locators, 'adresse commune', 'adresses communes')})` : ''}`,
    delivery: (destination, at, by, state) => `    pour ${destination}, le ${at}, par ${by} : ${state}`,
    force: 'Pour le garder quand même : --force.',
  },
  privacy: {
    found: (count) => `${n(count, 'donnée personnelle possible', 'données personnelles possibles')} dans le texte :`,
    hit: (kind, text, replacement) => `  ${kind} : « ${text} » → ${replacement}`,
    replaced: (count) => `${n(count, 'passage remplacé', 'passages remplacés')}.`,
    howTo: 'Pour les remplacer : --replace. Pour refuser tout texte qui en contient : --strict.',
  },
  list: {
    head: ['n°', 'état', 'atteinte', 'plateforme', 'reçu', 'échéance', 'base'],
    empty: 'Aucun signalement.',
    more: (count, total) => `${n(count, 'affiché', 'affichés')} sur ${formatNumber('fr', total)} : --limit pour en voir plus.`,
    ago: (minutes) => `il y a ${duration(minutes)}`,
    dueIn: (minutes) => `dans ${duration(minutes)}`,
    overdue: (minutes) => `dépassée de ${duration(minutes)}`,
  },
  show: {
    labels: {
      id: 'Identifiant', state: 'État', created: 'Créé', observed: 'Vu le', occurred: 'Faits du', due: 'Échéance', harm: 'Atteinte', offences: 'Qualifications',
      urgency: 'Urgence', platform: 'Plateforme', account: 'Compte visé', locators: 'Adresses', victim: 'Victime', consent: 'Accord', explanation: 'Explication',
      notifier: 'Notifiant', hashes: 'Empreintes', evidence: 'Pièces', order: 'Injonction', deliveries: 'Envois', campaign: 'Campagne',
      retention: 'Conservé jusqu’au', channel: 'Canal', same: 'Même contenu', dsa: 'Codes DSA', revision: 'révision',
    },
    by: (name) => `par ${name}`,
    due: (at, basis, source) => `${at} (${basis} : ${source})`,
    delivery: (destination, state, at, by) => `${destination} : ${state}, ${at} par ${by}`,
    exhibit: (number, sha256) => `pièce n° ${number}, SHA-256 ${sha256}`,
    attested: (by) => `bonne foi attestée par ${by}`,
    notAttested: 'bonne foi non attestée',
    toVerify: 'à vérifier sur Légifrance',
    checkedOn: (day) => `lu le ${day}`,
    treatedAsCsam: 'Traité comme contenu pédocriminel : aucune image n’est gardée, dessinée ni envoyée, et l’adresse ne doit pas être ouverte.',
    none: 'non donné',
  },
  edit: {
    done: (short, revision, state) => `Signalement ${short} modifié (révision ${revision}, ${state}).`,
    nothing: 'Rien à modifier : donnez au moins une option.',
    unlinked: (count) => `${n(count, 'pièce déliée', 'pièces déliées')} : ce contenu peut montrer un enfant. Le journal du dossier garde la trace du lien.`,
    identity: (mode) => `Identité du notifiant : ${mode}.`,
    reattest: 'Le contenu a changé : l’attestation de bonne foi est à refaire (--good-faith).',
    plan: 'Voici ce qui serait gardé :',
  },
  cancel: {
    done: (short) => `Signalement ${short} annulé.`,
    already: (short) => `Signalement ${short} déjà annulé.`,
    plan: (short) => `Le signalement ${short} serait annulé.`,
  },
  host: {
    title: 'Contact « abuse » de l’hébergeur, d’après la réponse RDAP donnée :',
    contact: (name, mails, what) => `  ${name} : ${mails} (${what})`,
    classes: { 'ip network': 'réseau', autnum: 'opérateur', domain: 'bureau d’enregistrement du nom', other: 'nature non dite' },
  },
  link: { done: (exhibit, path) => `Lié à la pièce n° ${exhibit} de ${path} ; le journal du dossier le dit.` },
  packet: {
    written: (destination, dir) => `Paquet pour ${destination} : ${dir}`,
    already: (destination, at, by, state) => `Paquet pour ${destination} déjà préparé le ${at} par ${by} : ${state}. Rien n’a été refait (--force pour le refaire).`,
    none: 'Aucun destinataire par formulaire pour ce signalement : voyez « scelle signalement route ».',
    notForm: (destination) => `${destination} ne se remplit pas par formulaire.`,
    plan: 'Voici, octet pour octet, ce qui partirait :',
    human: 'Le paquet se recopie à la main dans le formulaire : rien n’est envoyé par scelle.',
  },
  purge: {
    plan: (count) => `${n(count, 'signalement serait effacé', 'signalements seraient effacés')} : contenu, adresses et clé ; seul le décompte reste.`,
    nothing: 'Rien à effacer : aucune durée de conservation n’est échue.',
    done: (count) => `${n(count, 'signalement effacé', 'signalements effacés')} : ${count > 1 ? 'leurs clés sont détruites' : 'sa clé est détruite'}, le décompte reste.`,
    counts: 'Décompte par atteinte, effacés compris :',
    confirm: (count) => `Effacer pour toujours le contenu de ${n(count, 'signalement', 'signalements')} ?`,
    line: (short, harm, platform, expired) => `  ${short}  ${harm}, ${platform}, échu le ${expired}`,
    abandoned: 'Abandonné : rien n’a été effacé.',
    packets: 'Les paquets et les fichiers de rejets écrits ailleurs ne sont pas touchés : supprimez-les aussi.',
    held: 'Un autre processus lisait le fichier : les anciens octets y sont encore. Relancez « scelle purger » quand il a fini.',
  },
  import: {
    kept: (count) => n(count, 'signalement gardé', 'signalements gardés'),
    drafts: (count) => `dont ${n(count, 'brouillon', 'brouillons')} (bonne foi non attestée : --good-faith)`,
    known: (count) => n(count, 'déjà connu, non repris', 'déjà connus, non repris'),
    partly: (count) => n(count, 'gardé sans ses adresses déjà connues', 'gardés sans leurs adresses déjà connues'),
    refused: (count) => `${n(count, 'ligne refusée', 'lignes refusées')} :`,
    skipped: (count) => n(count, 'ligne vide passée', 'lignes vides passées'),
    privacy: (count, rows) => `${n(count, 'ligne contient peut-être', 'lignes contiennent peut-être')} des données personnelles : ${rows.join(', ')}${count > rows.length ? '…' : ''} (--strict les refuse, --replace les remplace).`,
    row: (row, column, message, remedy) => `  ligne ${formatNumber('fr', row)}, colonne ${shown(column)} : ${message} ${remedy}`,
    danger: (rows) => `DANGER IMMINENT, ${rows.length > 1 ? 'lignes' : 'ligne'} ${rows.join(', ')} : appelez d’abord le 17, le 112 ou le 114, et le 119 pour un enfant.`,
    note: (rows, first, message, remedy) => `${n(rows, 'ligne', 'lignes')}, d’abord la ligne ${formatNumber('fr', first)} : ${message} ${remedy}`.trimEnd(),
    more: (count) => `  … et ${n(count, 'autre', 'autres')}.`,
    rejects: (path) => `Lignes refusées écrites dans ${shown(path)} : corrigez-les, puis importez ce fichier.`,
    noRejects: 'Pour les corriger dans un fichier à part : --reject FICHIER.',
    plan: 'Essai à blanc : rien n’a été gardé.',
    warnings: (count) => `${n(count, 'avertissement', 'avertissements')} :`,
    stage: 'Import :',
    checking: 'Lecture :',
    campaign: (short) => `Campagne ${short}`,
  },
  ask: {
    danger: 'Quelqu’un est-il en danger maintenant ?',
    dangerYes: 'oui : danger immédiat',
    dangerNo: 'non',
    dangerStop: 'Ne remplissez rien. Appelez d’abord :',
    harm: 'Quelle atteinte ? (tapez quelques lettres)',
    age: 'Âge de la victime',
    urls: 'Adresses du contenu, une par ligne (collez-les toutes)',
    urlsEnd: 'ligne vide pour finir',
    platform: 'Plateforme',
    account: 'Compte visé, sans nom réel (facultatif)',
    displayName: 'Nom affiché du compte (facultatif)',
    explanation: 'Ce qui se passe et pourquoi c’est illicite, sans aucun nom',
    explanationEnd: 'ligne vide pour finir',
    counted: (found, min) => `${formatNumber('fr', found)} caractères, il en faut au moins ${formatNumber('fr', min)} : continuez.`,
    observedAt: 'Vu quand ?',
    now: 'maintenant',
    caller: 'La victime est-elle au bout du fil ?',
    representation: 'Qui parle ?',
    consent: 'Accord pour transmettre à un partenaire (établissement scolaire…)',
    consentNone: 'aucun accord demandé',
    identity: 'Donner le nom et le courriel du notifiant ? (facultatif pour cette atteinte)',
    notifierName: 'Nom du notifiant (celui de l’association ou d’un rôle)',
    notifierEmail: 'Courriel du notifiant (boîte de service)',
    organisation: 'Organisme',
    identityNeeded: 'Les plateformes demandent un nom et un courriel (DSA, article 16) : ceux de l’association, jamais ceux de l’enfant.',
    goodFaith: 'J’atteste de bonne foi que ces informations sont exactes et complètes',
    goodFaithYes: 'oui, j’atteste : garder',
    goodFaithNo: 'pas encore : garder un brouillon',
    replace: 'Remplacer ces passages ?',
    keep: (count) => (count > 1 ? `Garder ces ${count} signalements ?` : 'Garder ce signalement ?'),
    drop: 'ne rien garder',
    harmByNumber: 'Quelle atteinte ? (donnez son numéro)',
    preview: 'Aperçu',
    abandoned: 'Abandonné : rien n’a été gardé.',
    pasteOrType: 'collez ou tapez',
    located: (platform, what) => `✓ ${platform}, ${what}`,
    refused: (reason) => `✗ ${reason}`,
    byPlatform: (platform, count) => `${platform} : ${n(count, 'adresse', 'adresses')}`,
  },
  problem: (field, message, remedy) => `  ${field} : ${message} ${remedy}`.trimEnd(),
})

export const recordProblems: RecordProblemWords = typeset({
  'field.missing': () => ({ message: 'il manque une valeur.', remedy: 'Remplissez-la.' }),
  'field.unknown': ({ name }) => ({ message: `« ${shown(name)} » n’est pas un champ connu.`, remedy: 'Retirez-le ou corrigez son nom.' }),
  'field.wrong-type': ({ expected }) => ({ message: `ce n’est pas une valeur de la bonne sorte (${shown(expected)}).`, remedy: 'Corrigez-la.' }),
  'field.too-short': ({ min, found }) => ({ message: `trop court : ${n(found, 'caractère', 'caractères')}, il en faut ${formatNumber('fr', min)}.`, remedy: 'Dites ce qui se passe, où, et pourquoi c’est illicite.' }),
  'field.too-long': ({ max, found }) => ({ message: `trop long : ${n(found, 'caractère', 'caractères')}, ${formatNumber('fr', max)} au plus.`, remedy: 'Raccourcissez.' }),
  'field.too-many': ({ max, found }) => ({ message: `trop de valeurs : ${formatNumber('fr', found)}, ${formatNumber('fr', max)} au plus.`, remedy: 'Répartissez-les sur plusieurs signalements.' }),
  'field.too-few': ({ min, found }) => ({ message: `pas assez de valeurs : ${formatNumber('fr', found)}, ${formatNumber('fr', min)} au moins.`, remedy: 'Complétez.' }),
  'field.not-a-choice': ({ value, choices, nearest }) => ({
    message: `« ${shown(value)} » n’est pas une des valeurs possibles.`,
    remedy: nearest === null ? `Choisissez parmi : ${choices.join(', ')}.` : `Vouliez-vous dire « ${nearest} » ? (${choices.join(', ')})`,
  }),
  'field.bad-form': ({ value, expected }) => ({ message: value === '' ? 'la valeur n’a pas la forme attendue.' : `« ${shown(value)} » n’a pas la forme attendue.`, remedy: expected === '' ? 'Corrigez-la.' : `Forme attendue : ${shown(expected)}.` }),
  'locators.needed': () => ({ message: 'il faut au moins une adresse exacte du contenu ou du compte.', remedy: 'Collez le lien du contenu, ou donnez le compte et sa plateforme (DSA, article 16).' }),
  'locators.too-many': ({ max, found }) => ({ message: `${formatNumber('fr', found)} adresses : ${formatNumber('fr', max)} au plus par signalement.`, remedy: 'Répartissez-les sur plusieurs lignes, dans la même campagne.' }),
  'locator.refused': ({ text, refusal }) => ({ message: `« ${shown(text)} » : ${locatorWords.refusals[refusal].message}`, remedy: locatorWords.refusals[refusal].remedy }),
  'locator.platforms-differ': ({ one, other }) => ({ message: `les adresses sont sur deux plateformes (${one} et ${other}).`, remedy: 'Un signalement par plateforme : séparez-les, dans la même campagne.' }),
  'locator.platform-told-otherwise': ({ told, found }) => ({ message: `l’adresse est sur ${found}, et non sur ${told}.`, remedy: 'Corrigez la plateforme ou l’adresse.' }),
  'evidence.forbidden': () => ({ message: 'aucune image ni aucun fichier n’est joint à un contenu qui peut montrer un enfant.', remedy: 'Gardez l’adresse et, si un partenaire l’a donnée, l’empreinte avec son origine.' }),
  'evidence.bytes-in-text': () => ({ message: 'ce texte contient les octets d’un fichier.', remedy: 'Retirez-les : un signalement ne porte ni image ni fichier, seulement des adresses, des mots et des empreintes.' }),
  'consent.no-destination': ({ who }) => ({ message: `l’accord de « ${shown(who)} » ne dit pas pour quel destinataire.`, remedy: 'Écrivez par exemple parent:education-nationale.' }),
  'identity.not-withheld': () => ({ message: 'l’identité ne peut être tue que pour les infractions sexuelles sur mineur (DSA, article 16, 2, c).', remedy: 'Donnez le nom et le courriel de l’association.' }),
  'identity.named': () => ({ message: 'l’identité est dite non donnée, et un nom ou un courriel est là.', remedy: 'Retirez-les, ou donnez l’identité.' }),
  'attestation.needed': () => ({ message: 'il manque l’attestation de bonne foi (DSA, article 16, 2, d).', remedy: 'Ajoutez --good-faith, ou « oui » dans la colonne « bonne foi ».' }),
  'clock.no-order': () => ({ message: 'un délai légal demande une injonction et sa référence.', remedy: 'Donnez l’autorité, la référence et la date de l’injonction.' }),
  'clock.no-flagger': () => ({ message: 'la priorité de l’article 22 du DSA n’est ouverte qu’aux signaleurs de confiance.', remedy: 'Retirez cette base, ou réglez la qualité du notifiant.' }),
  'time.future': () => ({ message: 'cette date est dans le futur.', remedy: 'Corrigez la date, l’heure ou le fuseau.' }),
  'harm.unknown': ({ word, nearest }) => ({ message: `« ${shown(word)} » n’est pas une atteinte connue.`, remedy: nearest === null ? 'Voyez « scelle atteintes ».' : `Vouliez-vous dire « ${nearest} » ? Voyez « scelle atteintes ».` }),
  'yes-no.unknown': ({ word }) => ({ message: `« ${shown(word)} » ne dit ni oui ni non.`, remedy: 'Écrivez oui ou non.' }),
  'attachment.needs-case': () => ({ message: 'une pièce ne se joint pas ici.', remedy: 'Ajoutez-la à un dossier, puis liez-la : « scelle signalement edit … --case DOSSIER --exhibit N ».' }),
  'good-faith.refused': () => ({ message: 'la bonne foi est refusée.', remedy: 'Sans elle, le signalement reste un brouillon : laissez la valeur vide.' }),
  'order.incomplete': () => ({ message: 'une injonction se donne avec son autorité, sa référence et sa date.', remedy: 'Complétez les trois, ou retirez-les.' }),
  'hash.unreadable': ({ text }) => ({ message: `« ${shown(text)} » n’est pas une empreinte.`, remedy: 'Écrivez par exemple : sha256:… origine.' }),
  'hash.no-origin': ({ text }) => ({ message: `l’empreinte « ${shown(text)} » ne dit pas d’où elle vient.`, remedy: 'Ajoutez après elle qui l’a calculée (plateforme, partenaire).' }),
  'hash.wrong-length': ({ alg, expected, found }) => ({ message: `une empreinte ${alg} a ${expected} chiffres hexadécimaux, ici ${formatNumber('fr', found)}.`, remedy: 'Recopiez-la en entier.' }),
  'privacy.found': ({ count }) => ({ message: `${n(count, 'donnée personnelle possible', 'données personnelles possibles')} dans le texte.`, remedy: 'Retirez-les, ou relancez avec --replace.' }),
  'campaign.unreadable': ({ value }) => ({ message: `« ${shown(value)} » n’est pas l’identifiant d’une campagne.`, remedy: 'Donnez l’identifiant entier que scelle a affiché.' }),
})

export const signalementFailures: FailureWordsOf<'signalement'> = typeset({
  'signalement.illegal-move': ({ from, event }) => ({ message: `Un signalement dans l’état « ${shown(from)} » ne peut pas faire « ${shown(event)} ».`, remedy: 'Voyez son état avec « scelle signalement show ».' }),
  'signalement.not-found': ({ id }) => ({ message: `Aucun signalement ${shown(id)}, ou il vient de changer.`, remedy: 'Voyez « scelle signalement list ».' }),
  'signalement.ambiguous-id': ({ id }) => ({ message: `Plusieurs signalements ont ${shown(id)} dans leur identifiant.`, remedy: 'Donnez plus de signes.' }),
  'signalement.purged': ({ id }) => ({ message: `Le contenu du signalement ${shown(id)} a été effacé à la fin de sa conservation.`, remedy: 'Il ne peut pas revenir : seul son décompte reste.' }),
  'signalement.already-sent': ({ id, destination }) => ({ message: `Le signalement ${shown(id)} est déjà parti vers ${shown(destination)} : il ne se modifie plus.`, remedy: 'Créez un nouveau signalement pour ce qui a changé.' }),
  'signalement.not-validated': ({ id, state }) => ({ message: `Le signalement ${shown(id)} est dans l’état « ${shown(state)} » : rien ne peut être préparé.`, remedy: 'Complétez-le : « scelle signalement edit … --good-faith ».' }),
  'signalement.refused': ({ problems }) => ({ message: `Le signalement est refusé : ${n(problems.length, 'problème', 'problèmes')}.`, remedy: 'Corrigez ce qui est dit ci-dessus. Rien n’a été gardé.' }),
  'signalement.no-picture': ({ harm }) => ({ message: `Aucune pièce ne se joint à ce signalement (${shown(harm)}) : elle pourrait montrer un enfant.`, remedy: 'Gardez l’adresse et, si un partenaire l’a donnée, l’empreinte avec son origine (--hash).' }),
  'signalement.danger': ({ id }) => ({ message: 'Danger imminent : aucun formulaire ne vient d’abord.', remedy: `Appelez : « scelle signalement route ${shown(id)} » dit qui.` }),
  'signalement.refused-destination': ({ destination, rule, reason }) => ({ message: `${shown(destination)} est exclu pour ce signalement : ${reason.fr} (règle ${shown(rule)})`, remedy: 'Choisissez un destinataire de « scelle signalement route ».' }),
  'signalement.no-form': ({ destination }) => ({ message: `${shown(destination)} n’a pas de formulaire à remplir.`, remedy: '« scelle destinataires » dit comment le joindre.' }),
  'signalement.picture-unsure': ({ harm }) => ({ message: `Une pièce d’un tel signalement (${shown(harm)}, victime peut-être mineure) peut montrer un enfant.`, remedy: 'Regardez son nom et son origine, jamais son image ; s’il n’y a aucune image intime, ajoutez --shows-no-child.' }),
  'signalement.changed-meanwhile': ({ id }) => ({ message: `Le signalement ${shown(id)} vient d’être modifié par ailleurs : le paquet n’a pas été gardé.`, remedy: 'Relancez la même commande : elle prendra le nouveau texte.' }),
  'signalement.personal-data': ({ id, count }) => ({ message: `${n(count, 'donnée personnelle possible partirait', 'données personnelles possibles partiraient')} avec ce paquet : rien n’a été écrit.`, remedy: `Remplacez-les : « scelle signalement modifier ${shown(id)} --replace --good-faith ». Si tout doit partir : --confirm-personal.` }),
  'signalement.no-exhibit': ({ path, exhibit, count }) => ({ message: `Le dossier ${shown(path)} n’a pas de pièce n° ${exhibit} (il en a ${formatNumber('fr', count)}).`, remedy: 'Voyez « scelle etat » et « scelle journal » du dossier.' }),
  'signalement.rejects-exist': ({ path }) => ({ message: `Le fichier de rejets existe déjà : ${shown(path)}. Des corrections y sont peut-être.`, remedy: 'Donnez un autre nom à --reject, ou déplacez ce fichier. Rien n’a été gardé.' }),
  'signalement.import-changed': ({ path }) => ({ message: `Le fichier ${shown(path)} a changé pendant sa lecture.`, remedy: 'Importez-le de nouveau quand plus rien n’y écrit : ce qui est déjà gardé ne sera pas repris.' }),
  'signalement.prohibited-exhibit': ({ exhibit }) => ({ message: `La pièce n° ${exhibit} est un contenu prohibé : elle ne se lie pas.`, remedy: 'Gardez l’adresse du contenu ; l’empreinte reste dans le dossier.' }),
})

export const storeFailures: FailureWordsOf<'store'> = typeset({
  'store.record-damaged': ({ id }) => ({ message: `Le signalement ${shown(id)} ne se déchiffre pas : ses octets ont changé.`, remedy: 'Repartez d’une sauvegarde du fichier des signalements.' }),
  'store.newer-version': ({ path, found, supported }) => ({ message: `Le fichier ${shown(path)} est en version ${found} ; ce scelle lit jusqu’à la version ${supported}.`, remedy: 'Mettez scelle à jour. Rien n’a été modifié.' }),
  'store.foreign': ({ path }) => ({ message: `Le fichier ${shown(path)} n’est pas un fichier de signalements de scelle.`, remedy: 'Déplacez-le, ou réglez XDG_DATA_HOME.' }),
  'store.key-missing': ({ path, place, name }) => ({
    message: `La clé ${shown(name)} qui déchiffre ${shown(path)} n’est plus ${place === 'keyring' ? 'dans le trousseau de la session' : 'dans le dossier des clés'}.`,
    remedy: place === 'keyring' ? 'Ouvrez la session qui a ce trousseau, puis recommencez. scelle ne remplace jamais une clé perdue.' : 'Remettez le fichier de clé depuis une sauvegarde. scelle ne remplace jamais une clé perdue.',
  }),
  'store.key-wrong': ({ path, name }) => ({ message: `La clé ${shown(name)} n’est pas celle qui a chiffré ${shown(path)}.`, remedy: 'Remettez la bonne clé, ou le bon fichier, depuis une sauvegarde.' }),
})

export const databaseFailures: FailureWordsOf<'database'> = typeset({
  'database.locked': ({ path, waitedMs }) => ({ message: `Un autre processus écrit dans ${shown(path)} depuis plus de ${formatNumber('fr', waitedMs / 1000)} s.`, remedy: 'Attendez qu’il ait fini, puis recommencez : rien n’a été perdu.' }),
  'database.damaged': ({ path, detail }) => ({ message: `Le fichier ${shown(path)} est abîmé (${shown(detail)}).`, remedy: 'Ne l’effacez pas : repartez d’une sauvegarde, ou faites-le examiner.' }),
})

export const secretFailures: FailureWordsOf<'secret'> = typeset({
  'secret.keyring-unavailable': ({ detail }) => ({ message: `Le trousseau de la session ne répond pas (${shown(detail)}).`, remedy: 'Ouvrez votre session de bureau ou déverrouillez le trousseau, puis recommencez.' }),
  'secret.file-exposed': ({ path, mode }) => ({ message: `Le fichier de clé ${shown(path)} est lisible par d’autres (droits ${mode}).`, remedy: `Lancez : chmod 600 ${shown(path)}` }),
  'secret.file-damaged': ({ path }) => ({ message: `Le fichier de clé ${shown(path)} n’est pas une clé.`, remedy: 'Remettez-le depuis une sauvegarde.' }),
})

export const rdapFailures: FailureWordsOf<'rdap'> = typeset({
  'rdap.unreadable': ({ path }) => ({ message: `${shown(path)} n’est pas une réponse RDAP (JSON).`, remedy: 'Enregistrez la réponse d’un service RDAP (RFC 9083) telle quelle.' }),
  'rdap.no-abuse-contact': ({ path }) => ({ message: `${shown(path)} ne donne aucun contact « abuse » avec une adresse.`, remedy: 'Demandez la réponse du réseau (adresse IP) plutôt que celle du nom, ou cherchez un fichier security.txt.' }),
})
