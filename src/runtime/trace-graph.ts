import { TrisimError } from "../errors.js";
import type { Trace } from "../onnx/permutation/flow.js";
import { traced } from "../onnx/permutation/traced.js";
import type { Engine, TensorValue } from "./engine.js";
import type { ImageInput } from "./image-input.js";
import type { Model } from "./open-model.js";
import { withSession } from "./with-session.js";

/** Dimensions come as float32, which holds whole numbers below this one. */
const EXACT = 2 ** 24;

/** Runs a network once on a blank image and says what dimensions its tensors have, and where it puts elements. */
export async function traceGraph(
  engine: Engine,
  model: Pick<Model, "name" | "onnx">,
  input: ImageInput,
): Promise<Trace> {
  const { graph, ...shown } = traced(model.onnx);
  const dims = [input.batch ?? 1, ...input.shape];
  const data = new Float32Array(dims.reduce((product, dim) => product * dim, 1));
  return withSession(engine, model.name, graph, async (session) => {
    const outputs = [...shown.dims.keys(), ...shown.settings.keys()];
    const values = await session.run({ [input.name]: { dims, data } }, outputs);
    const made = given(values, shown.dims);
    const far = made.find(([, lengths]) => lengths.some((length) => length >= EXACT));
    if (far !== undefined) {
      const lengths = far[1].join(", ");
      throw new TrisimError(
        "unsupported",
        `${model.name}: tensor ${far[0]} is [${lengths}], too long an axis to follow`,
      );
    }
    return {
      dims: new Map([...made, [input.name, dims] as const]),
      settings: new Map(given(values, shown.settings)),
    };
  });
}

/** Tensor → the numbers that its output gave. */
function given(
  values: Readonly<Record<string, TensorValue>>,
  shown: ReadonlyMap<string, string>,
): readonly (readonly [string, readonly number[]])[] {
  return [...shown].map(([output, tensor]) => [tensor, [...(values[output]?.data ?? [])]]);
}
