import { z } from "zod";
import { CRITERIA } from "../selection/criteria.js";
import { number, reasons } from "./fields.js";

const criterion = z.enum(CRITERIA);

/** A model that may be chosen. */
export const candidate = z.object({
  model: z.string(),
  family: z.string(),
  accuracy: number.describe("0 to 1, mean over the in-distribution data sets"),
  robustness: number.describe("area under the accuracy above chance over the sparsity levels, 1 for no loss at any"),
  consensus: number.describe("mean calibrated similarity to other models: 0 at chance's .95 quantile, 1 for the same"),
  parameters: number,
  latency: number.describe("milliseconds an image, the best of five runs"),
  latencySlowest: number.describe("the slowest of the same five runs, by which nothing is chosen"),
  score: number.describe("weighted mean over the criteria, each from 0 for the worst to 1 for the best candidate"),
  rank: z.number().int().nullable().describe("from 1 for the best; models of one score share theirs"),
  onFront: z
    .boolean()
    .nullable()
    .describe("no other candidate is at least as good in every criterion and better in one"),
  outdoneBy: z.string().nullable().describe("one that is"),
  reasons,
});

/** Which model to take. */
export const recommendation = z.object({
  weights: z.record(criterion, z.number().min(0)).describe("how much each criterion counts, 0 for not at all"),
  criteria: z.array(criterion).readonly().describe("those that ranks, front and recommendation go by"),
  recommendation: z.object({ model: z.string(), sentence: z.string() }).nullable(),
  notes: z.array(z.string()).readonly().describe("what was left out of the choice, and why"),
  reasons,
});
