// One language is loaded, not two; the first words without the others; the words of documents only when a document is
// written.
import type { DocumentWords } from '../bundle/document-words.ts'
import type { GuichetWords } from '../guichet/words.ts'
import type { PacketWords } from '../signalement/packet/packet-words.ts'
import type { Catalog, FirstWords, Language } from './catalog.ts'

export async function firstWordsIn(language: Language): Promise<FirstWords> {
  const { cliWords } = language === 'fr' ? await import('./fr/cli.ts') : await import('./en/cli.ts')
  return { language, cli: cliWords }
}

export async function loadCatalog(language: Language): Promise<Catalog> {
  const { catalog } = language === 'fr' ? await import('./fr/catalog.ts') : await import('./en/catalog.ts')
  return catalog
}

export async function documentWordsIn(language: Language): Promise<DocumentWords> {
  const { documentWords } = language === 'fr' ? await import('./fr/documents.ts') : await import('./en/documents.ts')
  return documentWords
}

export async function packetWordsIn(language: Language): Promise<PacketWords> {
  const { packetWords } = language === 'fr' ? await import('./fr/packet.ts') : await import('./en/packet.ts')
  return packetWords
}

/** Both: a guichet answers each caller in its own language. */
export async function guichetWordsInBoth(): Promise<{ readonly fr: GuichetWords; readonly en: GuichetWords }> {
  const [fr, en] = await Promise.all([import('./fr/guichet.ts'), import('./en/guichet.ts')])
  return { fr: fr.guichetWords, en: en.guichetWords }
}
