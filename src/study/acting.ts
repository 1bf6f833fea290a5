import type { Dataset } from "../data/dataset.js";
import { gatheredRows } from "../kernels/gathered.js";
import type { Matrix } from "../kernels/matrix.js";
import { predictions } from "../measures/predictive/predictions.js";
import { fitProbe, type ProbeHead, probeLogits } from "../measures/probe/fit-probe.js";
import type { Response } from "../runtime/response.js";
import type { TappedModel } from "../runtime/tapped-model.js";
import { type Acting, basisOf, type Probed } from "../sides/functional/basis.js";
import type { ModelPredictions } from "../sides/functional/predictive-pair.js";
import type { ProbeSplit } from "../sides/functional/probe-split.js";
import type { UsableLabels } from "../sides/functional/usable-labels.js";
import { classifierOf } from "./classifier-of.js";
import { type Both, type Pair, pick } from "./pair.js";

/** How a network's answers on one data set are read, be it dense or pruned. */
export interface Reading {
  /** n′ × C; `null` for a model that predicts nothing. */
  logits(response: Response): Matrix | null;
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

/**
 * What two dense networks predict on each data set, and the probes of their penultimate layers.
 *
 * @param splits - of each data set's examples, or why there are no probes on it.
 * @param seed - of the examples that the probes' penalties are chosen on.
 */
export async function actingOn(
  pair: Pair,
  dense: Both<readonly Response[]>,
  labels: Both<readonly UsableLabels[]>,
  splits: readonly (ProbeSplit | string)[],
  seed: number,
): Promise<readonly Read[]> {
  const all: Read[] = [];
  for (const [d, dataset] of pair.datasets.entries()) {
    const split = splits[d] ?? "not asked for";
    const [responses, usable] = [pick(dense, d), pick(labels, d)];
    const own = { a: ownOf(pair.a, responses.a, usable.a), b: ownOf(pair.b, responses.b, usable.b) };
    const probe = typeof split === "string" ? split : await probed(pair, responses, split, seed);
    const acting = { ...own, probe };
    all.push({ dataset, acting, readings: readingsOf(acting) });
  }
  return all;
}

function ownOf(tapped: TappedModel, { logits }: Response, usable: UsableLabels): ModelPredictions {
  const classifier = { ...classifierOf(tapped, logits), classNames: usable.classNames };
  return { predictions: logits === null ? null : predictions(logits), classifier, usable };
}

async function probed(pair: Pair, responses: Both<Response>, split: ProbeSplit, seed: number): Promise<Probed> {
  const { fitted, evaluated, labels, classes, classNames } = split;
  const known = Int32Array.from(fitted, (i) => labels[i] ?? 0);
  const own = Int32Array.from(evaluated, (i) => labels[i] ?? 0);
  const usable = { labels: own, reason: null, assumption: null, classNames };
  const headOf = async (response: Response) => {
    const rows = gatheredRows(response.penultimate, fitted);
    return pair.compute.run(fitProbe, "measures/probe/fit-probe", rows, known, classes.length, seed);
  };
  const heads = { a: await headOf(responses.a), b: await headOf(responses.b) };
  const of = ({ model }: TappedModel, response: Response, head: ProbeHead): ModelPredictions => ({
    predictions: predictions(probeLogits(head, gatheredRows(response.penultimate, evaluated))),
    classifier: { name: model.name, outputs: classes.length, classNames, reason: null },
    usable,
  });
  const a = of(pair.a, responses.a, heads.a);
  const b = of(pair.b, responses.b, heads.b);
  return { a, b, heads, examples: evaluated, nFitted: fitted.length };
}

/** By the networks' own classifiers or, where these cannot be compared, by the probes of the dense networks. */
function readingsOf(acting: Acting): Both<Reading> {
  const { probe } = acting;
  if (typeof probe === "string" || basisOf(acting).name === "own") {
    const own = ({ usable }: ModelPredictions): Reading => ({
      logits: ({ logits }) => logits,
      labels: usable.labels,
      examples: null,
      by: null,
    });
    return { a: own(acting.a), b: own(acting.b) };
  }
  const by = (head: ProbeHead, { usable }: ModelPredictions): Reading => ({
    logits: ({ penultimate }) => probeLogits(head, gatheredRows(penultimate, probe.examples)),
    labels: usable.labels,
    examples: probe.examples,
    by: head,
  });
  return { a: by(probe.heads.a, probe.a), b: by(probe.heads.b, probe.b) };
}
