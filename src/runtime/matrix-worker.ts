/** The thread behind `MatrixThread`: measures whose long products ONNX Runtime makes. */
import { parentPort, workerData } from "node:worker_threads";
import type { Matrix } from "../kernels/matrix.js";
import { ckaMap } from "../measures/cka-map.js";
import type { PlanOptions } from "../measures/cka-plan.js";
import { MEASURES, type MeasureName } from "../measures/table.js";
import { answerInOrder } from "./answer-in-order.js";
import { collectArrays } from "./collect-arrays.js";
import { onnxMatrixEngine } from "./onnx-matrix-engine.js";
import { StopFlag } from "./stop-flag.js";

/** What the thread is started with. */
export interface MatrixThreadData {
  readonly threads: number;
  readonly flag: SharedArrayBuffer;
}

/** What the main thread asks for. */
export type MatrixRequest =
  | {
      readonly do: "map";
      readonly layers: readonly Matrix[];
      readonly options: PlanOptions & { readonly seed?: number | undefined };
    }
  | { readonly do: "score"; readonly measure: MeasureName; readonly x: Matrix; readonly y: Matrix }
  | { readonly do: "exit" };

const { threads, flag } = workerData as MatrixThreadData;
const engine = onnxMatrixEngine(threads, new StopFlag(flag));

async function answer(request: MatrixRequest): Promise<unknown> {
  switch (request.do) {
    case "map":
      return ckaMap(request.layers, { ...request.options, engine });
    case "score": {
      const { measure, measureOn } = MEASURES[request.measure];
      return measureOn === undefined ? measure(request.x, request.y) : measureOn(engine, request.x, request.y);
    }
    case "exit":
      await engine.close();
      parentPort?.close();
      return null;
  }
}

answerInOrder(answer, () => [], collectArrays);
