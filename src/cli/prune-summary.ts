import { PRUNING_METHODS, type PruningMethodName } from "../onnx/pruning/methods.js";
import type { PrunedBytes, PrunedLayer } from "../onnx/pruning/pruner.js";
import { count, percent } from "../report/format.js";
import type { Model } from "../runtime/open-model.js";
import { csv } from "./csv.js";
import { textTable } from "./text-table.js";
import { wrapped } from "./wrapped.js";

/** What `trisim prune --json` prints. */
export interface PruneResult extends Omit<PrunedBytes, "bytes" | "layers"> {
  readonly model: Pick<Model, "name" | "sha256" | "hub">;
  readonly method: PruningMethodName;
  /** The sparsity that was asked for. */
  readonly level: number;
  /** The prunable weights, in graph order. */
  readonly layers: readonly (PrunedLayer & { readonly sparsity: number })[];
  /** The classifier's head where it is left out, else `null`. */
  readonly head: string | null;
  /** The images that input norms are of, `null` where none were needed. */
  readonly calibration: { readonly name: string; readonly n: number; readonly sampleHash: string } | null;
  readonly notes: readonly string[];
  readonly out: string;
  /** The file written beside it that says how its images are prepared; `null` where none was needed. */
  readonly preprocess: string | null;
  readonly provenance: { readonly trisim: string; readonly node: string; readonly seed: number };
}

/** What `trisim prune` prints: what became zero in all, and of each layer. */
export function pruneSummary(result: PruneResult): string {
  const { model, method, out, zeros, prunable, realSparsity, realSparsityAll, layers, head, calibration, preprocess } =
    result;
  const over = calibration === null ? "" : `, norms of ${count(calibration.n)} images of ${calibration.name}`;
  const share = `${count(zeros)} of ${count(prunable)} prunable weights are zero (${percent(realSparsity)})`;
  const kept = head === null ? [] : [`The classifier's head "${head}" stays as it is and is not counted as prunable.`];
  const said = [
    `${out}: ${model.name} pruned by ${PRUNING_METHODS[method].about}${over}.`,
    `${share}, and ${percent(realSparsityAll)} of all parameters.`,
    ...kept,
    ...(preprocess === null ? [] : [`${preprocess} says how its images are prepared.`]),
  ];
  const rows = layers.map(({ name, size, zeros: of, sparsity }) => [name, count(size), count(of), percent(sparsity)]);
  return [
    ...said.map((line) => `${wrapped(line, 100)}\n`),
    "\n",
    textTable(["layer", "weights", "zero", "sparsity"], rows),
  ].join("");
}

/** What `trisim prune --csv` prints: the table of layers. */
export function pruneCsv({ layers }: PruneResult): string {
  const rows = layers.map(({ name, size, zeros, sparsity }) => [name, size, zeros, sparsity]);
  return csv([["layer", "weights", "zeros", "sparsity"], ...rows]);
}
