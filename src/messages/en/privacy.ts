// English words of the privacy scanner.
import type { PrivacyWords } from '../../signalement/privacy/privacy-words.ts'

export const privacyWords: PrivacyWords = {
  kinds: {
    name: 'name of a person',
    phone: 'phone number',
    email: 'e-mail address',
    address: 'postal address',
    school: 'school',
    class: 'class',
    birthDate: 'date of birth',
    age: 'exact age',
    handle: 'account of the victim or of someone close',
    nir: 'social security or student number',
    iban: 'bank account',
    coordinates: 'geographic coordinates',
  },
  why: {
    name: 'The recipient does not need to know who the child is.',
    phone: 'This number reaches the child or the family.',
    email: 'This address reaches the child or the family.',
    address: 'It tells where the child lives.',
    school: 'It tells where to find the child every day.',
    class: 'With the school, it all but names the child.',
    birthDate: 'An age band is enough.',
    age: 'An age band is enough.',
    handle: 'Only the reported account has to be named.',
    nir: 'This number points at one person.',
    iban: 'This number does not help to remove the content.',
    coordinates: 'They tell where the child is.',
  },
  certainty: { sure: 'certain', likely: 'to be checked' },
}
