import type { Dataset } from "../data/dataset.js";
import type { ProbeHead } from "../measures/probe/fit-probe.js";
import type { Response } from "../runtime/response.js";
import { type Acting, type Basis, basisOf } from "../sides/functional/basis.js";
import type { Classifier } from "../sides/functional/classifier.js";
import type { ModelPredictions } from "../sides/functional/predictive-pair.js";
import type { ProbeSplit } from "../sides/functional/probe-split.js";
import type { UsableLabels } from "../sides/functional/usable-labels.js";
import { type ModelActing, modelActing, ownReader, probeOf, probeReader } from "./model-acting.js";
import type { Reader } from "./model-level.js";
import type { Both, Pair } from "./pair.js";

/** How a network's answers on one data set are read, be it dense or pruned. */
export interface Reading {
  readonly name: Basis["name"];
  /** n′ × C; `null` for a model that predicts nothing. */
  readonly logits: Reader;
  /** C, `null` where it may not be scored against the labels. */
  readonly classes: number | null;
  /** n′ classes, `null` where it may not be scored against them. */
  readonly labels: Int32Array | null;
  /** Where the n′ are among the n examples, ascending; `null` for all. */
  readonly examples: Uint32Array | null;
  /** The probe that reads them, `null` for the model's own classifier. */
  readonly by: ProbeHead | null;
}

/** How two networks act on one data set, and how they are read while they are pruned. */
export interface Read {
  readonly dataset: Dataset;
  readonly acting: Acting;
  readonly readings: Both<Reading>;
}

/** What is known of one network, data set by data set. */
export interface Answers {
  readonly dense: readonly Response[];
  readonly classifiers: readonly Classifier[];
  readonly labels: readonly UsableLabels[];
}

/**
 * What two dense networks predict on each data set, and the probes of their penultimate layers.
 *
 * @param splits - of each data set's examples, or why there are no probes on it.
 * @param seed - of the examples that the probes' penalties are chosen on.
 */
export async function actingOn(
  { compute, datasets }: Pick<Pair, "compute" | "datasets">,
  answers: Both<Answers>,
  splits: readonly (ProbeSplit | string)[],
  seed: number,
): Promise<readonly Read[]> {
  const all: Read[] = [];
  for (const [d, dataset] of datasets.entries()) {
    const split = splits[d] ?? "not asked for";
    const of = async ({ dense, classifiers, labels }: Answers) => {
      const [response, classifier, usable] = [dense[d], classifiers[d], labels[d]];
      if (response === undefined || classifier === undefined || usable === undefined)
        throw new RangeError(`actingOn: there are no answers on data set ${d}`);
      const probe =
        typeof split === "string" ? split : { head: await probeOf({ compute }, response, split, seed), split };
      return modelActing({ classifier, response, usable }, probe);
    };
    all.push({ dataset, ...readTogether({ a: await of(answers.a), b: await of(answers.b) }, split) });
  }
  return all;
}

/** Two networks on one data set: how they act beside each other, and how both are read. */
export function readTogether(models: Both<ModelActing>, split: ProbeSplit | string): Omit<Read, "dataset"> {
  const acting = actingOf(models, split);
  return { acting, readings: readingsOf(acting) };
}

function actingOf({ a, b }: Both<ModelActing>, split: ProbeSplit | string): Acting {
  const own = { a: a.own, b: b.own };
  if (typeof split === "string") return { ...own, probe: split };
  if (typeof a.probe === "string") return { ...own, probe: a.probe };
  if (typeof b.probe === "string") return { ...own, probe: b.probe };
  const heads = { a: a.probe.head, b: b.probe.head };
  const probed = { a: a.probe.predictions, b: b.probe.predictions, heads };
  return { ...own, probe: { ...probed, examples: split.evaluated, nFitted: split.fitted.length } };
}

/** By the networks' own classifiers or, where these cannot be compared, by the probes of the dense networks. */
function readingsOf(acting: Acting): Both<Reading> {
  const { probe } = acting;
  if (typeof probe === "string" || basisOf(acting).name === "own") {
    return { a: ownReading(acting.a), b: ownReading(acting.b) };
  }
  const { heads, examples } = probe;
  const by = (side: "a" | "b") => probeReading(probe[side], heads[side], examples);
  return { a: by("a"), b: by("b") };
}

/** By its own classifier. */
export function ownReading({ usable: { labels }, classifier }: ModelPredictions): Reading {
  const classes = labels === null ? null : classifier.outputs;
  return { name: "own", logits: ownReader, classes, labels, examples: null, by: null };
}

/** By a probe, on the examples that it was not fitted on. */
export function probeReading(
  { usable: { labels }, classifier }: ModelPredictions,
  by: ProbeHead,
  examples: Uint32Array,
): Reading {
  const classes = labels === null ? null : classifier.outputs;
  return { name: "probe", logits: probeReader(by, examples), classes, labels, examples, by };
}
