/** A smooth function and its gradient at a point. */
export interface Slope {
  readonly value: number;
  readonly gradient: Float64Array;
}

/** Where a search ended. */
export interface Minimum {
  readonly at: Float64Array;
  readonly value: number;
  readonly steps: number;
  /** Whether the gradient became as small as asked. */
  readonly converged: boolean;
}

/** When a search ends. */
export interface Ending {
  /** The gradient's length beside that at the start. */
  readonly tolerance: number;
  readonly mostSteps: number;
}

/** Pairs of steps and changes of the gradient that the curvature is guessed from. */
const MEMORY = 10;
/** A step is good where the function falls by this share of what its slope promises. */
const SUFFICIENT = 1e-4;
/** A gradient this short is rounding. */
const LEVEL = 1e-14;
/** Shorter steps than this are rounding. */
const SHORTEST = 2 ** -40;

/**
 * The minimum of a smooth convex function by L-BFGS: Newton's steps, with the curvature guessed from the last ten.
 *
 * @param slopeAt - the function; its curvature is best near 1 in every direction, at most.
 * @param start - where the search begins.
 * @see Nocedal & Wright 2006, algorithm 7.5
 * @example
 * const bowl = (x) => ({ value: (x[0] - 3) ** 2 / 2, gradient: Float64Array.of(x[0] - 3) });
 * minimised(bowl, Float64Array.of(0), { tolerance: 1e-9, mostSteps: 50 }).at; // => Float64Array.of(3)
 */
export function minimised(slopeAt: (x: Float64Array) => Slope, start: Float64Array, ending: Ending): Minimum {
  let [x, here] = [start, slopeAt(start)];
  const small = Math.max(ending.tolerance * norm(here.gradient), LEVEL);
  const memory: Pair[] = [];
  for (let steps = 0; ; steps++) {
    const converged = norm(here.gradient) <= small;
    if (converged || steps >= ending.mostSteps) return { at: x, value: here.value, steps, converged };
    const next = step(slopeAt, x, here, direction(memory, here.gradient));
    if (next === null) return { at: x, value: here.value, steps, converged };
    remember(memory, difference(next.x, x), difference(next.slope.gradient, here.gradient));
    [x, here] = [next.x, next.slope];
  }
}

/** A step s, the change y of the gradient along it, and s'y. */
interface Pair {
  readonly s: Float64Array;
  readonly y: Float64Array;
  readonly product: number;
}

function remember(memory: Pair[], s: Float64Array, y: Float64Array): void {
  const product = dot(s, y);
  // Where rounding hides the curvature the pair says nothing.
  if (!(product > 0)) return;
  memory.push({ s, y, product });
  if (memory.length > MEMORY) memory.shift();
}

/** −Hg with the guessed inverse curvature H: the two loops of L-BFGS. */
function direction(memory: readonly Pair[], gradient: Float64Array): Float64Array {
  const d = gradient.map((value) => -value);
  const weights = memory.map(() => 0);
  for (let k = memory.length - 1; k >= 0; k--) {
    const { s, y, product } = memory[k]!;
    weights[k] = dot(s, d) / product;
    add(d, y, -weights[k]!);
  }
  const last = memory.at(-1);
  if (last !== undefined) scale(d, last.product / dot(last.y, last.y));
  for (const [k, { s, y, product }] of memory.entries()) add(d, s, weights[k]! - dot(y, d) / product);
  return d;
}

/** The first of the steps 1, ½, ¼, … that is good; `null` where none is. */
function step(slopeAt: (x: Float64Array) => Slope, x: Float64Array, here: Slope, d: Float64Array) {
  const promised = dot(here.gradient, d);
  for (let length = 1; length > SHORTEST; length /= 2) {
    const to = x.slice();
    add(to, d, length);
    const slope = slopeAt(to);
    if (slope.value <= here.value + SUFFICIENT * length * promised) return { x: to, slope };
  }
  return null;
}

function difference(x: Float64Array, y: Float64Array): Float64Array {
  return x.map((value, i) => value - y[i]!);
}

function add(x: Float64Array, y: Float64Array, factor: number): void {
  for (let i = 0; i < x.length; i++) x[i]! += factor * y[i]!;
}

function scale(x: Float64Array, factor: number): void {
  for (let i = 0; i < x.length; i++) x[i]! *= factor;
}

function dot(x: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i]! * y[i]!;
  return sum;
}

function norm(x: Float64Array): number {
  return Math.sqrt(dot(x, x));
}
