import { afterAll, describe, test } from "vitest";
import { nodeEngine } from "../../../src/runtime/node-engine.js";
import { conv, pooledHead } from "../../support/blocks.js";
import { expectUnits } from "../../support/found-units.js";
import { type Net, net } from "../../support/net.js";

const engine = nodeEngine(1);
afterAll(() => engine.close());

const relu = (n: Net, x: string) => n.add("Relu", x);

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
