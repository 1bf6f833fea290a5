import {
  attention,
  batchNorm,
  conv,
  fusedGather,
  fusedSplit,
  grouped,
  layerNorm,
  linear,
  mlp,
  type Projection,
  pooledHead,
  reduceMean,
  reshape,
  roll,
  separate,
  slice,
  split,
  transpose,
  unsqueeze,
} from "./blocks.js";
import { type Net, type NetModel, net } from "./net.js";

const SIDE = 4;
const TOKENS = SIDE * SIDE;

/** A tensor on its way, of so many channels. */
interface Stream {
  readonly x: string;
  readonly width: number;
}

/** @param size - 1, 2 or 3, for a width or another choice. */
type Block = (n: Net, stream: Stream, size: number) => Stream;

const relu = (n: Net, x: string) => n.add("Relu", x);
const join = (n: Net, xs: readonly string[], axis: number) => n.add("Concat", xs.join(" "), { axis });

/** Blocks on maps of n × width × 4 × 4; widths are multiples of 4. */
const MAPS = {
  conv: (n, { x, width }, size) => ({ x: relu(n, conv(n, x, width, 4 * size, 3)), width: 4 * size }),
  depthwise: (n, { x, width }) => ({ x: relu(n, conv(n, x, width, width, 3, { group: width })), width }),
  grouped: (n, { x, width }) => ({ x: relu(n, conv(n, x, width, width, 3, { group: 2 })), width }),
  raised: (n, { x, width }, size) => {
    const pads = { strides: [1, 1], pads: [1, 1, 1, 1] };
    const made = n.add("ConvTranspose", `${x} ${n.weight(width, 4 * size, 3, 3)} ${n.weight(4 * size)}`, pads);
    return { x: relu(n, made), width: 4 * size };
  },
  residual: (n, { x, width }, size) => {
    const inner = relu(n, batchNorm(n, conv(n, x, width, 4 * size, 3, { bias: false }), 4 * size));
    return { x: relu(n, n.add("Add", `${conv(n, inner, 4 * size, width, 3)} ${x}`)), width };
  },
  dense: (n, { x, width }, size) => {
    const more = relu(n, conv(n, x, width, 4 * size, 3));
    return { x: join(n, [x, more], 1), width: width + 4 * size };
  },
  branches: (n, { x, width }, size) => {
    const pooled = n.add("MaxPool", x, { kernel_shape: [3, 3], pads: [1, 1, 1, 1] });
    const both = [conv(n, x, width, 4, 1), conv(n, pooled, width, 4 * size, 3)];
    return { x: relu(n, join(n, both, 1)), width: 4 + 4 * size };
  },
  excited: (n, { x, width }, size) => {
    const squeezed = relu(n, conv(n, n.add("GlobalAveragePool", x), width, size, 1));
    return { x: n.add("Mul", `${x} ${n.add("Sigmoid", conv(n, squeezed, size, width, 1))}`), width };
  },
  halved: (n, { x, width }) => {
    const [left = "", right = ""] = split(n, x, 1, width / 2, width / 2);
    return { x: join(n, [n.add("Tanh", left), right], 1), width };
  },
  gated: (n, { x, width }) => {
    const [value = "", gate = ""] = split(n, conv(n, x, width, 2 * width, 1), 1, width, width);
    return { x: n.add("Mul", `${value} ${n.add("Sigmoid", gate)}`), width };
  },
  shuffled: (n, { x, width }) => {
    const turned = transpose(n, reshape(n, x, 0, 2, width / 2, SIDE, SIDE), 0, 2, 1, 3, 4);
    return { x: reshape(n, turned, 0, width, SIDE, SIDE), width };
  },
  normed: (n, { x, width }) => {
    const flat = n.add("InstanceNormalization", `${reshape(n, x, 0, 2, -1)} ${n.gain(2)} ${n.weight(2)}`);
    return { x: n.add("Mul", `${reshape(n, flat, 0, width, SIDE, SIDE)} ${n.gain(width, 1, 1)}`), width };
  },
  masked: (n, { x, width }) => ({ x: n.add("Mul", `${x} ${n.add("Sigmoid", conv(n, x, width, 1, 3))}`), width }),
  pixels: (n, { x, width }, size) => {
    const deep = n.add("SpaceToDepth", x, { blocksize: 2 });
    const made = relu(n, conv(n, deep, 4 * width, 16 * size, 1));
    return { x: n.add("DepthToSpace", made, { blocksize: 2, mode: { text: "CRD" } }), width: 4 * size };
  },
  sloped: (n, { x, width }) => ({ x: n.add("PRelu", `${x} ${n.weight(width, 1, 1)}`), width }),
} satisfies Record<string, Block>;

const heads = (projection: Projection): Block => {
  return (n, { x, width }) => {
    const mixed = attention(n, layerNorm(n, x, width), { width, heads: 4, tokens: TOKENS }, projection);
    return { x: n.add("Add", `${x} ${mixed}`), width };
  };
};

/** Queries and keys of unit length. */
const unitLength: Projection = (n, x, given) => {
  const [q = "", k = "", v = ""] = fusedSplit(n, x, given);
  const unit = (y: string) => n.add("Div", `${y} ${n.add("ReduceL2", y, { axes: [-1] })}`);
  return [unit(q), unit(k), v];
};

/** Queries and keys that are normalised with a scale that all heads share. */
const normedHeads: Projection = (n, x, given) => {
  const [q = "", k = "", v = ""] = separate(n, x, given);
  return [layerNorm(n, q, given.width / given.heads), layerNorm(n, k, given.width / given.heads), v];
};

/** Blocks on n × 16 tokens × width. */
const ON_TOKENS = {
  separate: heads(separate),
  fusedSplit: heads(fusedSplit),
  fusedGather: heads(fusedGather),
  grouped: heads(grouped(2)),
  unitLength: heads(unitLength),
  normedHeads: heads(normedHeads),
  summed: (n, { x, width }, size) => ({
    x: relu(n, n.add("Einsum", `${x} ${n.weight(4 * size, width)}`, { equation: { text: "btc,dc->btd" } })),
    width: 4 * size,
  }),
  perceptron: (n, { x, width }, size) => ({
    x: n.add("Add", `${x} ${mlp(n, layerNorm(n, x, width), width, 5 * size)}`),
    width,
  }),
  linear: (n, { x, width }, size) => ({ x: relu(n, linear(n, x, width, 4 * size)), width: 4 * size }),
  positions: (n, { x, width }) => ({ x: n.add("Add", `${x} ${n.weight(1, TOKENS, width)}`), width }),
  scaled: (n, { x, width }) => ({ x: n.add("Mul", `${x} ${n.gain(width)}`), width }),
  rolled: (n, { x, width }, size) => ({ x: n.add("Add", `${x} ${roll(n, x, 1, size)}`), width }),
  mixed: (n, { x, width }) => {
    const over = linear(n, transpose(n, x, 0, 2, 1), TOKENS, TOKENS);
    return { x: n.add("Add", `${x} ${transpose(n, over, 0, 2, 1)}`), width };
  },
  gated: (n, { x, width }, size) => {
    const inner = 4 * size;
    const [value = "", gate = ""] = split(n, linear(n, x, width, 2 * inner), -1, inner, inner);
    const made = n.add("Mul", `${value} ${n.add("Sigmoid", gate)}`);
    return { x: n.add("Add", `${x} ${linear(n, made, inner, width)}`), width };
  },
  token: (n, { x, width }) => {
    const rows = slice(n, n.add("Shape", x), 0, 0, 1);
    const token = n.add("Expand", `${n.weight(1, 1, width)} ${join(n, [rows, n.ints(1, width)], 0)}`);
    return { x: join(n, [token, slice(n, x, 1, 1, TOKENS)], 1), width };
  },
  weighed: (n, { x, width }) => {
    const weights = n.add("Softmax", linear(n, x, width, 1), { axis: 1 });
    const pooled = n.add("MatMul", `${transpose(n, weights, 0, 2, 1)} ${x}`);
    return { x: n.add("Add", `${x} ${pooled}`), width };
  },
  shared: (n, { x, width }) => {
    const weight = transpose(n, n.weight(width, width), 1, 0);
    const once = relu(n, n.add("MatMul", `${x} ${weight}`));
    return { x: n.add("Add", `${x} ${n.add("MatMul", `${once} ${weight}`)}`), width };
  },
  average: (n, { x, width }) => ({ x: n.add("Sub", `${x} ${unsqueeze(n, reduceMean(n, x, [1], 0), 1)}`), width }),
} satisfies Record<string, Block>;

type MapBlock = keyof typeof MAPS;
type TokenBlock = keyof typeof ON_TOKENS;
export const MAP_BLOCKS = Object.keys(MAPS) as readonly MapBlock[];
export const TOKEN_BLOCKS = Object.keys(ON_TOKENS) as readonly TokenBlock[];

/** Which blocks follow each other, each with a size of 1 to 3; those on tokens come after those on maps. */
export interface Composition {
  readonly maps: readonly (readonly [MapBlock, number])[];
  readonly tokens: readonly (readonly [TokenBlock, number])[];
}

/** A network of blocks, with a hidden layer before its head. */
export function composedNet({ maps, tokens }: Composition): NetModel {
  const n = net([2, SIDE, SIDE]);
  let stream: Stream = { x: relu(n, conv(n, n.images, 2, 8, 3)), width: 8 };
  for (const [block, size] of maps) stream = MAPS[block](n, stream, size);
  const last = (s: Stream) => n.model(pooledHead(n, relu(n, conv(n, s.x, s.width, 6, 1)), 6));
  if (tokens.length === 0) return last(stream);
  const turned = transpose(n, reshape(n, stream.x, 0, stream.width, TOKENS), 0, 2, 1);
  stream = { ...stream, x: turned };
  for (const [block, size] of tokens) stream = ON_TOKENS[block](n, stream, size);
  const back = reshape(n, transpose(n, stream.x, 0, 2, 1), 0, stream.width, SIDE, SIDE);
  return last({ ...stream, x: back });
}
