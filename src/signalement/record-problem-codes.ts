// Which problems a record can have, whatever door it came through; those of reading a file have their own words.
import type { ProblemCode, ProblemFacts } from './problem.ts'

type Prefix = 'field' | 'locators' | 'locator' | 'evidence' | 'identity' | 'attestation' | 'clock' | 'time' | 'harm' | 'yes-no' | 'attachment' | 'good-faith' | 'order' | 'hash' | 'privacy' | 'campaign' | 'consent'

export type RecordProblemCode = Extract<ProblemCode, `${Prefix}.${string}`>

export type RecordProblemWords = { readonly [C in RecordProblemCode]: (facts: ProblemFacts[C]) => { readonly message: string; readonly remedy: string } }
