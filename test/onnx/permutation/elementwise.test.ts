import { afterAll, describe, test } from "vitest";
import { nodeEngine } from "../../../src/runtime/node-engine.js";
import { conv, linear, patches, pooledHead, reshape, split, transpose } from "../../support/blocks.js";
import { expectUnits } from "../../support/found-units.js";
import { type Net, net } from "../../support/net.js";

const engine = nodeEngine(1);
afterAll(() => engine.close());

const relu = (n: Net, x: string) => n.add("Relu", x);

test("PRelu has a slope a channel", async () => {
  const n = net([2, 4, 4]);
  const x = n.add("PRelu", `${conv(n, n.images, 2, 6, 3)} ${n.weight(6, 1, 1)}`);
  await expectUnits(engine, n.model(pooledHead(n, x, 6)), ["6"]);
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

describe("numbers that are computed of a parameter and of what is none leave units in their places", () => {
  /** A parameter of so many elements, each times its own number. */
  const weighed = (n: Net, parameter: string, count: number) => {
    const values = Array.from({ length: count }, (_, k) => k + 1);
    const own = n.add("Cast", n.constant({ type: "int64", dims: [count], values }), { to: 1 });
    return n.add("Mul", `${parameter} ${own}`);
  };

  const pooled = (n: Net, x: string) => n.add("Flatten", n.add("GlobalAveragePool", relu(n, x)));

  test.each<[string, (n: Net) => string]>([
    [
      "the bias of a Conv",
      (n) => pooled(n, n.add("Conv", `${n.images} ${n.weight(6, 2, 1, 1)} ${weighed(n, n.weight(6), 6)}`)),
    ],
    [
      "the bias of a Gemm",
      (n) => n.add("Gemm", `${n.add("Flatten", n.images)} ${n.weight(32, 6)} ${weighed(n, n.weight(6), 6)}`),
    ],
    [
      "the scale of a norm",
      (n) => {
        const scale = weighed(n, n.gain(6), 6);
        return pooled(n, n.add("InstanceNormalization", `${conv(n, n.images, 2, 6, 3)} ${scale} ${n.weight(6)}`));
      },
    ],
    [
      "a factor",
      (n) => {
        const factor = reshape(n, weighed(n, n.gain(6), 6), 6, 1, 1);
        return pooled(n, n.add("Mul", `${conv(n, n.images, 2, 6, 3)} ${factor}`));
      },
    ],
  ])("%s", async (_, made) => {
    const n = net([2, 4, 4]);
    const hidden = relu(n, linear(n, relu(n, made(n)), 6, 5));
    await expectUnits(engine, n.model(linear(n, hidden, 5, 3)), ["5"]);
  });
});
