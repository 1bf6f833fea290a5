import { concatBytes } from "./proto.js";

/** What a stretch of a file holds instead, from `start` on: the values of a tensor, as many bytes as before. */
export interface Stretch {
  readonly start: number;
  readonly bytes: Uint8Array;
}

/**
 * A model that is another one but for a record behind it and the values of some tensors. It is not written down: of a large one
 * no more than a tensor need ever be held.
 */
export interface Variant {
  /** The other model's bytes, which stay as they are. */
  readonly base: Uint8Array;
  /** What comes behind them, a `graph` record as `withAppended` makes it. */
  readonly appended: Uint8Array;
  /** What differs, made anew at each call; a stretch may lie in memory that the next one is written over. */
  readonly changed?: () => Iterable<Stretch>;
}

/** The whole of a variant, in memory of its own. */
export function written({ base, appended, changed = () => [] }: Variant): Uint8Array<ArrayBuffer> {
  const whole = concatBytes([base, appended]);
  for (const { start, bytes } of changed()) whole.set(bytes, start);
  return whole;
}
