import { unitScale } from "./vector.js";

/** Bids a row may make in one auction, on average: a bound on their time, seldom reached. */
const BIDS = 16;
/** The share of rows without a column from which auctions find better prices sooner than paths would. */
const MANY = 1 / 32;
/** Raises of auctions as shares of the largest gain, from the first to the last, each this much of the one before. */
const [FIRST_RAISE, LAST_RAISE, FALL] = [2 ** -3, 2 ** -20, 2 ** -2];
/** An assignment in the making. What column j costs is `prices[j]`; a row is worth gain less price at a column. */
export interface Market {
  readonly n: number;
  readonly gains: Float64Array | Float32Array;
  readonly prices: Float64Array;
  /** row → its column, or −1; it is worth most to the row at these prices. */
  readonly columnOf: Int32Array;
  /** column → its row, or −1. */
  readonly rowOf: Int32Array;
}

export function openMarket(gains: Float64Array | Float32Array, n: number): Market {
  const none = () => new Int32Array(n).fill(-1);
  return { n, gains, prices: new Float64Array(n).fill(-Infinity), columnOf: none(), rowOf: none() };
}

/**
 * Finds prices at which most rows have a column, each one that is worth most to it at these prices.
 *
 * @param largest - magnitude of the gains.
 */
export function setPrices(market: Market, largest: number): void {
  raisePrices(market);
  takeBest(market);
  bid(market);
  if (market.columnOf.filter((j) => j === -1).length <= MANY * market.n) return;
  // A power of two: multiples of it keep integers exact.
  auctions(market, 1 / unitScale(largest));
  takeBest(market);
  bid(market);
}

/** The lowest prices at which no row gains more than nothing. */
function raisePrices({ n, gains, prices }: Market): void {
  for (let i = 0, at = 0; i < n; i++) {
    for (let j = 0; j < n; j++, at++) if (gains[at]! > prices[j]!) prices[j] = gains[at]!;
  }
}

/** Rows take a column that is worth most to them and free: their own where it is one of these, else the first. */
function takeBest(market: Market): void {
  const { n, gains, prices } = market;
  const worth = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let best = -Infinity;
    for (let j = 0, at = i * n; j < n; j++, at++) best = Math.max(best, gains[at]! - prices[j]!);
    worth[i] = best;
    if (gains[i * n + i]! - prices[i]! === best) take(market, i, i);
  }
  for (let i = 0; i < n; i++) {
    if (market.columnOf[i] !== -1) continue;
    const base = i * n;
    for (let j = 0; j < n; j++) {
      if (market.rowOf[j] !== -1 || gains[base + j]! - prices[j]! !== worth[i]) continue;
      take(market, i, j);
      break;
    }
  }
}

export function take({ columnOf, rowOf }: Market, i: number, j: number): void {
  columnOf[i] = j;
  rowOf[j] = i;
}

/**
 * Prices at which nearly every row can have what is worth most to it, from auctions whose raises become ever smaller. What
 * was assigned is left free: it is not quite the best.
 *
 * @see Bertsekas & Castañon 1989
 */
function auctions(market: Market, largest: number): void {
  for (let raise = largest * FIRST_RAISE; raise >= largest * LAST_RAISE; raise *= FALL) auction(market, raise);
  market.columnOf.fill(-1);
  market.rowOf.fill(-1);
}

function auction(market: Market, raise: number): void {
  const { n, columnOf, rowOf } = market;
  columnOf.fill(-1);
  rowOf.fill(-1);
  const waiting = Array.from({ length: n }, (_, i) => i);
  for (let left = BIDS * n; left > 0; left--) {
    const i = waiting.pop();
    if (i === undefined) break;
    const { best, next, column } = offers(market, i);
    const owner = rowOf[column]!;
    market.prices[column]! += (next > -Infinity ? best - next : 0) + raise;
    take(market, i, column);
    if (owner === -1) continue;
    columnOf[owner] = -1;
    waiting.push(owner);
  }
}

/**
 * Rows without a column bid for the one that is worth most to them, as much as makes it worth what the next best is; whoever
 * had it bids next.
 */
function bid(market: Market): void {
  const { n, prices, columnOf, rowOf } = market;
  let left = BIDS * n;
  for (let first = 0; first < n; first++) {
    for (let i = columnOf[first] === -1 ? first : -1; i !== -1 && left > 0; left--) {
      const { best, next, column } = offers(market, i);
      const owner = rowOf[column]!;
      // A tie raises no price: who has the column keeps it, and a path decides.
      if (owner !== -1 && !(best > next)) break;
      if (next > -Infinity) prices[column]! += best - next;
      take(market, i, column);
      if (owner !== -1) columnOf[owner] = -1;
      i = owner;
    }
  }
}

/** What is worth most to a row, and how much that and the next best are. */
function offers({ n, gains, prices }: Market, i: number): { best: number; next: number; column: number } {
  let [best, next, column] = [-Infinity, -Infinity, -1];
  for (let j = 0, at = i * n; j < n; j++, at++) {
    const worth = gains[at]! - prices[j]!;
    if (worth <= next) continue;
    if (worth > best) {
      next = best;
      best = worth;
      column = j;
    } else next = worth;
  }
  return { best, next, column };
}
