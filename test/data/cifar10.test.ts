import { mkdirSync, writeFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cifar10 } from "../../src/data/cifar10.js";
import { sampleHash } from "../../src/data/sample-hash.js";
import { describeField, field } from "../support/field.js";
import { cifarBytes } from "./support/cifar-bytes.js";
import { fault, succeedsOrFaults } from "./support/fault.js";
import { temporaryFolder } from "./support/temporary-folder.js";

const { at, write } = temporaryFolder();

describe("cifar10", () => {
  test("describes its records", async () => {
    const dataset = await cifar10.open(write("batch.bin", cifarBytes([3, 0, 9])));
    expect(dataset).toMatchObject({
      name: "cifar10:batch.bin",
      n: 3,
      ids: ["0", "1", "2"],
      sampleHash: sampleHash(["0", "1", "2"]),
      labels: Int32Array.of(3, 0, 9),
      classes: 10,
      images: { kind: "uint8", height: 32, width: 32, channels: 3 },
    });
    expect(dataset.classNames?.[3]).toBe("cat");
    await dataset.close();
  });

  test("reads the images from up to but without to, planar, without their labels", async () => {
    const dataset = await cifar10.open(write("batch.bin", cifarBytes([1, 2, 3, 4])));
    const images = await dataset.read(1, 3);
    expect(images).toHaveLength(2 * 3072);
    expect([...images.slice(0, 3), ...images.slice(3072, 3075)]).toEqual([1, 2, 3, 2, 3, 4]);
    expect(await dataset.read(4, 4)).toHaveLength(0);
    await dataset.close();
  });

  test.each([
    [0, 5],
    [-1, 2],
    [2, 1],
    [0, 1.5],
  ])("reading [%d, %d) of 4 is a RangeError", async (from, to) => {
    const dataset = await cifar10.open(write("batch.bin", cifarBytes([1, 2, 3, 4])));
    await expect(dataset.read(from, to)).rejects.toThrow(
      new RangeError(`read: [${from}, ${to}) does not lie in the 4 examples of cifar10:batch.bin`),
    );
    await dataset.close();
  });

  test("reads labels beyond the first chunk of records", async () => {
    const labels = Array.from({ length: 1003 }, (_, record) => record % 10);
    const dataset = await cifar10.open(write("many.bin", cifarBytes(labels)));
    expect([...(dataset.labels ?? [])]).toEqual(labels);
    await dataset.close();
  });

  test("takes test_batch.bin of a folder", async () => {
    mkdirSync(at("cifar-10-batches-bin"));
    writeFileSync(at("cifar-10-batches-bin/test_batch.bin"), cifarBytes([7]));
    const dataset = await cifar10.open(`${at("cifar-10-batches-bin")}/`);
    expect([dataset.name, dataset.n]).toEqual(["cifar10:cifar-10-batches-bin", 1]);
    await dataset.close();
  });

  test("a folder without test_batch.bin and a missing file are not found", async () => {
    mkdirSync(at("empty"));
    expect(await fault(() => cifar10.open(at("empty")))).toBe(
      `not-found: ${at("empty/test_batch.bin")} does not exist`,
    );
    expect(await fault(() => cifar10.open(at("none.bin")))).toBe(`not-found: ${at("none.bin")} does not exist`);
  });

  test.each([0, 1, 3072, 3074])("a file of %d bytes is malformed", async (length) => {
    const path = write("size.bin", new Uint8Array(length));
    expect(await fault(() => cifar10.open(path))).toBe(
      `malformed: ${path}: ${length} bytes; expected CIFAR-10 records of 3073 bytes each`,
    );
  });

  test.each([10, 200])("label %d is a bad value, naming record and value", async (label) => {
    const path = write("label.bin", cifarBytes([0, 1, label]));
    expect(await fault(() => cifar10.open(path))).toBe(
      `bad-value: ${path}: record 2 has label ${label}; expected 0 to 9`,
    );
  });

  test("random bytes give a data set or a TrisimError", async () => {
    const records = fc.array(fc.nat(11), { maxLength: 3 }).map((labels) => cifarBytes(labels));
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.uint8Array(), records), async (bytes) => {
        const path = write("random.bin", bytes);
        await succeedsOrFaults(async () => (await cifar10.open(path)).close());
      }),
    );
  });
});

describeField("cifar10 on official records", () => {
  test("has 1000 test images, the first of them cat, ship, ship, airplane, frog", async () => {
    const dataset = await cifar10.open(field("data/cifar10/test_first1000.bin"));
    expect([dataset.name, dataset.n]).toEqual(["cifar10:test_first1000.bin", 1000]);
    const names = [...(dataset.labels ?? [])].slice(0, 5).map((label) => dataset.classNames?.[label]);
    expect([...(dataset.labels ?? [])].slice(0, 5)).toEqual([3, 8, 8, 0, 6]);
    expect(names).toEqual(["cat", "ship", "ship", "airplane", "frog"]);
    expect(await dataset.read(999, 1000)).toHaveLength(3072);
    await dataset.close();
  });
});
