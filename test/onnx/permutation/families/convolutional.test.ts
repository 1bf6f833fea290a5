import { afterAll, describe, test } from "vitest";
import { nodeEngine } from "../../../../src/runtime/node-engine.js";
import {
  batchNorm,
  conv,
  gelu,
  layerNorm,
  linear,
  pooledHead,
  reduceMean,
  reshape,
  slice,
  split,
  transpose,
} from "../../../support/blocks.js";
import { expectUnits } from "../../../support/found-units.js";
import { type Net, net } from "../../../support/net.js";

const engine = nodeEngine(1);
afterAll(() => engine.close());

const relu = (n: Net, x: string) => n.add("Relu", x);
const normed = (n: Net, x: string, inputs: number, outputs: number, kernel: number, stride = 1) =>
  batchNorm(n, conv(n, x, inputs, outputs, kernel, { stride, bias: false }), outputs);

describe("a residual network with BatchNormalization in its graph", () => {
  function basic(n: Net, x: string, inputs: number, outputs: number, stride: number): string {
    const inner = relu(n, normed(n, x, inputs, outputs, 3, stride));
    const short = stride === 1 ? x : normed(n, x, inputs, outputs, 1, stride);
    return relu(n, n.add("Add", `${normed(n, inner, outputs, outputs, 3)} ${short}`));
  }

  test.each([11, 13, 17, 22])("operator set %i: a stream a stage, units inside each block", async (opset) => {
    const n = net([2, 6, 6], opset);
    const stem = n.add("MaxPool", relu(n, normed(n, n.images, 2, 8, 3)), { kernel_shape: [2, 2], strides: [2, 2] });
    const x = basic(n, basic(n, basic(n, stem, 8, 8, 1), 8, 12, 2), 12, 12, 1);
    await expectUnits(engine, n.model(pooledHead(n, x, 12)), ["8", "8", "12", "12", "12"]);
  });

  test("a bottleneck, and a short cut padded with zeros", async () => {
    const n = net([2, 6, 6]);
    const stem = relu(n, normed(n, n.images, 2, 6, 3));
    const inner = relu(n, normed(n, relu(n, normed(n, stem, 6, 4, 1)), 4, 5, 3, 2));
    const fewer = slice(n, slice(n, stem, 2, 0, 1e6, 2), 3, 0, 1e6, 2);
    const wider = n.add("Pad", `${fewer} ${n.ints(0, 2, 0, 0, 0, 2, 0, 0)}`);
    const x = relu(n, n.add("Add", `${normed(n, inner, 5, 10, 1)} ${wider}`));
    // The six of the stem are the middle six of the ten; the four beside them stand in fewer parameters.
    await expectUnits(engine, n.model(pooledHead(n, x, 10)), ["6", "4", "5", "4"]);
  });
});

describe("a ConvNeXt", () => {
  function block(n: Net, x: string, width: number): string {
    const spread = transpose(n, conv(n, x, width, width, 7, { group: width }), 0, 2, 3, 1);
    const inner = gelu(n, linear(n, layerNorm(n, spread, width), width, 4 * width));
    const scaled = n.add("Mul", `${linear(n, inner, 4 * width, width)} ${n.gain(width)}`);
    return n.add("Add", `${x} ${transpose(n, scaled, 0, 3, 1, 2)}`);
  }
  const channelsFirst = (n: Net, x: string, width: number) =>
    transpose(n, layerNorm(n, transpose(n, x, 0, 2, 3, 1), width), 0, 3, 1, 2);

  test.each([11, 17, 18])("operator set %i: depthwise kernels, norms over channels, layer scale", async (opset) => {
    const n = net([2, 8, 8], opset);
    const stem = n.add("Conv", `${n.images} ${n.weight(6, 2, 2, 2)} ${n.weight(6)}`, { strides: [2, 2] });
    const one = block(n, channelsFirst(n, stem, 6), 6);
    const less = n.add("Conv", `${channelsFirst(n, one, 6)} ${n.weight(8, 6, 2, 2)} ${n.weight(8)}`, {
      strides: [2, 2],
    });
    const x = n.add("Flatten", n.add("GlobalAveragePool", block(n, less, 8)));
    await expectUnits(engine, n.model(linear(n, layerNorm(n, x, 8), 8, 3)), ["6", "24", "8", "32"]);
  });
});

describe("a MobileNet with squeeze and excitation", () => {
  function excited(n: Net, x: string, channels: number, form: "maps" | "flat"): string {
    const squeezed = n.add("GlobalAveragePool", x);
    const rows = form === "flat" ? n.add("Flatten", squeezed) : squeezed;
    const dense = (y: string, inputs: number, outputs: number) =>
      form === "maps"
        ? conv(n, y, inputs, outputs, 1)
        : n.add("Gemm", `${y} ${n.weight(outputs, inputs)} ${n.weight(outputs)}`, { transB: 1 });
    const gates = n.add("HardSigmoid", dense(relu(n, dense(rows, channels, 3)), 3, channels));
    return n.add("Mul", `${x} ${form === "flat" ? reshape(n, gates, -1, channels, 1, 1) : gates}`);
  }

  test.each(["maps", "flat"] as const)(
    "of %s: each expansion with its gates, and what they are squeezed to",
    async (form) => {
      const n = net([2, 6, 6]);
      const six = (x: string) => n.add("Clip", `${x} ${n.number(0)} ${n.number(6)}`);
      const stem = n.add("HardSwish", normed(n, n.images, 2, 6, 3, 2));
      const wide = six(normed(n, stem, 6, 14, 1));
      const deep = six(batchNorm(n, conv(n, wide, 14, 14, 3, { group: 14, bias: false }), 14));
      const x = n.add("Add", `${stem} ${normed(n, excited(n, deep, 14, form), 14, 6, 1)}`);
      await expectUnits(engine, n.model(pooledHead(n, x, 6)), ["6", "14", "3"]);
    },
  );
});

test("a DenseNet: each layer's channels stand in all layers after it", async () => {
  const n = net([2, 6, 6]);
  const preactivated = (x: string, inputs: number, outputs: number, kernel: number) =>
    conv(n, relu(n, batchNorm(n, x, inputs)), inputs, outputs, kernel, { bias: false });
  const stem = conv(n, n.images, 2, 6, 3);
  const one = preactivated(preactivated(stem, 6, 8, 1), 8, 4, 3);
  const both = n.add("Concat", `${stem} ${one}`, { axis: 1 });
  const two = preactivated(preactivated(both, 10, 8, 1), 8, 4, 3);
  const all = n.add("Concat", `${stem} ${one} ${two}`, { axis: 1 });
  const less = n.add("AveragePool", preactivated(all, 14, 7, 1), { kernel_shape: [2, 2], strides: [2, 2] });
  const x = relu(n, batchNorm(n, less, 7));
  await expectUnits(engine, n.model(pooledHead(n, x, 7)), ["6", "8", "4", "8", "4", "7"]);
});

test("an Inception block: four branches of their own units, one of them of two convolutions in turn", async () => {
  const n = net([2, 6, 6]);
  const one = (x: string, inputs: number, outputs: number, kernel: number) =>
    relu(n, conv(n, x, inputs, outputs, kernel));
  const stem = one(n.images, 2, 6, 3);
  const pooled = n.add("MaxPool", stem, { kernel_shape: [3, 3], pads: [1, 1, 1, 1] });
  const inner = one(stem, 6, 5, 1);
  const tall = relu(n, n.add("Conv", `${inner} ${n.weight(4, 5, 3, 1)} ${n.weight(4)}`, { pads: [1, 0, 1, 0] }));
  const wide = relu(n, n.add("Conv", `${inner} ${n.weight(7, 5, 1, 3)} ${n.weight(7)}`, { pads: [0, 1, 0, 1] }));
  const all = n.add("Concat", `${one(stem, 6, 8, 1)} ${tall} ${wide} ${one(pooled, 6, 9, 1)}`, { axis: 1 });
  const x = one(all, 28, 10, 1);
  await expectUnits(engine, n.model(pooledHead(n, x, 10)), ["6", "5", "4", "7", "8", "9", "10"]);
});

test("a ShuffleNet: halves that are changed about by fixed places", async () => {
  const n = net([2, 6, 6]);
  const stem = relu(n, conv(n, n.images, 2, 8, 3));
  function unit(x: string): string {
    const [left = "", right = ""] = split(n, x, 1, 4, 4);
    const deep = conv(n, relu(n, conv(n, right, 4, 4, 1)), 4, 4, 3, { group: 4 });
    const both = n.add("Concat", `${left} ${relu(n, conv(n, deep, 4, 4, 1))}`, { axis: 1 });
    return reshape(n, transpose(n, reshape(n, both, 0, 2, 4, 6, 6), 0, 2, 1, 3, 4), 0, 8, 6, 6);
  }
  // Of the stem's eight, four are read by the first unit. The shuffle sends two of the others to the half that the second unit
  // reads, and so it does with the four that the first one makes; each unit has four inside.
  await expectUnits(engine, n.model(pooledHead(n, unit(unit(stem)), 8)), ["2", "2", "4", "4", "2", "2", "4", "4"]);
});

describe("a U-shaped network", () => {
  test("Resize, and a short cut from before", async () => {
    const n = net([2, 6, 6]);
    const stem = relu(n, conv(n, n.images, 2, 6, 3));
    const low = relu(n, conv(n, stem, 6, 8, 3, { stride: 2 }));
    const scales = n.constant({ dims: [4], values: [1, 1, 2, 2] });
    const high = n.add("Resize", `${low} _ ${scales}`, { mode: { text: "nearest" } });
    const x = relu(n, conv(n, n.add("Concat", `${high} ${stem}`, { axis: 1 }), 14, 5, 3));
    await expectUnits(engine, n.model(pooledHead(n, x, 5)), ["6", "8", "5"]);
  });
});

describe("an MLP-Mixer", () => {
  function mixed(n: Net, x: string, tokens: number, width: number): string {
    const turned = transpose(n, layerNorm(n, x, width), 0, 2, 1);
    const over = linear(n, gelu(n, linear(n, turned, tokens, 7)), 7, tokens);
    const one = n.add("Add", `${x} ${transpose(n, over, 0, 2, 1)}`);
    const inner = gelu(n, linear(n, layerNorm(n, one, width), width, 20));
    return n.add("Add", `${one} ${linear(n, inner, 20, width)}`);
  }

  test("tokens are positions and stay, and so do those they are mixed to; channels move", async () => {
    const n = net([2, 6, 6]);
    const weight = n.weight(8, 2, 2, 2);
    const maps = n.add("Conv", `${n.images} ${weight} ${n.weight(8)}`, { strides: [2, 2] });
    const embedded = transpose(n, reshape(n, maps, 0, 8, 9), 0, 2, 1);
    const x = layerNorm(n, mixed(n, mixed(n, embedded, 9, 8), 9, 8), 8);
    await expectUnits(engine, n.model(linear(n, reduceMean(n, x, [1], 0), 8, 3)), ["8", "20", "20"]);
  });
});
