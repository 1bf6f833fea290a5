import type { OnnxTensor } from "../model.js";
import { overwrite } from "../overwritten.js";
import type { Stretch, Variant } from "../variant.js";
import type { BatchNormSite } from "./batch-norm-sites.js";
import type { LayerSite } from "./layer-sites.js";
import type { ChannelChange, ChannelMoments } from "./moments.js";

/** A tensor of which each element is another one: its value and index become it. */
interface Rewritten {
  readonly tensor: OnnxTensor;
  change(value: number, index: number): number;
}

/**
 * A network whose BatchNormalization nodes have other running statistics.
 *
 * @param variant - of the planned graph, with outputs appended or without.
 * @param moments - one entry a site.
 */
export function withBatchNormStatistics(
  variant: Variant,
  sites: readonly BatchNormSite[],
  moments: readonly ChannelMoments[],
): Variant {
  const rewritten = sites.flatMap(({ mean, variance }, k): Rewritten[] => [
    { tensor: mean, change: (value, c) => moments[k]?.mean[c] ?? value },
    { tensor: variance, change: (value, c) => moments[k]?.variance[c] ?? value },
  ]);
  return withRewritten(variant, rewritten);
}

/**
 * A network whose layers give scale · y + shift in place of y, channel by channel: the scale goes into the weight, and the shift
 * with it into the bias.
 *
 * @param variant - of the planned graph, with outputs appended or without.
 * @param changes - one entry a layer.
 */
export function withRepairedLayers(
  variant: Variant,
  layers: readonly LayerSite[],
  changes: readonly ChannelChange[],
): Variant {
  const rewritten = layers.flatMap(({ weight, bias, axis }, k): Rewritten[] => {
    const { scale, shift } = changes[k] ?? { scale: [], shift: [] };
    const channels = weight.dims[axis] ?? 1;
    const stride = weight.dims.slice(axis + 1).reduce((product, dim) => product * dim, 1);
    return [
      { tensor: weight, change: (value, e) => value * (scale[Math.floor(e / stride) % channels] ?? 1) },
      { tensor: bias, change: (value, c) => value * (scale[c] ?? 1) + (shift[c] ?? 0) },
    ];
  });
  return withRewritten(variant, rewritten);
}

function withRewritten(variant: Variant, rewritten: readonly Rewritten[]): Variant {
  return { ...variant, changed: () => rewrittenIn(variant, rewritten) };
}

/** What was changed already is changed once more; each tensor in the memory of the last. */
function* rewrittenIn({ base, changed = () => [] }: Variant, rewritten: readonly Rewritten[]): Generator<Stretch> {
  const left = new Map(rewritten.map((each) => [each.tensor.values.start, each]));
  const lengths = rewritten.map(({ tensor: { values } }) => values.end - values.start);
  const room = new Uint8Array(lengths.reduce((most, length) => Math.max(most, length), 0));
  // In a copy: a stretch may be a view of the other network.
  const copied = ({ tensor, change }: Rewritten, from: Uint8Array): Stretch => {
    const bytes = room.subarray(0, from.length);
    bytes.set(from);
    overwrite(bytes, { ...tensor, values: { start: 0, end: from.length } }, change);
    return { start: tensor.values.start, bytes };
  };
  for (const stretch of changed()) {
    const again = left.get(stretch.start);
    left.delete(stretch.start);
    yield again === undefined ? stretch : copied(again, stretch.bytes);
  }
  for (const { tensor, change } of left.values())
    yield copied({ tensor, change }, base.bytes.subarray(tensor.values.start, tensor.values.end));
}
