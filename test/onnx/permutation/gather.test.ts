import { afterAll, test } from "vitest";
import { nodeEngine } from "../../../src/runtime/node-engine.js";
import { block, linear, reshape } from "../../support/blocks.js";
import { expectUnits } from "../../support/found-units.js";
import { net } from "../../support/net.js";

const engine = nodeEngine(1);
afterAll(() => engine.close());

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
