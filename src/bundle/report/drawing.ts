// A picture as a list of shapes, drawn twice: into the PDF and into an SVG file. Lengths in points, y goes down.

export interface Drawing {
  readonly width: number
  readonly height: number
  readonly shapes: readonly Shape[]
}

export type Shape =
  | { readonly kind: 'line'; readonly points: readonly Point[]; readonly ink: string; readonly width: number; readonly dashed?: true }
  | { readonly kind: 'circle'; readonly at: Point; readonly radius: number; readonly fill?: string; readonly ink?: string; readonly width?: number; readonly dashed?: true }
  /** Rings of one area; a ring inside another is a hole. */
  | { readonly kind: 'area'; readonly rings: readonly (readonly Point[])[]; readonly fill?: string; readonly ink?: string; readonly width?: number }
  | { readonly kind: 'text'; readonly text: string; readonly at: Point; readonly size: number; readonly ink: string; readonly bold?: true; readonly align?: 'left' | 'centre' | 'right' }

export type Point = readonly [x: number, y: number]
/** Width of a text in points. */
export type Measure = (text: string, size: number, bold?: boolean) => number

export function rectangle(x: number, y: number, width: number, height: number): readonly Point[] {
  return [[x, y], [x + width, y], [x + width, y + height], [x, y + height]]
}
