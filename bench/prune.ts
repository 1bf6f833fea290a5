/**
 * Pruning of a Vision Transformer's 90 million weights: seconds of one core to rank them and make a first level, and to make a
 * further one, beside one pass that only reads as many magnitudes; and how much memory that took.
 *
 *   npm run bench:prune [-- METHOD,…]
 */
import { cpus, loadavg } from "node:os";
import { bytesField, concatBytes, intField, nodeProto, valueProto, varint } from "../src/onnx/proto.js";
import { type PruningMethodName, pruningMethodNames } from "../src/onnx/pruning/methods.js";
import { prunableLayers } from "../src/onnx/pruning/prunable-layers.js";
import { passed, prunerOf } from "../src/onnx/pruning/pruner.js";
import { readModel } from "../src/onnx/read-model.js";

const WIDTH = 768;
const BLOCKS = 12;
/** Input and output widths of a block's four products. */
const PRODUCTS = [
  [WIDTH, 3 * WIDTH],
  [WIDTH, WIDTH],
  [WIDTH, 4 * WIDTH],
  [4 * WIDTH, WIDTH],
] as const;
const HEAD = [WIDTH, 5 * 1000] as const;
const LEVELS = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99];

/** Roughly normal and not from a fixed seed, which no timing hangs on; their spread differs from layer to layer. */
function fillNormal(values: Float32Array): void {
  const spread = 0.02 * (0.5 + Math.random());
  for (let i = 0; i < values.length; i++) {
    values[i] = spread * (Math.random() + Math.random() + Math.random() + Math.random() - 2);
  }
}

const shapes = [...Array.from({ length: BLOCKS }, () => PRODUCTS).flat(), HEAD];
const total = shapes.reduce((sum, [k, n]) => sum + k * n, 0);

/** One product after the other; qkv's first third would go on, which no pruning looks at. */
function modelFile(): Uint8Array {
  const nodes = shapes.map((_, i) =>
    nodeProto({ opType: "MatMul", inputs: [`x${i}`, `w${i}`], outputs: [`x${i + 1}`] }),
  );
  const head = nodes.map((node) => bytesField(1, node));
  const tail = [bytesField(11, valueProto("x0")), bytesField(12, valueProto(`x${shapes.length}`))];
  const tensors = shapes.map(([k, n], i) => {
    const start = concatBytes([intField(1, k), intField(1, n), intField(2, 1), bytesField(8, `w${i}`)]);
    const value = concatBytes([varint(9 * 8 + 2), varint(4 * k * n)]);
    const length = start.length + value.length + 4 * k * n;
    return { parts: [concatBytes([varint(5 * 8 + 2), varint(length), start, value])], length: 4 * k * n };
  });
  const size = [...head, ...tail, ...tensors.flatMap(({ parts }) => parts)].reduce((sum, part) => sum + part.length, 0);
  const length = size + 4 * total;
  const before = concatBytes([intField(1, 8), varint(7 * 8 + 2), varint(length)]);
  const after = bytesField(8, concatBytes([bytesField(1, ""), intField(2, 17)]));
  const file = new Uint8Array(before.length + length + after.length);
  let at = 0;
  const put = (part: Uint8Array) => {
    file.set(part, at);
    at += part.length;
  };
  for (const part of [before, ...head, ...tail]) put(part);
  for (const { parts, length: bytes } of tensors) {
    parts.forEach(put);
    const values = new Float32Array(bytes / 4);
    fillNormal(values);
    put(new Uint8Array(values.buffer));
  }
  put(after);
  return file;
}

/** Of the processor, not of the clock: other work on the machine does not count. */
function timed<T>(run: () => T): readonly [seconds: number, result: T] {
  const started = process.cpuUsage();
  const result = run();
  const { user, system } = process.cpuUsage(started);
  return [(user + system) / 1e6, result];
}

/** The largest magnitude, and nothing else. */
function largest(values: Float32Array): number {
  let most = 0;
  for (let i = 0; i < values.length; i++) most = Math.max(most, Math.abs(values[i] ?? 0));
  return most;
}

const MB = 1e6;
const resident = () => process.memoryUsage().rss / MB;

console.log(`${cpus()[0]?.model}, Node ${process.version}, load ${loadavg()[0]?.toFixed(1)}`);
const model = readModel(modelFile(), "vit");
const layers = prunableLayers(model);
console.log(
  `${(total / 1e6).toFixed(1)} million weights of ${layers.length} layers, ${((4 * total) / MB).toFixed(0)} MB`,
);

/** As many 32-bit floats as there are weights, wherever they begin. */
const floats = new Float32Array(model.bytes.buffer, 0, total);
const reading = Math.min(...[1, 2, 3].map(() => timed(() => largest(floats))[0]));
console.log(`reading the magnitudes only: ${reading.toFixed(2)} s\n`);
console.log("method      ranks + .5  × reading  next level  beyond the model");

const asked = process.argv[2]?.split(",") as readonly PruningMethodName[] | undefined;
const norms = new Map(layers.map(({ name, weight }) => [name, new Float64Array(weight.dims[0] ?? 0).fill(1)]));
const before = resident();
for (const method of asked ?? pruningMethodNames) {
  const [first, pruner] = timed(() => {
    const ranked = prunerOf(model, { method, inputNorms: norms });
    passed(ranked.tensorsAt(0.5));
    return ranked;
  });
  const levels = method === "global" ? LEVELS : [0.8];
  let most = resident();
  const [rest] = timed(() => {
    for (const level of levels) {
      passed(pruner.tensorsAt(level));
      most = Math.max(most, resident());
    }
  });
  const seconds = (value: number) => `${value.toFixed(2)} s`;
  console.log(
    [
      method.padEnd(10),
      seconds(first).padStart(12),
      (first / reading).toFixed(1).padStart(10),
      seconds(rest / levels.length).padStart(11),
      `${Math.max(0, most - before).toFixed(0)} MB`.padStart(17),
    ].join(" "),
  );
}
console.log(`\npeak ${(process.resourceUsage().maxRSS / 1000).toFixed(0)} MB, the model included`);
