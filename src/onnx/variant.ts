import { keptPlaces, placeOf } from "./kept-places.js";
import type { StoredModel } from "./model.js";
import { concatBytes } from "./proto.js";
import { type ReplacedNodes, withReplacedNodes } from "./replaced-nodes.js";

/** What a stretch of a file holds instead, from `start` on: the values of a tensor, as many bytes as before. */
export interface Stretch {
  readonly start: number;
  readonly bytes: Uint8Array;
}

/**
 * A model that is another one but for some nodes, a record behind it and the values of some tensors. It is not written down: of a large one
 * no more than a tensor need ever be held.
 */
export interface Variant {
  /** The other model, which stays as it is. */
  readonly base: StoredModel;
  /** What comes behind them, a `graph` record as `withAppended` makes it. */
  readonly appended: Uint8Array;
  /** What stands in the place of nodes, as `edited` makes it. */
  readonly replaced?: ReplacedNodes;
  /** What differs, made anew at each call; a stretch may lie in memory that the next one is written over. */
  readonly changed?: () => Iterable<Stretch>;
}

const NOTHING = new Uint8Array(0);

/** A model as it is, or but for some values, as a variant. */
export function variantOf(base: StoredModel, changed?: Variant["changed"]): Variant {
  return { base, appended: NOTHING, ...(changed && { changed }) };
}

/** Bytes that are in memory alone, as a stored model. */
export function inMemory(bytes: Uint8Array): StoredModel {
  return { bytes, file: null };
}

/** The whole of a variant, in memory of its own. */
export function written({
  base,
  appended,
  replaced = new Map(),
  changed = () => [],
}: Variant): Uint8Array<ArrayBuffer> {
  const kept = withReplacedNodes(base.bytes, replaced);
  const places = keptPlaces(base.bytes, kept);
  const whole = concatBytes([...kept, appended]);
  for (const { start, bytes } of changed()) whole.set(bytes, placeOf(start, places));
  return whole;
}
