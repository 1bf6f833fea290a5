// Seconds until a network can be run: by the runtime alone from the file, or read, checked and loaded as a comparison does it.
import { availableParallelism } from "node:os";
import { InferenceSession } from "onnxruntime-node";
import { nodeEngine } from "../dist/runtime/node-engine.js";
import { openModel } from "../dist/runtime/open-model.js";

const [what, file = ""] = process.argv.slice(2);
const started = performance.now();
if (what === "runtime") {
  const options = { intraOpNumThreads: availableParallelism(), interOpNumThreads: 1, logSeverityLevel: 4 };
  await InferenceSession.create(file, options);
  console.log((performance.now() - started) / 1000);
} else {
  const engine = nodeEngine(availableParallelism());
  const { onnx } = await openModel(file);
  await (await engine.open({ base: onnx, appended: new Uint8Array(0) })).close();
  console.log((performance.now() - started) / 1000);
  await engine.close();
}
