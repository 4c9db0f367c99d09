// All that is wrong with a record at once, as codes and facts: zod finds, this names.
import type { z } from 'zod'
import { nearestWord } from './nearest-word.ts'
import { problem, type Problem } from './problem.ts'

declare module './problem.ts' {
  interface ProblemFacts {
    'locators.needed': Record<never, never>
    'evidence.forbidden': Record<never, never>
    'identity.not-withheld': Record<never, never>
    'identity.named': Record<never, never>
    'attestation.needed': Record<never, never>
    'clock.no-order': Record<never, never>
    'clock.no-flagger': Record<never, never>
    'time.future': Record<never, never>
  }
}

const CUSTOM = [
  'locators.needed', 'evidence.forbidden', 'identity.not-withheld', 'identity.named', 'attestation.needed', 'clock.no-order', 'clock.no-flagger', 'time.future',
] as const

/** `['target', 'locators', 0, 'raw']` → `target.locators[0].raw`. */
export function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => (typeof part === 'number' ? `${text}[${part}]` : text === '' ? String(part) : `${text}.${String(part)}`), '')
}

/** Issues of zod as problems, in the order of the record. */
export function problemsOf(error: z.ZodError, record: unknown): readonly Problem[] {
  return error.issues.flatMap((issue): Problem[] => {
    const path = pathText(issue.path)
    const found = at(record, issue.path)
    switch (issue.code) {
      case 'unrecognized_keys':
        return issue.keys.map((name) => problem(path === '' ? name : `${path}.${name}`, 'field.unknown', { name }))
      case 'invalid_type':
        return [found === undefined ? problem(path, 'field.missing', {}) : problem(path, 'field.wrong-type', { expected: issue.expected })]
      case 'invalid_value': {
        if (found === undefined) return [problem(path, 'field.missing', {})]
        const choices = issue.values.map(String)
        const value = typeof found === 'string' ? found.slice(0, 100) : JSON.stringify(found).slice(0, 100)
        return [problem(path, 'field.not-a-choice', { value, choices, nearest: nearestWord(value, choices) })]
      }
      case 'too_small':
        return [Array.isArray(found)
          ? problem(path, 'field.too-few', { min: Number(issue.minimum), found: found.length })
          : problem(path, 'field.too-short', { min: Number(issue.minimum), found: lengthOf(found) })]
      case 'too_big':
        return [Array.isArray(found)
          ? problem(path, 'field.too-many', { max: Number(issue.maximum), found: found.length })
          : problem(path, 'field.too-long', { max: Number(issue.maximum), found: lengthOf(found) })]
      case 'custom': {
        const code = CUSTOM.find((each) => each === issue.params?.['code'])
        return [code === undefined ? problem(path, 'field.bad-form', { value: shown(found), expected: '' }) : problem(path, code, {})]
      }
      case 'invalid_format':
        return [problem(path, 'field.bad-form', { value: shown(found), expected: issue.format })]
      case 'not_multiple_of':
      case 'invalid_union':
      case 'invalid_key':
      case 'invalid_element':
      default:
        return [problem(path, 'field.bad-form', { value: shown(found), expected: issue.code })]
    }
  })
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((inner, key) => (typeof inner === 'object' && inner !== null && Object.hasOwn(inner, key) ? (inner as Record<PropertyKey, unknown>)[key] : undefined), value)
}

function lengthOf(value: unknown): number {
  return typeof value === 'string' ? value.length : typeof value === 'number' ? value : 0
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 100) : ''
}
