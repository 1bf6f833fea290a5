/**
 * The thread behind `MatrixThread`: debiased CKA with ONNX Runtime's products.
 *
 * It looks at a shared flag before each block of work and is never terminated from outside, which would abort the whole
 * process while the runtime is inside a call.
 */
import { parentPort, workerData } from "node:worker_threads";
import type { Matrix } from "../kernels/matrix.js";
import { ckaMap } from "../measures/cka-map.js";
import type { PlanOptions } from "../measures/cka-plan.js";
import { onnxMatrixEngine } from "./onnx-matrix-engine.js";

/** What the thread is started with. */
export interface MatrixThreadData {
  readonly threads: number;
  /** Not 0 once everything is to stop. */
  readonly stop: Int32Array;
}

/** A map to be made; without one the thread is to end. */
export interface MapRequest {
  readonly layers: readonly Matrix[];
  readonly options: PlanOptions & { readonly seed?: number | undefined };
}

const { threads, stop } = workerData as MatrixThreadData;
const engine = onnxMatrixEngine(threads);

function onBlock(): void {
  if (Atomics.load(stop, 0) !== 0) throw new Error("stopped");
}

async function answer(request: MapRequest | null): Promise<void> {
  if (request === null) {
    await engine.close();
    parentPort?.close();
    return;
  }
  try {
    parentPort?.postMessage({ value: await ckaMap(request.layers, { ...request.options, engine, onBlock }) });
  } catch (error) {
    parentPort?.postMessage({ error });
  }
}

// One request after the other.
let last: Promise<void> = Promise.resolve();

parentPort?.on("message", (request: MapRequest | null) => {
  last = last.then(() => answer(request));
});
