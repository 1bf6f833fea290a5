import type { Dataset } from "../data/dataset.js";
import { limited } from "../data/limited.js";
import { type ParameterPair, pairParameters } from "../onnx/pair-parameters.js";
import type { Model } from "../runtime/open-model.js";
import type { Settings } from "./compare-options.js";
import type { Both } from "./pair.js";

/** What is to be evaluated between two networks, as far as the files say before any runs. */
export interface ConnectionPlan {
  /** B's share at each point, from 0 to 1. */
  readonly alphas: readonly number[];
  /** The parameters that are interpolated; none where no data set is to be evaluated. */
  readonly pairs: readonly ParameterPair[];
  /** One entry a data set: the examples to evaluate, or why none. */
  readonly parts: readonly ConnectionPart[];
  /** Images in all, over all points. */
  readonly images: number;
}

type ConnectionPart =
  | { readonly dataset: Dataset; readonly reason: null }
  | { readonly dataset: null; readonly reason: string };

/**
 * Plans the path between two networks: pairs their parameters and says on which data sets it can be walked.
 *
 * @param datasets - not closed here; their first examples are taken, as many as the settings say.
 */
export function connectionPlan(
  models: Both<Model>,
  datasets: readonly Dataset[],
  { connect, points, connectLimit }: Settings,
): ConnectionPlan {
  const alphas = evenAlphas(points);
  const { pairs, reason } = connect === "none" ? { pairs: null, reason: "not asked for" } : pairing(models);
  const parts = datasets.map((dataset): ConnectionPart => {
    const why = pairs === null ? reason : dataReason(models, dataset);
    if (why !== null) return { dataset: null, reason: why };
    return { dataset: limited(dataset, connectLimit ?? dataset.n), reason: null };
  });
  const images = parts.reduce((sum, part) => sum + (part.dataset?.n ?? 0), 0) * alphas.length;
  return { alphas, pairs: pairs ?? [], parts, images };
}

type PairsOrReason =
  | { readonly pairs: readonly ParameterPair[]; readonly reason: null }
  | { readonly pairs: null; readonly reason: string };

function pairing({ a, b }: Both<Model>): PairsOrReason {
  const { pairs, reason } = pairParameters(a.onnx, b.onnx);
  return pairs === null ? { pairs, reason: reason ?? "their parameters do not pair" } : { pairs, reason: null };
}

/** B's shares of equal steps, exactly 0 and 1 at the ends. */
function evenAlphas(points: number): readonly number[] {
  return Array.from({ length: points }, (_, k) => k / (points - 1));
}

function dataReason({ a, b }: Both<Model>, { labels, name, images }: Dataset): string | null {
  if (labels === null) return `no usable labels: ${name} has no labels`;
  const [ofA, ofB] = [a, b].map(({ preprocess }) => JSON.stringify(preprocess.config));
  if (images.kind === "float32" || ofA === ofB) return null;
  return "the two models preprocess images differently, so no preprocessing is right for a network between them";
}
