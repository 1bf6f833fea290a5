/** What a cell of a study’s matrix asks for when it is opened: the two models by name. */
export const PAIR_EVENT = "trisim-pair";

/** What can be read in a figure: a number of places, each with words and a box in the window. */
export interface Places {
  readonly count: number;
  /** The place at a point of the window. */
  at(x: number, y: number): number | null;
  /** The place that an arrow key leads to; the same one at the edge. */
  beside(place: number, step: readonly [x: number, y: number]): number;
  textOf(place: number): string;
  boxOf(place: number): DOMRect;
  /** Does what a click on a place does, if anything. */
  open(place: number): void;
}
