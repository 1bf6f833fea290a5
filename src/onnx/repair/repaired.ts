import { overwrite } from "../overwritten.js";
import type { BatchNormSite } from "./batch-norm-sites.js";
import type { LayerSite } from "./layer-sites.js";
import type { ChannelChange, ChannelMoments } from "./moments.js";

/**
 * Gives the BatchNormalization nodes of a network other running statistics, in place.
 *
 * @param bytes - of a network of the planned graph, with outputs appended or without; they change.
 * @param moments - one entry a site.
 */
export function withBatchNormStatistics(
  bytes: Uint8Array,
  sites: readonly BatchNormSite[],
  moments: readonly ChannelMoments[],
): Uint8Array {
  for (const [k, { mean, variance }] of sites.entries()) {
    overwrite(bytes, mean, (value, c) => moments[k]?.mean[c] ?? value);
    overwrite(bytes, variance, (value, c) => moments[k]?.variance[c] ?? value);
  }
  return bytes;
}

/**
 * Lets the layers of a network give scale · y + shift in place of y, channel by channel: the scale goes into the weight, and
 * the shift with it into the bias, in place.
 *
 * @param bytes - of a network of the planned graph, with outputs appended or without; they change.
 * @param changes - one entry a layer.
 */
export function withRepairedLayers(
  bytes: Uint8Array,
  layers: readonly LayerSite[],
  changes: readonly ChannelChange[],
): Uint8Array {
  for (const [k, { weight, bias, axis }] of layers.entries()) {
    const { scale, shift } = changes[k] ?? { scale: [], shift: [] };
    const channels = weight.dims[axis] ?? 1;
    const stride = weight.dims.slice(axis + 1).reduce((product, dim) => product * dim, 1);
    overwrite(bytes, weight, (value, e) => value * (scale[Math.floor(e / stride) % channels] ?? 1));
    overwrite(bytes, bias, (value, c) => value * (scale[c] ?? 1) + (shift[c] ?? 0));
  }
  return bytes;
}
