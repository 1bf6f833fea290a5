/** What a pointer or the arrow keys read in a matrix: the page's script looks cells up instead of keeping an element each. */
export interface Reading {
  /** Where the first cell's corner is, and how large a cell is, in the figure's own units. */
  readonly left: number;
  readonly top: number;
  readonly size: number;
  /** What stands before the names, such as "A". */
  readonly titles: readonly [row: string, column: string];
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** What is said of each cell, line by line, as `[i][j]`; null is not said. */
  readonly lines: readonly {
    readonly name: string;
    readonly of: readonly (readonly (string | null)[])[];
  }[];
  /** Whether a click on a cell opens the pair of the models named. */
  readonly opensPairs?: boolean;
}

/**
 * Data as JSON that may stand inside a script element: nothing in it can end the element.
 *
 * @example
 * scriptJson({ name: "</script>" }); // => '{"name":"\\u003c/script>"}'
 */
export function scriptJson(data: unknown): string {
  return JSON.stringify(data).replaceAll("<", "\\u003c");
}
