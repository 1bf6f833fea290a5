import { InferenceSession, Tensor } from "onnxruntime-node";
import type { Matrix } from "../kernels/matrix.js";
import { type MatrixGraph, matrixModel } from "../onnx/matrix-graph.js";
import { StopFlag } from "./stop-flag.js";

/** The sessions of matrix graphs that were needed so far, on the calling thread. Close them: they hold native memory. */
export class MatrixSessions {
  readonly #threads: number;
  readonly #flag: StopFlag;
  readonly #sessions = new Map<string, Promise<InferenceSession>>();

  /**
   * @param threads - cores that one run may use.
   * @param flag - by which another thread asks for a stop.
   */
  constructor(threads: number, flag = new StopFlag()) {
    this.#threads = threads;
    this.#flag = flag;
  }

  /**
   * Runs a graph that has no other of its name and number of inputs.
   *
   * @param operands - one matrix of float32 an input, in their order; copied where its memory is shared.
   * @param use - what to do with the numbers of each output, in their order. They are the runtime's own memory, gone
   *   afterwards: a copy of millions of them takes as long as the product did.
   */
  run<T>(graph: MatrixGraph, operands: readonly Matrix[], use: (...outputs: readonly Float32Array[]) => T): Promise<T> {
    return this.#flag.call(() => this.#run(graph, operands, use));
  }

  async #run<T>(
    graph: MatrixGraph,
    operands: readonly Matrix[],
    use: (...outputs: readonly Float32Array[]) => T,
  ): Promise<T> {
    const session = await this.#open(graph);
    const feeds = graph.inputs.map((name, k) => [name, tensorOf(operands[k])]);
    const results = await session.run(Object.fromEntries(feeds), graph.outputs);
    try {
      return use(...graph.outputs.map((name) => numbersOf(results[name])));
    } finally {
      for (const tensor of Object.values(results)) tensor.dispose();
    }
  }

  async close(): Promise<void> {
    for (const session of this.#sessions.values()) await (await session).release();
    this.#sessions.clear();
  }

  #open(graph: MatrixGraph): Promise<InferenceSession> {
    const key = `${graph.name} ${graph.inputs.length}`;
    const known = this.#sessions.get(key);
    if (known !== undefined) return known;
    const opened = InferenceSession.create(matrixModel(graph), {
      executionProviders: ["cpu"],
      intraOpNumThreads: this.#threads,
      interOpNumThreads: 1,
      logSeverityLevel: 4,
    });
    this.#sessions.set(key, opened);
    return opened;
  }
}

function tensorOf(matrix: Matrix | undefined): Tensor {
  if (!(matrix?.data instanceof Float32Array)) throw new TypeError("matrix graphs take float32");
  return new Tensor("float32", ownMemory(matrix.data), [matrix.rows, matrix.columns]);
}

/** The last copies of shared memory, by the view: the columns of a block are fed again with each of its rows. */
const copies = new WeakMap<Float32Array, Float32Array>();

/** The runtime cannot read memory that threads share. */
function ownMemory(data: Float32Array): Float32Array {
  if (!(data.buffer instanceof SharedArrayBuffer)) return data;
  const copy = copies.get(data) ?? new Float32Array(data);
  copies.set(data, copy);
  return copy;
}

function numbersOf(tensor: Tensor | undefined): Float32Array {
  if (!(tensor?.data instanceof Float32Array)) throw new TypeError("matrix graphs give float32");
  return tensor.data;
}
