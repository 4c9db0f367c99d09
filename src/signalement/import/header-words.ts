// What people write above their columns, in French and English, for each field of an entry. Compared without case,
// accents, signs and spaces; a name of the victim has no field, so no word of it is here.
import { ENTRY_FIELDS, type EntryField } from '../entry.ts'
import { editDistance, foldWord } from '../nearest-word.ts'

const WORDS: { readonly [field in EntryField]: readonly string[] } = {
  harm: [
    'harm', 'atteinte', 'type d’atteinte', 'type atteinte', 'nature de l’atteinte', 'type', 'catégorie', 'category', 'harm type',
    'type de signalement', 'infraction', 'problème', 'motif',
  ],
  subHarm: ['sous-atteinte', 'sous-type', 'sous-catégorie', 'précision', 'sub harm', 'subcategory', 'détail de l’atteinte'],
  ageBand: ['âge', 'tranche d’âge', 'tranche âge', 'âge de la victime', 'âge victime', 'age band', 'age', 'victim age', 'classe d’âge'],
  urls: ['url', 'urls', 'lien', 'liens', 'adresse', 'adresses', 'adresse web', 'adresse url', 'adresse du contenu', 'lien du contenu', 'url du contenu', 'lien url', 'lien vers le contenu', 'link', 'links',
    'web address', 'content url', 'lien internet', 'lien du profil', 'url du profil'],
  platform: ['plateforme', 'plate-forme', 'réseau', 'réseau social', 'platform', 'social network', 'network', 'application concernée'],
  account: [
    'compte', 'pseudo', 'pseudonyme', 'identifiant', 'nom d’utilisateur', 'nom du compte', 'compte signalé', 'compte auteur',
    'pseudo de l’auteur', 'account', 'handle', 'username', 'user name', 'user', 'profil', 'profile',
  ],
  accountId: [
    'id du compte', 'identifiant du compte', 'identifiant numérique', 'numéro du compte', 'n° de compte', 'id compte', 'account id',
    'user id', 'id utilisateur',
  ],
  displayName: ['nom affiché', 'nom d’affichage', 'display name', 'shown name'],
  channel: ['canal', 'canal d’entrée', 'canal de réception', 'origine', 'provenance', 'channel', 'intake', 'intake channel'],
  explanation: [
    'explication', 'explications', 'description', 'faits', 'exposé des faits', 'description des faits', 'résumé', 'commentaire',
    'commentaires', 'détails', 'contexte', 'explanation', 'facts', 'details', 'comment', 'comments', 'summary',
  ],
  observedAt: [
    'vu le', 'vue le', 'date', 'constaté le', 'date de constat', 'date du constat', 'date et heure', 'date heure', 'observé le',
    'date d’observation', 'observed at', 'seen at', 'seen on', 'date seen',
  ],
  occurredAt: [
    'faits du', 'date des faits', 'survenu le', 'commis le', 'publié le', 'date de publication', 'occurred at', 'occurred on',
    'date of facts', 'published at', 'posted at',
  ],
  urgency: ['urgence', 'priorité', 'niveau d’urgence', 'degré d’urgence', 'urgency', 'priority'],
  urgencyReason: ['raison de l’urgence', 'motif de l’urgence', 'motif d’urgence', 'urgency reason', 'reason for urgency'],
  language: ['langue', 'language', 'langue du contenu'],
  country: ['pays', 'country'],
  isCaller: ['la victime appelle', 'victime appelante', 'appelant victime', 'is caller', 'caller is victim'],
  representation: [
    'représentation', 'représentant', 'qualité de l’appelant', 'lien avec la victime', 'qui parle', 'representation', 'represented by',
  ],
  consent: ['consentement', 'accord', 'consent'],
  authority: ['qualité', 'qualité du notifiant', 'authority', 'statut du notifiant'],
  organisation: ['organisme', 'organisation', 'association', 'service notifiant', 'unité', 'organization'],
  flaggerArea: ['domaine d’expertise', 'domaine', 'flagger area', 'area of expertise'],
  notifierName: ['notifiant', 'nom du notifiant', 'nom de l’écoutant', 'écoutant', 'notifier', 'notifier name', 'name of notifier'],
  // A column « mail » alone is the caller's: it never becomes what platforms are told.
  notifierEmail: ['e-mail du notifiant', 'mail du notifiant', 'courriel du notifiant', 'adresse e-mail du notifiant', 'notifier e-mail', 'notifier email', 'e-mail of notifier'],
  // Not « anonymat »: its « oui » would say the opposite.
  identity: ['identité du notifiant', 'identity'],
  goodFaith: ['bonne foi', 'de bonne foi', 'attestation de bonne foi', 'attestation', 'good faith'],
  hashes: ['empreinte', 'empreintes', 'hash', 'hashes', 'sha256', 'sha-256', 'md5', 'digest', 'digests'],
  attachment: ['pièce jointe', 'attachment'],
  campaign: ['campagne', 'campaign'],
  orderAuthority: ['autorité de l’injonction', 'autorité requérante', 'order authority'],
  orderReference: ['référence de l’injonction', 'numéro d’injonction', 'order reference', 'order number'],
  orderIssuedAt: ['date de l’injonction', 'injonction du', 'order date', 'order issued at'],
}

const FIELD_OF = new Map<string, EntryField>()
for (const field of ENTRY_FIELDS) for (const word of [field, field.replaceAll(/[A-Z]/g, ' $&'), ...WORDS[field]]) FIELD_OF.set(keyOf(word), field)

/** How headers are compared: `Tranche d’âge`, `tranche_d_age` and `TRANCHE D'AGE` are one. */
export function keyOf(header: string): string {
  return foldWord(header)
}

/** `url1`, `Lien 2` and `URL (3)` are columns of addresses; no other field is numbered. */
export function fieldOfHeader(header: string): EntryField | undefined {
  const key = keyOf(header)
  const field = FIELD_OF.get(key)
  if (field !== undefined || key === '') return field
  const base = FIELD_OF.get(key.replace(/\s*\d{1,3}$/, ''))
  return base !== undefined && MANY.has(base) ? base : undefined
}

/** Fields of which a row may have several columns: one value a line. */
export const MANY: ReadonlySet<EntryField> = new Set(['urls', 'hashes'])

export function isField(name: string): name is EntryField {
  return (ENTRY_FIELDS as readonly string[]).includes(name)
}

/** The field that a mistyped header means: one sign in six may be wrong, so that no name of a victim is taken for her age. */
export function nearestField(header: string): EntryField | null {
  const key = keyOf(header).slice(0, 64)
  let limit = Math.max(1, Math.floor(key.length / 6))
  let best: EntryField | null = null
  if (key.length < 3) return null
  for (const [word, field] of FIELD_OF) {
    const distance = editDistance(key, word, limit)
    if (distance > limit) continue
    best = field
    limit = distance - 1
  }
  return best
}
