import { z } from "zod";
import { interval, number, thumbnail } from "./fields.js";

const whole = z.number().int();

const classAgreement = z.object({
  class: whole,
  n: whole.describe("examples of the class"),
  agreement: z.object({ score: z.number(), interval }).describe("share to which both give the same class"),
  accuracy: z.object({ a: number, b: number }),
});

const classes = z.object({
  by: z.enum(["label", "prediction of A"]).describe("what says of which class an example is"),
  absent: whole.describe("classes without an example, which are not listed"),
  of: z.array(classAgreement).readonly(),
});

const confusion = z.object({
  n: whole,
  same: whole.describe("examples to which both give the same class"),
  counts: z
    .array(z.array(whole).readonly())
    .readonly()
    .nullable()
    .describe("[i][j]: examples that A gives class i and B class j; null for more than 100 classes"),
  frequent: z
    .array(z.object({ a: whole, b: whole, count: whole }))
    .readonly()
    .describe("cells off the diagonal with most examples, at most 200, the most frequent first"),
});

const named = z.object({ class: whole, name: z.string().optional() });
const verdict = named.extend({ probability: z.number() });

const disputed = z.object({
  id: z.string().describe("as the data set names it: a record number from 0, or a path"),
  a: verdict,
  b: verdict,
  label: named.nullable(),
  jsd: z.number().describe("Jensen–Shannon divergence of the two models' probabilities, in bits"),
  thumbnail,
});

/** What two models predict class by class and example by example, as part of the functional side. */
export const classTables = {
  classNames: z.array(z.string()).readonly().nullable().describe("of the classes that are predicted, in order"),
  classes: classes.nullable(),
  confusion: confusion.nullable().describe("of the two models with each other"),
  disputed: z
    .array(disputed)
    .readonly()
    .nullable()
    .describe("of the examples with different predicted classes the ten with the largest divergence"),
};
