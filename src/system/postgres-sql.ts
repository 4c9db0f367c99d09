// One text of SQL for both databases: what SQLite calls `?` and `?1`, PostgreSQL calls `$1`.

/** What is no place for a parameter: literals, quoted names, comments; then the parameters. Dollar quotes are not used here. */
const TOKENS = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|\?(\d*)/g

/** As SQLite numbers them: a bare `?` is one more than the highest before it. */
export function numberedParameters(sql: string): string {
  let highest = 0
  return sql.replace(TOKENS, (token, digits: string | undefined) => {
    if (digits === undefined) return token
    const number = digits === '' ? highest + 1 : Number(digits)
    highest = Math.max(highest, number)
    return `$${number}`
  })
}
