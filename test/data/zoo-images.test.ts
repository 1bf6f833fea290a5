import { describe, expect, test } from "vitest";
import { openDataset } from "../../src/data/open-dataset.js";

describe.each([
  ["fashion", 2000, "Ankle boot"],
  ["digits", 1000, "9"],
] as const)("zoo:%s", (name, n, last) => {
  test(`holds ${n} gray images of 28 × 28, as many of each of 10 classes`, async () => {
    const dataset = await openDataset(`zoo:${name}`);
    const counts = new Int32Array(10);
    for (const label of dataset.labels ?? []) counts[label] = (counts[label] ?? 0) + 1;
    const images = await dataset.read(0, n);
    await dataset.close();
    expect(dataset.n).toBe(n);
    expect([...counts]).toEqual(Array(10).fill(n / 10));
    expect(dataset.images).toEqual({ kind: "uint8", height: 28, width: 28, channels: 1 });
    expect(images.length).toBe(n * 784);
    expect(dataset.classNames?.at(-1)).toBe(last);
  });
});

test("a name that the zoo lacks is refused with those that it has", async () => {
  await expect(openDataset("zoo:mnist")).rejects.toThrow('no set of images "mnist"; expected one of fashion, digits');
});
