import { type Market, openMarket, setPrices, take } from "./assignment-market.js";
import { largestMagnitude, unitScale } from "./vector.js";

/** Differences of larger numbers may overflow. */
const LARGE = 2 ** 1000;

/**
 * The exact linear assignment: which column each row takes, each its own, so that the sum of the gains is the largest.
 *
 * By shortest augmenting paths, after prices that leave few rows without a column; in n³ steps at worst, most often in few
 * times n². Sums are float64: of assignments that differ by less than their rounding either may be given. The same gains
 * give the same assignment; where they are all equal it is the identity.
 *
 * @param gains - n × n, row-major: of row i with column j at `i * n + j`.
 * @returns row → its column.
 * @throws RangeError for a wrong number of gains, or one that is not finite.
 * @see Jonker & Volgenant 1987; Crouse 2016
 * @example
 * assignment(Float64Array.of(3, 2, 2, 0), 2); // => Int32Array.of(1, 0)
 */
export function assignment(gains: Float64Array | Float32Array, n: number): Int32Array {
  const largest = checked(gains, n);
  // A power of two changes no digit, but for those of numbers that are nothing beside the largest.
  if (largest > LARGE) return assignment(scaledBy(gains, unitScale(largest)), n);
  const market = openMarket(gains, n);
  setPrices(market, largest);
  augment(market);
  return market.columnOf;
}

function scaledBy(gains: Float64Array | Float32Array, factor: number): Float64Array {
  return Float64Array.from(gains, (gain) => gain * factor);
}

function checked(gains: Float64Array | Float32Array, n: number): number {
  if (!Number.isInteger(n) || n < 0 || gains.length !== n * n)
    throw new RangeError(`assignment: ${gains.length} gains, expected n × n for n = ${n}`);
  const largest = largestMagnitude(gains);
  if (largest < Infinity) return largest;
  const at = gains.findIndex((gain) => !Number.isFinite(gain));
  const place = `row ${Math.floor(at / n)}, column ${at % n} (both from 0)`;
  throw new RangeError(`assignment: the gain at ${place} is ${gains[at]}, expected a finite number`);
}

/** Gives each row that has no column one, by the path of exchanges that costs least. */
function augment(market: Market): void {
  const { n, columnOf, rowOf } = market;
  const path = { distances: new Float64Array(n), from: new Int32Array(n), open: new Float64Array(n) };
  for (let row = 0; row < n; row++) {
    if (columnOf[row] !== -1) continue;
    let column = shortestPath(market, row, path);
    for (let i = -1; i !== row; ) {
      i = path.from[column]!;
      const before = columnOf[i]!;
      take(market, i, column);
      column = before;
    }
  }
  // Nothing but a fault of ours could leave one out.
  if (rowOf.includes(-1)) throw new Error("assignment: a column was left");
}

interface Path {
  /** Of columns that are not yet settled; infinite for those that are. */
  readonly distances: Float64Array;
  /** column → the row that reaches it. */
  readonly from: Int32Array;
  /** The prices of columns that are not yet settled; infinite for those that are, so that none is reached again. */
  readonly open: Float64Array;
}

/** Dijkstra's search from a row to the nearest free column, which is returned; prices then are such that the path costs nothing. */
function shortestPath(market: Market, row: number, { distances, from, open }: Path): number {
  const { n, gains, prices, columnOf, rowOf } = market;
  distances.fill(Infinity);
  open.set(prices);
  const settled: number[] = [];
  const lengths: number[] = [];
  let [i, shift] = [row, 0];
  for (;;) {
    const base = i * n;
    let [nearest, column] = [Infinity, -1];
    for (let j = 0; j < n; j++) {
      let distance = distances[j]!;
      const through = open[j]! - gains[base + j]! + shift;
      if (through < distance) {
        distance = through;
        distances[j] = through;
        from[j] = i;
      }
      if (distance > nearest || (distance === nearest && column !== -1 && rowOf[j] !== -1)) continue;
      nearest = distance;
      column = j;
    }
    if (rowOf[column] === -1) {
      for (let k = 0; k < settled.length; k++) prices[settled[k]!]! += nearest - lengths[k]!;
      return column;
    }
    settled.push(column);
    lengths.push(nearest);
    distances[column] = Infinity;
    open[column] = Infinity;
    i = rowOf[column]!;
    shift = nearest - (prices[column]! - gains[i * n + columnOf[i]!]!);
  }
}
