/**
 * The forward passes that a comparison cannot do without, and nothing else: dense and pruned sessions of both models on
 * the same images, logits only. Prints the seconds that they take of the clock, and of all processors.
 *
 *   tsx bench/bare-passes.ts A.onnx B.onnx DATA LEVELS THREADS
 */
import { InferenceSession, Tensor } from "onnxruntime-node";
import { openDataset } from "../src/data/open-dataset.js";
import { preprocess } from "../src/data/preprocess.js";
import { prunerOf } from "../src/onnx/pruning/pruner.js";
import { batchSize, imageInput } from "../src/runtime/image-input.js";
import { openModel } from "../src/runtime/open-model.js";

const [a = "", b = "", data = "", levels = "", threads = "1"] = process.argv.slice(2);

interface Batch {
  readonly dims: readonly number[];
  readonly values: Float32Array;
}

async function run(bytes: Uint8Array, batches: readonly Batch[]): Promise<void> {
  const session = await InferenceSession.create(bytes, { intraOpNumThreads: Number(threads), interOpNumThreads: 1 });
  for (const { dims, values } of batches) {
    const outputs = await session.run({ [session.inputNames[0] ?? ""]: new Tensor("float32", values, dims) });
    for (const output of Object.values(outputs)) output.dispose();
  }
  await session.release();
}

async function batchesFor(file: string): Promise<readonly Batch[]> {
  const [model, dataset] = [await openModel(file), await openDataset(data)];
  const session = await InferenceSession.create(file);
  const inputs = session.inputMetadata.map((of) => ({
    name: of.name,
    type: "float32",
    dims: of.isTensor ? of.shape : [],
  }));
  const input = imageInput(file, { inputs }, dataset, model.preprocess.config);
  await session.release();
  const batches: Batch[] = [];
  const size = batchSize(input);
  for (let from = 0; from < dataset.n; from += size) {
    const to = Math.min(from + size, dataset.n);
    const stored = await dataset.read(from, to);
    if (!(stored instanceof Uint8Array) || dataset.images.kind !== "uint8")
      throw new TypeError("expected stored bytes");
    const values = preprocess(stored, dataset.images, model.preprocess.config, input.shape[0]);
    batches.push({ dims: [to - from, ...input.shape], values });
  }
  await dataset.close();
  return batches;
}

let [clock, processors] = [0, 0];
for (const file of [a, b]) {
  const batches = await batchesFor(file);
  const pruner = prunerOf((await openModel(file)).onnx);
  for (const level of levels.split(",").map(Number)) {
    const { bytes } = pruner.at(level);
    const [started, used] = [performance.now(), process.cpuUsage()];
    await run(bytes, batches);
    const { user, system } = process.cpuUsage(used);
    clock += (performance.now() - started) / 1000;
    processors += (user + system) / 1e6;
  }
}
console.log(`${clock} ${processors}`);
