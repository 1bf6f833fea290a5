import { Worker } from "node:worker_threads";
import type { Matrix } from "../kernels/matrix.js";
import type { CkaMap } from "../measures/cka-map.js";
import type { PlanOptions } from "../measures/cka-plan.js";
import type { Score } from "../measures/score.js";
import type { MeasureName } from "../measures/table.js";
import type { MatrixRequest, MatrixThreadData } from "./matrix-worker.js";
import { withoutTelemetry } from "./no-telemetry.js";
import { StopFlag } from "./stop-flag.js";

// The built file, from the sources and from the build alike: a thread cannot run TypeScript.
const WORKER = new URL("../../dist/runtime/matrix-worker.js", import.meta.url);

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/** A thread for measures whose long products ONNX Runtime makes. Close it: it holds native memory. */
export class MatrixThread {
  readonly #flag = new StopFlag();
  readonly #worker: Worker;
  readonly #waiting: Waiting[] = [];
  readonly #signal: AbortSignal | undefined;
  readonly #exited: Promise<void>;
  readonly #abort = () => this.#end(this.#signal?.reason as Error);
  #ended: Error | undefined;

  /**
   * @param threads - cores that one product may use.
   * @param signal - heeded at once; the thread itself ends when the product that it is making is done.
   */
  constructor(threads: number, signal?: AbortSignal) {
    this.#signal = signal;
    withoutTelemetry();
    this.#worker = new Worker(WORKER, { workerData: { threads, flag: this.#flag.memory } satisfies MatrixThreadData });
    this.#worker.on("message", ({ value, error }: { value?: unknown; error?: Error }) => {
      const waiting = this.#waiting.shift();
      if (error === undefined) waiting?.resolve(value);
      else waiting?.reject(error);
    });
    this.#worker.on("error", (error: Error) => this.#end(error));
    this.#exited = new Promise((resolve) => this.#worker.once("exit", () => resolve()));
    signal?.addEventListener("abort", this.#abort);
    if (signal?.aborted) this.#abort();
  }

  /**
   * `ckaMap` in the thread.
   *
   * @param layers - copied unless their memory is shared.
   */
  map(layers: readonly Matrix[], options: PlanOptions & { readonly seed?: number | undefined } = {}): Promise<CkaMap> {
    return this.#ask<CkaMap>({ do: "map", layers, options });
  }

  /** A measure of two representations in the thread. */
  score(measure: MeasureName, x: Matrix, y: Matrix): Promise<Score> {
    return this.#ask<Score>({ do: "score", measure, x, y });
  }

  /** Ends the thread as soon as the product that it is making is done; what it has not answered is rejected. */
  async close(): Promise<void> {
    this.#signal?.removeEventListener("abort", this.#abort);
    this.#end(new Error("the matrix thread was closed"));
    await this.#exited;
  }

  #ask<T>(request: MatrixRequest): Promise<T> {
    if (this.#ended !== undefined) return Promise.reject(this.#ended);
    return new Promise<T>((resolve, reject) => {
      // First, as it throws what cannot be sent, which is never answered.
      this.#worker.postMessage(request);
      this.#waiting.push({ resolve: (value) => resolve(value as T), reject });
    });
  }

  #end(error: Error): void {
    if (this.#ended !== undefined) return;
    this.#ended = error;
    const isIdle = this.#waiting.length === 0;
    // Pure arithmetic may be ended at any moment; an idle thread gives its memory back first.
    if (!isIdle && this.#flag.stop()) this.#worker.terminate();
    else this.#worker.postMessage({ do: "exit" } satisfies MatrixRequest);
    for (const { reject } of this.#waiting.splice(0)) reject(error);
  }
}
