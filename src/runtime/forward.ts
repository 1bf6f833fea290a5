import type { Dataset } from "../data/dataset.js";
import type { Matrix } from "../kernels/matrix.js";
import type { Tap } from "../onnx/pooling.js";
import type { Session, TensorValue } from "./engine.js";
import type { ImageInput } from "./image-input.js";
import { RowCollector } from "./row-collector.js";

/** Everything a pass over a data set needs besides the session. */
export interface Pass {
  readonly model: string;
  readonly dataset: Dataset;
  readonly input: ImageInput;
  /** Images a run. */
  readonly batch: number;
  /** Stored images to the network's values, N×C×H×W. */
  readonly prepare: (images: Uint8Array | Float32Array) => Float32Array;
  readonly signal?: AbortSignal | undefined;
  /** Called after each run with the number of examples it did. */
  readonly onExamples?: ((count: number) => void) | undefined;
}

/**
 * Runs a data set through a network, a batch at a time, and gives what the taps let out.
 *
 * While one batch runs, the next is read and prepared; no more than two are in memory.
 *
 * @throws TrisimError `bad-value` where an output is not finite; the signal's reason once it is aborted.
 */
export async function forward(
  session: Session,
  taps: readonly Tap[],
  pass: Pass,
): Promise<ReadonlyMap<string, Matrix>> {
  const outputs = taps.map(({ output }) => output);
  const collectors = new Map(
    taps.map(({ tensor, output }) => [output, new RowCollector(tensor, pass.model, pass.dataset.ids)]),
  );
  let running: Promise<void> = Promise.resolve();
  try {
    for (let from = 0; from < pass.dataset.n; from += pass.batch) {
      const count = Math.min(pass.batch, pass.dataset.n - from);
      const images = await batchOf(pass, from, count);
      pass.signal?.throwIfAborted();
      const previous = running;
      const result = session.run({ [pass.input.name]: images }, outputs);
      running = Promise.all([result, previous]).then(([values]) => collect(values, count));
      // Awaited one batch later; until then a failure must not count as unhandled.
      running.catch(() => undefined);
      await previous;
    }
    await running;
  } finally {
    await running.catch(() => undefined);
  }
  return new Map([...collectors.values()].map((collector) => [collector.tensor, collector.matrix()]));

  function collect(values: Record<string, TensorValue>, count: number): void {
    for (const [output, value] of Object.entries(values)) collectors.get(output)?.add(value, count);
    pass.onExamples?.(count);
  }
}

/** Images `from` … `from + count`, padded with zeros to the batch where the graph fixes it. */
export async function batchOf(
  pass: Pick<Pass, "dataset" | "prepare" | "input">,
  from: number,
  count: number,
): Promise<TensorValue> {
  const stored = await pass.dataset.read(from, from + count);
  const values = pass.prepare(stored);
  const rows = pass.input.batch ?? count;
  const length = pass.input.shape.reduce((product, dim) => product * dim, rows);
  const dims = [rows, ...pass.input.shape];
  // What the data set gave may be its own memory, which is not to be handed over.
  if (values !== stored && values.byteLength === values.buffer.byteLength && values.length === length)
    return { dims, data: values };
  const data = new Float32Array(length);
  data.set(values);
  return { dims, data };
}
