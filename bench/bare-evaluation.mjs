// Runs a network on blank images of 224 × 224, one at a time, with nothing but the runtime.
import { availableParallelism } from "node:os";
import { InferenceSession, Tensor } from "onnxruntime-node";

const [model = "", images = "1"] = process.argv.slice(2);
const options = { intraOpNumThreads: availableParallelism(), interOpNumThreads: 1, logSeverityLevel: 4 };
const session = await InferenceSession.create(model, options);
const dims = [1, 3, 224, 224];
for (let i = 0; i < Number(images); i++) {
  const feeds = { image: new Tensor("float32", new Float32Array(3 * 224 * 224), dims) };
  for (const output of Object.values(await session.run(feeds))) output.dispose();
}
await session.release();
