import { z } from "zod";
import { interval, number, reasons, thumbnail } from "./results/fields.js";
import { functionalSide } from "./results/functional-side.js";
import { sparsitySide } from "./results/sparsity-side.js";
import { staticSide } from "./results/static-side.js";

/** The version of the results' shape, written into every results file. */
export const SCHEMA = "trisim/1";

const zeroShot = z.object({
  texts: z.string().describe("the text tower, or saved embeddings"),
  tokenizer: z.string().nullable(),
  templates: z.array(z.string()).readonly().nullable(),
  classes: z.string().nullable().describe("what named the classes"),
  classNames: z.array(z.string()).readonly().nullable(),
  logitScale: z.number(),
  logitBias: z.number().describe("0 where nothing says one; all classes share it, so it changes no probability"),
});

/** Where a model of the hub came from. */
export const hubOrigin = z.object({
  spec: z.string().describe("as it was asked for"),
  repository: z.string(),
  commit: z.string().describe("what the revision was"),
  path: z.string().describe("the ONNX file inside the repository"),
});

/** A network as it was opened. */
export const model = z.object({
  name: z.string(),
  sha256: z.string(),
  hub: hubOrigin.nullable(),
  parameters: z
    .number()
    .int()
    .nullable()
    .describe(
      "elements of every float weight; of an image–text model those of its image tower; null for saved activations",
    ),
  family: z.enum(["cnn", "vit", "vlm", "other"]),
  preprocess: z.object({ source: z.string(), config: z.record(z.string(), z.unknown()) }),
  logits: z
    .string()
    .nullable()
    .optional()
    .describe(
      "the tensor that is read as logits: of a graph that ends in a softmax what goes into that; null where none is",
    ),
  pooling: z.record(z.string(), z.string()).describe("layer → how its tensor became one row an example"),
  zeroShot: zeroShot.nullable().describe("what makes a classifier of an image tower; null for every other model"),
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

/** Two networks on one data set. */
export const dataEntry = z.object({
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

/** What was typed to have a result. */
export const command = z
  .string()
  .nullable()
  .describe(
    "that gives the same results again, quoted for a shell, from the folder where it was typed; what only says where results go is left out; null where a program called the library",
  );

/** What a result hangs on besides the files. */
export const provenance = z.object({
  trisim: z.string(),
  runtime: z.string(),
  node: z.string(),
  seed: z.number(),
  options: z.record(z.string(), z.unknown()),
  command,
  startedAt: z.string(),
  seconds: z.number(),
});

/** The published shape of a comparison: `results.json`, `--json` and the page's input. */
export const compareResultSchema = z.object({
  schema: z.literal(SCHEMA),
  models: z.object({ a: model, b: model }),
  data: z.array(dataEntry),
  warnings: z.array(z.string()),
  provenance,
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
