import { afterAll, describe, test } from "vitest";
import { nodeEngine } from "../../../src/runtime/node-engine.js";
import { linear, reduceMean, reshape, roll, transpose } from "../../support/blocks.js";
import { expectUnits } from "../../support/found-units.js";
import { type Net, net } from "../../support/net.js";

const engine = nodeEngine(1);
afterAll(() => engine.close());

const relu = (n: Net, x: string) => n.add("Relu", x);

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

  test("by one node: everything stays", async () => {
    const n = net([1, 6, 6]);
    const weight = n.add("Identity", n.weight(6, 6));
    const both = n.add("Add", `${weight} ${transpose(n, weight, 1, 0)}`);
    const made = relu(n, n.add("MatMul", `${reshape(n, n.images, -1, 6, 6)} ${both}`));
    const pooled = reduceMean(n, made, [1], 0);
    await expectUnits(engine, n.model(linear(n, relu(n, linear(n, pooled, 6, 5)), 5, 3)), ["5"]);
  });

  test("that make one again, rows in another order: units move", async () => {
    const n = net([1, 6, 6]);
    const weight = roll(n, n.add("Identity", n.weight(6, 6)), 0, 2);
    const hidden = relu(n, linear(n, reshape(n, n.images, -1, 6, 6), 6, 6));
    const pooled = reduceMean(n, relu(n, n.add("MatMul", `${hidden} ${weight}`)), [1], 0);
    await expectUnits(engine, n.model(linear(n, pooled, 6, 3)), ["6", "6"]);
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
