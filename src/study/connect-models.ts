import type { Dataset } from "../data/dataset.js";
import { openDataset } from "../data/open-dataset.js";
import { ComputeThread } from "../runtime/compute-thread.js";
import { nodeEngine } from "../runtime/node-engine.js";
import { type Model, openModel } from "../runtime/open-model.js";
import { setAside } from "../runtime/set-aside.js";
import { checkCalibration } from "./calibration.js";
import { type ConnectedModels, connectOpened } from "./connect-opened.js";
import { type ConnectOptions, type Wish, wishOf } from "./connect-options.js";
import { type ConnectionPlan, connectionPlan } from "./connection-plan.js";
import { labelRules } from "./labels.js";
import type { Both } from "./pair.js";
import { refuseUnconnected, refuseUnmet } from "./unconnected.js";

/**
 * Walks the straight line between the weights of two networks of one architecture, as they are and once B is aligned.
 *
 * @param a - an ONNX file, or a name as `openModel` takes it; so is `b`.
 * @throws RangeError for options that make no sense; TrisimError for what files contain, "unsupported" naming the place where
 *   the two do not fit; the signal's reason once it is aborted.
 */
export async function connectModels(a: string, b: string, options: ConnectOptions): Promise<ConnectedModels> {
  const wish = wishOf(options);
  const models = {
    a: await openModel(a, options.preprocess?.a, options),
    b: await openModel(b, options.preprocess?.b, options),
  };
  // A is looked at first.
  setAside(models.b.onnx);
  const rules = await labelRules(options);
  const { limit, skipCorrupt, signal } = options;
  const dataset = await openDataset(options.data, { limit, skipCorrupt, signal });
  const engine = nodeEngine(wish.settings.threads);
  const compute = new ComputeThread(options.signal);
  let calibration: Dataset | null = null;
  try {
    calibration = await openCalibration(options);
    const plan = await planOf(models, dataset, calibration, wish);
    return await connectOpened({ models, dataset, calibration, engine, compute }, plan, rules, options, wish);
  } finally {
    await compute.close();
    await engine.close();
    await Promise.all([dataset.close(), calibration?.close()]);
  }
}

/** @throws TrisimError "unsupported" where there is no path, or none of those that were asked for. */
async function planOf(
  models: Both<Model>,
  dataset: Dataset,
  calibration: Dataset | null,
  wish: Wish,
): Promise<ConnectionPlan> {
  const plan = await connectionPlan(models, [dataset], { ...wish.settings, align: wish.align }, calibration);
  refuseUnconnected(plan.parts[0]?.reason ?? null, models);
  refuseUnmet(wish, { aligned: plan.alignment.reason, repaired: plan.repair.reason }, models);
  if (calibration !== null) await checkCalibration(calibration);
  return plan;
}

/** Images to align and repair with, where they are given. */
async function openCalibration({ calibration, skipCorrupt, signal }: ConnectOptions): Promise<Dataset | null> {
  return calibration === undefined ? null : openDataset(calibration, { skipCorrupt, signal });
}
