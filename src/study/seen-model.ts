import type { Dataset } from "../data/dataset.js";
import type { SavedActivations } from "../data/saved-activations.js";
import type { TappedModel } from "../runtime/tapped-model.js";
import type { Classifier } from "../sides/functional/classifier.js";
import { classifierOf } from "./classifier-of.js";
import { type Dense, densePass } from "./dense-pass.js";
import { modelEntry } from "./model-entry.js";
import type { Running } from "./pair.js";
import type { ModelEntry } from "./results.js";
import type { LayerNames } from "./static-entry.js";

/** What a model, be it run or read from a file, gave for the examples of one data set. */
export interface SeenModel extends LayerNames {
  readonly entry: ModelEntry;
  readonly dense: Dense;
  readonly classifier: Classifier;
  /** What was done to its texts, or has to be taken on trust: to be said. */
  readonly notes: readonly string[];
}

/** What a network gives when it is run as it is. */
export async function seenRun(running: Running, tapped: TappedModel, dataset: Dataset): Promise<SeenModel> {
  const [dense] = await densePass(running, tapped, [dataset]);
  if (dense === undefined) throw new RangeError(`seenRun: ${tapped.model.name} gave nothing`);
  const { layers, penultimate, head } = tapped;
  const classifier = classifierOf(tapped, dense.logits);
  return { entry: modelEntry(tapped), layers, penultimate, dense, classifier, notes: head?.notes ?? [] };
}

/** What saved activations say in the place of a network. */
export function seenSaved({ name, sha256, layers, logits, pooling }: SavedActivations): SeenModel {
  const last = layers.at(-1);
  if (last === undefined) throw new RangeError(`seenSaved: ${name} has no layer`);
  const reason = logits === null ? `${name} is saved activations without logits` : null;
  return {
    entry: {
      ...{ name, sha256, hub: null, parameters: null, family: "other", pooling: { ...pooling }, zeroShot: null },
      preprocess: { source: "saved activations", config: {} },
    },
    layers: layers.map(({ layer }) => layer),
    penultimate: last.layer,
    dense: { layers, penultimate: last.matrix, logits },
    classifier: { name, outputs: logits?.columns ?? null, classNames: null, reason },
    notes: [],
  };
}

/** Why saved activations cannot be pruned or walked between. */
export function whySaved(...names: readonly string[]): string {
  const all = [...new Set(names)];
  return `${all.join(" and ")} ${all.length === 1 ? "is" : "are"} saved activations: this needs a model`;
}
