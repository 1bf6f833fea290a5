import { afterAll, describe, test } from "vitest";
import { nodeEngine } from "../../../src/runtime/node-engine.js";
import { conv, pooledHead, reshape } from "../../support/blocks.js";
import { expectUnits } from "../../support/found-units.js";
import { type Net, net } from "../../support/net.js";

const engine = nodeEngine(1);
afterAll(() => engine.close());

const relu = (n: Net, x: string) => n.add("Relu", x);

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
