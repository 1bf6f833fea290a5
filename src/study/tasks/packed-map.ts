import { type OnDemand, stretch } from "../../data/on-demand.js";
import type { CkaCell } from "../../measures/cka-cells.js";
import type { CkaLeaveOneOut } from "../../measures/cka-leave-one-out.js";

const FIELDS = ["score", "chance", "threshold", "calibrated", "pValue", "tail"] as const;

/** A symmetric map of cells as numbers: NaN stands for `null`. */
export interface PackedMap {
  /** Rows and columns. */
  readonly size: number;
  /** Field → one number a cell [k][l] with k ≤ l, row by row. */
  readonly fields: Readonly<Record<(typeof FIELDS)[number] | "low" | "high", Float64Array>>;
  /** Where cells keep them: n numbers a cell, else nothing. Of many models they are more than memory should hold. */
  readonly leaveOneOut: OnDemand | null;
  readonly n: number;
  /** Cell → why its nulls are. */
  readonly reasons: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/**
 * @param cells - symmetric; of each pair the one above the diagonal is kept.
 * @param n - examples, where cells have leave-one-out values that are to be kept.
 */
export function packedMap(cells: readonly (readonly CkaCell[])[], n: number | null): PackedMap {
  const size = cells.length;
  const upper = cells.flatMap((row, k) => row.slice(k));
  const field = (of: (cell: CkaCell) => number | null) => Float64Array.from(upper, (cell) => of(cell) ?? Number.NaN);
  const named = FIELDS.map((name) => [name, field((cell) => cell[name])] as const);
  const reasons = upper.flatMap(({ reasons: why }, at) => (Object.keys(why).length === 0 ? [] : [[at, why] as const]));
  return {
    size,
    fields: {
      ...(Object.fromEntries(named) as Record<(typeof FIELDS)[number], Float64Array>),
      low: field(({ interval }) => interval?.[0] ?? null),
      high: field(({ interval }) => interval?.[1] ?? null),
    },
    leaveOneOut: n === null ? null : { onDemand: withoutEach(upper, n) },
    n: n ?? 0,
    reasons: Object.fromEntries(reasons),
  };
}

function withoutEach(cells: readonly CkaCell[], n: number): Float64Array {
  const all = new Float64Array(cells.length * n).fill(Number.NaN);
  for (const [at, { leaveOneOut }] of cells.entries()) if (leaveOneOut) all.set(leaveOneOut, at * n);
  return all;
}

/** The cells of some rows and columns of a packed map, in their order. */
export function cellsAmong(map: PackedMap, places: readonly number[]): readonly (readonly CkaCell[])[] {
  return places.map((k) => places.map((l) => cellAt(map, k, l)));
}

/** One cell. */
export function cellAt(map: PackedMap, k: number, l: number): CkaCell {
  const at = placeOf(map, k, l);
  const value = (name: keyof PackedMap["fields"]) => known(map.fields[name][at]);
  const [low, high] = [value("low"), value("high")];
  return {
    score: value("score"),
    chance: value("chance"),
    threshold: value("threshold"),
    calibrated: value("calibrated"),
    pValue: value("pValue"),
    tail: value("tail"),
    interval: low === null || high === null ? null : [low, high],
    reasons: map.reasons[at] ?? {},
  };
}

/** CKA of a cell and what it would be without each example. */
export function leaveOneOutAt(map: PackedMap, k: number, l: number): CkaLeaveOneOut {
  const at = placeOf(map, k, l);
  const score = known(map.fields.score[at]);
  const why = map.reasons[at];
  if (score === null) return { score, leaveOneOut: null, reason: why?.score ?? "undefined" };
  const values = map.leaveOneOut === null ? undefined : stretch(map.leaveOneOut, at * map.n, (at + 1) * map.n);
  if (values === undefined || Number.isNaN(values[0] ?? Number.NaN))
    return { score, leaveOneOut: null, reason: why?.leaveOneOut ?? "there are no leave-one-out values" };
  return { score, leaveOneOut: values, reason: null };
}

function placeOf({ size }: PackedMap, k: number, l: number): number {
  const [row, column] = k <= l ? [k, l] : [l, k];
  return row * size - (row * (row - 1)) / 2 + (column - row);
}

function known(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}
