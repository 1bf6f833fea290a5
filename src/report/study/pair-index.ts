import type { StudyPairOnData, StudyResult } from "../../study/results/study.js";
import { dataName } from "../data-name.js";
import { SIDES, vertexReason } from "../sentences.js";
import { pairPage } from "./pair-address.js";
import type { PairIndex, PairOnSet } from "./pair-card.js";

/** What is kept of every pair of a study for whoever looks at one. */
export function pairIndex({ data, pairs }: StudyResult): PairIndex {
  const places = new Map<string, number>();
  const placeOf = (names: readonly string[]) => {
    const list = JSON.stringify(names);
    if (!places.has(list)) places.set(list, places.size);
    return places.get(list) ?? 0;
  };
  const files = new Map(data.map((set, k) => [set.name, dataName(set, k)]));
  const cards = pairs.map((pair) => ({
    ...{ a: pair.a, b: pair.b, page: pairPage(pair), failure: pair.failure },
    on: pair.data.map((on) => onSet(on, files.get(on.name) ?? "data", placeOf)),
  }));
  return { layers: [...places.keys()].map((list) => JSON.parse(list) as string[]), pairs: cards };
}

function onSet(on: StudyPairOnData, file: string, placeOf: (names: readonly string[]) => number): PairOnSet {
  const { layers } = on.static;
  const sides = SIDES.map((side) => {
    const { score } = on.vertices[side];
    return score === null ? vertexReason(on, side, "score") : Number(score.toFixed(4));
  });
  const map = layers.cka === null ? null : Buffer.from(layers.cka.flat().map(byteOf)).toString("base64");
  return { data: on.name, file, n: layers.n, sides, rows: placeOf(layers.a), columns: placeOf(layers.b), map };
}

/** A picture needs no more: a step is less than .008. */
function byteOf(value: number | null): number {
  return value === null ? 0 : 128 + Math.round(127 * Math.max(-1, Math.min(1, value)));
}
