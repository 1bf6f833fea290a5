import { z } from "zod";
import { SIDE_NAMES } from "../findings/sides.js";
import { number, reasons } from "./fields.js";
import { leftOut, permutationTest, side } from "./findings.js";

const place = z.number().int().min(0);

const dendrogram = z.object({
  merges: z
    .array(
      z.object({
        a: place.describe("below m a model, m + k what merge k made"),
        b: place,
        height: z.number().describe("mean distance between the models of the two"),
        size: z.number().int().describe("models in both together"),
      }),
    )
    .readonly()
    .describe("m − 1 of them by average linkage, the lowest first"),
  order: z.array(place).readonly().describe("places in models, from one side of the tree to the other"),
});

const map = z.object({
  points: z
    .array(z.tuple([z.number(), z.number()]).readonly())
    .readonly()
    .describe("one a model by classical scaling, their mean at the origin; the first axis spreads most"),
  share: number.describe("of what spreads in any direction, how much the plane shows: 0 to 1"),
  negative: z.number().describe("what does not fit into a Euclidean space, 0 for nothing, below 1"),
});

const { pValue, smallest, permutations, exhaustive } = permutationTest.shape;

const agreement = z.object({
  sides: z.tuple([side, side]).readonly(),
  models: z.array(z.string()).readonly(),
  leftOut,
  r: number.describe("Pearson's, of the two sides' similarities over the pairs, −1 to 1"),
  pValue: pValue.nullable().describe("Mantel's, the upper tail"),
  smallest: smallest.nullable(),
  permutations: permutations.nullable(),
  exhaustive: exhaustive.nullable(),
  reasons,
});

const neighbour = z.object({
  model: z.string(),
  nearest: z
    .object({
      model: z.string(),
      similarity: z.number().describe("as this side has it, 1 at most"),
      sameFamily: z.boolean(),
    })
    .nullable(),
});

/** How the models of a study lie to each other on one data set. */
export const structure = z.object({
  data: z.string(),
  distance: z.enum(["angular", "root"]).describe("what tree and map are drawn by: θ in radians, or √(1 − CKA)"),
  models: z.array(z.string()).readonly().describe("the m of tree and map, forks and twins among them"),
  leftOut,
  dendrogram,
  map,
  agreement: z.array(agreement).readonly().describe("whether two sides call the same models alike"),
  neighbours: z
    .record(z.enum(SIDE_NAMES), z.array(neighbour).readonly())
    .describe("the model most alike to each of the study's"),
  reasons,
});
