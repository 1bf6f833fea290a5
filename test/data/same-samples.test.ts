import { describe, expect, test } from "vitest";
import { onTrust, refuseOtherCount, refuseOtherSamples } from "../../src/data/same-samples.js";
import { sampleHash } from "../../src/data/sample-hash.js";
import { fault } from "./support/fault.js";

const of = (name: string, ids: readonly string[] | null, hash = ids && sampleHash(ids)) => ({
  name,
  ids,
  sampleHash: hash,
});
const refused = (a: ReturnType<typeof of>, b: ReturnType<typeof of>) => fault(async () => refuseOtherSamples(a, b));

describe("refuseOtherSamples", () => {
  test("lets the same pass, and whatever does not say which it is of", () => {
    refuseOtherSamples(of("a", ["0", "1"]), of("b", ["0", "1"]));
    refuseOtherSamples(of("a", ["0", "1"]), of("b", null));
    refuseOtherSamples(of("a", null, "abc"), of("b", null, "abc"));
  });

  test("names both and the first that differs", async () => {
    expect(await refused(of("a", null, "abc"), of("b", null, "def"))).toBe(
      "mismatch: a is of samples abc and b of def: take both from the same data, in one order",
    );
    expect(await refused(of("a", ["0", "1", "2"]), of("b", ["0", "2", "1"]))).toMatch(
      /^mismatch: a is of samples \w{64} and b of \w{64}, of which the first that differ, 1 \(from 0\), are "1" and "2": /,
    );
    expect(await refused(of("a", ["0", "1"]), of("b", ["0"]))).toMatch(/1 \(from 0\), are "1" and "none": /);
    expect(await refused(of("a", ["0"]), of("b", ["0", "1"]))).toMatch(/, 1 and 2 of them: /);
  });
});

test("refuseOtherCount names both and their numbers", async () => {
  refuseOtherCount({ name: "a", n: 3 }, { name: "b", n: 3 });
  expect(await fault(async () => refuseOtherCount({ name: "a", n: 3 }, { name: "b", n: 4 }))).toBe(
    "mismatch: a has 3 rows and b has 4: rows must be the same examples",
  );
});

test("onTrust names two that know their samples by numbers alone, but for arrays of one file", () => {
  const told = "name their samples by numbers alone: that these are of the same data is taken on trust";
  expect(onTrust(of("a", ["0", "1"]), of("b", ["0", "1"]))).toEqual([`a and b ${told}`]);
  expect(onTrust(of("a.npz#x", ["0"]), of("a.npz#y", ["0"]), of("npy:i", ["0"]))).toEqual([
    `a.npz#x and a.npz#y and npy:i ${told}`,
  ]);
  expect(onTrust(of("a.npz#x", ["0"]), of("a.npz#y", ["0"]))).toEqual([]);
  expect(onTrust(of("a", ["0/x.png", "1"]), of("b", ["0/x.png", "1"]))).toEqual([]);
});

test("onTrust names whatever says nothing of its samples, each once", () => {
  expect(onTrust(of("a", ["0"]), of("b", null, "abc"))).toEqual([]);
  expect(onTrust(of("a", null), of("b", ["0"]))).toEqual([
    "a says nothing of its samples: that all rows are the same examples in one order is taken on trust",
  ]);
  expect(onTrust(of("a", null), of("b", null))).toEqual([
    "a and b say nothing of their samples: that all rows are the same examples in one order is taken on trust",
  ]);
});
