import { expect, test } from "vitest";
import { checkPermutations } from "../../../src/onnx/permutation/check-permutations.js";
import { randomPermutations } from "../../../src/onnx/permutation/random-permutations.js";
import { unitNet } from "../../support/unit-nets.js";

function heads() {
  const net = unitNet();
  const head = net.units(2);
  net.units(4, head);
  return net.classes();
}

test("gives each of the permutations that keep blocks equally often", () => {
  const counts = new Map<string, number>();
  for (let seed = 0; seed < 4000; seed++) {
    const permutations = randomPermutations(heads(), seed);
    checkPermutations("random", heads(), permutations);
    const key = permutations.map(String).join(" ");
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  // Two orders of the heads, and two within each of them: 500 times each, give or take five standard deviations.
  expect(counts.size).toBe(8);
  for (const count of counts.values()) expect(Math.abs(count - 500)).toBeLessThan(105);
});

test("is the same for the same seed, and classes are shuffled apart", () => {
  const net = unitNet();
  net.units(30);
  net.units(30);
  expect(randomPermutations(net.classes(), 5)).toEqual(randomPermutations(net.classes(), 5));
  const [a, b] = randomPermutations(net.classes(), 5);
  expect(a).not.toEqual(b);
  expect(randomPermutations(net.classes(), 6)[0]).not.toEqual(a);
});

test("members need not lie side by side", () => {
  const net = unitNet();
  const head = net.units(2);
  net.units(4, head);
  const { parameters, classes } = net.classes();
  const interleaved = classes.map((of) =>
    of.block === null ? of : { ...of, block: { of: 0, members: Int32Array.of(0, 1, 0, 1) } },
  );
  for (let seed = 0; seed < 50; seed++)
    checkPermutations(
      "random",
      { parameters, classes: interleaved },
      randomPermutations({ parameters, classes: interleaved }, seed),
    );
});
