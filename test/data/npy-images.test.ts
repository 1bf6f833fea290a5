import { describe, expect, test } from "vitest";
import { npyImages } from "../../src/data/npy-images.js";
import { fault } from "./support/fault.js";
import { npyBytes, npyHeader, npyOf } from "./support/npy-bytes.js";
import { temporaryFolder } from "./support/temporary-folder.js";

const { at, write } = temporaryFolder();
const counting = (length: number) => Uint8Array.from({ length }, (_, i) => i % 256);

async function opened(path: string) {
  const dataset = await npyImages.open(path);
  const examples = await dataset.read(0, dataset.n);
  await dataset.close();
  return { ...dataset, examples };
}

describe("npy: stored bytes", () => {
  test("N×C×H×W is given as it is", async () => {
    const { images, examples, n } = await opened(write("x.npy", npyOf(counting(24), [2, 3, 2, 2])));
    expect([n, images]).toEqual([2, { kind: "uint8", height: 2, width: 2, channels: 3 }]);
    expect(examples).toEqual(counting(24));
  });

  test("N×H×W×C becomes planar", async () => {
    const { images, examples } = await opened(write("x.npy", npyOf(counting(24), [2, 2, 2, 3])));
    expect(images).toEqual({ kind: "uint8", height: 2, width: 2, channels: 3 });
    const first = [0, 3, 6, 9, 1, 4, 7, 10, 2, 5, 8, 11];
    expect([...examples]).toEqual([...first, ...first.map((byte) => byte + 12)]);
  });

  test("N×H×W is gray, and so is an axis of length 1 on either side", async () => {
    for (const shape of [
      [2, 2, 4],
      [2, 1, 2, 4],
      [2, 2, 4, 1],
    ]) {
      const { images, examples } = await opened(write("x.npy", npyOf(counting(16), shape)));
      expect(images).toEqual({ kind: "uint8", height: 2, width: 4, channels: 1 });
      expect(examples).toEqual(counting(16));
    }
  });

  test.each([
    [[1, 3, 2, 3], "1×3×2×3; either of two axes could be the channels; save preprocessed floats instead"],
    [[1, 2, 2, 4], "1×2×2×4; expected 1 or 3 channels, on the second or the last axis"],
    [[4, 4], "4×4; expected images N×H×W, N×H×W×C or N×C×H×W"],
    [[1, 1, 1, 2, 2], "1×1×1×2×2; expected images N×H×W, N×H×W×C or N×C×H×W"],
  ])("shape %j is unsupported and the message says why", async (shape, why) => {
    const size = shape.reduce((product, length) => product * length, 1);
    const path = write("x.npy", npyOf(counting(size), shape));
    expect(await fault(() => npyImages.open(path))).toBe(`unsupported: ${path}: uint8 of shape ${why}`);
  });
});

describe("npy: floats", () => {
  test("arrays of any shape are fed as they are, in float32", async () => {
    const { images, examples, name, labels, classes } = await opened(
      write("x.npy", npyOf(Float64Array.of(1, 2, 3, 0.1, -5, 6), [2, 3])),
    );
    expect([name, images, labels, classes]).toEqual(["npy:x.npy", { kind: "float32", shape: [3] }, null, null]);
    expect(examples).toEqual(Float32Array.of(1, 2, 3, 0.1, -5, 6));
  });

  test("only the examples asked for are given", async () => {
    const dataset = await npyImages.open(write("x.npy", npyOf(Float32Array.of(1, 2, 3, 4, 5, 6), [3, 2])));
    expect(await dataset.read(1, 2)).toEqual(Float32Array.of(3, 4));
    await expect(dataset.read(2, 4)).rejects.toThrow(RangeError);
    await dataset.close();
  });

  test("NaN, and what overflows float32, is a bad value, naming example and element", async () => {
    const nan = write("x.npy", npyOf(Float32Array.of(1, 2, 3, Number.NaN), [2, 2]));
    const dataset = await npyImages.open(nan);
    expect(await fault(() => dataset.read(1, 2))).toBe(
      `bad-value: ${nan}: example 1, element 1 is NaN as float32; expected finite numbers`,
    );
    expect(await dataset.read(0, 1)).toEqual(Float32Array.of(1, 2));
    await dataset.close();
    const large = write("y.npy", npyOf(Float64Array.of(1e300), [1]));
    expect(await fault(() => opened(large))).toMatch(/example 0, element 0 is Infinity as float32/);
  });

  test("Fortran order, other types and an empty array are refused by name", async () => {
    const fortran = write("f.npy", npyBytes(npyHeader("'<f4'", "(2, 2)", true), new Uint8Array(16)));
    expect(await fault(() => npyImages.open(fortran))).toBe(
      `unsupported: ${fortran}: Fortran order; save it after numpy.ascontiguousarray`,
    );
    const integers = write("i.npy", npyOf(Int32Array.of(1), [1]));
    expect(await fault(() => npyImages.open(integers))).toBe(
      `unsupported: ${integers}: examples of type int32; expected uint8 or floats`,
    );
    const empty = write("e.npy", npyOf(new Float32Array(0), [0, 2]));
    expect(await fault(() => npyImages.open(empty))).toBe(
      `bad-value: ${empty}: shape 0×2; expected at least one example`,
    );
  });
});

describe("npy: labels", () => {
  const images = () => write("x.npy", npyOf(Float32Array.of(1, 2), [2, 1]));

  test.each([
    ["int64", BigInt64Array.of(0n, 7n)],
    ["int32", Int32Array.of(0, 7)],
    ["uint8", Uint8Array.of(0, 7)],
  ])("of %s come after a comma; the number of classes stays unknown", async (_, data) => {
    const { labels, classes, classNames } = await opened(`${images()},${write("y.npy", npyOf(data, [2]))}`);
    expect([labels, classes, classNames]).toEqual([Int32Array.of(0, 7), null, null]);
  });

  test("another count is a mismatch", async () => {
    const path = `${images()},${write("y.npy", npyOf(Int32Array.of(1, 2, 3), [3]))}`;
    expect(await fault(() => npyImages.open(path))).toBe(
      `mismatch: ${at("x.npy")}: 2 examples and 3 labels; expected one label an example`,
    );
  });

  test("a negative or huge label is a bad value", async () => {
    const negative = write("y.npy", npyOf(Int32Array.of(1, -1), [2]));
    expect(await fault(() => npyImages.open(`${images()},${negative}`))).toBe(
      `bad-value: ${negative}: record 1 has label -1; expected 0 to 2147483647`,
    );
    const huge = write("y.npy", npyOf(BigInt64Array.of(2n ** 31n, 1n), [2]));
    expect(await fault(() => npyImages.open(`${images()},${huge}`))).toMatch(/record 0 has label 2147483648/);
  });

  test("floats and tables are unsupported", async () => {
    const floats = write("y.npy", npyOf(Float32Array.of(0, 1), [2]));
    expect(await fault(() => npyImages.open(`${images()},${floats}`))).toBe(
      `unsupported: ${floats}: 2 float32; expected one integer an example`,
    );
    const table = write("y.npy", npyOf(Int32Array.of(0, 1), [2, 1]));
    expect(await fault(() => npyImages.open(`${images()},${table}`))).toMatch(/2×1 int32; expected one integer/);
  });

  test("a missing file is not found", async () => {
    expect(await fault(() => npyImages.open(`${images()},${at("none.npy")}`))).toBe(
      `not-found: ${at("none.npy")} does not exist`,
    );
  });
});
