import { z } from "zod";
import { classTables } from "./results/class-tables.js";
import { interval, number, numbers, reasons, thumbnail } from "./results/fields.js";
import { sparsitySide } from "./results/sparsity-side.js";

/** The version of the results' shape, written into every results file. */
export const SCHEMA = "trisim/1";

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

const zeroShot = z.object({
  texts: z.string().describe("the text tower, or saved embeddings"),
  tokenizer: z.string().nullable(),
  templates: z.array(z.string()).readonly().nullable(),
  classes: z.string().nullable().describe("what named the classes"),
  classNames: z.array(z.string()).readonly().nullable(),
  logitScale: z.number(),
});

const model = z.object({
  name: z.string(),
  sha256: z.string(),
  parameters: z
    .number()
    .int()
    .describe("elements of every float weight; of an image–text model those of its image tower"),
  family: z.enum(["cnn", "vit", "vlm", "other"]),
  preprocess: z.object({ source: z.string(), config: z.record(z.string(), z.unknown()) }),
  pooling: z.record(z.string(), z.string()).describe("layer → how its tensor became one row an example"),
  zeroShot: zeroShot.nullable().describe("what makes a classifier of an image tower; null for every other model"),
});

const bestMatches = z.array(z.object({ layer: z.string(), score: z.number(), pValue: number }).nullable()).readonly();

const plan = z.object({
  route: z
    .enum(["features", "gram", "minibatch"])
    .describe("products of features, entries of Gram matrices, or sums over minibatches where neither fits the memory"),
  why: z.string(),
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

const staticSide = z.object({
  representation: z
    .object({ a: z.string(), b: z.string() })
    .catchall(score)
    .describe("measure → score, penultimate pair"),
  plan: z
    .object({ representation: plan, layers: plan })
    .describe("how cka was computed: of the penultimate pair, and of the layers"),
  layers: z.object({
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

const predictive = z.object({ score: number, chance: number, interval });

const path = z.object({
  loss: z.array(z.number()).readonly().describe("mean cross-entropy in nats, one a point"),
  accuracy: z.array(z.number()).readonly(),
  barrier: z.object({
    frankle: z.number().describe("highest error less the mean of the ends'"),
    entezari: z.number().describe("highest rise of the loss above the line between the ends'"),
  }),
});

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
  lmcCurve: z.enum(["naive", "aligned", "repaired"]).describe("the path that lmc is of"),
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

const functionalSide = z.object({
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

const vertex = z.object({
  score: number,
  chance: number,
  interval,
  kind: z.enum(["cka", "lmc", "predictive", "robustness"]),
});

const example = z.object({
  id: z.string().describe("as the data set names it: a record number from 0, or a path"),
  why: z.string().describe("what the score would be without it, in words"),
  thumbnail,
  influence: z
    .number()
    .describe("(n − 1)(θ − θ₋ᵢ), θ the cka of static.representation: above 0 the example holds it up"),
  without: z.number().describe("θ₋ᵢ: that cka without the example"),
});

const dataEntry = z.object({
  name: z.string(),
  role: z.enum(["id", "ood"]),
  n: z.number().int(),
  sampleHash: z.string(),
  static: staticSide,
  functional: functionalSide,
  sparsity: sparsitySide,
  triangle: z.object({ static: number, functional: number, sparsity: number }),
  vertices: z.object({ static: vertex, functional: vertex, sparsity: vertex }),
  examples: z
    .array(example)
    .readonly()
    .nullable()
    .describe("the ten whose removal moves the cka of static.representation most, the most influential first"),
  reasons,
});

/** The published shape of a comparison: `results.json`, `--json` and the page's input. */
export const compareResultSchema = z.object({
  schema: z.literal(SCHEMA),
  models: z.object({ a: model, b: model }),
  data: z.array(dataEntry),
  warnings: z.array(z.string()),
  provenance: z.object({
    trisim: z.string(),
    runtime: z.string(),
    node: z.string(),
    seed: z.number(),
    options: z.record(z.string(), z.unknown()),
    startedAt: z.string(),
    seconds: z.number(),
  }),
});

export type CompareResult = z.infer<typeof compareResultSchema>;
export type ModelEntry = CompareResult["models"]["a"];
export type DataEntry = CompareResult["data"][number];
export type StaticSide = DataEntry["static"];
export type FunctionalSide = DataEntry["functional"];
export type ClassesEntry = NonNullable<FunctionalSide["classes"]>;
export type ConfusionEntry = NonNullable<FunctionalSide["confusion"]>;
export type DisputedEntry = NonNullable<FunctionalSide["disputed"]>[number];
export type Connectivity = NonNullable<FunctionalSide["connectivity"]>;
export type SparsitySide = DataEntry["sparsity"];
export type InfluentialEntry = NonNullable<DataEntry["examples"]>[number];
export type Vertex = DataEntry["vertices"]["static"];
