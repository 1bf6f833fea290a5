/** What a model of the zoo is worth on labelled images. */
import { openDataset } from "../../src/data/open-dataset.js";
import { accuracy } from "../../src/measures/predictive/accuracy.js";
import { crossEntropy } from "../../src/measures/predictive/cross-entropy.js";
import { predictedClasses } from "../../src/measures/predictive/predicted-classes.js";
import { countParameters } from "../../src/onnx/count-parameters.js";
import type { Engine } from "../../src/runtime/engine.js";
import { evaluate, tappedGraph } from "../../src/runtime/evaluate.js";
import { openModel, readGraph } from "../../src/runtime/open-model.js";
import { responseOf } from "../../src/runtime/response.js";
import { type TappedModel, tapModel } from "../../src/runtime/tapped-model.js";
import { zeroShotHead } from "../../src/runtime/zero-shot-head.js";
import { MODELS, type ModelName, networkOf } from "./manifest.js";

/** All 10,000 test images, where Debian's package dataset-fashion-mnist puts them. */
export const TEST_IMAGES = "fashion-mnist:/usr/share/datasets/fashion-mnist";
export const SHAPE = [1, 28, 28] as const;

/** A model of the zoo with its taps and, where it has a text tower, its texts; and the parameters of both towers. */
export async function opened(engine: Engine, name: ModelName): Promise<{ tapped: TappedModel; parameters: number }> {
  const model = await openModel(networkOf(name));
  const parameters = countParameters(model.onnx);
  const images = { name, images: { kind: "float32", shape: SHAPE } } as const;
  if (MODELS[name] !== "vlm") return { tapped: await tapModel(engine, model, images, ["auto"], "mean"), parameters };
  const text = networkOf(name).replace(/image\.onnx$/, "text.onnx");
  const head = await zeroShotHead(engine, model, { text }, null);
  const ofText = countParameters((await readGraph(text)).whole);
  return { tapped: await tapModel(engine, model, images, ["auto"], "mean", head), parameters: parameters + ofText };
}

/** Accuracy and mean cross-entropy over a data set. */
export async function scored(
  engine: Engine,
  tapped: TappedModel,
  spec: string,
): Promise<{ right: number; loss: number }> {
  const dataset = await openDataset(spec);
  const tensors = [tapped.penultimate, ...(tapped.logits === null ? [] : [tapped.logits])];
  const [outputs] = await evaluate(engine, tapped, tappedGraph(tapped, tensors), tensors, [dataset], {});
  const { logits } = responseOf(tapped, outputs ?? new Map());
  await dataset.close();
  if (logits === null || dataset.labels === null) throw new Error(`${tapped.model.name} cannot be scored on ${spec}`);
  return { right: accuracy(predictedClasses(logits), dataset.labels), loss: crossEntropy(logits, dataset.labels) };
}
