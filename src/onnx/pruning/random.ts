import { mixer } from "../../kernels/mixed-bits.js";
import { visitElements, zeroElement } from "../elements.js";
import { type KeyCut, keyRanking } from "./key-ranking.js";
import { visitBits } from "./magnitude-bits.js";
import type { PruningMethod, Zeroing } from "./method.js";
import type { PrunableLayer } from "./prunable-layers.js";
import { weightsAt } from "./weights-at.js";

/**
 * Random pruning, the control: exactly floor(s·N) of the N weights of the model, those that are zero already and then any.
 *
 * Each place has a number that only the seed and its index in the model decide, and the smallest go: what a level takes, a
 * higher one takes too.
 */
export const randomly: PruningMethod = ({ bytes: dense }, layers, { seed = 0 }) => {
  const starts = startsOf(layers);
  const mixed = mixer(seed);
  const size = layers.reduce((sum, { weight }) => sum + weight.size, 0);
  const ranking = keyRanking((see) => {
    for (const [l, { weight }] of layers.entries()) {
      visitBits(dense, weight, (bits, count, from) => {
        const start = (starts[l] ?? 0) + from;
        // The chunk is ours to write to.
        for (let i = 0; i < count; i++) bits[i] = bits[i] === 0 ? 0 : mixed(start + i);
        see(bits, count);
      });
    }
  });
  return {
    zeroings(sparsity) {
      const count = weightsAt(sparsity, size);
      if (count === 0) return [];
      const zero = zeroUpTo(mixed, ranking.cut(count));
      return layers.map(({ weight }) => ({ tensor: weight, zero }));
    },
  };
};

/** Index and ties go on from one tensor to the next. */
function zeroUpTo(mixed: (index: number) => number, { key: edge, ties }: KeyCut): Zeroing["zero"] {
  let index = 0;
  let left = ties;
  return (bytes, tensor) => {
    visitElements(bytes, tensor, (magnitude, start, end) => {
      // Zeros come first; 0 may also be what another place draws, which is a tie like any other.
      const key = Math.fround(magnitude) === 0 ? 0 : mixed(index);
      index++;
      if (key > edge || (key === edge && left <= 0)) return;
      if (key === edge) left--;
      zeroElement(bytes, tensor, start, end);
    });
  };
}

/** The index in the model at which each layer's weights start. */
function startsOf(layers: readonly PrunableLayer[]): readonly number[] {
  let at = 0;
  return layers.map(({ weight }) => {
    at += weight.size;
    return at - weight.size;
  });
}
