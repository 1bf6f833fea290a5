import { afterAll, describe, test } from "vitest";
import { nodeEngine } from "../../../../src/runtime/node-engine.js";
import {
  block,
  conv,
  linear,
  patches,
  pooledHead,
  reduceMean,
  reshape,
  split,
  tokenHead,
  transpose,
  unsqueeze,
} from "../../../support/blocks.js";
import { expectUnits } from "../../../support/found-units.js";
import { type Net, net } from "../../../support/net.js";

const engine = nodeEngine(1);
afterAll(() => engine.close());

const relu = (n: Net, x: string) => n.add("Relu", x);

describe("a weight", () => {
  /** A perceptron of 6 and 5 hidden units on 8 numbers, its layers made by `layer`. */
  function perceptron(layer: (n: Net, x: string, inputs: number, outputs: number) => string, opset = 17) {
    const n = net([2, 2, 2], opset);
    const hidden = relu(n, layer(n, relu(n, layer(n, n.add("Flatten", n.images), 8, 6)), 6, 5));
    return n.model(layer(n, hidden, 5, 3));
  }
  const product = (n: Net, x: string, weight: string) => n.add("MatMul", `${x} ${weight}`);
  const wide = (n: Net, inputs: number, outputs: number) => {
    const values = Array.from({ length: inputs * outputs }, (_, k) => Math.sin(1 + 1.7 * k + inputs));
    return n.constant({ type: "float64", dims: [inputs, outputs], values });
  };

  test.each<[string, Parameters<typeof perceptron>[0]]>([
    ["of a Gemm", (n, x, i, o) => n.add("Gemm", `${x} ${n.weight(i, o)} ${n.weight(o)}`)],
    ["of a Gemm, transposed", (n, x, i, o) => n.add("Gemm", `${x} ${n.weight(o, i)} ${n.weight(o)}`, { transB: 1 })],
    [
      "of a Gemm, both transposed",
      (n, x, i, o) => {
        return n.add("Gemm", `${transpose(n, x, 1, 0)} ${n.weight(o, i)} ${n.weight(1, o)}`, { transA: 1, transB: 1 });
      },
    ],
    ["behind a Transpose", (n, x, i, o) => product(n, x, transpose(n, n.weight(o, i), 1, 0))],
    ["behind an Identity", (n, x, i, o) => product(n, x, n.add("Identity", n.weight(i, o)))],
    ["behind a Cast", (n, x, i, o) => product(n, x, n.add("Cast", wide(n, i, o), { to: 1 }))],
    [
      "behind a Squeeze, with a single number",
      (n, x, i, o) => {
        return product(n, x, n.add("Mul", `${n.add("Squeeze", `${n.weight(1, i, o)} ${n.ints(0)}`)} ${n.number(0.5)}`));
      },
    ],
    [
      "of an Einsum",
      (n, x, i, o) => {
        return n.add("Einsum", `${x} ${n.weight(o, i)}`, { equation: { text: "bi,oi->bo" } });
      },
    ],
    [
      "of an Einsum, first and with an ellipsis",
      (n, x, i, o) => {
        return n.add("Einsum", `${n.weight(i, o)} ${x}`, { equation: { text: "io, ...i -> ...o" } });
      },
    ],
    [
      "on the left",
      (n, x, i, o) => {
        const columns = n.add("MatMul", `${n.weight(o, i)} ${unsqueeze(n, x, 2)}`);
        return n.add("Add", `${reshape(n, columns, -1, o)} ${n.weight(o)}`);
      },
    ],
  ])("%s", async (_, layer) => {
    await expectUnits(engine, perceptron(layer), ["6", "5"]);
  });

  test("on the left, of tokens: these stay, channels move", async () => {
    const n = net([2, 4, 4]);
    const x = patches(n, n.images, 2, 2, 12);
    const over = n.add("Add", `${n.add("MatMul", `${n.weight(4, 4)} ${x}`)} ${n.weight(4, 1)}`);
    await expectUnits(engine, n.model(tokenHead(n, n.add("Add", `${x} ${over}`), 12)), ["12"]);
  });

  test("that two layers share has units of its own in each; behind a node that they share, units tied to each other", async () => {
    const twice = (shared: (n: Net, weight: string) => string) => {
      const n = net([2, 2, 2]);
      const stem = relu(n, product(n, n.add("Flatten", n.images), n.weight(8, 6)));
      const weight = shared(n, n.weight(6, 6));
      const hidden = relu(n, product(n, relu(n, product(n, stem, weight)), weight));
      return n.model(product(n, hidden, n.weight(6, 3)));
    };
    await expectUnits(
      engine,
      twice((_, weight) => weight),
      ["6", "6", "6"],
    );
    await expectUnits(
      engine,
      twice((n, weight) => transpose(n, weight, 1, 0)),
      ["6"],
    );
  });
});

describe("attention by Einsum", () => {
  test.each([
    ["bhid,bhjd->bhij", "bhij,bhjd->bhid", [0, 2, 1, 3]],
    ["bihd,bjhd->bhij", "bhij,bjhd->bihd", [0, 1, 2, 3]],
  ])("%s and %s", async (scores, mixed, order) => {
    const n = net([2, 4, 4]);
    const x = patches(n, n.images, 2, 2, 12);
    const [q = "", k = "", v = ""] = [0, 1, 2].map(() =>
      transpose(n, reshape(n, linear(n, x, 12, 12), -1, 4, 3, 4), ...order),
    );
    const weights = n.add("Softmax", n.add("Einsum", `${q} ${k}`, { equation: { text: scores } }), { axis: -1 });
    const out = transpose(n, n.add("Einsum", `${weights} ${v}`, { equation: { text: mixed } }), ...order);
    const y = n.add("Add", `${x} ${linear(n, reshape(n, out, -1, 4, 12), 12, 12)}`);
    await expectUnits(engine, n.model(tokenHead(n, y, 12)), ["12", "3 × (4, 4)"]);
  });

  test("weights with an axis for heads and one for dimensions: dimensions move in all heads alike, heads stay", async () => {
    const n = net([2, 4, 4]);
    const x = patches(n, n.images, 2, 2, 12);
    const sum = (a: string, b: string, text: string) => n.add("Einsum", `${a} ${b}`, { equation: { text } });
    const [q = "", k = "", v = ""] = [0, 1, 2].map(() => sum(x, n.weight(12, 3, 4), "btd,dhk->bthk"));
    const weights = n.add("Softmax", sum(q, k, "bqhd,bkhd->bhqk"), { axis: -1 });
    const out = sum(sum(weights, v, "bhqk,bkhd->bqhd"), n.weight(3, 4, 12), "bqhd,hdD->bqD");
    await expectUnits(engine, n.model(tokenHead(n, n.add("Add", `${x} ${out}`), 12)), ["12", "4", "4"]);
  });

  test("an equation that is no product of two leaves units in their places", async () => {
    const n = net([2, 4, 4]);
    const x = patches(n, n.images, 2, 2, 12);
    const total = n.add("Einsum", x, { equation: { text: "btd->bt" } });
    const head = n.weight(4, 3);
    const hidden = relu(n, linear(n, total, 4, 5));
    await expectUnits(engine, n.model(`${n.add("MatMul", `${total} ${head}`)} ${linear(n, hidden, 5, 2)}`), ["5"]);
  });
});

describe("a transposed convolution", () => {
  const raised = (n: Net, x: string, weight: string, outputs: number, group = 1) =>
    n.add("ConvTranspose", `${x} ${weight} ${n.weight(outputs)}`, { group, strides: [2, 2] });

  test("has its inputs along the first axis of the weight, its outputs along the second", async () => {
    const n = net([2, 3, 3]);
    const x = relu(n, raised(n, relu(n, conv(n, n.images, 2, 6, 3)), n.weight(6, 5, 2, 2), 5));
    await expectUnits(engine, n.model(pooledHead(n, x, 5)), ["6", "5"]);
  });

  test("with a kernel a channel keeps its units", async () => {
    const n = net([2, 3, 3]);
    const x = relu(n, raised(n, relu(n, conv(n, n.images, 2, 6, 3)), n.weight(6, 1, 2, 2), 6, 6));
    await expectUnits(engine, n.model(pooledHead(n, x, 6)), ["6"]);
  });

  test("in groups: what a group reads moves inside it, what it makes stays", async () => {
    const n = net([2, 3, 3]);
    const x = relu(n, raised(n, relu(n, conv(n, n.images, 2, 6, 3)), n.weight(6, 4, 2, 2), 8, 2));
    await expectUnits(engine, n.model(pooledHead(n, x, 8)), ["3", "3"]);
  });
});

describe("depth and space", () => {
  test.each(["DCR", "CRD"])("DepthToSpace %s: a channel's places move with it", async (mode) => {
    const n = net([2, 3, 3]);
    const deep = relu(n, conv(n, n.images, 2, 20, 3));
    const x = conv(n, n.add("DepthToSpace", deep, { blocksize: 2, mode: { text: mode } }), 5, 4, 3);
    await expectUnits(engine, n.model(pooledHead(n, x, 4)), ["5", "4"]);
  });

  test("SpaceToDepth: a channel has a place for each of the places it had", async () => {
    const n = net([2, 4, 4]);
    const deep = n.add("SpaceToDepth", relu(n, conv(n, n.images, 2, 6, 3)), { blocksize: 2 });
    await expectUnits(engine, n.model(pooledHead(n, relu(n, conv(n, deep, 24, 4, 3)), 4)), ["6", "4"]);
  });
});

describe("a norm over groups", () => {
  const groups = (n: Net, x: string) => {
    const normed = n.add("InstanceNormalization", `${reshape(n, x, 0, 2, -1)} ${n.gain(2)} ${n.weight(2)}`);
    const scaled = n.add("Mul", `${reshape(n, normed, 0, 8, 4, 4)} ${n.gain(8, 1, 1)}`);
    return n.add("Add", `${scaled} ${n.weight(8, 1, 1)}`);
  };
  const operator = (numbers: number) => (n: Net, x: string) =>
    n.add("GroupNormalization", `${x} ${n.gain(numbers)} ${n.weight(numbers)}`, { num_groups: 2 });

  test.each([
    ["an InstanceNormalization of reshaped maps", 17, groups],
    ["the operator of set 18, numbers a group", 18, operator(2)],
    ["the operator of set 21, numbers a channel", 21, operator(8)],
  ])("%s: channels move inside their groups", async (_, opset, norm) => {
    const n = net([2, 4, 4], opset);
    const x = relu(n, norm(n, conv(n, n.images, 2, 8, 3)));
    await expectUnits(engine, n.model(pooledHead(n, conv(n, x, 8, 5, 1), 5)), ["4", "4", "5"]);
  });

  test("of one channel each leaves channels free", async () => {
    const n = net([2, 4, 4]);
    const maps = conv(n, n.images, 2, 8, 3);
    const x = n.add("InstanceNormalization", `${maps} ${n.gain(8)} ${n.weight(8)}`);
    await expectUnits(engine, n.model(pooledHead(n, relu(n, x), 8)), ["8"]);
  });

  test("over neighbouring channels leaves them in their places", async () => {
    const n = net([2, 4, 4]);
    const x = conv(n, n.add("LRN", relu(n, conv(n, n.images, 2, 8, 3)), { size: 3 }), 8, 5, 3);
    await expectUnits(engine, n.model(pooledHead(n, x, 5)), ["5"]);
  });
});

test("PRelu has a slope a channel", async () => {
  const n = net([2, 4, 4]);
  const x = n.add("PRelu", `${conv(n, n.images, 2, 6, 3)} ${n.weight(6, 1, 1)}`);
  await expectUnits(engine, n.model(pooledHead(n, x, 6)), ["6"]);
});

test("a token is looked up in a table, and the one that is asked for is read", async () => {
  const n = net([1, 2, 2]);
  const numbers = n.add("Mul", `${n.add("Abs", reshape(n, n.images, -1, 4))} ${n.number(2)}`);
  const ids = n.add("Cast", numbers, { to: 7 });
  const embedded = n.add("Add", `${n.add("Gather", `${n.weight(9, 12)} ${ids}`)} ${n.weight(4, 12)}`);
  const x = block(n, embedded, { width: 12, heads: 3, tokens: 4 }, 20);
  const asked = n.add("ReduceMax", ids, { axes: [0, 1], keepdims: 0 });
  const logits = linear(n, n.add("Gather", `${x} ${asked}`, { axis: 1 }), 12, 3);
  await expectUnits(engine, n.model(logits), ["12", "3 × (4, 4)", "20"]);
});

describe("one number for many units", () => {
  test("a gate for all channels of a place is none of theirs", async () => {
    const n = net([2, 4, 4]);
    const stem = relu(n, conv(n, n.images, 2, 6, 3));
    const x = n.add("Mul", `${stem} ${n.add("Sigmoid", conv(n, stem, 6, 1, 3))}`);
    await expectUnits(engine, n.model(pooledHead(n, x, 6)), ["6"]);
  });

  test("tokens are weighed by a number each", async () => {
    const n = net([2, 4, 4]);
    const x = patches(n, n.images, 2, 2, 12);
    const weights = transpose(n, n.add("Softmax", linear(n, x, 12, 1), { axis: 1 }), 0, 2, 1);
    const pooled = reshape(n, n.add("MatMul", `${weights} ${x}`), -1, 12);
    await expectUnits(engine, n.model(linear(n, pooled, 12, 3)), ["12"]);
  });
});

describe("halves of one layer", () => {
  test("of which one is treated otherwise do not change places with each other", async () => {
    const n = net([2, 4, 4]);
    const [left = "", right = ""] = split(n, conv(n, n.images, 2, 8, 3), 1, 4, 4);
    const x = n.add("Concat", `${relu(n, left)} ${right}`, { axis: 1 });
    await expectUnits(engine, n.model(pooledHead(n, x, 8)), ["4", "4"]);
  });

  test("one of which has a bias for each place", async () => {
    const n = net([2, 4, 4]);
    const [left = "", right = ""] = split(n, conv(n, n.images, 2, 8, 3), 1, 4, 4);
    const x = n.add("Concat", `${n.add("Add", `${left} ${n.weight(1, 1, 4, 4)}`)} ${right}`, { axis: 1 });
    await expectUnits(engine, n.model(pooledHead(n, relu(n, conv(n, x, 8, 5, 3)), 5)), ["4", "4", "5"]);
  });

  test("one of which is a gate for the other are one", async () => {
    const n = net([2, 4, 4]);
    const [value = "", gate = ""] = split(n, conv(n, n.images, 2, 8, 3), 1, 4, 4);
    const x = n.add("Mul", `${value} ${n.add("Sigmoid", gate)}`);
    await expectUnits(engine, n.model(pooledHead(n, x, 4)), ["4"]);
  });
});

describe("a parameter that is read through two views", () => {
  /** Six hidden units times a weight of 6 × 6, which something else reads too; its outputs of six, then five of the head. */
  function shared(other: (n: Net, weight: string, plain: string) => string) {
    const n = net([1, 6, 6]);
    const plain = reshape(n, n.images, -1, 6, 6);
    const weight = transpose(n, n.weight(6, 6), 1, 0);
    const hidden = relu(n, linear(n, plain, 6, 6));
    const made = n.add("Add", `${n.add("MatMul", `${hidden} ${weight}`)} ${other(n, weight, plain)}`);
    const pooled = reduceMean(n, relu(n, made), [1], 0);
    return n.model(linear(n, relu(n, linear(n, pooled, 6, 5)), 5, 3));
  }

  test("times what has no units: those it sums over stay", async () => {
    const model = shared((n, weight, plain) => n.add("MatMul", `${plain} ${weight}`));
    await expectUnits(engine, model, ["6", "5"]);
  });

  test("added to what has no units: those along both of its axes stay", async () => {
    const model = shared((n, weight, plain) => reduceMean(n, n.add("Add", `${plain} ${weight}`), [1, 2]));
    await expectUnits(engine, model, ["5"]);
  });

  test("a row of it alone: the unit of that row stays, and those along the other axis", async () => {
    const model = shared((n, weight, plain) => {
      const row = n.add("Gather", `${weight} ${n.constant({ type: "int64", dims: [1], values: [2] })}`, { axis: 0 });
      return reduceMean(n, n.add("Mul", `${plain} ${row}`), [1, 2]);
    });
    await expectUnits(engine, model, ["5", "5"]);
  });

  test("a Constant node that two read", async () => {
    const n = net([1, 6, 6]);
    const plain = reshape(n, n.images, -1, 6, 6);
    const values = Array.from({ length: 36 }, (_, k) => Math.sin(1 + 1.7 * k));
    const weight = n.add("Constant", "", { value: { tensor: { dims: [6, 6], values } } });
    const hidden = relu(n, linear(n, plain, 6, 6));
    const both = [hidden, plain].map((x) => n.add("MatMul", `${x} ${weight}`));
    const pooled = reduceMean(n, relu(n, n.add("Add", both.join(" "))), [1], 0);
    await expectUnits(engine, n.model(linear(n, pooled, 6, 3)), ["6"]);
  });
});
