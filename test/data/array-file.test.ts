import { zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { isArrayFile, readMatrix } from "../../src/data/array-file.js";
import { encodeSafetensors } from "../../src/data/encode-safetensors.js";
import { sampleHash, sampleMetadata } from "../../src/data/sample-hash.js";
import { fault } from "./support/fault.js";
import { npyOf } from "./support/npy-bytes.js";
import { temporaryFolder } from "./support/temporary-folder.js";

const { at, write } = temporaryFolder();

describe("readMatrix", () => {
  test("reads n × p from .npy, keeping float64", async () => {
    const data = Float64Array.of(1, 2, 3, 4, 5, 6);
    const read = await readMatrix(write("x.npy", npyOf(data, [2, 3])));
    expect(read).toEqual({ matrix: { rows: 2, columns: 3, data }, ids: null, sampleHash: null, name: "x.npy" });
  });

  test("flattens n × anything to n × p, and a vector to n × 1", async () => {
    const cube = await readMatrix(write("cube.npy", npyOf(new Float32Array(24).fill(1), [2, 3, 4])));
    expect([cube.matrix.rows, cube.matrix.columns, cube.matrix.data.constructor]).toEqual([2, 12, Float32Array]);
    const vector = await readMatrix(write("vector.npy", npyOf(Float32Array.of(1, 2, 3), [3])));
    expect([vector.matrix.rows, vector.matrix.columns]).toEqual([3, 1]);
  });

  test("keeps integers exact", async () => {
    const { matrix } = await readMatrix(write("i.npy", npyOf(Int32Array.of(2 ** 30 + 1, -1), [2, 1])));
    expect(matrix.data).toEqual(Float64Array.of(2 ** 30 + 1, -1));
  });

  test("reads .npz#name, and the only array without a name", async () => {
    const path = write("x.npz", zipSync({ "fc/out.npy": npyOf(Float32Array.of(1, 2), [2, 1]) }));
    expect((await readMatrix(`${path}#fc/out`)).name).toBe("x.npz#fc/out");
    expect([...(await readMatrix(path)).matrix.data]).toEqual([1, 2]);
  });

  test("reads .safetensors#name with the fingerprint of its examples", async () => {
    const tensors = new Map([
      ["conv#1", { shape: [2, 1], data: Float32Array.of(1, 2) }],
      ["fc", { shape: [2, 1], data: Float32Array.of(3, 4) }],
    ]);
    const path = write("x.safetensors", encodeSafetensors(tensors, sampleMetadata(["a", "b"])));
    const read = await readMatrix(`${path}#conv#1`);
    expect(read).toMatchObject({ ids: ["a", "b"], sampleHash: sampleHash(["a", "b"]), name: "x.safetensors#conv#1" });
    expect([...read.matrix.data]).toEqual([1, 2]);
  });

  test("a file without a fingerprint has none", async () => {
    const tensors = new Map([["fc", { shape: [1, 1], data: Float32Array.of(1) }]]);
    expect((await readMatrix(write("plain.safetensors", encodeSafetensors(tensors, {})))).sampleHash).toBeNull();
  });

  test("a # in the path of a .npy file is part of the path", async () => {
    const path = write("run#1.npy", npyOf(Float32Array.of(1), [1]));
    expect((await readMatrix(path)).name).toBe("run#1.npy");
  });
});

test("isArrayFile goes by the ending, #name aside", () => {
  for (const spec of ["a.npy", "a.NPZ", "b.npz#x", "run#1.npy", "c.safetensors#a.onnx"])
    expect(isArrayFile(spec)).toBe(true);
  for (const spec of ["a.onnx", "npy", "zoo:resnet-1", "a.npy#x", "a.npz.onnx"]) expect(isArrayFile(spec)).toBe(false);
});

describe("what readMatrix refuses", () => {
  test("ids that are not one a row", async () => {
    const tensors = new Map([["fc", { shape: [2, 1], data: Float32Array.of(1, 2) }]]);
    const path = write("ids.safetensors", encodeSafetensors(tensors, sampleMetadata(["a"])));
    expect(await fault(() => readMatrix(path))).toBe(
      `mismatch: ${path} has 2 rows and 1 sample ids; expected one a row`,
    );
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    "%d, naming file, row, column and value",
    async (value) => {
      const path = write("bad.npy", npyOf(Float32Array.of(1, 2, 3, 4, 5, value), [2, 3]));
      expect(await fault(() => readMatrix(path))).toBe(
        `bad-value: ${path}: row 1, column 2 (counted from 0) is ${value}; expected finite numbers`,
      );
    },
  );

  test("an integer that a float64 cannot hold", async () => {
    const path = write("long.npy", npyOf(BigInt64Array.of(1n, 2n ** 53n + 1n), [2]));
    expect(await fault(() => readMatrix(path))).toBe(
      `bad-value: ${path}: row 1, column 0 (counted from 0) is 9007199254740992; expected integers below 2^53`,
    );
  });

  test("an array without elements and a single number", async () => {
    const empty = write("empty.npy", npyOf(new Float32Array(0), [0, 5]));
    expect(await fault(() => readMatrix(empty))).toBe(
      `bad-value: ${empty}: shape 0×5; expected n examples of p features, both above 0`,
    );
    const single = write("single.npy", npyOf(Float32Array.of(1), []));
    expect(await fault(() => readMatrix(single))).toMatch(/^bad-value: .*shape \(\); /);
  });

  test("a file of another kind, and one that is not there", async () => {
    expect(await fault(() => readMatrix("x.csv"))).toBe(
      "unsupported: x.csv: no kind of array file; expected .npy, .npz#name or .safetensors#name",
    );
    expect(await fault(() => readMatrix(at("none.npy")))).toBe(`not-found: ${at("none.npy")} does not exist`);
  });
});
