import { copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { ownParameters } from "../../src/onnx/own-parameters.js";
import { pairParameters } from "../../src/onnx/pair-parameters.js";
import { findUnitClasses } from "../../src/onnx/permutation/find-unit-classes.js";
import { permuted } from "../../src/onnx/permutation/permuted.js";
import { randomPermutations } from "../../src/onnx/permutation/random-permutations.js";
import { tensorValues } from "../../src/onnx/tensor-values.js";
import { inMemory } from "../../src/onnx/variant.js";
import { nodeEngine } from "../../src/runtime/node-engine.js";
import { openModel } from "../../src/runtime/open-model.js";
import { traceGraph } from "../../src/runtime/trace-graph.js";
import { unitsGap } from "../../src/runtime/units-gap.js";
import { weightMatching } from "../../src/sides/functional/alignment/weight-matching.js";
import { connectModels } from "../../src/study/connect-models.js";
import { temporaryFolder } from "../support/command.js";
import { ROOT } from "../support/source-files.js";

const engine = nodeEngine(1);
afterAll(() => engine.close());
const SEEDS = Array.from({ length: 20 }, (_, i) => i + 1);

async function unitsOf(name: string) {
  const opened = await openModel(`zoo:${name}`);
  const model = { name, onnx: ownParameters(opened.onnx) };
  const input = { name: model.onnx.inputs[0]?.name ?? "", batch: null, shape: [1, 28, 28] } as const;
  const parameters = (pairParameters(model.onnx, model.onnx).pairs ?? []).map(({ a }) => a);
  const found = findUnitClasses(model.onnx, parameters, await traceGraph(engine, model, input));
  expect(await unitsGap(engine, model, input, found, 0)).toBeNull();
  return { model, parameters, found };
}

describe("a network whose units were shuffled", () => {
  test.each(["plain-1", "resnet-1", "vit-1", "clip-resnet-1"])(
    "%s comes back, 20 of 20 times",
    async (name) => {
      const { model, parameters, found } = await unitsOf(name);
      const values = (bytes: Uint8Array) =>
        parameters.map((t) => tensorValues({ name, ...inMemory(bytes) }, t) as Float32Array);
      const original = values(model.onnx.bytes);
      const returned = SEEDS.filter((seed) => {
        const shuffled = permuted(model.onnx.bytes, found, randomPermutations(found, seed));
        const { permutations } = weightMatching(found, original, values(shuffled), { starts: 2, seed });
        const back = values(permuted(shuffled, found, permutations));
        return back.every((tensor, k) => tensor.every((value, i) => value === original[k]?.[i]));
      });
      expect(returned).toEqual(SEEDS);
    },
    120_000,
  );
});

describe("a fork whose units were shuffled", () => {
  test.each([
    ["resnet-1", "activations"],
    ["vit-1", "weights"],
  ] as const)(
    "of %s has a barrier of at least .5, and of at most .03 aligned by %s",
    async (name, align) => {
      const { model, found } = await unitsOf(`${name}-fork`);
      const folder = temporaryFolder();
      copyFileSync(join(ROOT, "zoo/models/preprocessor_config.json"), join(folder, "preprocessor_config.json"));
      const fork = join(folder, "fork.onnx");
      writeFileSync(fork, permuted(model.onnx.bytes, found, randomPermutations(found, 7)));
      const options = { data: "zoo:fashion", limit: 1000, points: 11, align, threads: 2 } as const;
      const { result } = await connectModels(`zoo:${name}`, fork, options);
      expect(result.naive.barrier.frankle).toBeGreaterThan(0.5);
      expect(result.aligned?.barrier.frankle).toBeLessThan(0.03);
      expect(result.lmcCurve).toBe("aligned");
    },
    120_000,
  );
});
