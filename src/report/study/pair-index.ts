import type { StudyPairOnData, StudyResult } from "../../study/results/study.js";
import { pairPage } from "./pair-address.js";
import type { PairIndex, PairOnSet } from "./pair-card.js";

/** What is kept of every pair of a study for whoever looks at one. */
export function pairIndex({ data, pairs }: StudyResult): PairIndex {
  return {
    data: data.map(({ name }) => name),
    pairs: pairs.map((pair) => ({
      ...{ a: pair.a, b: pair.b, page: pairPage(pair), failure: pair.failure },
      on: pair.data.map(onSet),
    })),
  };
}

function onSet({ name, n, triangle, static: { layers } }: StudyPairOnData): PairOnSet {
  const { static: still, functional, sparsity } = triangle;
  const [rows, columns] = [layers.a.length, layers.b.length];
  const map = layers.cka === null ? null : Buffer.from(layers.cka.flat().map(byteOf)).toString("base64");
  return { data: name, n, sides: [still, functional, sparsity].map(rounded), rows, columns, map };
}

/** A picture needs no more: a step is less than .008. */
function byteOf(value: number | null): number {
  return value === null ? 0 : 128 + Math.round(127 * Math.max(-1, Math.min(1, value)));
}

function rounded(value: number | null): number | null {
  return value === null ? null : Number(value.toFixed(4));
}
