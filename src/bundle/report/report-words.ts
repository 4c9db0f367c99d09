// Every word of the report and of the attestation. The room lays out; messages/fr and messages/en say it.
import type { ExhibitKind } from '../../case/exhibit.ts'
import type { ChatWords } from '../../metadata/chat/chat-words.ts'
import type { EngineRun, FindingLevel, Picture, PictureMode, TimeRole, ZoneProvenance } from '../../metadata/record.ts'
import type { RecordWords } from '../../metadata/record-words.ts'
import type { EnvironmentStatus } from '../../seal/environment-statement.ts'
import type { Instant } from '../../system/world.ts'
import type { AttestedToken } from './attestation-model.ts'
import type { OverviewWords } from './overview-words.ts'
import type { Uncovered } from './report-model.ts'
import type { TickUnit } from './timeline.ts'

export interface ReportWords {
  readonly language: 'fr' | 'en'
  readonly format: {
    number(value: number): string
    bytes(value: number): string
    /** All the digits: `1 234 567 octets`. */
    exactBytes(value: number): string
    /** `23 novembre 2026 à 18 h 04 min 07 s (UTC+01:00)` */
    instant(at: Instant, timeZone: string): string
    /** `2026-11-23 18:04:07 +01:00` */
    shortInstant(at: Instant, timeZone: string): string
    /** Label of a tick or of an end of the timeline, from UTC milliseconds. */
    tick(ms: number, unit: TickUnit): string
    /** Title and value as a sentence would join them: `Titre : valeur`. */
    labelled(label: string, value: string): string
    seconds(ms: number): string
  }
  readonly running: {
    readonly exercise: string
    readonly draft: string
    exhibit(id: string): string
    exhibits(first: string, last: string): string
    /** Ends with the slash before the total. */
    page(number: number): string
    manifest(first16: string): string
    tool(version: string): string
  }
  readonly document: { reportTitle(reference: string): string; attestationTitle(reference: string, seal: number): string; subject: string }
  readonly cover: {
    readonly kind: string
    readonly untitled: string
    readonly labels: {
      readonly reference: string; readonly frame: string; readonly unit: string; readonly operator: string
      readonly opened: string; readonly asOf: string; readonly exhibits: string; readonly size: string
      readonly refused: string; readonly seal: string; readonly manifest: string; readonly journal: string
    }
    readonly notGiven: string
    readonly local: string
    readonly utc: string
    seal(number: number, draft: boolean): string
    journal(lines: number): string
    readonly what: readonly [string, string, string]
    readonly notProven: string
    /** Read before anything else when the case is an exercise, or the report a draft. */
    readonly exercise: string
    readonly draft: string
  }
  readonly check: {
    readonly title: string
    readonly intro: string
    readonly steps: readonly [CheckStep, CheckStep, CheckStep]
    /** Stands for the file stem of a token, and for the file that holds the authority's root. ASCII, no space. */
    readonly authorityPlaceholder: string
    readonly rootPlaceholder: string
    readonly notes: readonly string[]
    readonly digestsTitle: string
    readonly digestsIntro: string
    readonly manifest: string
    readonly root: string
    rootDetail(size: number, origin: string): string
    readonly attachmentsTitle: string
    readonly attachmentsIntro: string
    readonly attachmentHeaders: readonly [string, string, string]
  }
  readonly contents: { readonly title: string; exhibitRange(first: string, last: string): string }
  readonly synopsis: {
    readonly title: string
    readonly exhibitsTitle: string
    readonly headers: readonly [number: string, name: string, type: string, size: string, received: string, digest: string, page: string]
    /** Words after a table, such as in which zone its times are. */
    receivedNote(timeZone: string): string
    readonly noExhibits: string
    readonly findingsTitle: string
    readonly noFindings: string
    readonly findingHeaders: readonly [level: string, finding: string, exhibits: string]
    exhibitList(ids: readonly string[], more: number): string
    moreFindings(count: number): string
    readonly timelineTitle: string
    readonly noDates: string
    dates(count: number, total: number): string
    readonly laneKnown: string
    readonly laneUnknown: string
    readonly laneEmpty: string
    readonly axis: string
    counted(label: string, count: number): string
  }
  readonly overview: OverviewWords
  readonly record: RecordWords
  readonly exhibits: {
    readonly title: string
    readonly compact: string
    /** Above 10,000 exhibits. */
    readonly selected: string
    readonly noneSelected: string
    picturesNote(mode: PictureMode): string
    heading(id: string): string
    readonly nameCut: string
    readonly labels: {
      readonly kind: string; readonly type: string; readonly size: string; readonly dimensions: string
      readonly received: string; readonly modified: string; readonly source: string; readonly origin: string
      readonly digest: string; readonly otherDigest: string; readonly rawName: string; readonly stored: string
      readonly device: string; readonly lens: string; readonly serials: string; readonly software: string
      readonly place: string; readonly profile: string; readonly text: string; readonly engines: string
    }
    kind(kind: ExhibitKind): string
    readonly digestOnly: string
    /** Name of a text that a file says of itself; the key as it is when there is no word for it. */
    textKey(key: string): string
    readonly typeUnknown: string
    readonly nothingTitle: string
    /** Of a file in which the readers found nothing to say. */
    nothingAtAll(engines: readonly string[]): string
    typeMismatch(extension: string): string
    pixels(width: number, height: number): string
    pages(count: number): string
    readonly notDeclared: string
    altitude(metres: number): string
    picture(status: Exclude<Picture['status'], 'ok'>): string
    pictureCaption(mode: PictureMode): string
    readonly notInspected: string
    readonly datesTitle: string
    noDates(engines: readonly string[]): string
    readonly dateHeaders: readonly [role: string, raw: string, local: string, utc: string, zone: string, source: string]
    timeRole(role: TimeRole): string
    zone(provenance: ZoneProvenance, offset: string | undefined): string
    readonly invalidDate: string
    readonly best: string
    readonly technicalTitle: string
    nothingTechnical(engines: readonly string[]): string
    readonly embeddedTitle: string
    readonly embeddedHeaders: readonly [name: string, type: string, size: string, digest: string, findings: string]
    moreEmbedded(count: number, file: string): string
    /** Where inside the exhibit a finding was made. */
    readonly inside: string
    readonly findingsTitle: string
    readonly noFindings: string
    level(level: FindingLevel): string
    readonly evidence: string
    readonly means: string
    readonly innocent: string
    moreEvidence(count: number, file: string): string
    moreFindings(count: number, file: string): string
    moreDates(count: number, file: string): string
    readonly failure: string
    engine(run: EngineRun): string
    readonly tagsTitle: string
    noTags(engines: readonly string[]): string
    tagsContinue(file: string): string
    readonly blockFailed: string
  }
  readonly chat: ChatWords
  readonly journal: {
    readonly title: string
    readonly intro: string
    readonly headers: readonly [seq: string, at: string, actor: string, action: string, subject: string]
    /** Falls back to the code itself for an action it does not know. */
    action(action: string): string
    subject(subject: string): string
    /** What the facts add to the object, in a few words; empty when nothing. */
    facts(action: string, facts: Readonly<Record<string, unknown>>): string
    /** Above the table of a journal that is too long to print whole, and in the table where lines are left out. */
    shortened(size: number, ends: number, where: 'attached' | 'metadata/custody.ndjson' | 'journal.ndjson'): string
    leftOut(lines: number): string
    end(size: number): string
    readonly root: string
    readonly origin: string
    timesNote(timeZone: string): string
  }
  readonly environment: {
    readonly title: string
    intro(at: string): string
    readonly headers: readonly [item: string, value: string, status: string]
    /** Falls back to the id itself. */
    item(id: string): string
    value(id: string, value: string): string
    status(status: EnvironmentStatus): string
    readonly empty: string
  }
  readonly uncovered: {
    readonly title: string
    readonly intro: string
    readonly headers: readonly [kind: string, subject: string, reason: string]
    kind(kind: Uncovered['kind']): string
    readonly none: string
    more(count: number): string
    readonly alwaysTitle: string
    readonly always: readonly string[]
  }
  readonly glossary: { readonly title: string; readonly intro: string; readonly words: readonly (readonly [word: string, meaning: string])[] }
  readonly attestation: {
    readonly kind: string
    readonly sealedTitle: string
    sealed(exhibits: number, bytes: number): string
    readonly tagmanifest: string
    readonly qr: string
    readonly manifest: string
    readonly journal: string
    journalDetail(size: number, origin: string): string
    readonly tokensTitle: string
    readonly noTokens: string
    readonly labels: {
      readonly time: string; readonly accuracy: string; readonly policy: string; readonly serial: string; readonly signer: string
      readonly certificate: string; readonly expires: string; readonly root: string; readonly trust: string; readonly files: string
      readonly qualified: string; readonly address: string
    }
    readonly accuracyUnknown: string
    accuracy(ms: number): string
    readonly local: string
    readonly rootNone: string
    trusted(trusted: AttestedToken['trusted']): string
    readonly qualifiedUnknown: string
    /** Said whenever a token of the embedded authority is shown. */
    readonly exerciseSentence: string
    readonly checkTitle: string
    readonly checkIntro: string
    readonly limits: string
  }
}

export interface CheckStep {
  readonly question: string
  readonly answer: string
}
