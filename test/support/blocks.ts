import type { Net } from "./net.js";

/** Lists that older operator sets take as an attribute and newer ones as an input. */
function listed(net: Net, opType: string, x: string, name: string, list: readonly number[], since: number, more = {}) {
  if (net.opset < since) return net.add(opType, x, { [name]: list, ...more });
  return net.add(opType, `${x} ${net.ints(...list)}`, more);
}

export const reduceMean = (net: Net, x: string, axes: readonly number[], keepdims = 1) =>
  listed(net, "ReduceMean", x, "axes", axes, 18, { keepdims });
export const squeeze = (net: Net, x: string, ...axes: number[]) => listed(net, "Squeeze", x, "axes", axes, 13);
export const unsqueeze = (net: Net, x: string, ...axes: number[]) => listed(net, "Unsqueeze", x, "axes", axes, 13);
export const reshape = (net: Net, x: string, ...dims: number[]) => net.add("Reshape", `${x} ${net.ints(...dims)}`);
export const transpose = (net: Net, x: string, ...perm: number[]) => net.add("Transpose", x, { perm });

export function split(net: Net, x: string, axis: number, ...sizes: number[]): readonly string[] {
  if (net.opset < 13) return net.addAll(sizes.length, "Split", x, { axis, split: sizes });
  return net.addAll(sizes.length, "Split", `${x} ${net.ints(...sizes)}`, { axis });
}

/** What lies from `start` to `end` along an axis, every `step`th. */
export function slice(net: Net, x: string, axis: number, start: number, end: number, step = 1): string {
  return net.add("Slice", `${x} ${net.ints(start)} ${net.ints(end)} ${net.ints(axis)} ${net.ints(step)}`);
}

/** `torch.roll` as exporters write it: two slices, changed about. */
export function roll(net: Net, x: string, axis: number, by: number): string {
  return net.add("Concat", `${slice(net, x, axis, by, 1e6)} ${slice(net, x, axis, 0, by)}`, { axis });
}

interface ConvOptions {
  readonly group?: number;
  readonly stride?: number;
  readonly bias?: boolean;
}

/** A convolution of an odd kernel that keeps the size of the maps, but for its stride. */
export function conv(net: Net, x: string, inputs: number, outputs: number, kernel: number, options: ConvOptions = {}) {
  const { group = 1, stride = 1, bias = true } = options;
  const weight = net.weight(outputs, inputs / group, kernel, kernel);
  const pad = (kernel - 1) / 2;
  const attributes = { group, strides: [stride, stride], pads: [pad, pad, pad, pad] };
  return net.add("Conv", `${x} ${weight} ${bias ? net.weight(outputs) : ""}`, attributes);
}

export function batchNorm(net: Net, x: string, channels: number): string {
  const [scale, shift, mean, variance] = [net.gain, net.weight, net.weight, net.weight].map((make) => make(channels));
  // The variance of a weight may be negative: its square root would not be a number.
  return net.add("BatchNormalization", `${x} ${scale} ${shift} ${mean} ${net.add("Abs", variance ?? "")}`);
}

/** A weight of [inputs, outputs] and a bias, the last axis summed over. */
export function linear(net: Net, x: string, inputs: number, outputs: number): string {
  return net.add("Add", `${net.add("MatMul", `${x} ${net.weight(inputs, outputs)}`)} ${net.weight(outputs)}`);
}

export function layerNorm(net: Net, x: string, width: number): string {
  if (net.opset >= 17)
    return net.add("LayerNormalization", `${x} ${net.gain(width)} ${net.weight(width)}`, { axis: -1 });
  const centred = net.add("Sub", `${x} ${reduceMean(net, x, [-1])}`);
  const variance = reduceMean(net, net.add("Pow", `${centred} ${net.number(2)}`), [-1]);
  const deviation = net.add("Sqrt", net.add("Add", `${variance} ${net.number(1e-5)}`));
  const scaled = net.add("Mul", `${net.add("Div", `${centred} ${deviation}`)} ${net.gain(width)}`);
  return net.add("Add", `${scaled} ${net.weight(width)}`);
}

type Gelu = "erf" | "tanh" | "op" | "sigmoid";

export function gelu(net: Net, x: string, form: Gelu = "erf"): string {
  if (form === "op") return net.add("Gelu", x);
  if (form === "sigmoid")
    return net.add("Mul", `${x} ${net.add("Sigmoid", net.add("Mul", `${x} ${net.number(1.702)}`))}`);
  const inside = form === "erf" ? net.add("Div", `${x} ${net.number(Math.SQRT2)}`) : tanhArgument(net, x);
  const step = net.add("Add", `${net.add(form === "erf" ? "Erf" : "Tanh", inside)} ${net.number(1)}`);
  return net.add("Mul", `${net.add("Mul", `${x} ${step}`)} ${net.number(0.5)}`);
}

function tanhArgument(net: Net, x: string): string {
  const cube = net.add("Mul", `${net.add("Pow", `${x} ${net.number(3)}`)} ${net.number(0.044715)}`);
  return net.add("Mul", `${net.add("Add", `${x} ${cube}`)} ${net.number(0.7978845608)}`);
}

export function mlp(net: Net, x: string, width: number, hidden: number, form?: Gelu): string {
  return linear(net, gelu(net, linear(net, x, width, hidden), form), hidden, width);
}

/** Patches of a picture as tokens: n × tokens × width. */
export function patches(net: Net, x: string, channels: number, size: number, width: number): string {
  const weight = net.weight(width, channels, size, size);
  const maps = net.add("Conv", `${x} ${weight} ${net.weight(width)}`, { strides: [size, size] });
  return transpose(net, reshape(net, maps, 0, width, -1), 0, 2, 1);
}

interface Heads {
  readonly width: number;
  readonly heads: number;
  readonly tokens: number;
}

/** Queries, keys and values of n × heads × tokens × depth. */
export type Projection = (net: Net, x: string, heads: Heads) => readonly string[];

export const separate: Projection = (net, x, { width, heads, tokens }) =>
  ["q", "k", "v"].map(() => {
    const one = reshape(net, linear(net, x, width, width), -1, tokens, heads, width / heads);
    return transpose(net, one, 0, 2, 1, 3);
  });

/** One product, then a `Split` along its last axis. */
export const fusedSplit: Projection = (net, x, { width, heads, tokens }) =>
  split(net, linear(net, x, width, 3 * width), -1, width, width, width).map((part) =>
    transpose(net, reshape(net, part, -1, tokens, heads, width / heads), 0, 2, 1, 3),
  );

/** One product, reshaped to the three, which are then taken one by one. */
export const fusedGather: Projection = (net, x, { width, heads, tokens }) => {
  const all = reshape(net, linear(net, x, width, 3 * width), -1, tokens, 3, heads, width / heads);
  const turned = transpose(net, all, 2, 0, 3, 1, 4);
  return [0, 1, 2].map((k) =>
    net.add("Gather", `${turned} ${net.constant({ type: "int64", dims: [], values: [k] })}`, { axis: 0 }),
  );
};

/** Fewer keys and values than queries, each repeated for the queries of its group. */
export const grouped =
  (groups: number): Projection =>
  (net, x, { width, heads, tokens }) => {
    const depth = width / heads;
    const turned = (of: number) =>
      transpose(net, reshape(net, linear(net, x, width, of * depth), -1, tokens, of, depth), 0, 2, 1, 3);
    const repeated = (one: string) => {
      const wide = net.add("Expand", `${unsqueeze(net, one, 2)} ${net.ints(1, groups, heads / groups, tokens, depth)}`);
      return reshape(net, wide, -1, heads, tokens, depth);
    };
    return [turned(heads), repeated(turned(groups)), repeated(turned(groups))];
  };

/** @param adjusted - what is done to the scores of n × heads × tokens × tokens before they become probabilities. */
export function attention(
  net: Net,
  x: string,
  heads: Heads,
  projection: Projection = separate,
  adjusted: (scores: string) => string = (scores) => scores,
): string {
  const [q = "", k = "", v = ""] = projection(net, x, heads);
  const scaled = net.add("Mul", `${q} ${net.number(1 / Math.sqrt(heads.width / heads.heads))}`);
  const scores = net.add("MatMul", `${scaled} ${transpose(net, k, 0, 1, 3, 2)}`);
  const probabilities = net.add("Softmax", adjusted(scores), { axis: -1 });
  const mixed = transpose(net, net.add("MatMul", `${probabilities} ${v}`), 0, 2, 1, 3);
  return linear(net, reshape(net, mixed, -1, heads.tokens, heads.width), heads.width, heads.width);
}

/** A block of a transformer: attention and an MLP, each normalised before and added to the stream. */
export function block(net: Net, x: string, heads: Heads, hidden: number, projection?: Projection, form?: Gelu): string {
  const mixed = attention(net, layerNorm(net, x, heads.width), heads, projection);
  const one = net.add("Add", `${x} ${mixed}`);
  return net.add("Add", `${one} ${mlp(net, layerNorm(net, one, heads.width), heads.width, hidden, form)}`);
}

/** The mean over the maps, then a linear head. */
export function pooledHead(net: Net, x: string, channels: number, classes = 3): string {
  const flat = net.add("Flatten", net.add("GlobalAveragePool", x));
  return net.add("Gemm", `${flat} ${net.weight(classes, channels)} ${net.weight(classes)}`, { transB: 1 });
}

/** The mean over the tokens, then a linear head. */
export function tokenHead(net: Net, x: string, width: number, classes = 3): string {
  return linear(net, reduceMean(net, layerNorm(net, x, width), [1], 0), width, classes);
}
