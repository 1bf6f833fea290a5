import type { Dataset } from "../data/dataset.js";
import type { ComputeThread } from "../runtime/compute-thread.js";
import type { Engine } from "../runtime/engine.js";
import type { RunOptions } from "../runtime/evaluate.js";
import type { MatrixThread } from "../runtime/matrix-thread.js";
import type { TappedModel } from "../runtime/tapped-model.js";

/** One thing of each of the two models. */
export interface Both<T> {
  readonly a: T;
  readonly b: T;
}

/** Two networks, the data sets they are compared on, and what runs and measures them. */
export interface Pair extends Both<TappedModel> {
  readonly datasets: readonly Dataset[];
  readonly engine: Engine;
  readonly compute: ComputeThread;
  readonly matrices: MatrixThread;
  readonly run: RunOptions;
}

/** What runs networks. */
export type Running = Pick<Pair, "engine" | "run">;

/** Entry `i` of each of two lists. */
export function pick<T>({ a, b }: Both<readonly T[]>, i: number): Both<T> {
  const [x, y] = [a[i], b[i]];
  if (x === undefined || y === undefined) throw new RangeError(`pick: there is no entry ${i}`);
  return { a: x, b: y };
}
