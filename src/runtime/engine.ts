import type { Variant } from "../onnx/variant.js";

/** A dense tensor as a session gives it; `dims` in the graph's own order. */
export interface TensorValue {
  readonly dims: readonly number[];
  readonly data: Float32Array;
}

/** A tensor on its way into a session: float32 images, or the whole numbers of texts. */
export interface FeedValue {
  readonly dims: readonly number[];
  readonly data: Float32Array | Int32Array | BigInt64Array;
}

/** Input name → what is fed there. */
export type Feeds = Readonly<Record<string, FeedValue>>;

/** What a session says of one of its inputs or outputs; a symbolic dimension is a string, an unknown one empty. */
export interface TensorInfo {
  readonly name: string;
  readonly type: string;
  readonly dims: readonly (number | string)[];
}

/** One network, loaded and ready to run. Close it: it holds native memory. */
export interface Session {
  readonly inputs: readonly TensorInfo[];
  readonly outputs: readonly TensorInfo[];
  /** Runs one batch and gives the named outputs, which must be float32. The feeds' memory is handed over. */
  run(feeds: Feeds, outputs: readonly string[]): Promise<Record<string, TensorValue>>;
  close(): Promise<void>;
}

/** A graph on its way to an engine. */
export type GraphBytes = Uint8Array | Variant;

/** Why what an engine was asked for never came: it was closed before. */
export class EngineClosed extends Error {
  constructor() {
    super("the engine was closed");
  }
}

/**
 * Something that runs ONNX graphs: ONNX Runtime's native library in a worker thread here, others behind the same three
 * methods.
 */
export interface Engine {
  /** Name and version, for the provenance of results. */
  readonly name: string;
  /** Loads a graph; the bytes are copied, not kept. Of a large variant there never is a copy. */
  open(model: GraphBytes): Promise<Session>;
  /** Lets what runs finish, releases every session and ends the thread. */
  close(): Promise<void>;
}
