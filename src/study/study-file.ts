import { z } from "zod";
import { pruningMethodNames } from "../onnx/pruning/methods.js";

// The shape of STUDY.yaml. Descriptions are what an editor shows beside a key.

const file = z.string().min(1);

/** For editors: exactly one of the two. */
const ONE_OF = [{ required: ["model"] }, { required: ["activations"] }];

const text = z
  .strictObject({
    text: file.optional().describe("an ONNX text tower, or hf:owner/name; left out where the model holds both towers"),
    textEmbeds: file.optional().describe("saved embeddings instead, one row a class"),
    tokenizer: file.optional().describe("tokenizer.json; else the one beside the text tower"),
    templates: file.optional().describe("one template a line, with {} for the name of a class"),
    classes: file.optional().describe("one class name a line, in the order of the labels"),
    logitScale: z.number().positive().optional().describe("what cosines are multiplied by"),
    logitBias: z.number().optional().describe("what is added to them then, as SigLIP does"),
  })
  .describe("what makes a zero-shot classifier of an image tower");

const model = z
  .strictObject({
    model: z
      .string()
      .min(1)
      .optional()
      .describe(
        "an ONNX file, hf:owner/name or zoo:NAME; or saved activations of the only data set, .npy, .npz or .safetensors",
      ),
    activations: z
      .record(z.string(), file)
      .optional()
      .describe("saved activations in place of a model: the name of each data set and the file of its examples"),
    name: z.string().min(1).optional().describe("what results call it; else made of the file's name"),
    family: z.string().min(1).optional().describe("your own word; else cnn, vit, vlm or other by the graph"),
    fork: z.string().min(1).optional().describe("the name of the model that it was trained on from"),
    twins: z.string().min(1).optional().describe("a word that all seeds of one recipe share"),
    tower: z.string().min(1).optional().describe("of a vision-language model, the kind of its image tower"),
    recipe: z.string().min(1).optional().describe("a word that all models trained the same way share"),
    preprocess: file.optional().describe("preprocessor_config.json; else the one beside the model"),
    layers: z.array(z.string()).min(1).optional().describe("layers of the maps; else the study's"),
    labelMap: file.optional().describe("JSON {data class: model class}"),
    labelOffset: z.number().int().optional().describe("added to labels: 1 for a model whose class 0 is the background"),
    texts: text.optional(),
  })
  .meta({ description: "one network, or what was saved of it", oneOf: ONE_OF });

const data = z
  .strictObject({
    data: z.string().min(1).describe("kind:path, as cifar10:test_batch.bin or imagenetv2:DIR"),
    name: z.string().min(1).optional().describe("what results call it; else kind:path"),
    role: z.enum(["id", "ood"]).optional().describe("in or out of distribution; the first is id unless said otherwise"),
    limit: z.number().int().positive().optional().describe("take only so many examples, as many of each class"),
    skipCorrupt: z.boolean().optional().describe("leave images out that cannot be decoded, and say which"),
  })
  .describe("one set of images");

const connect = z
  .strictObject({
    path: z
      .enum(["none", "naive", "aligned", "repaired"])
      .default("naive")
      .describe("between weights of one architecture"),
    align: z.enum(["weights", "activations"]).default("activations"),
    points: z.number().int().default(11).describe("both ends included, odd, 3 to 101"),
    limit: z
      .number()
      .int()
      .positive()
      .optional()
      .describe(
        "take only the first so many examples of each data set, as many of each class where it is sorted by class",
      ),
    data: z.array(z.string()).optional().describe("names of the data sets; else those in distribution"),
  })
  .describe("linear mode connectivity, for pairs with the same parameters");

const weight = z.number().nonnegative().optional();

/** What a user writes to have many models compared. */
export const studyFileSchema = z.strictObject({
  title: z.string().optional(),
  models: z.array(model).min(1),
  data: z.array(data).min(1),
  measures: z.array(z.string()).min(1).default(["cka"]).describe("of the penultimate layers"),
  layers: z.array(z.string()).min(1).default(["auto"]).describe("layers of the maps: auto, names or globs"),
  mapExamples: z.number().int().min(4).default(500).describe("layer maps are of so many examples, evenly spaced"),
  pool: z.enum(["mean", "cls", "max", "flatten"]).default("mean"),
  levels: z.array(z.number()).optional().describe("sparsity levels in [0, 1); 0 is added"),
  prune: z.enum(pruningMethodNames).default("global"),
  keepHead: z.boolean().default(false).describe("leave the classifier's head as it is"),
  leaveDense: z.boolean().default(false).describe("with nm: leave weights dense whose input axis 4 does not divide"),
  sweepMeasures: z.array(z.string()).min(1).default(["cka"]).describe("of each layer with itself pruned"),
  probe: z.boolean().default(false).describe("where a model's own classes are not those of the data, fit a probe"),
  calibrateTemperature: z.boolean().default(false),
  calibration: z.string().optional().describe("images to prune (wanda), align and repair with"),
  connect: connect.default({ path: "naive", align: "activations", points: 11 }),
  select: z
    .strictObject({ accuracy: weight, robustness: weight, consensus: weight, parameters: weight, latency: weight })
    .optional()
    .describe("how much each counts when a model is recommended"),
  batch: z.number().int().positive().optional().describe("images a run"),
  memory: z.number().positive().optional().describe("bytes that measuring may take beyond models and representations"),
  seed: z.number().int().min(0).max(0xffff_ffff).default(0),
});

export type StudyFile = z.infer<typeof studyFileSchema>;
export type StudyFileModel = StudyFile["models"][number];

/** What a study names as a model: its file, or the files of its activations. */
export function specOf({ model, activations = {} }: Pick<StudyFileModel, "model" | "activations">): string {
  return model ?? Object.values(activations).join(", ");
}
