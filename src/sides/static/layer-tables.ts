import { type BestMatch, bestMatches, matchMaxima } from "../../measures/best-matches.js";
import type { CkaCell } from "../../measures/cka-cells.js";
import { benjaminiHochberg } from "../../measures/stats/benjamini-hochberg.js";

/** [i][j]: layer i of A against layer j of B; `null` where it is undefined. */
export type Table<T> = readonly (readonly (T | null)[])[];

/** What debiased CKA says of the layers of two networks. */
export interface LayerTables {
  readonly cka: Table<number>;
  /** 95 % intervals over the sampling of examples. */
  readonly interval: Table<readonly [number, number]>;
  readonly pValue: Table<number>;
  /** The p-values adjusted for the number of cells, by Benjamini and Hochberg. */
  readonly adjusted: Table<number>;
  /** The layers of each network among themselves. */
  readonly self: { readonly a: Table<number>; readonly b: Table<number> };
  /** The best match of each layer of A among those of B, and of B among those of A, corrected for the search. */
  readonly best: { readonly a: readonly (BestMatch | null)[]; readonly b: readonly (BestMatch | null)[] };
}

/** What the layers of each network give among themselves, see `matchMaxima`. */
export interface Maxima {
  readonly a: Float64Array;
  readonly b: Float64Array;
}

function maximaOf(cells: readonly (readonly CkaCell[])[], ofA: number, seed: number): Maxima {
  const own = (from: number, to: number) => cells.slice(from, to).map((row) => row.slice(from, to));
  return { a: matchMaxima(own(0, ofA), seed), b: matchMaxima(own(ofA, cells.length), seed) };
}

/**
 * Takes a map of all layers of two networks apart.
 *
 * @param cells - (L_A + L_B) × (L_A + L_B), the layers of A first.
 * @param ofA - L_A.
 * @param seed - of the draws behind the corrected p-values.
 * @param maxima - these draws, where they were made before.
 */
export function layerTables(
  cells: readonly (readonly CkaCell[])[],
  ofA: number,
  seed: number,
  maxima: Maxima = maximaOf(cells, ofA, seed),
): LayerTables {
  const [rowsA, rowsB] = [cells.slice(0, ofA), cells.slice(ofA)];
  const first = (rows: typeof cells) => rows.map((row) => row.slice(0, ofA));
  const rest = (rows: typeof cells) => rows.map((row) => row.slice(ofA));
  const [aa, ab, ba, bb] = [first(rowsA), rest(rowsA), first(rowsB), rest(rowsB)];
  const scores = (table: typeof cells) => table.map((row) => row.map(({ score }) => score));
  const pValue = ab.map((row) => row.map((cell) => cell.pValue));
  return {
    cka: scores(ab),
    interval: ab.map((row) => row.map((cell) => cell.interval)),
    pValue,
    adjusted: adjustedTable(pValue),
    self: { a: scores(aa), b: scores(bb) },
    best: { a: bestMatches(ab, maxima.b), b: bestMatches(ba, maxima.a) },
  };
}

/** All cells that have a p-value are adjusted together. */
function adjustedTable(table: Table<number>): Table<number> {
  const known = table.flat().filter((p) => p !== null);
  const adjusted = [...benjaminiHochberg(known)];
  return table.map((row) => row.map((p) => (p === null ? null : (adjusted.shift() ?? null))));
}
