import type { OnnxModel, OnnxTensor } from "../model.js";
import { ownParameters } from "../own-parameters.js";
import { biasPlace, channelBias } from "./channel-bias.js";
import { elementAccess } from "./element-access.js";
import type { PruningMethod } from "./method.js";
import { layerText, type PrunableLayer, prunableLayers } from "./prunable-layers.js";
import { type WeightAxes, weightAxes } from "./weight-axes.js";
import { weightsAt } from "./weights-at.js";

/** A layer whose output channels are ranked. */
interface RankedChannels {
  readonly weight: OnnxTensor;
  readonly bias: OnnxTensor | null;
  readonly axes: WeightAxes;
  /** Channels by the L2 norm of their weights, ascending; of equal ones the first comes first. */
  readonly order: Uint32Array;
}

/**
 * Structured pruning: of the C output channels of each layer the floor(s·C) of smallest L2 norm, all of their weights and their
 * bias.
 *
 * A weight that several nodes read has the channels of the first. Batch normalisation behind a layer stays as it is.
 */
export const structured: PruningMethod = (model, layers) => {
  const found = layers.map((layer) => ({ layer, ...rankedChannels(model, layer) }));
  return {
    zero(bytes, sparsity) {
      for (const { ranked } of found) zeroChannels(bytes, ranked, weightsAt(sparsity, ranked.order.length));
    },
    notes: found.flatMap(({ layer, why }) =>
      why === null ? [] : [`${layerText(layer)} loses channels without their bias: ${why}`],
    ),
  };
};

/** A model in which every layer's bias is its own: exporters store equal ones once. */
export function withOwnBiases(model: OnnxModel): OnnxModel {
  const places = prunableLayers(model).flatMap((layer) => biasPlace(model, layer) ?? []);
  return ownParameters(model, (node, input) => places.some((place) => place.node === node && place.input === input));
}

function rankedChannels(model: OnnxModel, layer: PrunableLayer): { ranked: RankedChannels; why: string | null } {
  const { weight } = layer;
  const axes = weightAxes(model, layer);
  const { magnitude } = elementAccess(model.bytes, weight);
  const squares = Float64Array.from(axes.rows, (row) => {
    let sum = 0;
    for (const column of axes.columns) sum += magnitude(row + column) ** 2;
    return sum;
  });
  const order = Uint32Array.from(squares.keys()).sort((a, b) => (squares[a] ?? 0) - (squares[b] ?? 0) || a - b);
  const bias = channelBias(model, layer, squares.length);
  const [stored, why] = typeof bias === "string" ? [null, bias] : [bias, null];
  return { ranked: { weight, bias: stored, axes, order }, why };
}

function zeroChannels(bytes: Uint8Array, { weight, bias, axes, order }: RankedChannels, count: number): void {
  const ofWeight = elementAccess(bytes, weight);
  const ofBias = bias === null ? null : elementAccess(bytes, bias);
  for (const channel of order.subarray(0, count)) {
    for (const column of axes.columns) ofWeight.zero((axes.rows[channel] ?? 0) + column);
    ofBias?.zero(channel);
  }
}
