// seals/0001/README.txt: how to check one seal with sha256sum and openssl alone. Written beside the tokens.
import { exhibitId } from '../case/exhibit.ts'
import { Failure } from '../system/failure.ts'
import { fillTemplate } from '../signalement/fill-template.ts'
import { readTemplate } from './template-file.ts'
import type { World } from '../system/world.ts'

declare module '../system/failure.ts' {
  interface FailureFacts {
    /** A name that a copied command could not carry. */
    'bundle.unsafe-name': { name: string }
  }
}

export interface SealReadmeFacts {
  readonly reference: string
  readonly title: string
  readonly seal: number
  /** SHA-256 of the frozen tagmanifest-sha256.txt. */
  readonly tagmanifest: string
  /** SHA-256 of manifest-sha256.txt. */
  readonly payloadManifest: string
  /** File stems of the tokens: `<name>.tsr`, `<name>.chain.pem`. */
  readonly authorities: readonly SealAuthority[]
  readonly exercise: boolean
}

export interface SealAuthority {
  readonly name: string
  /** The embedded authority: its tokens prove nothing to a third party. */
  readonly local: boolean
}

/**
 * The text in the case's language. The commands are meant for the bag's folder.
 * @throws `bundle.unsafe-name`, `bundle.template-missing`
 */
export async function sealReadme(world: World, language: 'fr' | 'en', facts: SealReadmeFacts): Promise<string> {
  const template = await readTemplate(world, `seal/README.${language}.txt`)
  return fillTemplate(template, {
    reference: facts.reference,
    title: facts.title,
    seal: exhibitId(facts.seal),
    tagmanifest: facts.tagmanifest,
    payloadManifest: facts.payloadManifest,
    tokens: facts.authorities.map(({ name }) => ({ name: commandName(name) })),
    local: facts.authorities.some(({ local }) => local),
    exercise: facts.exercise,
  }, 'plain')
}

/** The name itself when a shell takes it as one plain word. @throws `bundle.unsafe-name` */
export function commandName(name: string): string {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(name)) throw new Failure('bundle.unsafe-name', { name })
  return name
}
