import { CLASSES, type RandomNetwork, randomNetwork } from "./random-network.js";

const WIDTH = 768;
const HEADS = 12;
const BLOCKS = 12;
const PATCH = 16;
const TOKENS = (224 / PATCH) ** 2;

/**
 * ViT-B/16 with weights drawn at random: 86 million, for images of 224 × 224. In the place of a class token stands the mean of the
 * tokens.
 *
 * @param draw - numbers of mean 0 and variance 1.
 * @param blocks - 12 in ViT-B; 28 MB each.
 * @returns an ONNX file.
 */
export function visionTransformer(draw: () => number, blocks = BLOCKS): Uint8Array {
  const graph = randomNetwork(draw);
  const kernel = graph.weight([WIDTH, 3, PATCH, PATCH], Math.sqrt(1 / (3 * PATCH ** 2)));
  const patches = graph.node("Conv", `image ${kernel} ${graph.weight([WIDTH], 0.1)}`, {
    strides: { ints: [PATCH, PATCH] },
  });
  const flat = graph.node("Reshape", `${patches} ${graph.constant([3], [0, WIDTH, TOKENS])}`);
  const tokens = graph.node("Transpose", flat, { perm: { ints: [0, 2, 1] } });
  let stream = graph.node("Add", `${tokens} ${graph.weight([1, TOKENS, WIDTH], 0.1)}`);
  for (let block = 0; block < blocks; block++) {
    stream = graph.node("Add", `${stream} ${attention(graph, normed(graph, stream))}`);
    stream = graph.node("Add", `${stream} ${perceptron(graph, normed(graph, stream))}`);
  }
  const pooled = graph.node("ReduceMean", normed(graph, stream), { axes: { ints: [1] }, keepdims: { int: 0 } });
  const head = `${graph.weight([CLASSES, WIDTH], Math.sqrt(1 / WIDTH))} ${graph.weight([CLASSES], 0.1)}`;
  return graph.bytes(graph.node("Gemm", `${pooled} ${head}`, { transB: { int: 1 } }));
}

function normed(graph: RandomNetwork, from: string): string {
  const affine = `${graph.weight([WIDTH], 0.1, 1)} ${graph.weight([WIDTH], 0.1)}`;
  return graph.node("LayerNormalization", `${from} ${affine}`, { axis: { int: -1 } });
}

function dense(graph: RandomNetwork, from: string, inputs: number, outputs: number): string {
  const product = graph.node("MatMul", `${from} ${graph.weight([inputs, outputs], Math.sqrt(1 / inputs))}`);
  return graph.node("Add", `${graph.weight([outputs], 0.1)} ${product}`);
}

function attention(graph: RandomNetwork, from: string): string {
  const size = WIDTH / HEADS;
  const all = dense(graph, from, WIDTH, 3 * WIDTH);
  const shaped = graph.node("Reshape", `${all} ${graph.constant([5], [0, TOKENS, 3, HEADS, size])}`);
  const split = graph.node("Transpose", shaped, { perm: { ints: [2, 0, 3, 1, 4] } });
  const [q, k, v] = [0, 1, 2].map((i) => graph.node("Gather", `${split} ${graph.constant([], [i])}`));
  const turned = graph.node("Transpose", `${k}`, { perm: { ints: [0, 1, 3, 2] } });
  const products = graph.node("MatMul", `${q} ${turned}`);
  const scaled = graph.node("Mul", `${products} ${graph.constant([], [1 / Math.sqrt(size)], "float32")}`);
  const mixed = graph.node("MatMul", `${graph.node("Softmax", scaled, { axis: { int: -1 } })} ${v}`);
  const joined = graph.node("Transpose", mixed, { perm: { ints: [0, 2, 1, 3] } });
  const merged = graph.node("Reshape", `${joined} ${graph.constant([3], [0, TOKENS, WIDTH])}`);
  return dense(graph, merged, WIDTH, WIDTH);
}

/** GELU as exporters write it. */
function perceptron(graph: RandomNetwork, from: string): string {
  const number = (value: number) => graph.constant([], [value], "float32");
  const hidden = dense(graph, from, WIDTH, 4 * WIDTH);
  const erf = graph.node("Erf", graph.node("Div", `${hidden} ${number(Math.SQRT2)}`));
  const gate = graph.node("Mul", `${hidden} ${graph.node("Add", `${erf} ${number(1)}`)}`);
  return dense(graph, graph.node("Mul", `${gate} ${number(0.5)}`), 4 * WIDTH, WIDTH);
}
