// Why a name in an archive could lead an unpacker, or the eye, astray. No outside code.
const HIDDEN = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/

export type NameDefect = 'empty' | 'control' | 'backslash' | 'absolute' | 'drive' | 'parent' | 'link'

export function nameDefect(name: string): NameDefect | undefined {
  if (name === '') return 'empty'
  if (HIDDEN.test(name)) return 'control'
  if (name.split(/[/\\]/).includes('..')) return 'parent'
  if (/^[A-Za-z]:/.test(name)) return 'drive'
  if (name.startsWith('/')) return 'absolute'
  return name.includes('\\') ? 'backslash' : undefined
}
