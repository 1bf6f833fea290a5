import { mkdirSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { datasetKinds, openDataset } from "../../src/data/open-dataset.js";
import { cifarBytes } from "./support/cifar-bytes.js";
import { fault } from "./support/fault.js";
import { idxBytes } from "./support/idx-bytes.js";
import { npyOf } from "./support/npy-bytes.js";
import { temporaryFolder } from "./support/temporary-folder.js";

const { at, write } = temporaryFolder();
const batch = write("batch.bin", cifarBytes([1, 2, 3]));
const npy = write("x.npy", npyOf(Float32Array.of(1, 2), [2, 1]));
const labels = write("y.npy", npyOf(Int32Array.of(0, 1), [2]));
mkdirSync(at("fashion"));
writeFileSync(at("fashion/t10k-images-idx3-ubyte"), idxBytes([1, 1, 1], [7]));
writeFileSync(at("fashion/t10k-labels-idx1-ubyte"), idxBytes([1], [7]));
mkdirSync(at("cifar"));
writeFileSync(at("cifar/test_batch.bin"), cifarBytes([5]));

async function nameOf(spec: string): Promise<string> {
  const dataset = await openDataset(spec);
  await dataset.close();
  return dataset.name;
}

describe("openDataset", () => {
  test("opens kind:path", async () => {
    expect(await nameOf(`cifar10:${batch}`)).toBe("cifar10:batch.bin");
    expect(await nameOf(`fashion-mnist:${at("fashion")}`)).toBe("fashion-mnist:fashion");
    expect(await nameOf(`npy:${npy},${labels}`)).toBe("npy:x.npy");
  });

  test("recognises a path without a kind", async () => {
    expect(await nameOf(batch)).toBe("cifar10:batch.bin");
    expect(await nameOf(at("cifar"))).toBe("cifar10:cifar");
    expect(await nameOf(at("fashion"))).toBe("fashion-mnist:fashion");
    expect(await nameOf(npy)).toBe("npy:x.npy");
    expect(await nameOf(`${npy},${labels}`)).toBe("npy:x.npy");
  });

  test("a limit takes the first examples, and at most all", async () => {
    const two = await openDataset(batch, { limit: 2 });
    expect([two.n, ...(two.labels ?? [])]).toEqual([2, 1, 2]);
    await two.close();
    const all = await openDataset(batch, { limit: 10 });
    expect(all.n).toBe(3);
    await all.close();
  });

  test("a limit that is no whole number above 0 is a RangeError", async () => {
    await expect(openDataset(batch, { limit: 0 })).rejects.toThrow(RangeError);
  });
});

describe("what openDataset refuses", () => {
  test("an unknown kind is a RangeError that lists the kinds", async () => {
    await expect(openDataset("mnist:data")).rejects.toThrow(
      new RangeError(
        'mnist:data: unknown kind of data "mnist"; expected one of cifar10, fashion-mnist, imagenetv2, imagenet, folder, parquet, npy, zoo',
      ),
    );
  });

  test.each(["npz"])("%s is not supported yet, and says so", async (kind) => {
    expect(await fault(() => openDataset(`${kind}:data`))).toBe(
      `unsupported: ${kind}:data: the kind "${kind}" is not supported yet; expected one of cifar10, fashion-mnist, imagenetv2, imagenet, folder, parquet, npy, zoo`,
    );
  });

  test("a kind without a path is a RangeError", async () => {
    await expect(openDataset("cifar10:")).rejects.toThrow(/^cifar10: names no path; expected cifar10:PATH, FILE\.bin/);
  });

  test("a path where nothing is is not found, one of no kind is unsupported", async () => {
    expect(await fault(() => openDataset(at("none")))).toBe(`not-found: ${at("none")} does not exist`);
    const odd = write("odd.bin", new Uint8Array(5));
    expect(await fault(() => openDataset(odd))).toBe(
      `unsupported: ${odd}: its kind of data is not recognised; write kind:path with one of cifar10, fashion-mnist, imagenetv2, imagenet, folder, parquet, npy, zoo`,
    );
  });
});

describe("a colon in a path is not a kind", () => {
  test("after one letter: a drive", async () => {
    expect(await fault(() => openDataset("C:\\data\\x.bin"))).toBe("not-found: C:\\data\\x.bin does not exist");
  });

  test("after a slash or a dot", async () => {
    expect(await fault(() => openDataset("./mnist:x"))).toBe("not-found: ./mnist:x does not exist");
    expect(await fault(() => openDataset("../a:b"))).toBe("not-found: ../a:b does not exist");
  });

  test("where the whole is there", async () => {
    const before = process.cwd();
    process.chdir(at(""));
    write("run:batch.bin", cifarBytes([4]));
    expect(await nameOf("run:batch.bin")).toBe("cifar10:run:batch.bin");
    process.chdir(before);
  });
});

test("every kind has a name of its own and says what its path is", () => {
  expect(new Set(datasetKinds.map(({ kind }) => kind)).size).toBe(datasetKinds.length);
  for (const { kind, describe: text } of datasetKinds) expect([kind, text.length > 10]).toEqual([kind, true]);
});
