import type { Matrix } from "../../kernels/matrix.js";
import { layerMap } from "../../measures/layer-map.js";
import { PERMUTATIONS_A_CELL, procrustesChance } from "../../measures/procrustes-chance.js";
import { MEASURES } from "../../measures/table.js";
import type { Reasoned } from "../reasoned.js";
import type { Table } from "./layer-tables.js";
import { procrustesMapsAreAffordable } from "./procrustes-map-cost.js";

/** Procrustes similarity of every layer of A with every layer of B, and what chance gives. */
export interface ProcrustesMap {
  /** `null` where it would cost too much and was not asked for. */
  readonly scores: Table<number> | null;
  /** `null` where the scores are, and where the permutations would cost too much beside them. */
  readonly chance: Table<number> | null;
  /** What the chance was drawn with; `null` with it. */
  readonly draws: { readonly permutations: number; readonly seed: number } | null;
}

/**
 * The Procrustes map of two networks.
 *
 * @param xs - the layers of A.
 * @param ys - the layers of B, of the same examples.
 * @param options.forced - compute all of it, whatever it costs.
 * @param options.seed - of the permutations behind the chance.
 * @returns reasons by the keys of the results' layers: `procrustes`, `chance.procrustes`, `draws.procrustes`.
 */
export function procrustesMap(
  xs: readonly Matrix[],
  ys: readonly Matrix[],
  { forced, seed }: { readonly forced: boolean; readonly seed: number },
): Reasoned<ProcrustesMap> {
  const isAffordable = (maps: number) => forced || procrustesMapsAreAffordable(xs, ys, maps);
  if (!isAffordable(1)) {
    const reasons = { procrustes: TOO_COSTLY, "chance.procrustes": TOO_COSTLY, "draws.procrustes": TOO_COSTLY };
    return { value: { scores: null, chance: null, draws: null }, reasons };
  }
  const scores = layerMap(MEASURES.procrustes, xs, ys);
  // A permutation costs what the map costs.
  if (!isAffordable(1 + PERMUTATIONS_A_CELL)) {
    const reasons = { "chance.procrustes": CHANCE_TOO_COSTLY, "draws.procrustes": CHANCE_TOO_COSTLY };
    return {
      value: { scores, chance: null, draws: null },
      reasons: { ...emptyCells("procrustes", scores), ...reasons },
    };
  }
  const draws = { permutations: PERMUTATIONS_A_CELL, seed };
  return {
    value: { scores, chance: procrustesChance(xs, ys, draws), draws },
    reasons: { ...emptyCells("procrustes", scores), ...emptyCells("chance.procrustes", scores) },
  };
}

const FORCE = "asking for the measure procrustes computes it";
const TOO_COSTLY = `too costly for layers this wide; ${FORCE}`;
const CHANCE_TOO_COSTLY = `${PERMUTATIONS_A_CELL} permutations are too costly for layers this wide; ${FORCE}`;

function emptyCells(path: string, map: Table<number>): Record<string, string> {
  const empty = map.flatMap((row, i) => row.flatMap((cell, j) => (cell === null ? [`${path}.${i}.${j}`] : [])));
  return Object.fromEntries(empty.map((cell) => [cell, "undefined: a layer does not vary over these examples"]));
}
