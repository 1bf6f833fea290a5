import { z } from "zod";
import { SIDE_NAMES } from "../findings/sides.js";
import { interval, number, reasons } from "./fields.js";

const names = z.array(z.string()).readonly();

export const side = z.enum(SIDE_NAMES);

export const leftOut = z
  .array(z.object({ model: z.string(), why: z.string() }))
  .readonly()
  .describe("models that do not count here");

const verdict = z
  .enum(["supported", "not supported", "not testable"])
  .describe("not testable where the design is too small to tell either way");

const estimate = z.object({ value: number, interval: interval.describe("95 %, by leaving out one model at a time") });

const share = z.number().min(0).max(1);

/** p and how it was come by. */
export const permutationTest = z.object({
  pValue: share,
  smallest: share.describe("p-value that so few models can give"),
  permutations: z.number().int(),
  exhaustive: z.boolean().describe("all permutations there are, else drawn ones"),
});

const sentences = z.object({
  verdict,
  sentence: z.string(),
  details: names.describe("what stands beside it, a sentence each"),
  caveats: names.describe("how far it reaches, a sentence each"),
});

const testReasons = reasons.describe("key path → why the value there is null; verdict → why it is not testable");

const familyTest = z.object({
  data: z.string(),
  side,
  scale: z.enum(["raw", "calibrated"]).describe("as measured, or 0 at the .95 quantile of the null"),
  twins: z.enum(["all", "one"]).describe("whether all seed twins count, or of each set of them one"),
  distance: z
    .enum(["angular", "root"])
    .describe("what silhouettes and pseudo-F are of: θ in radians, or √(1 − similarity)"),
  models: names,
  leftOut,
  pairs: z.object({ within: z.number().int(), between: z.number().int() }).describe("how many there are"),
  auc: estimate.describe(
    "probability that a pair of one family is more alike than a pair of two: 0.5 where families say nothing, 1 at most",
  ),
  dPrime: estimate.describe("how far the two kinds of pairs lie apart, in units of their spread; 0 for not at all"),
  gap: estimate.describe("mean similarity of pairs of one family less that of pairs of two"),
  silhouette: number.describe("mean over the models, −1 to 1"),
  silhouettes: z.array(z.number()).readonly().nullable().describe("one a model, −1 to 1"),
  permanova: permutationTest
    .extend({
      f: number.describe("pseudo-F, from 0 on"),
      r2: z.number().describe("share of the sum of squared distances that lies between families, 0 to 1"),
    })
    .nullable(),
  verdict,
  reasons: testReasons,
});

const tracking = z.object({
  r: estimate.describe("of self-CKA and accuracy above chance, less the means of each level (and family), −1 to 1"),
  test: permutationTest.nullable().describe("upper tail of exchanging whole accuracy curves between models"),
  verdict,
  reasons: testReasons,
});

const pruningTest = z.object({
  data: z.string(),
  models: names,
  leftOut,
  levels: z.array(z.number()).readonly().describe("sparsity, 0 to 1, 0 first"),
  levelsLeftOut: z.array(z.number()).readonly().describe("those that some model lacks"),
  perModel: z
    .array(
      z.object({
        model: z.string(),
        r: number.describe("Pearson's, of self-CKA and accuracy above chance over the levels, −1 to 1"),
        sharpness: z.number().describe("area under self-CKA less that under accuracy above chance"),
      }),
    )
    .readonly(),
  rawR: number.describe("r over all models and levels together, which the common fall alone makes high"),
  pooled: tracking,
  withinFamilies: tracking.describe("the means of each family at each level removed, and exchanges within families"),
  sharpness: z
    .object({
      mean: estimate.describe("of perModel's sharpness; above 0 accuracy falls more sharply"),
      test: permutationTest.nullable().describe("upper tail of giving the numbers signs at random"),
      verdict,
      reasons: testReasons,
    })
    .describe("whether it is above 0"),
  tracks: verdict,
  sharper: verdict,
  reasons,
});

const onPair = z.object({ data: z.string(), a: z.string(), b: z.string() });

const testedPair = onPair.extend({
  levels: z.array(z.number()).readonly().describe("sparsity levels that were searched"),
  level: z.number().describe("where the gain is largest beside its standard error"),
  gain: z.number().describe("similarity of the two pruned to this level less that of the two dense"),
  interval: interval.unwrap().describe("95 % for the gains at all searched levels at once"),
  pValue: share.describe("the search over levels allowed for"),
  method: z
    .enum(["maximum", "bound"])
    .describe("how: the largest of normal variables that go together as the gains do, or Bonferroni's bound"),
  adjusted: share.describe("p by Holm, over all pairs of all data sets"),
  supported: z.boolean().describe("adjusted is at most .05 and the interval lies above 0"),
});

/** What may be concluded from a study. */
export const findings = z.object({
  family: sentences
    .extend({ tests: z.array(familyTest).readonly() })
    .describe("family dominates: models of one family are more alike"),
  pruning: sentences
    .extend({
      tracks: verdict.describe("whether self-CKA and accuracy fall together while pruning"),
      sharper: verdict.describe("whether accuracy falls more sharply"),
      tests: z.array(pruningTest).readonly(),
      untested: z
        .array(z.object({ data: z.string(), leftOut, reason: z.string() }))
        .readonly()
        .describe("data sets on which nothing can be followed"),
    })
    .describe("self-CKA tracks accuracy while pruning, accuracy falls more sharply"),
  regulariser: sentences
    .omit({ details: true })
    .extend({
      pairs: z.array(testedPair).readonly().describe("those with a gain to test"),
      untested: z.array(onPair.extend({ why: z.string() })).readonly(),
    })
    .describe("pruning as a regulariser: some pairs become more alike while both are alive"),
});
