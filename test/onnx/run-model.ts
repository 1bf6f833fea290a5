import * as ort from "onnxruntime-node";

export interface Fed {
  readonly dims: readonly number[];
  readonly data: Float32Array | Float64Array | BigInt64Array;
}

const TYPES = { Float32Array: "float32", Float64Array: "float64", BigInt64Array: "int64" } as const;

/**
 * Runs a model once in ONNX Runtime; every output comes as plain numbers.
 *
 * @param fusing - whether the runtime may fuse nodes, which rounds differently.
 */
export async function runModel(
  bytes: Uint8Array,
  feeds: Readonly<Record<string, Fed>>,
  fusing = true,
): Promise<Record<string, { dims: readonly number[]; type: string; data: readonly number[] }>> {
  const session = await ort.InferenceSession.create(bytes, {
    intraOpNumThreads: 1,
    logSeverityLevel: 4,
    graphOptimizationLevel: fusing ? "all" : "basic",
  });
  const tensors = Object.entries(feeds).map(([name, { data, dims }]) => {
    const type = TYPES[data.constructor.name as keyof typeof TYPES];
    return [name, new ort.Tensor(type, data as Float32Array, dims)];
  });
  const results = await session.run(Object.fromEntries(tensors));
  const plain = Object.entries(results).map(([name, { dims, type, data }]) => [
    name,
    { dims: [...dims], type, data: Array.from(data as ArrayLike<number>, Number) },
  ]);
  await session.release();
  return Object.fromEntries(plain);
}

/** Values that are never equal and never zero, the same in every run. */
export function ramp(dims: readonly number[]): { dims: readonly number[]; data: Float32Array } {
  const size = dims.reduce((product, dim) => product * dim, 1);
  return { dims, data: Float32Array.from({ length: size }, (_, i) => Math.sin(1 + i * 1.7) + 0.001 * (i % 7)) };
}
