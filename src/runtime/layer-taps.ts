import { TrisimError } from "../errors.js";
import { featureAxis } from "../onnx/feature-axis.js";
import type { Tap } from "../onnx/pooling.js";
import { type PoolingChoice, poolingFor } from "../onnx/pooling.js";
import type { Session } from "./engine.js";
import type { ImageInput } from "./image-input.js";
import type { Model } from "./open-model.js";

/**
 * Finds out how each tensor lies in memory, by running the network on two and on three blank images, and says how the
 * graph is to pool it to n × p.
 *
 * @param session - of the graph with the dimensions of these tensors as outputs, named as `dimsOutputs` says.
 * @param tensors - names of tensors of the graph.
 * @throws TrisimError `unsupported` where a tensor has no axis that can be told to be the batch.
 */
export async function layerTaps(
  session: Session,
  model: Model,
  input: ImageInput,
  tensors: readonly string[],
  pool: PoolingChoice,
): Promise<readonly Tap[]> {
  const outputs = [...dimsOutputs(tensors).keys()];
  const dimsFor = async (n: number) => {
    const values = await session.run({ [input.name]: blank(n, input.shape) }, outputs);
    return outputs.map((output) => [...(values[output]?.data ?? [])]);
  };
  const [few, more] = [await dimsFor(input.batch ?? 2), await dimsFor(input.batch ?? 3)];
  return tensors.map((tensor, i) => {
    const dims = few[i] ?? [];
    const batchAxis = batchAxisOf(dims, more[i] ?? [], input.batch);
    if (batchAxis < 0)
      throw new TrisimError(
        "unsupported",
        `${model.name}, tensor ${tensor}: no axis of [${dims.join(", ")}] is the batch`,
      );
    return tapOf(model, tensor, `trisim/${i}`, dims, batchAxis, pool);
  });
}

/** Output → the tensor whose dimensions it gives. */
export function dimsOutputs(tensors: readonly string[]): ReadonlyMap<string, string> {
  return new Map(tensors.map((tensor, i) => [`trisim/dims/${i}`, tensor]));
}

function blank(n: number, shape: readonly number[]): { dims: number[]; data: Float32Array } {
  const dims = [n, ...shape];
  return { dims, data: new Float32Array(dims.reduce((product, dim) => product * dim, 1)) };
}

/** The axis that goes from 2 to 3 with the images, or the first one of the fixed size. */
function batchAxisOf(few: readonly number[], more: readonly number[], fixed: number | null): number {
  if (fixed !== null) return few.indexOf(fixed);
  return few.findIndex((dim, axis) => dim === 2 && more[axis] === 3);
}

function tapOf(
  model: Model,
  tensor: string,
  output: string,
  dims: readonly number[],
  batchAxis: number,
  pool: PoolingChoice,
): Tap {
  const rank = dims.length;
  const axis = featureAxis(model.onnx, tensor, rank, batchAxis);
  return { tensor, output, rank, batchAxis, featureAxis: axis, pooling: poolingFor(rank, axis, pool) };
}
