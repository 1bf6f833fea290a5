import { checkEvidence } from "../findings/check-evidence.js";
import { among, completeModels } from "../findings/complete-models.js";
import type { DataEvidence, Evidence, LeftOut, ModelEvidence } from "../findings/evidence.js";
import { SIDE_NAMES, type SideName, sideMatrix } from "../findings/sides.js";
import { type Agreement, agreement } from "./agreement.js";
import { averageLinkage, type Tree } from "./average-linkage.js";
import { classicalScaling, type PlaneMap } from "./classical-scaling.js";
import { type Distances, staticDistances } from "./distances.js";
import { type Neighbour, neighbours } from "./neighbours.js";

/** How the models of a study lie to each other on one data set. */
export interface Structure {
  readonly data: string;
  /** What tree and map are drawn by: θ, or √(1 − CKA) where θ was not computed. */
  readonly distance: Distances["kind"];
  /** Models in tree and map, in the order of the study; forks and twins are among them. */
  readonly models: readonly string[];
  readonly leftOut: readonly LeftOut[];
  /** Things are the places of `models`; its order of leaves is that of the matrices. */
  readonly dendrogram: Tree;
  /** One point a model. */
  readonly map: PlaneMap;
  readonly agreement: readonly Agreement[];
  readonly neighbours: Readonly<Record<SideName, readonly Neighbour[]>>;
  /** Key path → why it is null. */
  readonly reasons: Readonly<Record<string, string>>;
}

/**
 * Trees, maps, the agreement of the sides and each model's neighbours, data set by data set.
 *
 * @param seed - of permutations that are drawn rather than enumerated; 0 unless given.
 * @throws RangeError where a matrix of the evidence has another size than there are models.
 */
export function structure(evidence: Evidence, seed = 0): readonly Structure[] {
  checkEvidence(evidence);
  const { models, data } = evidence;
  return data.map((one) => structureOn(models, one, seed));
}

function structureOn(models: readonly ModelEvidence[], data: DataEvidence, seed: number): Structure {
  const { kind, matrix } = staticDistances(data);
  const alive = {
    kept: models.flatMap(({ failure }, i) => (failure === null ? [i] : [])),
    leftOut: models.flatMap(({ name, failure }) =>
      failure === null ? [] : [{ model: name, why: `failed: ${failure}` }],
    ),
  };
  const { kept, leftOut } = completeModels(models, alive, [matrix], "distance");
  const distances = among(matrix, kept, 0);
  const map = classicalScaling(distances);
  const near = Object.fromEntries(
    SIDE_NAMES.map((side) => [side, neighbours(models, sideMatrix(data, side))]),
  ) as Structure["neighbours"];
  return {
    data: data.name,
    distance: kind,
    models: kept.map((i) => models[i]?.name ?? ""),
    leftOut,
    dendrogram: averageLinkage(distances),
    map,
    agreement: agreement(models, data, seed),
    neighbours: near,
    reasons: {
      ...(map.share === null ? { "map.share": "no two models are at a distance" } : {}),
      ...lonely(models, near),
    },
  };
}

/** Why models have no neighbour. */
function lonely(models: readonly ModelEvidence[], near: Structure["neighbours"]): Record<string, string> {
  const why = (side: SideName, i: number) => {
    const { failure = null, unpruned } = models[i] ?? {};
    if (failure !== null) return `failed: ${failure}`;
    return (side === "sparsity" ? unpruned : undefined) ?? `no ${side} similarity to any other model`;
  };
  return Object.fromEntries(
    SIDE_NAMES.flatMap((side) =>
      near[side].flatMap(({ nearest }, i) =>
        nearest === null ? [[`neighbours.${side}.${i}.nearest`, why(side, i)]] : [],
      ),
    ),
  );
}
