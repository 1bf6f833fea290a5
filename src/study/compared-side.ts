import type { Dataset } from "../data/dataset.js";
import type { SavedActivations } from "../data/saved-activations.js";
import { predictions } from "../measures/predictive/predictions.js";
import type { Engine } from "../runtime/engine.js";
import { evaluate, type RunOptions, tappedGraph } from "../runtime/evaluate.js";
import type { Model } from "../runtime/open-model.js";
import { tapModel } from "../runtime/tapped-model.js";
import type { ZeroShotHead } from "../runtime/zero-shot-head.js";
import type { Classifier } from "../sides/functional/classifier.js";
import type { LabelRule } from "../sides/functional/label-rule.js";
import type { ModelPredictions } from "../sides/functional/predictive-pair.js";
import { usableLabels } from "../sides/functional/usable-labels.js";
import type { ModelLayers } from "../sides/static/static-side.js";
import { classifierOf } from "./classifier-of.js";
import type { Settings } from "./compare-options.js";
import { denseOf } from "./dense-pass.js";
import { modelEntry } from "./model-entry.js";
import type { Both } from "./pair.js";
import type { ModelEntry } from "./results.js";
import type { LayerNames } from "./static-entry.js";

/** One side of a comparison on one data set, be it run or read from a file. */
export interface ComparedSide {
  readonly entry: ModelEntry;
  readonly names: LayerNames;
  readonly found: ModelLayers;
  readonly acts: ModelPredictions;
  /** What had to be done or assumed, to be said. */
  readonly notes: readonly string[];
}

/** What saved activations say in the place of a network. */
export function savedSide(saved: SavedActivations, dataset: Dataset, rule: LabelRule | null): ComparedSide {
  const { name, sha256, layers, logits, pooling } = saved;
  const last = layers.at(-1);
  if (last === undefined) throw new RangeError(`savedSide: ${name} has no layer`);
  const reason = logits === null ? `${name} is saved activations without logits` : null;
  const classifier = { name, outputs: logits?.columns ?? null, classNames: null, reason };
  const acts = actsOf(logits, classifier, dataset, rule);
  const preprocess = { source: "saved activations", config: {} };
  return {
    entry: {
      name,
      sha256,
      hub: null,
      parameters: null,
      family: "other",
      preprocess,
      pooling: { ...pooling },
      zeroShot: null,
    },
    names: { layers: layers.map(({ layer }) => layer), penultimate: last.layer },
    found: { layers, penultimate: last.matrix },
    ...acts,
  };
}

/** What a network says when it is run. */
export async function runSide(
  engine: Engine,
  { model, head }: { readonly model: Model; readonly head: ZeroShotHead | null },
  dataset: Dataset,
  { layers, pool }: { readonly layers: readonly string[]; readonly pool: Settings["pool"] },
  rule: LabelRule | null,
  run: RunOptions,
): Promise<ComparedSide> {
  const tapped = await tapModel(engine, model, dataset.images, layers, pool, head);
  const tensors = [...tapped.taps.keys()];
  const graph = tappedGraph(tapped, tensors);
  const [outputs = new Map()] = await evaluate(engine, tapped, graph, tensors, [dataset], run);
  const dense = denseOf(tapped, outputs);
  const { acts, notes } = actsOf(dense.logits, classifierOf(tapped, dense.logits), dataset, rule);
  return {
    entry: modelEntry(tapped),
    names: tapped,
    found: dense,
    acts,
    notes: [...notes, ...(head?.notes ?? [])],
  };
}

function actsOf(
  logits: Parameters<typeof predictions>[0] | null,
  own: Classifier,
  dataset: Dataset,
  rule: LabelRule | null,
): Pick<ComparedSide, "acts" | "notes"> {
  const usable = usableLabels(dataset, own, rule);
  const classifier = { ...own, classNames: usable.classNames };
  return {
    acts: { predictions: logits === null ? null : predictions(logits), classifier, usable },
    notes: usable.assumption === null ? [] : [usable.assumption],
  };
}

/** Why the sides that are files cannot be pruned or walked between. */
export function whyOnlySaved({ a, b }: Both<SavedActivations | null>): string {
  const names = [...new Set([a, b].flatMap((saved) => (saved === null ? [] : [saved.name])))];
  return `${names.join(" and ")} ${names.length === 1 ? "is" : "are"} saved activations: this needs a model`;
}
