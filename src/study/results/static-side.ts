import { z } from "zod";
import { interval, number, numbers } from "./fields.js";

const layerMap = z.array(numbers).readonly();

const score = z.object({
  score: number,
  chance: number,
  calibrated: number,
  threshold: number,
  pValue: number,
  interval,
  details: z.record(z.string(), z.number()).optional().describe("what it was computed with: seeds, sizes, ranks, …"),
});

const bestMatches = z.array(z.object({ layer: z.string(), score: z.number(), pValue: number }).nullable()).readonly();

const plan = z.object({
  route: z
    .enum(["features", "gram", "minibatch"])
    .describe("products of features, entries of Gram matrices, or sums over minibatches where neither fits the memory"),
  why: z.string(),
  caveat: z.string().nullable().describe("what is warned of: an estimate, digits lost, memory beyond what is allowed"),
  precision: z.enum(["float32", "float64"]).describe("of the products"),
  bytes: z.number().describe("memory it needs beyond the representations"),
  block: z
    .object({ rows: z.number().int(), columns: z.number().int() })
    .nullable()
    .describe("entries that are there at a time; null for minibatches"),
  batch: z.number().int().nullable().describe("examples a minibatch; null where all are compared with all"),
  engine: z
    .string()
    .describe("what multiplied; pairs whose sums lose their digits are looked at one by one in float64"),
});

const draws = z.object({
  permutations: z.number().int().describe("orders of the examples of B"),
  seed: z.number().int(),
});

/** How alike two models represent the same examples. */
export const staticSide = z.object({
  representation: z
    .object({ a: z.string(), b: z.string() })
    .catchall(score)
    .describe("measure → score, penultimate pair"),
  plan: z
    .object({ representation: plan, layers: plan })
    .describe("how cka was computed: of the penultimate pair, and of the layers"),
  layers: z.object({
    n: z.number().int().describe("examples that the maps are of"),
    a: z.array(z.string()).readonly(),
    b: z.array(z.string()).readonly(),
    cka: layerMap.nullable().describe("[i][j]: layer i of A against layer j of B"),
    interval: z.array(z.array(interval).readonly()).readonly().describe("95 % interval of each cell of cka"),
    pValue: layerMap.describe("of each cell of cka, under permutations of the examples"),
    adjusted: layerMap.describe("pValue adjusted for the number of cells (Benjamini–Hochberg)"),
    self: z.object({ a: layerMap, b: layerMap }).describe("cka of each network's layers among themselves"),
    best: z
      .object({ a: bestMatches, b: bestMatches })
      .describe("each layer's best match in the other network; pValue corrected for the search"),
    procrustes: layerMap.nullable(),
    chance: z
      .object({ cka: layerMap.nullable(), procrustes: layerMap.nullable() })
      .describe("the mean of unrelated layers, cell by cell: of cka 0 exactly, of procrustes as drawn"),
    draws: z.object({
      procrustes: draws
        .nullable()
        .describe("what chance.procrustes is the mean of: the same few orders in every cell, too few for a threshold"),
    }),
  }),
});
