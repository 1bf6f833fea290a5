/** What the page's script shows of pairs. */
export interface PairIndex {
  /** Names of layers, from input to output: each list once, for the many pairs that a model is in. */
  readonly layers: readonly (readonly string[])[];
  readonly pairs: readonly PairCard[];
}

export interface PairCard {
  readonly a: string;
  readonly b: string;
  /** Where the whole comparison is. */
  readonly page: string | null;
  readonly failure: string | null;
  readonly on: readonly PairOnSet[];
}

export interface PairOnSet {
  readonly data: string;
  /** Part of a file's name. */
  readonly file: string;
  readonly n: number;
  /** Static, functional, sparsity: a number, or why there is none. */
  readonly sides: readonly (number | string)[];
  /** The layers of A and of B: places in `layers`. */
  readonly rows: number;
  readonly columns: number;
  /** The layer map of CKA row by row, a byte a cell in base 64: 0 for no value, else 128 + 127 × the value; null for no map. */
  readonly map: string | null;
}
