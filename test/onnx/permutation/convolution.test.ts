import { afterAll, describe, test } from "vitest";
import { nodeEngine } from "../../../src/runtime/node-engine.js";
import { conv, pooledHead } from "../../support/blocks.js";
import { expectUnits } from "../../support/found-units.js";
import { type Net, net } from "../../support/net.js";

const engine = nodeEngine(1);
afterAll(() => engine.close());

const relu = (n: Net, x: string) => n.add("Relu", x);

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
