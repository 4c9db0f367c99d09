import { describe, expect, it } from 'vitest'
import { COMMANDS, COMMAND_NAMES } from '../../src/cli/command-table.ts'
import { parseArguments } from '../../src/cli/program.ts'
import { cliWords as en } from '../../src/messages/en/cli.ts'
import { cliWords as fr } from '../../src/messages/fr/cli.ts'
import { isFailure } from '../../src/system/failure.ts'

function help(argv: readonly string[], words = fr): string {
  const parsed = parseArguments(argv, words, 100)
  return parsed.kind === 'help' ? parsed.text : ''
}

function refusal(argv: readonly string[]): { code: string; facts: unknown } {
  try {
    parseArguments(argv, fr, 100)
  } catch (error) {
    if (isFailure(error)) return { code: error.code, facts: error.facts }
    throw error
  }
  throw new Error('accepted')
}

describe('parseArguments', () => {
  it('knows every verb and alias, in any place of the global options', () => {
    expect(COMMANDS.map(({ name }) => name).toSorted()).toEqual([...COMMAND_NAMES].toSorted())
    for (const spec of COMMANDS) {
      const [group, ...last] = spec.name.split(' ')
      for (const word of [spec.name, ...spec.aliases.map((alias) => (last.length === 0 ? alias : `${group} ${alias}`))]) {
        const words = 'arguments' in spec && spec.arguments.startsWith('<') ? ['serve'] : []
        const parsed = parseArguments(['--json', ...word.split(' '), ...words, '--lang', 'en'], fr, 100)
        expect(parsed).toMatchObject({ kind: 'run', spec: { name: spec.name } })
        if (parsed.kind === 'run') {
          expect(parsed.input.flag('json')).toBe(true)
          expect(parsed.input.text('lang')).toBe('en')
        }
      }
    }
  })

  it('reads repeated options, arguments and negations under our own keys', () => {
    const parsed = parseArguments(['pack', 'a', 'b c', '--case', 'd', '--tsa', 'https://a.invalid', '--tsa', 'https://b.invalid', '--policy-min-authorities', '2', '-0', '-o', 'out', '--no-input', '--no-color'], fr, 100)
    if (parsed.kind !== 'run') throw new Error('help')
    const { input } = parsed
    expect(input.arguments).toEqual(['a', 'b c'])
    expect(input.text('case')).toBe('d')
    expect(input.texts('tsa')).toEqual(['https://a.invalid', 'https://b.invalid'])
    expect(input.whole('minAuthorities', 1, 10)).toBe(2)
    expect(input.flag('null')).toBe(true)
    expect(input.text('output')).toBe('out')
    expect(input.refuses('input')).toBe(true)
    expect(input.tristate('color')).toBe(false)
  })

  it('refuses by name what it does not understand', () => {
    expect(refusal(['sceler'])).toEqual({ code: 'usage.unknown-command', facts: { word: 'sceler', suggestion: 'sceller' } })
    expect(refusal(['add', 'x', '--nope'])).toMatchObject({ code: 'usage.unknown-option', facts: { word: '--nope' } })
    expect(refusal(['add'])).toMatchObject({ code: 'usage.missing-argument' })
    expect(refusal(['status', 'x'])).toMatchObject({ code: 'usage.excess-arguments' })
    expect(refusal(['status', '--case'])).toMatchObject({ code: 'usage.missing-value' })
    expect(refusal(['--json'])).toMatchObject({ code: 'usage.no-command' })
  })

  it('refuses values that an option cannot take', () => {
    const parsed = parseArguments(['log', '-n', '1e9', '--case', ''], fr, 100)
    if (parsed.kind !== 'run') throw new Error('help')
    expect(() => parsed.input.whole('last', 1, 10)).toThrow('usage.bad-value')
    expect(() => parsed.input.text('case')).toThrow('usage.missing-value')
  })
})

describe('help', () => {
  it('leaves no English word of commander in French, nor French in English', () => {
    for (const spec of COMMANDS) {
      const french = help([...spec.name.split(' '), '--help'])
      expect(french).toContain(fr.commands[spec.name].details.slice(0, 20))
      expect(french).not.toMatch(/\b(Usage: |Options:\n|Arguments:|Commands:|display help|default:|choices:|env:|Global Options)/)
      const english = help([...spec.name.split(' '), '--help'], en)
      expect(english).toContain('Global options:')
      expect(english).not.toMatch(/[éèà]/)
    }
  })

  it('says every option of every verb in both languages', () => {
    for (const spec of COMMANDS) {
      for (const option of spec.options) {
        const name = option.flags.split(' ').find((part) => part.startsWith('--'))?.replace(',', '') ?? ''
        expect(help([...spec.name.split(' '), '--help'])).toContain(name)
        expect(help([...spec.name.split(' '), '--help'], en)).toContain(name)
      }
    }
  })

  it('shows no default value', () => {
    for (const spec of COMMANDS) expect(help([...spec.name.split(' '), '--help'])).not.toContain('default')
  })
})
