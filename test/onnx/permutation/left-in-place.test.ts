import { afterAll, expect, test } from "vitest";
import { leftInPlace } from "../../../src/onnx/permutation/left-in-place.js";
import { nodeEngine } from "../../../src/runtime/node-engine.js";
import { conv, pooledHead, reshape } from "../../support/blocks.js";
import { foundUnits } from "../../support/found-units.js";
import { net } from "../../support/net.js";

const engine = nodeEngine(1);
afterAll(() => engine.close());

async function left(still: boolean) {
  const n = net([1, 28, 28]);
  const maps = n.add("Relu", conv(n, n.images, 1, 8, 3, { stride: 7 }));
  // What follows reads the channels as places of an image: they cannot move.
  const mixed = still ? reshape(n, conv(n, reshape(n, maps, 0, 1, 8, 16), 1, 1, 3), 0, 8, 4, 4) : maps;
  const { model, units } = await foundUnits(
    engine,
    n.model(pooledHead(n, n.add("Relu", conv(n, mixed, 8, 6, 3)), 6, 10)),
  );
  return leftInPlace(model.onnx, units);
}

test("names the layers whose channels are tied to their places, and how many those are; the head is none of them", async () => {
  expect(await left(false)).toEqual([]);
  expect(await left(true)).toEqual([{ layer: expect.any(String), channels: 8 }]);
});
