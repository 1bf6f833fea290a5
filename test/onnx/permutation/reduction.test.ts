import { afterAll, test } from "vitest";
import { nodeEngine } from "../../../src/runtime/node-engine.js";
import { conv, pooledHead } from "../../support/blocks.js";
import { expectUnits } from "../../support/found-units.js";
import { net } from "../../support/net.js";

const engine = nodeEngine(1);
afterAll(() => engine.close());

test("a reduction along no axis leaves everything as it is where it says so", async () => {
  const n = net([2, 4, 4], 18);
  const x = n.add("ReduceSum", n.add("Relu", conv(n, n.images, 2, 6, 3)), { noop_with_empty_axes: 1 });
  await expectUnits(engine, n.model(pooledHead(n, conv(n, x, 6, 5, 3), 5)), ["6", "5"]);
});

test("the largest of all channels is none of theirs", async () => {
  const n = net([2, 4, 4]);
  const x = n.add("Relu", conv(n, n.images, 2, 6, 3));
  const scaled = n.add("Div", `${x} ${n.add("Add", `${n.add("ReduceMax", x)} ${n.number(1)}`)}`);
  await expectUnits(engine, n.model(pooledHead(n, scaled, 6)), ["6"]);
});
