import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { permuted } from "../../../src/onnx/permutation/permuted.js";
import { randomPermutations } from "../../../src/onnx/permutation/random-permutations.js";
import { tensorValues } from "../../../src/onnx/tensor-values.js";
import { inMemory } from "../../../src/onnx/variant.js";
import { nodeEngine } from "../../../src/runtime/node-engine.js";
import { unitsGap } from "../../../src/runtime/units-gap.js";
import { weightMatching } from "../../../src/sides/functional/alignment/weight-matching.js";
import { type Composition, composedNet, MAP_BLOCKS, TOKEN_BLOCKS } from "../../support/composed-nets.js";
import { type Found, foundUnits, gapsInOneParameter } from "../../support/found-units.js";
import { ramp, runModel } from "../run-model.js";

const engine = nodeEngine(1);
afterAll(() => engine.close());

const size = fc.integer({ min: 1, max: 3 });
const compositions: fc.Arbitrary<Composition> = fc.record({
  maps: fc.array(fc.tuple(fc.constantFrom(...MAP_BLOCKS), size), { minLength: 1, maxLength: 4 }),
  tokens: fc.array(fc.tuple(fc.constantFrom(...TOKEN_BLOCKS), size), { maxLength: 4 }),
});

async function logits(bytes: Uint8Array): Promise<readonly number[]> {
  const outputs = await runModel(bytes, { images: ramp([2, 2, 4, 4]) });
  return Object.values(outputs).flatMap(({ data }) => data);
}

/** Expects the weights and the logits of a network whose units were shuffled to come back by weight matching. */
async function expectReturn({ model, units }: Found, seed: number): Promise<void> {
  const { name, bytes } = model.onnx;
  const values = (of: Uint8Array) =>
    units.parameters.map((t) => tensorValues({ name, ...inMemory(of) }, t) as Float32Array);
  const shuffled = permuted(bytes, units, randomPermutations(units, seed));
  const { permutations } = weightMatching(units, values(bytes), values(shuffled), { starts: 2, seed });
  const back = permuted(shuffled, units, permutations);
  expect(values(back)).toEqual(values(bytes));
  const [before, after] = [await logits(bytes), await logits(back)];
  const largest = Math.max(...before.map(Math.abs));
  for (const [i, value] of after.entries()) expect(Math.abs(value - (before[i] ?? 0)) / largest).toBeLessThan(1e-4);
}

describe("networks of blocks put together at random", () => {
  test("compute what they did after their units have changed places, and come back by weight matching", async () => {
    const property = fc.asyncProperty(compositions, fc.nat(1000), async (composition, seed) => {
      const found = await foundUnits(engine, composedNet(composition));
      expect(found.units.classes.length).toBeGreaterThan(0);
      expect(await unitsGap(engine, found.model, found.model.input, found.units, seed)).toBeNull();
      // Not every one: what a layer makes may be cut off, or be 0.
      expect((await gapsInOneParameter(engine, found)).filter((gap) => gap !== null)).not.toEqual([]);
      await expectReturn(found, seed + 1);
    });
    await fc.assert(property, { seed: 20_260, numRuns: 20 });
  });
});
