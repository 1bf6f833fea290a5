import { afterAll, describe, test } from "vitest";
import { nodeEngine } from "../../../src/runtime/node-engine.js";
import { linear, patches, reshape, tokenHead, transpose } from "../../support/blocks.js";
import { expectUnits } from "../../support/found-units.js";
import { type Net, net } from "../../support/net.js";

const engine = nodeEngine(1);
afterAll(() => engine.close());

const relu = (n: Net, x: string) => n.add("Relu", x);

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
