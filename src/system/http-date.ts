// HTTP dates: RFC 9110 §5.6.7, all three forms that a recipient must take.
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

const IMF = /^[A-Z][a-z]{2}, (\d{2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) GMT$/
const RFC850 = /^[A-Z][a-z]{5,8}, (\d{2})-([A-Z][a-z]{2})-(\d{2}) (\d{2}):(\d{2}):(\d{2}) GMT$/
const ASCTIME = /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) ([ \d]\d) (\d{2}):(\d{2}):(\d{2}) (\d{4})$/

/** Milliseconds since the epoch; undefined when it is no HTTP date. */
export function parseHttpDate(text: string): number | undefined {
  const imf = IMF.exec(text)
  if (imf !== null) return msOf(imf[3], imf[2], imf[1], imf[4], imf[5], imf[6])
  const old = RFC850.exec(text)
  if (old !== null) {
    const year = Number(old[3])
    // Two digits: nothing here is of the last century.
    return msOf(String(2000 + year), old[2], old[1], old[4], old[5], old[6])
  }
  const c = ASCTIME.exec(text)
  return c === null ? undefined : msOf(c[6], c[1], c[2], c[3], c[4], c[5])
}

function msOf(...[year, month, day, hour, minute, second]: (string | undefined)[]): number | undefined {
  const at = MONTHS.indexOf(month ?? '')
  const ms = Date.UTC(Number(year), at, Number(day), Number(hour), Number(minute), Number(second))
  const date = new Date(ms)
  const isReal = at >= 0 && date.getUTCDate() === Number(day) && date.getUTCHours() === Number(hour) && date.getUTCMinutes() === Number(minute)
  return isReal && Number(second) <= 60 ? ms : undefined
}
