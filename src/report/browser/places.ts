/** What can be read in a figure: a number of places, each with words and a box in the window. */
export interface Places {
  readonly count: number;
  /** The place at a point of the window. */
  at(x: number, y: number): number | null;
  /** The place that an arrow key leads to; the same one at the edge. */
  beside(place: number, step: readonly [x: number, y: number]): number;
  textOf(place: number): string;
  boxOf(place: number): DOMRect;
  /** The id that a click leads to. */
  linkOf(place: number): string | null;
}
