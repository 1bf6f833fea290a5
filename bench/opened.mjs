// Seconds until a network can be run: by the runtime alone from the file, or read, checked and loaded as a comparison does it.
// Both have opened a small network before, so that starting the runtime is in neither.
import { availableParallelism } from "node:os";
import { InferenceSession } from "onnxruntime-node";
import { nodeEngine } from "../dist/runtime/node-engine.js";
import { openModel } from "../dist/runtime/open-model.js";

const [what, file = ""] = process.argv.slice(2);

async function byRuntime(path) {
  const options = { intraOpNumThreads: availableParallelism(), interOpNumThreads: 1, logSeverityLevel: 4 };
  return InferenceSession.create(path, options);
}

async function byTrisim(engine, spec) {
  const { onnx } = await openModel(spec);
  return engine.open({ base: onnx, appended: new Uint8Array(0) });
}

const engine = what === "runtime" ? null : nodeEngine(availableParallelism());
const open = (model) => (engine === null ? byRuntime(model) : byTrisim(engine, model));
const { file: small } = await openModel("zoo:plain-1");
await open(small);
const started = performance.now();
await open(file);
console.log((performance.now() - started) / 1000);
await engine?.close();
