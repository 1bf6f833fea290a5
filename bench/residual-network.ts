import { CLASSES, randomNetwork } from "./random-network.js";

/** Whether BatchNormalization nodes are kept, or folded into the convolutions as most exporters do. */
export type Norms = "kept" | "folded";

const STAGES = [
  [64, 3],
  [128, 4],
  [256, 6],
  [512, 3],
] as const;

/**
 * ResNet-50 with weights drawn at random: 25.5 million, in bottleneck blocks, for images of 224 × 224.
 *
 * @param draw - numbers of mean 0 and variance 1.
 * @returns an ONNX file.
 */
export function residualNetwork(norms: Norms, draw: () => number): Uint8Array {
  const graph = randomNetwork(draw);
  const convolved = (from: string, inputs: number, outputs: number, kernel: number, stride = 1) => {
    const weight = graph.weight([outputs, inputs, kernel, kernel], Math.sqrt(2 / (inputs * kernel ** 2)));
    const side = (kernel - 1) / 2;
    const attributes = { strides: { ints: [stride, stride] }, pads: { ints: [side, side, side, side] } };
    const vector = (spread: number, mean: number) => graph.weight([outputs], spread, mean);
    if (norms === "folded") return graph.node("Conv", `${from} ${weight} ${vector(0.1, 0)}`, attributes);
    const made = graph.node("Conv", `${from} ${weight}`, attributes);
    const statistics = `${vector(0.1, 1)} ${vector(0.1, 0)} ${vector(0.1, 0)} ${vector(0.1, 1)}`;
    return graph.node("BatchNormalization", `${made} ${statistics}`);
  };
  const relu = (from: string) => graph.node("Relu", from);
  let stream = relu(convolved("image", 3, 64, 7, 2));
  stream = graph.node("MaxPool", stream, {
    kernel_shape: { ints: [3, 3] },
    strides: { ints: [2, 2] },
    pads: { ints: [1, 1, 1, 1] },
  });
  let size = 64;
  for (const [stage, [width, blocks]] of STAGES.entries()) {
    for (let block = 0; block < blocks; block++) {
      const stride = block === 0 && stage > 0 ? 2 : 1;
      const wide = 4 * width;
      const narrow = relu(convolved(stream, size, width, 1));
      const spread = relu(convolved(narrow, width, width, 3, stride));
      const widened = convolved(spread, width, wide, 1);
      const shortcut = block === 0 ? convolved(stream, size, wide, 1, stride) : stream;
      stream = relu(graph.node("Add", `${widened} ${shortcut}`));
      size = wide;
    }
  }
  const pooled = graph.node("Flatten", graph.node("GlobalAveragePool", stream));
  const head = `${graph.weight([CLASSES, size], Math.sqrt(1 / size))} ${graph.weight([CLASSES], 0.1)}`;
  return graph.bytes(graph.node("Gemm", `${pooled} ${head}`, { transB: { int: 1 } }));
}
