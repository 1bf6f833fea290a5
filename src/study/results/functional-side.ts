import { z } from "zod";
import { classTables } from "./class-tables.js";
import { interval, number, reasons } from "./fields.js";

const predictive = z.object({ score: number, chance: number, interval });

const path = z.object({
  loss: z.array(z.number()).readonly().describe("mean cross-entropy in nats, one a point"),
  accuracy: z.array(z.number()).readonly(),
  barrier: z.object({
    frankle: z.number().describe("highest error less the mean of the ends'"),
    entezari: z.number().describe("highest rise of the loss above the line between the ends'"),
  }),
});

/** Linear mode connectivity. */
export const connectivity = z.object({
  n: z.number().int().describe("examples evaluated"),
  nCalibration: z.number().int().describe("examples used to align or repair, and not evaluated"),
  alphas: z.array(z.number()).readonly().describe("B's share of the weights, from 0 to 1"),
  naive: path,
  aligned: path.nullable().describe("the same once B's units are in A's order"),
  repaired: path.nullable(),
  alignment: z
    .object({
      method: z.enum(["weights", "activations"]),
      start: z.string().nullable().describe("where the best descent of weight matching began"),
      descents: z.number().int().nullable().describe("how many were made: fewer of large networks"),
      leftInPlace: z
        .array(z.object({ layer: z.string(), channels: z.number().int() }))
        .readonly()
        .nullable()
        .describe("layers some of whose output channels could not be moved"),
      units: z.number().int().describe("channels, neurons, heads and their dimensions that may change places"),
      moved: z.number().int().describe("those of B that did"),
    })
    .nullable(),
  repair: z
    .object({
      kind: z
        .enum(["batch-norm", "repair"])
        .describe("statistics recomputed, or REPAIR where BatchNormalization is folded"),
      layers: z.number().int().describe("normalisations or layers repaired"),
      leftOut: z.number().int().describe("those that could not be"),
    })
    .nullable(),
  lmc: number.describe("1 less the share of the accuracy above chance that the barrier takes"),
  lmcInterval: interval,
  lmcCurve: z
    .enum(["naive", "aligned", "repaired"])
    .describe("the path that lmc is of, the best; a midpoint that is saved is on it too"),
  reasons,
});

const predictiveScores = z.object({
  agreement: predictive,
  disagreement: predictive,
  jsd: predictive,
  kappa: predictive,
  errorConsistency: predictive,
  sameError: predictive,
});

const accuracies = z.object({ a: number, b: number });

const temperature = z.object({
  a: number.describe("what the logits are divided by to be right on average; above 1: too sure of itself"),
  b: number,
  n: z.number().int().describe("examples that jsd is of"),
  nFitted: z.number().int().describe("the others, that the temperatures are fitted on"),
  jsd: predictive.describe("of the probabilities at these temperatures"),
});

const probe = z.object({
  kind: z.literal("multinomial"),
  n: z.number().int().describe("examples evaluated"),
  nFitted: z.number().int().describe("the others, that the probes are fitted on"),
  classes: z.number().int().describe("classes that the data set has examples of"),
  penalty: z
    .object({ a: z.number(), b: z.number() })
    .describe(
      "on the weights, in the unit in which the variances of the layer sum to 1; 0.1 and 1e-7 are the ends of those tried",
    ),
  nChosen: z.number().int().describe("of the fitted examples those that the penalties were chosen on"),
  converged: z.object({ a: z.boolean(), b: z.boolean() }),
  accuracy: accuracies,
  predictive: predictiveScores.nullable(),
});

/** How alike two models act. */
export const functionalSide = z.object({
  basis: z
    .enum(["own", "probe"])
    .describe("what accuracy, predictive and the tables are of: the models' own classifiers, or probes"),
  n: z.number().int().describe("examples that they are of"),
  accuracy: accuracies,
  predictive: predictiveScores.nullable(),
  temperature: temperature.nullable().describe("where probabilities were to be made right on average"),
  probe: probe.nullable().describe("linear classifiers fitted on the penultimate layers"),
  ...classTables,
  connectivity: connectivity.nullable(),
});
