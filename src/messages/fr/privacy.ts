// French words of the privacy scanner.
import type { PrivacyWords } from '../../signalement/privacy/privacy-words.ts'
import { typeset } from '../typeset.ts'

export const privacyWords: PrivacyWords = typeset({
  kinds: {
    name: 'nom d’une personne',
    phone: 'numéro de téléphone',
    email: 'adresse e-mail',
    address: 'adresse postale',
    school: 'établissement scolaire',
    class: 'classe',
    birthDate: 'date de naissance',
    age: 'âge exact',
    handle: 'compte de la victime ou d’un proche',
    nir: 'numéro de sécurité sociale ou INE',
    iban: 'compte bancaire',
    coordinates: 'coordonnées géographiques',
  },
  why: {
    name: 'Le destinataire n’a pas besoin de savoir qui est l’enfant.',
    phone: 'Ce numéro permet de joindre l’enfant ou ses proches.',
    email: 'Cette adresse permet de joindre l’enfant ou ses proches.',
    address: 'Elle dit où vit l’enfant.',
    school: 'Elle dit où trouver l’enfant chaque jour.',
    class: 'Avec l’établissement, elle désigne presque l’enfant.',
    birthDate: 'Une tranche d’âge suffit.',
    age: 'Une tranche d’âge suffit.',
    handle: 'Seul le compte signalé doit être nommé.',
    nir: 'Ce numéro désigne une seule personne.',
    iban: 'Ce numéro n’aide pas à retirer le contenu.',
    coordinates: 'Elles disent où se trouve l’enfant.',
  },
  certainty: { sure: 'sûr', likely: 'à vérifier' },
})
