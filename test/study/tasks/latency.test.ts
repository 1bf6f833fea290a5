import { afterEach, expect, test, vi } from "vitest";
import type { TappedModel } from "../../../src/runtime/tapped-model.js";
import { latencyOf } from "../../../src/study/tasks/latency.js";
import type { Workshop } from "../../../src/study/tasks/workshop.js";
import { net } from "../../support/net.js";

afterEach(() => vi.restoreAllMocks());

test("is the best and the slowest of five runs, the first left out, for one image of a batch that the graph fixes", async () => {
  const took = [1, 90, 30, 20, 40, 50];
  const sizes: number[] = [];
  let now = 0;
  vi.spyOn(performance, "now").mockImplementation(() => now);
  const session = {
    run: async ({ images }: { images: { data: Float32Array } }) => {
      now += took[sizes.length] ?? Number.NaN;
      sizes.push(images.data.length);
      return {};
    },
    close: async () => undefined,
  };
  const shop = { engine: { name: "made up", open: async () => session } } as unknown as Workshop;
  const small = net([3, 1, 1]);
  const { onnx } = small.model(small.add("Relu", small.images));
  const penultimate = onnx.outputs[0]?.name ?? "";
  const tap = { tensor: penultimate, output: "taken", rank: 4, batchAxis: 0, featureAxis: 1, pooling: "flatten" };
  const tapped = {
    model: { name: "net", onnx },
    input: { name: "images", batch: 2, shape: [3] },
    ...{ logits: null, penultimate, taps: new Map([[penultimate, tap]]) },
  } as unknown as TappedModel;
  expect(await latencyOf(shop, tapped)).toEqual({ best: 10, slowest: 45 });
  expect(sizes).toEqual(Array(6).fill(6));
});
