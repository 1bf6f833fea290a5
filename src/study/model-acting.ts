import { gatheredRows } from "../kernels/gathered.js";
import type { Matrix } from "../kernels/matrix.js";
import { predictions } from "../measures/predictive/predictions.js";
import { fitProbe, type ProbeHead, probeLogits } from "../measures/probe/fit-probe.js";
import type { Response } from "../runtime/response.js";
import type { Classifier } from "../sides/functional/classifier.js";
import type { ModelPredictions } from "../sides/functional/predictive-pair.js";
import type { ProbeSplit } from "../sides/functional/probe-split.js";
import type { UsableLabels } from "../sides/functional/usable-labels.js";
import type { Reader } from "./model-level.js";
import type { Pair } from "./pair.js";

/** How one network acts on one data set, whatever it is compared with. */
export interface ModelActing {
  /** By its own classifier. */
  readonly own: ModelPredictions;
  /** By a probe on its penultimate layer, or why there is none. */
  readonly probe: ProbedModel | string;
}

/** A probe, and what it predicts for the examples that it was not fitted on. */
interface ProbedModel {
  readonly predictions: ModelPredictions;
  readonly head: ProbeHead;
}

/** What is known of one network on one data set. */
export interface ModelAnswers {
  readonly classifier: Classifier;
  readonly response: Response;
  readonly usable: UsableLabels;
}

/**
 * A probe on a network's penultimate layer.
 *
 * @param seed - of the examples that its penalty is chosen on.
 */
export function probeOf(
  { compute }: Pick<Pair, "compute">,
  { penultimate }: Response,
  { fitted, labels, classes }: ProbeSplit,
  seed: number,
): Promise<ProbeHead> {
  const known = Int32Array.from(fitted, (i) => labels[i] ?? 0);
  const rows = gatheredRows(penultimate, fitted);
  return compute.run(fitProbe, "measures/probe/fit-probe", rows, known, classes.length, seed);
}

/**
 * What a network predicts on one data set, by its own classifier and by a probe.
 *
 * @param probe - with the examples that it is not fitted on, or why there is none.
 */
export function modelActing(
  { classifier, response, usable }: ModelAnswers,
  probe: { readonly head: ProbeHead; readonly split: ProbeSplit } | string,
): ModelActing {
  const own = ownPredictions(classifier, response.logits, usable);
  if (typeof probe === "string") return { own, probe };
  return { own, probe: probedModel(classifier.name, response, probe.head, probe.split) };
}

function ownPredictions(classifier: Classifier, logits: Matrix | null, usable: UsableLabels): ModelPredictions {
  return {
    predictions: logits === null ? null : predictions(logits),
    classifier: { ...classifier, classNames: usable.classNames },
    usable,
  };
}

/** What a probe predicts. */
function probedModel(name: string, response: Response, head: ProbeHead, split: ProbeSplit): ProbedModel {
  const { evaluated, labels, classes, classNames } = split;
  const own = Int32Array.from(evaluated, (i) => labels[i] ?? 0);
  const logits = probeReader(head, evaluated)(response);
  return {
    predictions: {
      predictions: logits === null ? null : predictions(logits),
      classifier: { name, outputs: classes.length, classNames, reason: null },
      usable: { labels: own, reason: null, assumption: null, classNames },
    },
    head,
  };
}

/** Reads a network's own logits. */
export const ownReader: Reader = ({ logits }) => logits;

/** Reads what a probe makes of the examples that it was not fitted on. */
export function probeReader(head: ProbeHead, evaluated: Uint32Array): Reader {
  return ({ penultimate }) => probeLogits(head, gatheredRows(penultimate, evaluated));
}
