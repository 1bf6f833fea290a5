import type { ElemType } from "./model.js";

/** How a tensor becomes one row an example; `gap` is the mean over height and width, `mean` over tokens. */
export type Pooling = "gap" | "mean" | "cls" | "max" | "flatten" | "none";

/** A tensor to be read out of the graph as an n × p float32 matrix. */
export interface Tap {
  readonly tensor: string;
  /** Name of the new n × p output; no tensor of the graph may have it. */
  readonly output: string;
  /** Where it is not given, or not float32, the tensor is cast. */
  readonly elemType?: ElemType | undefined;
  readonly rank: number;
  readonly batchAxis: number;
  /** `null` where no axis can be told to hold the features: then only `flatten` is possible. */
  readonly featureAxis: number | null;
  readonly pooling: Pooling;
}

/** How the user wants tensors with more than one value a feature to become one row an example. */
export type PoolingChoice = "mean" | "cls" | "max" | "flatten";

/**
 * The pooling of one tensor: the choice where it applies to that tensor, else what comes nearest.
 *
 * `cls` is for tokens only, and a mean over space is called `gap`.
 *
 * @param rank - number of axes.
 * @param featureAxis - the axis of the features, `null` where none can be told to be it.
 * @example
 * poolingFor(4, 1, "cls"); // => "gap"
 * poolingFor(3, 2, "cls"); // => "cls"
 * poolingFor(2, 1, "mean"); // => "none"
 */
export function poolingFor(rank: number, featureAxis: number | null, choice: PoolingChoice): Pooling {
  if (rank === 2) return "none";
  if (featureAxis === null) return "flatten";
  if (choice === "max" || choice === "flatten") return choice;
  const areTokens = rank === 3 && featureAxis === 2;
  return areTokens ? choice : "gap";
}

/**
 * What a tap does, in words for a reader.
 *
 * @example
 * const tap = { tensor: "x", output: "y", rank: 4, batchAxis: 0, featureAxis: 1, pooling: "gap" };
 * describePooling(tap); // => "gap: mean over axes 2, 3"
 */
export function describePooling({ rank, batchAxis, featureAxis, pooling }: Tap): string {
  const others = Array.from({ length: rank }, (_, axis) => axis).filter(
    (axis) => axis !== batchAxis && axis !== featureAxis,
  );
  const over = `over ${others.length === 1 ? "axis" : "axes"} ${others.join(", ")}`;
  switch (pooling) {
    case "gap":
      return `gap: mean ${over}`;
    case "mean":
      return `mean ${over}`;
    case "max":
      return `max ${over}`;
    case "cls":
      return `cls: first of axis ${others.join(", ")}`;
    default:
      return pooling;
  }
}
