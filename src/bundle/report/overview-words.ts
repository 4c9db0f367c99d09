// The words of an overview: on the screen, in the report, in the two pictures.

export interface OverviewWords {
  readonly title: string
  counted(exhibits: number, inspected: number, embedded: number): string
  readonly labels: {
    readonly devices: string; readonly people: string; readonly software: string; readonly places: string; readonly days: string
    readonly shared: string; readonly platforms: string; readonly nameSuggests: string; readonly screenshots: string; readonly alike: string
  }
  readonly headers: { readonly serials: string; readonly role: string; readonly kind: string; readonly exhibits: string; readonly error: string; readonly captured: string; readonly created: string; readonly sent: string; readonly modified: string }
  readonly serialKind: string
  /** A case in which no record names any. */
  none(inspected: number): string
  /** Dates of one day and role: how many, and of these how many without a zone. */
  dates(known: number, unknown: number): string
  /** How days are counted. */
  readonly daysNote: string
  readonly nameNote: string
  latitude(degrees: number, decimals: number): string
  longitude(degrees: number, decimals: number): string
  /** A length that a reader measures with: `500 m`, `20 km`. */
  metres(metres: number): string
  view(latitudes: readonly string[], longitudes: readonly string[]): string
  notDrawn(count: number): string
  readonly errorCircle: string
  coast(source: string): string
  zeroPositions(count: number): string
  readonly placesNote: string
  /** What resemblance is, and what it does not establish. */
  readonly alikeNote: string
  readonly alikeWith: string
  /** `0005 (640 × 480)` and its distance in bits. */
  apart(picture: string, distance: number): string
  uncompared(pictures: number): string
  unlisted(mentions: number): string
  more(count: number): string
  readonly mapTitle: string
  mapDescription(places: number, exhibits: number): string
  readonly timelineTitle: string
  timelineDescription(dates: number, unknown: number): string
}
