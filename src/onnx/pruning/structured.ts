import type { OnnxModel, OnnxTensor } from "../model.js";
import { ownParameters } from "../own-parameters.js";
import { biasPlace, channelBias } from "./channel-bias.js";
import { elementAccess } from "./element-access.js";
import type { PruningMethod, Zeroing } from "./method.js";
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
    zeroings: (sparsity) => found.flatMap(({ ranked }) => zeroedChannels(ranked, sparsity)),
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

function zeroedChannels({ weight, bias, axes, order }: RankedChannels, sparsity: number): readonly Zeroing[] {
  const channels = order.subarray(0, weightsAt(sparsity, order.length));
  const ofWeight = (bytes: Uint8Array, tensor: OnnxTensor) => {
    const { zero } = elementAccess(bytes, tensor);
    for (const channel of channels) for (const column of axes.columns) zero((axes.rows[channel] ?? 0) + column);
  };
  const ofBias = (bytes: Uint8Array, tensor: OnnxTensor) => channels.forEach(elementAccess(bytes, tensor).zero);
  return [{ tensor: weight, zero: ofWeight }, ...(bias === null ? [] : [{ tensor: bias, zero: ofBias }])];
}
