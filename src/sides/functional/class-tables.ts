import { type ClassAgreement, classAgreement } from "../../measures/predictive/class-agreement.js";
import { type DisputedExample, disputedExamples } from "../../measures/predictive/disputed-examples.js";
import { CELLS, type MutualConfusion, mutualConfusion } from "../../measures/predictive/mutual-confusion.js";
import type { Reasoned } from "../reasoned.js";
import type { PredictivePair } from "./predictive-pair.js";

/** What two models predict, class by class and example by example. */
export interface ClassTables {
  /** C names; `null` where nothing names them. */
  readonly classNames: readonly string[] | null;
  readonly classes: {
    /** What says of which class an example is. */
    readonly by: "label" | "prediction of A";
    /** Classes without an example, which are not listed. */
    readonly absent: number;
    readonly of: readonly ClassAgreement[];
  } | null;
  readonly confusion: MutualConfusion | null;
  /** Indices are those of the data set. */
  readonly disputed: readonly Disputed[] | null;
}

/** A disputed example and its class, `null` where that is not known. */
export interface Disputed extends DisputedExample {
  readonly label: number | null;
}

const DISPUTED = 10;

/** Tables of a pair, or why there are none. */
export function classTables(pair: PredictivePair | string): Reasoned<ClassTables> {
  if (typeof pair === "string") {
    const value = { classNames: null, classes: null, confusion: null, disputed: null };
    return { value, reasons: Object.fromEntries(Object.keys(value).map((key) => [key, pair])) };
  }
  const { a, b, labels, classNames } = pair;
  const classes = a.logits.columns;
  const of = classAgreement(a, b, labels);
  const confusion = mutualConfusion(a, b);
  const disputed = disputedExamples(a, b, DISPUTED).map((example) => ({
    ...example,
    index: pair.examples?.[example.index] ?? example.index,
    label: labels?.[example.index] ?? null,
  }));
  const by = labels === null ? ("prediction of A" as const) : ("label" as const);
  return {
    value: { classNames, classes: { by, absent: classes - of.length, of }, confusion, disputed },
    reasons: {
      ...(classNames === null ? { classNames: "nothing names the classes" } : {}),
      ...(labels === null ? { "classes.of": pair.whyNoLabels } : {}),
      ...(confusion.counts === null
        ? { "confusion.counts": `${classes} classes: cells are listed for at most ${CELLS}, see frequent` }
        : {}),
      ...(labels === null ? Object.fromEntries(disputed.map((_, k) => [`disputed.${k}.label`, pair.whyNoLabels])) : {}),
    },
  };
}
