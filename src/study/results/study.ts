import { z } from "zod";
import { dataEntry, model, provenance, SCHEMA } from "../results.js";
import { number, numbers, reasons } from "./fields.js";
import { findings } from "./findings.js";
import { functionalSide } from "./functional-side.js";
import { candidate, recommendation } from "./selection.js";
import { sparsitySide, sweep } from "./sparsity-side.js";
import { staticSide } from "./static-side.js";
import { structure } from "./structure.js";

const matrix = z.array(z.array(number).readonly()).readonly();

/** One model on one data set, whatever it is compared with. */
const modelOnData = z.object({
  name: z.string().describe("of the data set"),
  classifier: z
    .enum(["own", "probe"])
    .nullable()
    .describe("what its accuracy is of: its own classifier, or a probe where that cannot be held against the labels"),
  classes: number.describe("C, so that guessing is right in 1/C; null without accuracy"),
  accuracy: number,
  layers: z.array(z.string()).readonly(),
  penultimate: z.string(),
  sweep: sweep.nullable().describe("what pruning does to it; null for a model that cannot be pruned"),
  reasons,
});

const studyModel = model.partial().extend({
  name: z.string(),
  sha256: z
    .string()
    .optional()
    .describe("of the file; of saved activations in several files that of their hashes, joined by line feeds"),
  spec: z.string().describe("as the study names it"),
  family: z.string().describe("the study's own word, else cnn, vit, vlm or other by the graph"),
  fork: z.string().nullable().describe("the model that it was trained on from"),
  twins: z.string().nullable().describe("what it shares with the other seeds of its recipe"),
  tower: z.string().nullable().describe("of a vision-language model, the kind of its image tower"),
  recipe: z.string().nullable().describe("what it shares with all models trained the same way"),
  latency: number.describe("milliseconds an image on one core, the best of five runs; not the same in every run"),
  latencySlowest: number.describe("the slowest of the same five runs"),
  unpruned: z
    .string()
    .optional()
    .describe("why it is not pruned, so that nothing is known of its sparsity side; left out where it is"),
  failure: z.string().nullable().describe("why it is missing from everything else"),
  data: z.array(modelOnData),
  reasons,
});

const studyData = z.object({
  name: z.string(),
  spec: z.string(),
  role: z.enum(["id", "ood"]),
  n: z.number().int(),
  classes: z.number().int().nullable(),
  sampleHash: z.string(),
  sha256: z.string().describe("of ids, labels and the images as they are stored"),
});

/** Two models on one data set: the key paths are those of a comparison. */
const pairOnData = dataEntry
  .pick({ name: true, role: true, n: true, triangle: true, vertices: true, reasons: true })
  .extend({
    static: z.object({
      representation: staticSide.shape.representation,
      layers: staticSide.shape.layers.pick({ n: true, a: true, b: true, cka: true, procrustes: true }),
      angle: number.describe("arccos of Procrustes' similarity of the penultimate layers, 0 to π/2"),
    }),
    functional: functionalSide.pick({ basis: true, n: true, accuracy: true, predictive: true, connectivity: true }),
    sparsity: sparsitySide.pick({ cross: true, robustness: true, robustnessAlive: true }).extend({
      gainCorrelations: z
        .array(numbers)
        .readonly()
        .nullable()
        .describe("[k][l]: between the gains at two levels, of their leave-one-out values"),
    }),
  });

const studyPair = z.object({
  a: z.string(),
  b: z.string(),
  comparison: z.string().nullable().describe("where the whole comparison is, from the folder of the results"),
  failure: z.string().nullable(),
  data: z.array(pairOnData),
});

/** m × m, in the order of the models; the diagonal is a model with itself, `null` where that is undefined. */
const matrices = z.object({
  static: matrix.describe("debiased CKA of the penultimate layers"),
  calibrated: matrix.describe("the same above chance: 0 is the null's .95 quantile"),
  angle: matrix.describe("arccos of Procrustes' similarity: a distance from 0 to π/2"),
  functional: matrix.describe("lmc where it is defined, else 1 − jsd"),
  agreement: matrix.describe("share of equal predictions"),
  sparsity: matrix.describe("robustness"),
});

/** The published shape of a study. */
export const studyResultSchema = z.object({
  schema: z.literal(SCHEMA),
  kind: z.literal("study").describe("tells it from a comparison, which has none"),
  title: z.string().nullable(),
  models: z.array(studyModel),
  data: z.array(studyData),
  pruning: z.object({ method: z.string(), levels: z.array(z.number()).readonly() }),
  pairs: z.array(studyPair),
  matrices: z.record(z.string(), matrices).describe("data set → m × m of each side"),
  structure: z.array(structure).readonly().describe("one a data set"),
  findings,
  selection: z.array(candidate).readonly().describe("the best first, then those that cannot be ranked"),
  recommendation,
  warnings: z.array(z.string()),
  provenance,
  reasons,
});

export type StudyResult = z.infer<typeof studyResultSchema>;
/** What was measured, before anything is concluded. */
export type MeasuredStudy = Omit<StudyResult, "structure" | "findings" | "selection" | "recommendation">;
export type StudyModel = StudyResult["models"][number];
export type StudyModelOnData = StudyModel["data"][number];
export type StudyPair = StudyResult["pairs"][number];
export type StudyPairOnData = StudyPair["data"][number];
export type StudyMatrices = StudyResult["matrices"][string];
