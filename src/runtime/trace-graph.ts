import type { Trace } from "../onnx/permutation/flow.js";
import { traced } from "../onnx/permutation/traced.js";
import type { Engine, TensorValue } from "./engine.js";
import type { ImageInput } from "./image-input.js";
import type { Model } from "./open-model.js";
import { withSession } from "./with-session.js";

/** Runs a network once on a blank image and says what dimensions its tensors have, and where it puts elements. */
export async function traceGraph(
  engine: Engine,
  model: Pick<Model, "name" | "onnx">,
  input: ImageInput,
): Promise<Trace> {
  const { bytes, settings } = traced(model.onnx);
  const dims = [input.batch ?? 1, ...input.shape];
  const feeds = () => ({
    [input.name]: { dims, data: new Float32Array(dims.reduce((product, dim) => product * dim, 1)) },
  });
  return withSession(engine, model.name, bytes, async (session) => {
    const shapes = await session.shapes(feeds());
    const values: Record<string, TensorValue> =
      settings.size === 0 ? {} : await session.run(feeds(), [...settings.keys()]);
    return {
      dims: new Map([...Object.entries(shapes), [input.name, dims] as const]),
      settings: new Map([...settings].map(([output, tensor]) => [tensor, values[output]?.data ?? []])),
    };
  });
}
