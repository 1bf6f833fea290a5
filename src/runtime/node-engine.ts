import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Worker } from "node:worker_threads";
import { inMemory, type Variant, variantOf, written } from "../onnx/variant.js";
import { type Engine, EngineClosed, type Feeds, type GraphBytes, type Session, type TensorValue } from "./engine.js";
import { type MappedWeights, mappedWeights } from "./mapped-weights.js";
import { withoutTelemetry } from "./no-telemetry.js";
import type { Opened, Request } from "./node-worker.js";
import { setAside } from "./set-aside.js";

// The built file, from the sources and from the build alike: a thread cannot run TypeScript.
const WORKER = new URL("../../dist/runtime/node-worker.js", import.meta.url);

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/**
 * ONNX Runtime's native CPU library, in a thread of its own.
 *
 * @param threads - cores that one run may use.
 * @returns an engine to be closed, which ends the thread as soon as what it runs is done.
 */
export function nodeEngine(threads: number): Engine {
  withoutTelemetry();
  const worker = new Worker(WORKER);
  const waiting = new Map<number, Waiting>();
  let lastRequest = 0;
  let lastSession = 0;
  let closing = false;

  worker.on("message", ({ id, value, error }: { id: number; value?: unknown; error?: string }) => {
    const request = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) request?.resolve(value);
    else request?.reject(new Error(error));
  });
  const failAll = (error: Error) => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on("error", failAll);
  const exited = new Promise<void>((resolve) => worker.once("exit", () => resolve()));
  exited.then(() => failAll(new EngineClosed()));

  function ask<T>(request: Request, transfer: readonly ArrayBuffer[] = []): Promise<T> {
    if (closing) return Promise.reject(new EngineClosed());
    lastRequest++;
    const id = lastRequest;
    return new Promise<T>((resolve, reject) => {
      waiting.set(id, { resolve: (value) => resolve(value as T), reject });
      worker.postMessage({ id, request }, transfer);
    });
  }

  async function open(model: GraphBytes): Promise<Session> {
    lastSession++;
    const session = lastSession;
    const weights = await mappedWeights(asVariant(model));
    const { inputs, outputs } = await (weights === null ? loaded(session, model) : mapped(session, model, weights));
    return {
      inputs,
      outputs,
      run: (feeds, wanted) =>
        ask<Record<string, TensorValue>>({ do: "run", session, feeds, outputs: wanted }, buffersOf(feeds)),
      async close() {
        await ask<void>({ do: "close", session });
        weights?.checkReleased();
      },
    };
  }

  /** Loads a graph as it is: its memory goes to the thread. */
  function loaded(session: number, model: GraphBytes): Promise<Opened> {
    const bytes = ownBytes(model);
    return ask<Opened>({ do: "open", session, model: bytes, folder: null, threads }, [bytes.buffer]);
  }

  /** Loads a graph whose weights are in a file: its memory is not needed, and is free before the runtime takes its own. */
  async function mapped(
    session: number,
    model: GraphBytes,
    { graph, folder, remove, checkLoaded }: MappedWeights,
  ): Promise<Opened> {
    try {
      const opening = ask<Opened>({ do: "open", session, model: graph, folder, threads }, [graph.buffer]);
      // Collecting garbage takes a while, in which the runtime has begun.
      if ("base" in model) setAside(model.base);
      const opened = await opening;
      checkLoaded();
      return opened;
    } finally {
      await remove();
    }
  }

  function close(): Promise<void> {
    if (!closing) worker.postMessage({ id: 0, request: { do: "exit" } satisfies Request });
    closing = true;
    return exited;
  }

  return { name: runtimeName(), open, close };
}

function asVariant(model: GraphBytes): Variant {
  return "base" in model ? model : variantOf(inMemory(model));
}

/** Bytes whose buffer can go to the other thread without a copy. */
function ownBytes(model: GraphBytes): Uint8Array<ArrayBuffer> {
  return "base" in model ? written(model) : new Uint8Array(model);
}

/** Each feed must own its buffer: it is handed over, not copied. */
function buffersOf(feeds: Feeds): ArrayBuffer[] {
  return Object.values(feeds).map(({ data }) => data.buffer as ArrayBuffer);
}

/** The runtime and its version, as results name them. */
export function runtimeName(): string {
  const manifest = createRequire(import.meta.url).resolve("onnxruntime-node/package.json");
  const { version } = JSON.parse(readFileSync(manifest, "utf8")) as { version: string };
  return `onnxruntime-node ${version}`;
}
