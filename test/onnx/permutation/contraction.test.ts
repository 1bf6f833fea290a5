import { afterAll, describe, test } from "vitest";
import { nodeEngine } from "../../../src/runtime/node-engine.js";
import { patches, reshape, squeeze, tokenHead, transpose, unsqueeze } from "../../support/blocks.js";
import { expectUnits } from "../../support/found-units.js";
import { type Net, net } from "../../support/net.js";

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
      "with an axis of one",
      (n, x, i, o) => squeeze(n, n.add("MatMul", `${unsqueeze(n, x, 1)} ${n.weight(1, i, o)}`), 1),
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
