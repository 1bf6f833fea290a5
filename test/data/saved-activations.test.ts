import { zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { encodeSafetensors } from "../../src/data/encode-safetensors.js";
import { sha256 } from "../../src/data/hash.js";
import { sampleHash, sampleMetadata } from "../../src/data/sample-hash.js";
import { openSavedActivations } from "../../src/data/saved-activations.js";
import { fault } from "./support/fault.js";
import { npyOf } from "./support/npy-bytes.js";
import { temporaryFolder } from "./support/temporary-folder.js";

const { at, write } = temporaryFolder();

const tensor = (shape: readonly number[], from = 0) => ({
  shape,
  data: Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => from + i),
});
const saved = (tensors: Readonly<Record<string, ReturnType<typeof tensor>>>, metadata = {}, name = "x.safetensors") =>
  write(name, encodeSafetensors(new Map(Object.entries(tensors)), metadata));

describe("openSavedActivations", () => {
  test("takes all tensors of .safetensors as layers, with ids and pooling as extract writes them", async () => {
    const metadata = { ...sampleMetadata(["a", "b"]), pooling: '{"fc":"none","gone":"gap"}' };
    const file = saved({ conv: tensor([2, 2, 2]), fc: tensor([2, 3]) }, metadata);
    const { layers, ...rest } = await openSavedActivations(file);
    expect(layers.map(({ layer, matrix }) => [layer, matrix.rows, matrix.columns])).toEqual([
      ["conv", 2, 4],
      ["fc", 2, 3],
    ]);
    const { readFileSync } = await import("node:fs");
    expect(rest).toEqual({
      name: "x.safetensors",
      file,
      sha256: sha256(readFileSync(file)),
      n: 2,
      logits: null,
      ids: ["a", "b"],
      sampleHash: sampleHash(["a", "b"]),
      pooling: { fc: "none" },
    });
  });

  test("takes one array by #name, and the only one of a .npy file by the file's name", async () => {
    const file = saved({ conv: tensor([2, 4]), logits: tensor([2, 3]) });
    expect(await openSavedActivations(`${file}#logits`)).toMatchObject({
      name: "x.safetensors#logits",
      layers: [{ layer: "logits" }],
      logits: null,
    });
    const npy = write("layer4.npy", npyOf(Float32Array.of(1, 2), [2, 1]));
    expect(await openSavedActivations(npy)).toMatchObject({
      layers: [{ layer: "layer4" }],
      n: 2,
      ids: null,
      sampleHash: null,
    });
  });

  test("an array called logits beside others is no layer", async () => {
    const { layers, logits } = await openSavedActivations(saved({ conv: tensor([2, 4]), logits: tensor([2, 3]) }));
    expect([layers.map(({ layer }) => layer), logits?.columns]).toEqual([["conv"], 3]);
  });

  test.each(["ids", "sample_ids"])("an array %s of .npz or .safetensors is the ids", async (key) => {
    const ids = npyOf(BigInt64Array.of(7n, 9n), [2]);
    const x = npyOf(Float32Array.of(1, 2), [2, 1]);
    const npz = write("x.npz", zipSync({ "b.npy": x, [`${key}.npy`]: ids, "a.npy": x }));
    const { layers, ids: found, sampleHash: hash } = await openSavedActivations(npz);
    expect(layers.map(({ layer }) => layer)).toEqual(["b", "a"]);
    expect([found, hash]).toEqual([["7", "9"], sampleHash(["7", "9"])]);
    const header = {
      [key]: { dtype: "I64", shape: [2], data_offsets: [0, 16] },
      x: { dtype: "F32", shape: [2, 1], data_offsets: [16, 24] },
    };
    const json = new TextEncoder().encode(JSON.stringify(header));
    const bytes = new Uint8Array(8 + json.length + 24);
    const view = new DataView(bytes.buffer);
    view.setBigUint64(0, BigInt(json.length), true);
    bytes.set(json, 8);
    view.setBigInt64(8 + json.length, 7n, true);
    view.setBigInt64(16 + json.length, 9n, true);
    expect(await openSavedActivations(write("int.safetensors", bytes))).toMatchObject({
      ids: ["7", "9"],
      layers: [{ layer: "x" }],
    });
  });

  test("a hash alone is enough to tell the samples", async () => {
    const file = saved({ fc: tensor([2, 3]) }, { sample_hash: "abc" });
    expect(await openSavedActivations(file)).toMatchObject({ ids: null, sampleHash: "abc" });
  });

  test("refuses arrays, ids and a hash that do not belong together", async () => {
    const rows = saved({ a: tensor([2, 3]), b: tensor([3, 2]) });
    expect(await fault(() => openSavedActivations(rows))).toBe(
      `mismatch: ${rows}: a has 2 rows and b has 3: rows must be the same examples`,
    );
    const ids = saved({ a: tensor([2, 3]) }, sampleMetadata(["x"]));
    expect(await fault(() => openSavedActivations(ids))).toBe(
      `mismatch: ${ids} has 2 rows and 1 sample ids; expected one a row`,
    );
    const hash = saved({ a: tensor([2, 3]) }, { ...sampleMetadata(["x", "y"]), sample_hash: "abc" });
    expect(await fault(() => openSavedActivations(hash))).toMatch(
      /: its sample_hash abc is not that of its sample ids, /,
    );
    const words = saved({ a: tensor([2, 3]) }, { sample_ids: "x,y" });
    expect(await fault(() => openSavedActivations(words))).toBe(
      `malformed: ${words}: its metadata sample_ids are no JSON array of texts`,
    );
    const none = write("none.npz", zipSync({ "ids.npy": npyOf(BigInt64Array.of(1n), [1]) }));
    expect(await fault(() => openSavedActivations(none))).toBe(`not-found: ${none} holds no array besides ids`);
    expect(await fault(() => openSavedActivations(at("gone.npy")))).toBe(`not-found: ${at("gone.npy")} does not exist`);
  });
});
