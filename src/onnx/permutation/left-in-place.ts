import { TrisimError } from "../../errors.js";
import { weightPath } from "../constants.js";
import { lastWeighted } from "../last-weighted.js";
import { imageEmbeddingOf, logitsOf } from "../logits.js";
import type { OnnxModel } from "../model.js";
import { type PrunableLayer, prunableLayers } from "../pruning/prunable-layers.js";
import { weightAxes } from "../pruning/weight-axes.js";
import type { UnitClasses } from "./unit-classes.js";

/** A layer some of whose output channels no class holds. */
export interface LeftInPlace {
  readonly layer: string;
  /** Output channels that stay where they are. */
  readonly channels: number;
}

/**
 * The layers whose output channels cannot be moved, or not all of them: what a graph does with them is not understood, or
 * ties them to their places. The one that makes the outputs is not among them, since nothing may move there.
 *
 * @returns `null` where it cannot be told.
 */
export function leftInPlace(model: OnnxModel, classes: UnitClasses): readonly LeftInPlace[] | null {
  try {
    const last = lastLayer(model);
    const inner = prunableLayers(model).filter(({ weight }) => weight.record.start !== last);
    return inner.flatMap((layer) => {
      const channels = unmoved(model, layer, classes);
      return channels > 0 ? [{ layer: layer.name, channels }] : [];
    });
  } catch (error) {
    if (error instanceof TrisimError) return null;
    throw error;
  }
}

/** Where the weight is stored that makes the logits or the embedding. */
function lastLayer(model: OnnxModel): number | null {
  const output = logitsOf(model) ?? imageEmbeddingOf(model);
  return output === null ? null : (weightPath(model, lastWeighted(model, output).weight)?.tensor.record.start ?? null);
}

/** Output channels of a layer that are at no site; 0 where they do not lie along one axis. */
function unmoved(model: OnnxModel, layer: PrunableLayer, { parameters, classes }: UnitClasses): number {
  const { rows } = weightAxes(model, layer);
  const { dims, record } = layer.weight;
  const stride = (rows[1] ?? 0) - (rows[0] ?? 0);
  const axis = dims.findIndex((size, a) => size === rows.length && stride === strideOf(dims, a));
  const parameter = parameters.findIndex((of) => of.record.start === record.start);
  if (rows.length < 2 || axis < 0 || parameter < 0) return 0;
  const sites = classes.flatMap((of) => of.sites.filter((site) => site.parameter === parameter && site.axis === axis));
  return rows.length - new Set(sites.flatMap(({ indices }) => [...indices])).size;
}

function strideOf(dims: readonly number[], axis: number): number {
  return dims.slice(axis + 1).reduce((product, size) => product * size, 1);
}
