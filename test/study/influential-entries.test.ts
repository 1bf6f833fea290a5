import { decode } from "fast-png";
import { describe, expect, test } from "vitest";
import type { Dataset } from "../../src/data/dataset.js";
import { influentialEntries } from "../../src/study/influential-entries.js";

const N = 20;
/** Images of one pixel, the brightness of which is their number. */
const dataset: Dataset = {
  name: "folder:shoes",
  n: N,
  ids: Array.from({ length: N }, (_, i) => `left/${i}.png`),
  sampleHash: "",
  labels: null,
  classNames: null,
  classes: null,
  images: { kind: "uint8", height: 1, width: 1, channels: 1 },
  read: async (from, to) => Uint8Array.from({ length: to - from }, (_, i) => from + i),
  close: async () => undefined,
};
const found = (score: number, shift: (i: number) => number) => ({
  score,
  leaveOneOut: Float64Array.from({ length: N }, (_, i) => score + shift(i)),
  reason: null,
});

describe("influentialEntries", () => {
  const shift = (i: number) => (i === 3 ? -0.004 : i * 1e-5);

  test("has ten, each with its id, influence, score without it and its own picture", async () => {
    const { value, reasons } = await influentialEntries(dataset, found(0.5, shift));
    expect(value?.map(({ id }) => id)).toEqual([3, 19, 18, 17, 16, 15, 14, 13, 12, 11].map((i) => `left/${i}.png`));
    expect(value?.[0]?.without).toBe(0.496);
    expect(value?.[0]?.influence).toBeCloseTo(19 * 0.004, 12);
    expect(value?.[1]?.influence).toBeCloseTo(-19 * 19e-5, 12);
    const pixels = value?.map(({ thumbnail }) => decode(Buffer.from(thumbnail?.split(",")[1] ?? "", "base64")).data[0]);
    expect(pixels).toEqual([3, 19, 18, 17, 16, 15, 14, 13, 12, 11]);
    expect(reasons).toEqual({});
  });

  test("says what the score would be, with as many decimals as it takes", async () => {
    const whys = async (score: number, by: number) =>
      (
        await influentialEntries(
          dataset,
          found(score, (i) => (i === 0 ? by : 0)),
        )
      ).value?.map(({ why }) => why);
    expect((await whys(0.9084, 0.004))?.slice(0, 2)).toEqual([
      "without it CKA would be 0.9124 instead of 0.9084",
      "without it CKA would stay 0.908",
    ]);
    expect((await whys(0.5, -0.00025))?.[0]).toBe("without it CKA would be 0.49975 instead of 0.50000");
    expect((await whys(0.0002, -0.0011))?.[0]).toBe("without it CKA would be −0.0009 instead of 0.0002");
    expect((await whys(-0.00004, 0.5))?.[0]).toBe("without it CKA would be 0.500 instead of 0.000");
    expect((await whys(-0.25, -0.5))?.[0]).toBe("without it CKA would be −0.750 instead of −0.250");
  });

  test("reads the ten again and no others", async () => {
    const asked: number[][] = [];
    const read: Dataset["read"] = async (...range) => {
      asked.push(range);
      return dataset.read(...range);
    };
    await influentialEntries({ ...dataset, read }, found(0.5, shift));
    expect(asked.map(([from = 0, to = 0]) => [from, to - from])).toEqual(
      [3, 19, 18, 17, 16, 15, 14, 13, 12, 11].map((i) => [i, 1]),
    );
  });

  test("has no pictures of float arrays, and says why", async () => {
    const floats: Dataset = { ...dataset, images: { kind: "float32", shape: [1] } };
    const { value, reasons } = await influentialEntries(floats, found(0.5, shift));
    expect(value?.map(({ thumbnail }) => thumbnail)).toEqual(new Array(10).fill(null));
    expect(Object.keys(reasons)).toEqual(value?.map((_, i) => `examples.${i}.thumbnail`));
    expect(reasons["examples.9.thumbnail"]).toBe("float arrays are fed as they are: they are no pictures");
  });

  test("is null where influence is undefined, for the reason of the leave-one-out values", async () => {
    const undefinedWithout = { score: 0.5, leaveOneOut: null, reason: "undefined without example 3 (from 0)" };
    expect(await influentialEntries(dataset, undefinedWithout)).toEqual({
      value: null,
      reasons: { examples: "undefined without example 3 (from 0)" },
    });
    const constant = { score: null, leaveOneOut: null, reason: "constant" };
    expect((await influentialEntries(dataset, constant)).reasons).toEqual({ examples: "constant" });
  });

  test("is null where no example moves the score", async () => {
    expect(
      await influentialEntries(
        dataset,
        found(1, () => 1e-15),
      ),
    ).toEqual({
      value: null,
      reasons: { examples: "CKA stays 1.000 whichever example is left out" },
    });
  });
});
