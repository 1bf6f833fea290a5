import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { memorySource, withFile } from "../../src/data/byte-source.js";
import { readNpy } from "../../src/data/npy.js";
import { npyBytes, npyHeader, npyOf } from "./support/npy-bytes.js";

const golden = fileURLToPath(new URL("../golden/arrays/", import.meta.url));
const expected: Record<string, { shape: number[]; data: number[] }> = JSON.parse(
  readFileSync(`${golden}expected.json`, "utf8"),
).arrays;

describe("readNpy reads what numpy wrote", () => {
  test.each(Object.entries(expected))("%s", async (file, { shape, data }) => {
    const array = await withFile(golden + file, readNpy);
    expect(array.shape).toEqual(shape);
    expect([...array.data]).toEqual(data);
  });

  test("there are files of every type in both byte orders and both memory orders", () => {
    expect(Object.keys(expected)).toHaveLength(28);
  });
});

describe("readNpy", () => {
  test("keeps float64, and takes float32 for what it holds exactly", async () => {
    const holds = async (file: string) => (await withFile(golden + file, readNpy)).data.constructor;
    expect(await holds("float64-little-c.npy")).toBe(Float64Array);
    expect(await holds("float16-little-c.npy")).toBe(Float32Array);
    expect(await holds("uint16-big-fortran.npy")).toBe(Float32Array);
    expect(await holds("int32-little-c.npy")).toBe(Float64Array);
  });

  test("gives back any float64 array of any shape", async () => {
    const lengths = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 4 });
    const property = fc.asyncProperty(lengths, fc.infiniteStream(fc.double()), async (shape, stream) => {
      const size = shape.reduce((product, length) => product * length, 1);
      const data = Float64Array.from([...stream.take(size)]);
      const array = await readNpy(memorySource("x.npy", npyOf(data, shape)));
      expect([array.shape, array.data]).toEqual([shape, data]);
    });
    await fc.assert(property);
  });

  test("brings Fortran order of three axes into row-major order", async () => {
    const bytes = npyBytes(
      npyHeader("'|u1'", "(2, 3, 2)", true),
      Uint8Array.from({ length: 12 }, (_, i) => i),
    );
    const { data } = await readNpy(memorySource("x.npy", bytes));
    // Element (i, j, k) lies at i + 2j + 6k.
    expect([...data]).toEqual([0, 6, 2, 8, 4, 10, 1, 7, 3, 9, 5, 11]);
  });
});
