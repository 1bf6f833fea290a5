import { type ResourceLimits, Worker } from "node:worker_threads";

// The built files, from the sources and from the build alike: a thread cannot run TypeScript.
const DIST = new URL("../../dist/", import.meta.url);

interface Task {
  readonly message: { readonly module: string; readonly name: string; readonly args: readonly unknown[] };
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/**
 * A thread for long arithmetic, so that the main one always hears Ctrl-C and draws its progress bar.
 *
 * Only pure functions run in it: it may be ended at any moment.
 */
export class ComputeThread {
  readonly #worker: Worker;
  readonly #tasks: Task[] = [];
  readonly #signal: AbortSignal | undefined;
  readonly #stop = () => this.#end(this.#signal?.reason as Error);
  #ended: Error | undefined;

  /**
   * @param signal - ends it.
   * @param worker - what runs in the thread; another than the default answers the same calls in a way of its own.
   * @param resourceLimits - of the thread; V8's own unless given.
   */
  constructor(
    signal?: AbortSignal,
    worker: "compute-worker" | "image-worker" = "compute-worker",
    resourceLimits: ResourceLimits = {},
  ) {
    this.#signal = signal;
    this.#worker = new Worker(new URL(`runtime/${worker}.js`, DIST), { resourceLimits });
    this.#worker.on("message", ({ value, error }: { value?: unknown; error?: Error }) => {
      const task = this.#tasks.shift();
      if (error === undefined) task?.resolve(value);
      else task?.reject(error);
    });
    this.#worker.on("error", (error: Error) => this.#end(error));
    signal?.addEventListener("abort", this.#stop);
    if (signal?.aborted) this.#stop();
    // An idle thread must not keep the process alive.
    this.#worker.unref();
  }

  /**
   * Calls an exported pure function in the thread; calls are answered in order.
   *
   * @param pure - the function; it is found again by its name.
   * @param module - the file that exports it, below the source folder and without its ending.
   * @param args - plain data, which is copied unless its memory is shared.
   */
  run<A extends readonly unknown[], R>(pure: (...args: A) => R, module: string, ...args: A): Promise<R> {
    return this.runWith([], pure, module, ...args);
  }

  /** The same, but that some memory of the arguments is handed over, not copied: it is the thread's from then on. */
  runWith<A extends readonly unknown[], R>(
    handedOver: readonly ArrayBuffer[],
    pure: (...args: A) => R,
    module: string,
    ...args: A
  ): Promise<R> {
    if (this.#ended !== undefined) return Promise.reject(this.#ended);
    return new Promise<R>((resolve, reject) => {
      const message = { module: new URL(`${module}.js`, DIST).href, name: pure.name, args };
      this.#tasks.push({ message, resolve: (value) => resolve(value as R), reject });
      this.#worker.ref();
      this.#worker.postMessage(message, handedOver);
    }).finally(() => {
      if (this.#tasks.length === 0) this.#worker.unref();
    });
  }

  /** Ends the thread at once; what it has not answered is rejected. */
  async close(): Promise<void> {
    this.#signal?.removeEventListener("abort", this.#stop);
    this.#end(new Error("the compute thread was closed"));
    await this.#worker.terminate();
  }

  #end(error: Error): void {
    this.#ended ??= error;
    for (const task of this.#tasks.splice(0)) task.reject(error);
    this.#worker.terminate();
  }
}
