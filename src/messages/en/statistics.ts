// English words of the yearly figures and of quality.
import type { StatisticsWords } from '../../delivery/statistics/statistics-words.ts'
import { visible } from '../../system/visible.ts'
import { formatInstant, formatNumber, NBSP } from '../format.ts'

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const FULL = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']
const day = (date: string): string => `${Number(date.slice(8))}${NBSP}${FULL[Number(date.slice(5, 7)) - 1] ?? ''}${NBSP}${date.slice(0, 4)}`
const number = (value: number, digits = 0): string => formatNumber('en', value, digits)

export const statisticsWords: StatisticsWords = {
  language: 'en',
  number,
  percent: (share) => `${number(share * 100, 1)}%`,
  hours: (value) => `${number(value, 1)}${NBSP}h`,
  day,
  month: (key) => `${MONTHS[Number(key.slice(5, 7)) - 1] ?? ''}${NBSP}${key.slice(0, 4)}`,
  instant: (at, timeZone) => formatInstant('en', at, timeZone),
  labelled: (label, value) => `${label}: ${value}`,
  annualTitle: (year) => `Notices of the year ${year}`,
  qualityTitle: 'Quality and delays of notices',
  subject: 'Figures of notices of content, without personal data',
  scopes: {
    trusted_flagger: {
      title: 'Notices of the trusted flagger to providers',
      note: 'Notices made in the capacity of trusted flagger and sent to a platform, a host or a network.',
    },
    other: {
      title: 'Other deliveries',
      note: 'All the rest: made in another capacity, or sent to an authority, a hotline or a partner, or of a capacity that is not known any more. None of them is counted in the part before.',
    },
  },
  by: { provider: 'By recipient', harm: 'By type of content', channel: 'By channel', urgency: 'By urgency', month: 'By month' },
  line: { provider: 'Recipient', harm: 'Type of content (harm)', channel: 'Channel', urgency: 'Urgency', month: 'Month' },
  actions: {
    removed: 'removed', restricted: 'restricted', rejected: 'rejected', gone: 'gone, no decision known', acknowledged: 'receipt, no decision', no_answer: 'no answer',
    refused: 'refused at intake', unknown: 'outcome unknown', '*': 'other outcomes',
  },
  verdicts: {
    accepted: 'accepted', rejected: 'rejected', gone: 'gone, no decision known', in_progress: 'in progress', no_answer: 'no answer', unknown: 'outcome unknown', '*': 'other outcomes',
  },
  spans: { acknowledgement: 'receipt', decision: 'decision', removal: 'removal' },
  others: 'others, put together',
  notKnown: 'not known',
  total: 'Total',
  all: 'all',
  withheldSign: 's',
  withheldLegend: 's: not printed, so that a small number can neither be read nor be worked out from the totals. "Put together": those that are too few alone; their names are not printed.',
  none: 'No notice in this period.',
  small: 'Too few notices to print their number.',
  labels: { organisation: 'Organisation', period: 'Period', generatedAt: 'Made on', notices: 'Notices', disclosure: 'Small numbers', notGiven: 'not given' },
  period: (from, to, timeZone) => `${day(from)} to ${day(to)}, both included (${visible(timeZone)})`,
  provisional: 'the period is not over, figures are provisional',
  disclosure: (threshold) => `A number from 1 to ${threshold - 1} is not printed. Other numbers are replaced by "s" where a subtraction would give a small one back: for each small one, more than ${threshold} values stay possible. Publish neither two cuts of the same period, nor these figures beside the exact ones.`,
  exact: 'Exact figures, small numbers included: for internal use. Not to be published.',
  exactBanner: 'INTERNAL USE: EXACT FIGURES',
  counted: {
    title: 'What is counted, and how',
    annual: [
      'A notice is the delivery of one signalement to one recipient. It counts on the day it was sent, once, under the last outcome known. Deliveries that were tests, cancelled or never left do not count.',
      'These figures hold no name, no address, no text and no identifier: numbers only.',
    ],
    quality: [
      'A notice is the delivery of one signalement to one recipient, dated by when it was sent. Accepted: removed or restricted by decision. Rejected: by decision, or refused at intake. Deliveries that were tests, cancelled or never left do not count.',
      'Delays in hours since it was sent: median (the value in the middle) and 90th percentile (nine out of ten took this long at most). Removal: a decision to remove, or a check that saw the content gone. A median needs five known delays and five printed notices, a 90th percentile ten of each. Beyond 2,000 delays, within one percent.',
    ],
  },
  actionMeanings: {
    title: 'Outcomes',
    text: {
      removed: 'the recipient decided to remove', restricted: 'the recipient decided to restrict', rejected: 'looked at, decided not to act', gone: 'a check saw that it is gone, no decision is known',
      acknowledged: 'received, decision awaited', no_answer: 'sent, neither receipt nor decision', refused: 'not taken when it was handed over', unknown: 'nobody knows whether it arrived',
    },
  },
  coarse: (counted, uncertain) => `Signalements erased at the end of their retention, counted without their exact day (within thirty days): ${counted}. Of these, perhaps of another period: ${uncertain}.`,
  law: {
    title: 'Text and sources',
    intro: 'Recital 62 of Regulation (EU) 2022/2065 (DSA) describes a yearly report of trusted flaggers: notices by provider, by type of content and by action taken, without personal data.',
    list: 'The exact list of Article 22(3) was not read word by word: to be checked before publication.',
    procedures: 'The text also expects an account of the procedures: to be written by the organisation (to be checked).',
    toVerify: 'to be checked',
    source: (source, checkedOn) => `source: ${visible(source)}, read on ${day(checkedOn)}`,
  },
  hoursTitle: 'delays, in hours',
  medianOf: (span) => `${span}: median`,
  p90Of: (span) => `${span}: 90th percentile`,
  median: 'median',
  p90: '90th percentile',
  sharesTitle: 'numbers and shares',
  countsTitle: 'numbers',
  imprecise: (count, known, share) => `Rejections whose grounds are known: ${known}. Called imprecise: ${count} (${share}).`,
  impreciseUnknown: 'No rejection whose grounds are known: the share rejected for imprecision is not known.',
  impreciseWithheld: 'Share rejected for imprecision: too few rejections of known grounds to print it.',
  chart: {
    bars: (by) => `${by}, by outcome`,
    months: 'Notices by month, by outcome',
    lastMonths: (count) => `The last ${count} months; the table has all of them.`,
    withheld: 'part not printed (s)',
    unnamedMonth: 'A month without a bar has no notice, or too few to be printed alone.',
    letters: 'Each part has its letter where it is wide enough; the table below says the same numbers.',
  },
  procedures: { title: 'Procedures', text: 'Space of the organisation: procedures followed to notify, and what keeps it independent. This tool knows nothing of them; what is expected is to be checked in the text.' },
  pdf: { page: (count) => `page ${count} / `, total: (count) => String(count), written: 'Made by scelle from its register of deliveries.' },
  csv: {
    columns: ['from', 'to', 'part', 'table', 'key', 'name', 'measure', 'measure_name', 'detail', 'detail_name', 'value', 'unit', 'status'],
    measures: { total: 'total', count: 'number', share: 'share', known: 'known delays', median: 'median', p90: '90th percentile' },
    units: { count: 'notices', share: 'share of 1', hours: 'hours' },
    printed: 'printed',
    withheld: 'not printed',
    notKnown: 'not known',
  },
  written: (path) => `Figures written: ${path}`,
}
