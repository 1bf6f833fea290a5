import type { Dataset } from "../data/dataset.js";
import { TrisimError } from "../errors.js";
import type { OnnxModel } from "../onnx/model.js";
import type { InputNorms } from "../onnx/pruning/method.js";
import { prunableLayers } from "../onnx/pruning/prunable-layers.js";
import { layersToPrune, type PrunedCounts, passed, prunerOf } from "../onnx/pruning/pruner.js";
import { unshare } from "../onnx/unshare.js";
import { evaluate, tappedGraph } from "../runtime/evaluate.js";
import { inputNorms } from "../runtime/input-norms.js";
import { setAside } from "../runtime/set-aside.js";
import type { TappedModel } from "../runtime/tapped-model.js";
import { type Dense, denseOf } from "./dense-pass.js";
import { fingerprint } from "./fingerprint.js";
import type { Running } from "./pair.js";
import type { Settings } from "./settings.js";

/** A network pruned at one level, and what it gave on each data set. */
export interface Pruned {
  readonly realSparsity: number;
  readonly realSparsityAll: number;
  readonly responses: readonly Dense[];
}

/** Prunes a network at any level and runs it over every data set. */
export interface LevelPruner {
  /** @param dense - what it gave before on the same data sets, which is what it gives at level 0. */
  at(level: number, dense: readonly Dense[], datasets: readonly Dataset[]): Promise<Pruned>;
  /** Images that input norms are of, 0 where none are needed. */
  readonly nCalibration: number;
  /** A fingerprint of the input norms that it goes by, `null` where it needs none. */
  readonly norms: string | null;
  /** What must be said of it. */
  readonly notes: readonly string[];
}

/**
 * Ranks a network's weights once. Of a level no more than one tensor is held.
 *
 * @param calibration - images for input norms, where the method needs them.
 */
export async function levelPruner(
  running: Running,
  tapped: TappedModel,
  settings: Pick<Settings, "prune" | "keepHead" | "leaveDense" | "seed">,
  calibration: Dataset | null,
): Promise<LevelPruner> {
  const { model, taps } = tapped;
  const { engine, run } = running;
  const tensors = [...taps.keys()];
  const { norms, n } = await normsFor(running, tapped, calibration);
  const pruner = prunerOf(model.onnx, {
    method: settings.prune,
    keepHead: settings.keepHead,
    leaveDense: settings.leaveDense,
    seed: settings.seed,
    inputNorms: norms,
  });
  setAside(model.onnx);
  return {
    nCalibration: n,
    norms: norms === undefined ? null : fingerprint([...norms]),
    notes: [...pruner.notes, ...unfilled(calibration, n)].map((note) => `${model.name}: ${note}`),
    async at(level, dense, datasets) {
      if (level === 0) {
        const counts = passed(pruner.tensorsAt(0));
        setAside(model.onnx);
        return { ...sparsities(counts), responses: dense };
      }
      const counted: PrunedCounts[] = [];
      const changed = function* () {
        counted[0] = yield* pruner.tensorsAt(level);
      };
      const graph = { ...tappedGraph(tapped, tensors), base: pruner.dense, changed };
      const all = await evaluate(engine, tapped, graph, tensors, datasets, run);
      return { ...sparsities(counted[0]), responses: all.map((outputs) => denseOf(tapped, outputs)) };
    },
  };
}

function sparsities(counts: PrunedCounts | undefined): Pick<Pruned, "realSparsity" | "realSparsityAll"> {
  if (counts === undefined) throw new RangeError("sparsities: the network was never pruned");
  return { realSparsity: counts.realSparsity, realSparsityAll: counts.realSparsityAll };
}

/** Why a network cannot be pruned, as one of quantised weights; `null` where it can. The other two sides can do without. */
export function pruningGap(model: OnnxModel, { keepHead }: Pick<Settings, "keepHead">): string | null {
  return whyUnsupported(() => layersToPrune(unshare(model), { keepHead }));
}

/** Why its method refuses a network that another would prune; `null` where it does not. */
export function methodGap(
  model: OnnxModel,
  { prune, keepHead, leaveDense }: Pick<Settings, "prune" | "keepHead" | "leaveDense">,
): string | null {
  // No other method refuses weights, and some would rank them all.
  return prune === "nm" ? whyUnsupported(() => prunerOf(model, { method: prune, keepHead, leaveDense })) : null;
}

function whyUnsupported(look: () => unknown): string | null {
  try {
    look();
    return null;
  } catch (error) {
    if (error instanceof TrisimError && error.code === "unsupported") return error.message;
    throw error;
  }
}

async function normsFor(
  { engine, run }: Running,
  { model }: TappedModel,
  calibration: Dataset | null,
): Promise<{ readonly norms: InputNorms | undefined; readonly n: number }> {
  if (calibration === null) return { norms: undefined, n: 0 };
  return inputNorms(engine, model, prunableLayers(model.onnx), calibration, run);
}

/** Images that were left out, because they fill no batch of the size that the graph fixes. */
function unfilled(calibration: Dataset | null, n: number): readonly string[] {
  const left = (calibration?.n ?? 0) - n;
  return left === 0 ? [] : [`the last ${left} of ${calibration?.n} calibration images fill no batch and are left out`];
}
