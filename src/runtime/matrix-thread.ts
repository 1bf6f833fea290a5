import { Worker } from "node:worker_threads";
import type { Matrix } from "../kernels/matrix.js";
import type { CkaMap } from "../measures/cka-map.js";
import type { MapRequest, MatrixThreadData } from "./matrix-worker.js";

// The built file, from the sources and from the build alike: a thread cannot run TypeScript.
const WORKER = new URL("../../dist/runtime/matrix-worker.js", import.meta.url);

interface Waiting {
  resolve(map: CkaMap): void;
  reject(error: Error): void;
}

/** A thread for debiased CKA of many or of large layers, with ONNX Runtime's products. Close it: it holds native memory. */
export class MatrixThread {
  readonly #stop = new Int32Array(new SharedArrayBuffer(4));
  readonly #worker: Worker;
  readonly #waiting: Waiting[] = [];
  readonly #signal: AbortSignal | undefined;
  readonly #exited: Promise<void>;
  readonly #abort = () => this.#end(this.#signal?.reason as Error);
  #ended: Error | undefined;

  /**
   * @param threads - cores that one product may use.
   * @param signal - heeded at once; the thread itself ends when its block of work is done.
   */
  constructor(threads: number, signal?: AbortSignal) {
    this.#signal = signal;
    this.#worker = new Worker(WORKER, { workerData: { threads, stop: this.#stop } satisfies MatrixThreadData });
    this.#worker.on("message", ({ value, error }: { value?: CkaMap; error?: Error }) => {
      const { resolve, reject } = this.#waiting.shift() ?? {};
      if (value !== undefined) resolve?.(value);
      else reject?.(error ?? new Error("the matrix thread gave nothing"));
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
  map(layers: readonly Matrix[], options: MapRequest["options"]): Promise<CkaMap> {
    if (this.#ended !== undefined) return Promise.reject(this.#ended);
    return new Promise((resolve, reject) => {
      // First, as it throws what cannot be sent, which is never answered.
      this.#worker.postMessage({ layers, options } satisfies MapRequest);
      this.#waiting.push({ resolve, reject });
    });
  }

  /** Ends the thread as soon as its block of work is done; what it has not answered is rejected. */
  async close(): Promise<void> {
    this.#signal?.removeEventListener("abort", this.#abort);
    this.#end(new Error("the matrix thread was closed"));
    await this.#exited;
  }

  #end(error: Error): void {
    if (this.#ended !== undefined) return;
    this.#ended = error;
    Atomics.store(this.#stop, 0, 1);
    this.#worker.postMessage(null);
    for (const { reject } of this.#waiting.splice(0)) reject(error);
  }
}
