import { z } from "zod";
import { pruningMethodNames } from "../../onnx/pruning/methods.js";
import { interval, number, numbers } from "./fields.js";

const intervals = z.array(interval).readonly();
const shares = z.array(z.number()).readonly();
const estimate = z.object({ value: number, interval });

const tracking = z
  .object({
    levels: shares.describe("at which both cka and aboveChance are known"),
    r: estimate.describe("Pearson's r of the two over the levels: both fall, which alone makes it high"),
    steps: estimate.describe("the same of their changes from level to level"),
    sharpness: estimate.describe("area under cka less that under aboveChance; above 0, accuracy falls more sharply"),
  })
  .describe("does self-similarity follow accuracy? Intervals are over the sampling of examples, at these levels");

/** What pruning does to one model. */
export const sweep = z.object({
  cka: numbers.describe("self-similarity: dense against pruned, penultimate layer"),
  interval: intervals.describe("of cka"),
  accuracy: numbers,
  retention: numbers.describe("share of the dense accuracy that is left"),
  aboveChance: numbers.describe("the same of what lies above guessing"),
  predictive: z
    .object({ agreement: numbers, jsd: numbers, kappa: numbers })
    .describe("with the dense model's own predictions"),
  realSparsity: shares.describe("zeros over the prunable weights"),
  realSparsityAll: shares.describe("zeros over all parameters"),
  effectiveRank: numbers.describe("of the penultimate layer"),
  layers: z.object({
    names: z.array(z.string()).readonly(),
    scores: z
      .record(z.string(), z.array(numbers).readonly())
      .describe("measure → [level][layer]: each layer with itself dense"),
  }),
  areas: z.object({ cka: number, retention: number, aboveChance: number }).describe("over the levels, by trapezoids"),
  tracking,
});

/** What pruning does to two models. */
export const sparsitySide = z.object({
  method: z.enum(pruningMethodNames),
  nCalibration: z
    .object({ a: z.number().int(), b: z.number().int() })
    .describe("images that input norms are of; 0 where the method needs none"),
  levels: shares,
  a: sweep,
  b: sweep,
  cross: z.object({
    cka: numbers.describe("of the two pruned penultimate layers"),
    gain: numbers.describe("less that of the dense pair"),
    gainInterval: intervals.describe("of that difference"),
    counts: z.array(z.boolean()).readonly().describe("false where the collapse guard voids the gain"),
    why: z.array(z.string().nullable()).readonly().describe("why a gain does not count"),
    scores: z.record(z.string(), numbers).describe("measures besides cka → one score a level"),
    largestGain: z
      .object({ level: z.number(), gain: z.number(), interval })
      .nullable()
      .describe("of those that count; its interval knows nothing of the search"),
  }),
  robustness: number,
  robustnessAlive: z
    .object({ score: number, interval })
    .describe("the same over the levels above 0 at which both models are alive"),
});
