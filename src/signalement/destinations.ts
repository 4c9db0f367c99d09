// The registry of destinations is the folder `templates/destinations`: one without an API is one file and its wording.
import { Failure } from '../system/failure.ts'
import { Destination } from './destination.ts'
import { foldWord, nearestWord } from './nearest-word.ts'
import { dataNames, readData, type DataFiles } from './template-data.ts'

declare module '../system/failure.ts' {
  interface FailureFacts {
    'data.unknown-destination': { word: string; nearest: string | null }
  }
}

const ROLES: readonly Destination['role'][] = ['emergency', 'hotline', 'authority', 'partner', 'platform', 'network']

/** By role, then by identifier. @throws `data.missing`, `data.invalid` */
export async function loadDestinations(world: DataFiles): Promise<readonly Destination[]> {
  const names = await dataNames(world, 'destinations')
  const all = await Promise.all(names.map(async (name) => {
    const file = `destinations/${name}.json`
    const destination = await readData(world, file, Destination)
    if (destination.id !== name) throw new Failure('data.invalid', { file, path: 'id' })
    const stray = (destination.form?.fields ?? []).findIndex(({ value }) => value !== 'fixed' && value !== 'human' && !destination.allow.includes(value))
    // A form cannot ask for what may not leave.
    if (stray >= 0) throw new Failure('data.invalid', { file, path: `form.fields[${stray}].value` })
    return destination
  }))
  return all.toSorted((a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role) || (a.id < b.id ? -1 : 1))
}

/** By identifier, name or other word. */
export function findDestination(word: string, destinations: readonly Destination[]): Destination | undefined {
  const folded = foldWord(word.slice(0, 200))
  return destinations.find(({ id }) => id === word) ?? destinations.find((each) => wordsOf(each).some((known) => foldWord(known) === folded))
}

/** Identifier of the one that a wrong word most likely meant. */
export function nearestDestination(word: string, destinations: readonly Destination[]): string | null {
  const near = nearestWord(word, destinations.flatMap(wordsOf))
  return near === null ? null : findDestination(near, destinations)?.id ?? null
}

/** @throws `data.unknown-destination` */
export function destinationNamed(word: string, destinations: readonly Destination[]): Destination {
  const found = findDestination(word, destinations)
  if (found === undefined) throw new Failure('data.unknown-destination', { word, nearest: nearestDestination(word, destinations) })
  return found
}

function wordsOf({ id, name, aliases = [] }: Destination): string[] {
  return [id, name.fr, name.en, ...aliases]
}
