import type { Vertex } from "../study/results.js";

type Names = Readonly<Record<Vertex["kind"], string>>;

/** What the value of a side is, in words. */
export const KIND_NAMES: Names = {
  cka: "CKA of penultimate layers",
  lmc: "linear mode connectivity",
  predictive: "1 − JSD of predictions",
  robustness: "robustness to pruning",
};

/** The same for a narrow column. */
export const SHORT_KIND_NAMES: Names = { cka: "CKA", lmc: "LMC", predictive: "1 − JSD", robustness: "robustness" };
