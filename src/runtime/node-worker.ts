/**
 * The thread in which ONNX Runtime lives: its calls block, so the main thread never makes them.
 *
 * Requests are answered in order; the thread ends by itself when it is told to exit and has nothing left to do. It is
 * never terminated from outside, which aborts the whole process while the runtime is inside a call.
 */
import { parentPort } from "node:worker_threads";
import { InferenceSession, Tensor } from "onnxruntime-node";
import type { Feeds, FeedValue, TensorInfo, TensorValue } from "./engine.js";
import { released } from "./released.js";

/** What the main thread asks for. */
export type Request =
  | {
      readonly do: "open";
      readonly session: number;
      readonly model: Uint8Array<ArrayBuffer>;
      /** Where the files of its external data are; `null` where it has none. */
      readonly folder: string | null;
      readonly threads: number;
    }
  | {
      readonly do: "run";
      readonly session: number;
      readonly feeds: Feeds;
      readonly outputs: readonly string[];
    }
  | { readonly do: "close"; readonly session: number }
  | { readonly do: "exit" };

type OpenRequest = Extract<Request, { readonly do: "open" }>;

/** What `open` answers. */
export interface Opened {
  readonly inputs: readonly TensorInfo[];
  readonly outputs: readonly TensorInfo[];
}

/** What `run` answers. */
type Outputs = Record<string, TensorValue>;

const sessions = new Map<number, InferenceSession>();

async function answer(request: Request): Promise<unknown> {
  switch (request.do) {
    case "open":
      return open(request);
    case "run":
      return run(sessionOf(request.session), request.feeds, request.outputs);
    case "close":
      await sessionOf(request.session).release();
      sessions.delete(request.session);
      return null;
    case "exit":
      for (const session of sessions.values()) await session.release();
      parentPort?.close();
      return null;
  }
}

function sessionOf(id: number): InferenceSession {
  const session = sessions.get(id);
  if (session === undefined) throw new RangeError(`there is no session ${id}`);
  return session;
}

async function open({ session: id, model, folder, threads }: OpenRequest): Promise<Opened> {
  const session = await InferenceSession.create(model, {
    executionProviders: ["cpu"],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    logSeverityLevel: 4,
    // One block for all activations of a batch would come on top of those of the first batch.
    enableMemPattern: false,
    extra: {
      session: {
        intra_op: { allow_spinning: "0" },
        ...(folder === null ? {} : { model_external_initializers_file_folder_path: folder }),
      },
    },
  }).finally(() => released(model.buffer));
  sessions.set(id, session);
  return { inputs: session.inputMetadata.map(info), outputs: session.outputMetadata.map(info) };
}

function info(of: InferenceSession.ValueMetadata): TensorInfo {
  return of.isTensor
    ? { name: of.name, type: of.type, dims: of.shape }
    : { name: of.name, type: "not a tensor", dims: [] };
}

async function run(session: InferenceSession, feeds: Feeds, outputs: readonly string[]): Promise<Outputs> {
  try {
    const results = await session.run(tensorsOf(feeds), outputs);
    return Object.fromEntries(Object.entries(results).map(([name, tensor]) => [name, taken(name, tensor)]));
  } finally {
    for (const { data } of Object.values(feeds)) released(data.buffer as ArrayBuffer);
  }
}

function tensorsOf(feeds: Feeds): Record<string, Tensor> {
  return Object.fromEntries(Object.entries(feeds).map(([name, feed]) => [name, tensorOf(feed)]));
}

function tensorOf({ data, dims }: FeedValue): Tensor {
  if (data instanceof Float32Array) return new Tensor("float32", data, dims);
  return data instanceof Int32Array ? new Tensor("int32", data, dims) : new Tensor("int64", data, dims);
}

/** A copy that may be handed to the other thread; the runtime's own memory is given back at once. */
function taken(name: string, tensor: Tensor): TensorValue {
  if (!(tensor.data instanceof Float32Array)) throw new TypeError(`output ${name} is ${tensor.type}, not float32`);
  const value = { dims: [...tensor.dims], data: new Float32Array(tensor.data) };
  tensor.dispose();
  return value;
}

async function reply({ id, request }: { readonly id: number; readonly request: Request }): Promise<void> {
  try {
    const value = await answer(request);
    parentPort?.postMessage({ id, value }, transferred(request, value));
  } catch (error) {
    parentPort?.postMessage({ id, error: error instanceof Error ? error.message : String(error) });
  }
}

/** The memory of an answer that goes to the main thread without a copy. */
function transferred(request: Request, value: unknown): ArrayBuffer[] {
  return request.do === "run" ? Object.values(value as Outputs).map(({ data }) => data.buffer as ArrayBuffer) : [];
}

// One request after the other: nothing is released while it runs.
let last: Promise<void> = Promise.resolve();

parentPort?.on("message", (message) => {
  last = last.then(() => reply(message));
});
