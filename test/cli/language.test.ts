import { describe, expect, it } from 'vitest'
import { chooseLanguage } from '../../src/cli/language.ts'
import type { Terminal } from '../../src/system/terminal.ts'

const none: Terminal['variables'] = { NO_COLOR: undefined, FORCE_COLOR: undefined, CLICOLOR: undefined, CLICOLOR_FORCE: undefined, TERM: undefined, CI: undefined, ACCESSIBLE: undefined, LC_ALL: undefined, LC_MESSAGES: undefined, LANG: undefined, SCELLE_LANG: undefined }

describe('chooseLanguage', () => {
  it.each([
    [[], {}, {}, 'fr'],
    [[], {}, { LANG: 'C.UTF-8' }, 'fr'],
    [[], {}, { LANG: 'de_DE.UTF-8' }, 'fr'],
    [[], {}, { LANG: 'en_GB.UTF-8' }, 'en'],
    [[], {}, { LC_ALL: 'fr_FR.UTF-8', LANG: 'en_GB.UTF-8' }, 'fr'],
    [[], {}, { SCELLE_LANG: 'en', LC_ALL: 'fr_FR' }, 'en'],
    [[], { language: 'fr' }, { LANG: 'en_GB' }, 'fr'],
    [['status', '--lang', 'en'], { language: 'fr' }, {}, 'en'],
    [['--lang=fr', 'status'], {}, { LANG: 'en_US' }, 'fr'],
    [['--lang', 'xx'], {}, { LANG: 'en_US' }, 'en'],
  ] as const)('%j %j %j → %s', (argv, settings, variables, expected) => {
    expect(chooseLanguage(argv, settings, { ...none, ...variables })).toBe(expected)
  })
})
