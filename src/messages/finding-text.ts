// What a finding says to a person, in any language.
export interface FindingText {
  readonly title: string
  /** What it may mean. */
  readonly means: string
  /** The explanation without malice. */
  readonly innocent: string
}
