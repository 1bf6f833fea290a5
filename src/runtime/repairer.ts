import type { Dataset } from "../data/dataset.js";
import type { OnnxModel } from "../onnx/model.js";
import type { LayerSite } from "../onnx/repair/layer-sites.js";
import { measuringBatchNorms } from "../onnx/repair/measuring-batch-norms.js";
import { measuringLayers } from "../onnx/repair/measuring-layers.js";
import { type ChannelMoments, type ChannelTargets, changeTo, targetsBetween } from "../onnx/repair/moments.js";
import { type RepairPlan, repairPlan, sitesOf } from "../onnx/repair/plan.js";
import { withBatchNormStatistics, withRepairedLayers } from "../onnx/repair/repaired.js";
import { repairingLayers } from "../onnx/repair/repairing-layers.js";
import type { Variant } from "../onnx/variant.js";
import { channelMoments, FEWEST_A_BATCH } from "./channel-moments.js";
import type { Engine, Feeds } from "./engine.js";
import type { RunOptions } from "./evaluate.js";
import type { TappedModel } from "./tapped-model.js";

/** What sets the statistics of a network between two others right. */
export interface Repairer {
  readonly kind: RepairPlan["kind"];
  /** Normalisations or layers that are repaired, and those that are not. */
  readonly layers: number;
  readonly leftOut: number;
  /**
   * A network between, repaired: one pass over the calibration images.
   *
   * @param between - of A's graph, with outputs appended or without; it is made twice, so that none is held while images run.
   */
  repaired(between: Variant, alpha: number): Promise<Variant>;
}

/**
 * Prepares the repair of the networks between two: recomputed BatchNormalization statistics where such nodes are kept, REPAIR
 * where they were folded away.
 *
 * @param tapped - A, whose graph the networks between have.
 * @param b - B's own graph.
 * @param aligned - how B differs from it once it is aligned.
 * @param images - to take the statistics of.
 * @returns the reason where nothing can be repaired.
 * @see Jordan, Sedghi, Saukh, Entezari & Neyshabur 2023
 */
export async function repairer(
  engine: Engine,
  tapped: TappedModel,
  b: OnnxModel,
  aligned: Partial<Variant>,
  images: Dataset,
  options: RunOptions,
): Promise<Repairer | string> {
  const { model, input } = tapped;
  const plan = repairPlan(model.onnx);
  const count = sitesOf(plan).length;
  const [first] = plan.leftOut;
  if (count === 0) {
    return first === undefined ? "there is nothing to repair" : `nothing can be repaired: ${first.node}: ${first.why}`;
  }
  if (input.batch !== null && input.batch < FEWEST_A_BATCH) {
    return `${model.name} takes ${input.batch} images at a time, and statistics need at least ${FEWEST_A_BATCH}`;
  }
  const note = { kind: plan.kind, layers: count, leftOut: plan.leftOut.length };
  if (plan.kind === "batch-norm") {
    return {
      ...note,
      async repaired(between) {
        const measuring = measuringBatchNorms(model.onnx, plan.nodes, between);
        const moments = await channelMoments(engine, model, measuring, images, options);
        return withBatchNormStatistics(between, plan.nodes, moments);
      },
    };
  }
  const { layers } = plan;
  const ofB = repairPlan(b);
  const others = ofB.kind === "repair" ? ofB.layers : [];
  const ends = [
    await channelMoments(engine, model, measuringLayers(model.onnx, layers), images, options),
    await channelMoments(
      engine,
      { ...model, name: b.name, onnx: b },
      measuringLayers(b, others, aligned),
      images,
      options,
    ),
  ] as const;
  return {
    ...note,
    repaired: (between, alpha) => repairedLayers(engine, tapped, layers, ends, between, alpha, images, options),
  };
}

async function repairedLayers(
  engine: Engine,
  { model }: TappedModel,
  layers: readonly LayerSite[],
  [ofA, ofB]: readonly [readonly ChannelMoments[], readonly ChannelMoments[]],
  between: Variant,
  alpha: number,
  images: Dataset,
  options: RunOptions,
): Promise<Variant> {
  const targets = ofA.map((moments, k) => targetsBetween(moments, ofB[k] ?? moments, alpha));
  const repairing = repairingLayers(model.onnx, layers, between);
  const feeds = (): Feeds =>
    Object.fromEntries(repairing.targets.flatMap(({ mean, deviation }, k) => fedTargets(mean, deviation, targets[k])));
  const moments = await channelMoments(engine, model, repairing, images, options, feeds);
  const changes = targets.map((target, k) =>
    changeTo(moments[k] ?? { mean: new Float64Array(), variance: new Float64Array() }, target),
  );
  return withRepairedLayers(between, layers, changes);
}

function fedTargets(mean: string, deviation: string, target: ChannelTargets | undefined) {
  const feed = (values: Float64Array = new Float64Array()) => ({
    dims: [1, values.length, 1],
    data: Float32Array.from(values),
  });
  return [
    [mean, feed(target?.mean)],
    [deviation, feed(target?.deviation)],
  ] as const;
}
