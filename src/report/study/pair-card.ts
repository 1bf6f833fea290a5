/** What the page's script shows of a pair. */
export interface PairIndex {
  /** Names of the data sets. */
  readonly data: readonly string[];
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
  readonly n: number;
  /** Static, functional, sparsity. */
  readonly sides: readonly (number | null)[];
  /** Layers of A and of B. */
  readonly rows: number;
  readonly columns: number;
  /** The layer map of CKA row by row, a byte a cell in base 64: 0 for no value, else 128 + 127 × the value; null for no map. */
  readonly map: string | null;
}
