// What a French reader stumbles over: a plain space, or none, where a no-break space belongs.

export interface Slip { readonly rule: string; readonly at: string }

const RULES: readonly (readonly [rule: string, pattern: RegExp])[] = [
  ['plain space before : ; ! ? »', / [:;!?»]/g],
  ['plain space after «', /« /g],
  ['no space inside « »', /«[^\u00a0\u202f]|[^\u00a0\u202f]»/g],
  ['no space before ; ! ?', /[\p{L}\p{N})»][;!?](?=\s|$)/gu],
  ['no space before :', /[\p{L})»]:(?=\s)/gu],
]

/** Commands and their answers, addresses, tags and entities are no French. */
const NOT_FRENCH = /<pre>[^]*?<\/pre>|<code>[^]*?<\/code>|<style>[^]*?<\/style>|<[^>]*>|\{\{[^}]*\}\}|&[a-z]+;|&#\d+;|\w+:\/\/\S+|Verification: OK|^ {3}(?:openssl|sha256sum|grep|cmp|awk)\b.*$/gm

export function frenchSlips(text: string): Slip[] {
  const prose = text.replace(NOT_FRENCH, '\u00a0')
  return RULES.flatMap(([rule, pattern]) => [...prose.matchAll(pattern)].map(({ index }) => ({
    rule, at: prose.slice(Math.max(0, index - 20), index + 20).replaceAll('\u00a0', '~'),
  })))
}
