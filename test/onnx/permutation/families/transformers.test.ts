import { afterAll, describe, test } from "vitest";
import { nodeEngine } from "../../../../src/runtime/node-engine.js";
import {
  attention,
  block,
  fusedGather,
  fusedSplit,
  grouped,
  layerNorm,
  linear,
  type Projection,
  patches,
  separate,
  slice,
  tokenHead,
} from "../../../support/blocks.js";
import { expectUnits } from "../../../support/found-units.js";
import { type Net, net } from "../../../support/net.js";

const engine = nodeEngine(1);
afterAll(() => engine.close());

const HEADS = { width: 12, heads: 3, tokens: 4 };

/** Patches, positions, two blocks of 3 heads, a stream of 12 and 20 hidden units, and the head. */
function vit(opset: number, projection: Projection, form?: "erf" | "tanh" | "op" | "sigmoid") {
  const n = net([2, 4, 4], opset);
  const embedded = n.add("Add", `${patches(n, n.images, 2, 2, 12)} ${n.weight(1, 4, 12)}`);
  const one = block(n, embedded, HEADS, 20, projection, form);
  return n.model(tokenHead(n, block(n, one, HEADS, 20, projection, form), 12));
}

/** Of every block the heads, each with 4 dimensions of queries and keys and 4 of values, and the hidden units. */
const VIT = ["12", "3 × (4, 4)", "20", "3 × (4, 4)", "20"];

describe("a vision transformer", () => {
  test.each<[string, Projection]>([
    ["separate projections", separate],
    ["one projection, split", fusedSplit],
    ["one projection, gathered from", fusedGather],
  ])("%s", async (_, projection) => {
    await expectUnits(engine, vit(17, projection), VIT);
  });

  test.each<["erf" | "tanh" | "op" | "sigmoid", number]>([
    ["erf", 17],
    ["tanh", 17],
    ["sigmoid", 17],
    ["op", 20],
  ])("GELU as %s", async (form, opset) => {
    await expectUnits(engine, vit(opset, fusedSplit, form), VIT);
  });

  test.each([11, 13, 17, 18, 20, 22])("operator set %i", async (opset) => {
    await expectUnits(engine, vit(opset, fusedSplit), VIT);
  });

  test("class and distillation tokens", async () => {
    const n = net([2, 4, 4]);
    const heads = { ...HEADS, tokens: 6 };
    const token = () =>
      n.add("Expand", `${n.weight(1, 1, 12)} ${n.add("Concat", `${batch} ${n.ints(1, 12)}`, { axis: 0 })}`);
    const batch = slice(n, n.add("Shape", n.images), 0, 0, 1);
    const all = n.add("Concat", `${token()} ${token()} ${patches(n, n.images, 2, 2, 12)}`, { axis: 1 });
    const x = layerNorm(n, block(n, n.add("Add", `${all} ${n.weight(1, 6, 12)}`), heads, 20), 12);
    const [first, second] = [0, 1].map((at) =>
      linear(n, n.add("Gather", `${x} ${n.constant({ type: "int64", dims: [], values: [at] })}`, { axis: 1 }), 12, 3),
    );
    const logits = n.add("Div", `${n.add("Add", `${first} ${second}`)} ${n.number(2)}`);
    await expectUnits(engine, n.model(logits), ["12", "3 × (4, 4)", "20"]);
  });

  test.each([11, 13, 18, 22])("keys and values that are fewer than queries, in operator set %i", async (opset) => {
    const n = net([2, 4, 4], opset);
    const heads = { width: 16, heads: 4, tokens: 4 };
    const x = block(n, patches(n, n.images, 2, 2, 16), heads, 20, grouped(2));
    // Two groups move as wholes; the two queries of a group share the group's keys, and so its units.
    await expectUnits(engine, n.model(tokenHead(n, x, 16)), ["16", "2 × (4, 4)", "20"]);
  });
});

describe("queries and keys that are normalised a head", () => {
  /** The attention of a block whose queries and keys are first put through something. */
  function attended(n: Net, normed: (x: string, of: number) => string, adjusted?: (scores: string) => string) {
    const x = patches(n, n.images, 2, 2, 12);
    const projection: Projection = (...given) => {
      const [q = "", k = "", v = ""] = separate(...given);
      return [normed(q, 0), normed(k, 1), v];
    };
    return n.model(tokenHead(n, n.add("Add", `${x} ${attention(n, x, HEADS, projection, adjusted)}`), 12));
  }

  test.each([13, 17])("with a scale for each dimension, operator set %i: heads stay, which share it", async (opset) => {
    const n = net([2, 4, 4], opset);
    // Of the queries and keys four dimensions, alike in all heads; of the values four in each.
    await expectUnits(
      engine,
      attended(n, (x) => layerNorm(n, x, 4)),
      ["12", "4", "4", "4", "4"],
    );
  });

  test("to unit length, with a temperature a head: heads move", async () => {
    const n = net([2, 4, 4]);
    const unit = (x: string) => {
      const length = n.add("Clip", `${n.add("ReduceL2", x, { axes: [-1] })} ${n.number(1e-6)}`);
      return n.add("Div", `${x} ${n.add("Expand", `${length} ${n.add("Shape", x)}`)}`);
    };
    const scaled = (scores: string) => n.add("Mul", `${scores} ${n.add("Exp", n.gain(3, 1, 1))}`);
    await expectUnits(engine, attended(n, unit, scaled), ["12", "3 × (4, 4)"]);
  });
});
