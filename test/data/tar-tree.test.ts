import { writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { packTar, type TarHeader } from "modern-tar";
import { describe, expect, test } from "vitest";
import { openDataset } from "../../src/data/open-dataset.js";
import { tarTree } from "../../src/data/tar-tree.js";
import { noiseImages, noisePng, writeTree } from "../support/image-sets.js";
import { fault } from "./support/fault.js";
import { temporaryFolder } from "./support/temporary-folder.js";

const { at } = temporaryFolder();

interface Entry {
  readonly name: string;
  readonly body?: Uint8Array | string;
  readonly type?: TarHeader["type"];
  readonly linkname?: string;
}

async function tar(file: string, entries: readonly Entry[]): Promise<string> {
  const bytes = await packTar(
    entries.map(({ name, body = "", type = "file", linkname }) => ({
      header: { name, type, size: body.length, mtime: new Date(0), ...(linkname === undefined ? {} : { linkname }) },
      body,
    })),
  );
  writeFileSync(at(file), file.endsWith("gz") ? gzipSync(bytes) : bytes);
  return at(file);
}

const images = noiseImages(["10", "9", "101"], 3);
const entries = Object.entries(images).map(([name, body]) => ({ name: `val/${name}`, body }));

describe("tarTree", () => {
  test.each(["imagenetv2.tar", "imagenetv2.tar.gz", "imagenetv2.tgz"])(
    "%s is the same set as the folder it was made of, whatever the order of its entries",
    async (file) => {
      const path = await tar(file, [{ name: "val/", type: "directory" }, ...entries.toReversed()]);
      const packed = await openDataset(path);
      const loose = await openDataset(`imagenetv2:${writeTree(at("loose"), images)}`);
      expect(packed.name).toBe(`imagenetv2:${file}`);
      expect([packed.ids, packed.sampleHash, packed.labels]).toEqual([loose.ids, loose.sampleHash, loose.labels]);
      const bytes = (await packed.read(0, 9)) as readonly { readonly name: string; readonly bytes: Uint8Array }[];
      expect(bytes.map((image) => image.bytes)).toEqual(
        ((await loose.read(0, 9)) as typeof bytes).map((image) => image.bytes),
      );
      expect(bytes[0]?.name).toBe(`${path}/val/9/0.png`);
      await packed.close();
      await loose.close();
    },
  );

  test("an empty folder is seen, and what begins with a dot is not", async () => {
    const path = await tar("empty.tar", [
      { name: "a/1.png", body: noisePng(1) },
      { name: "a/._1.png", body: "x" },
      { name: "b/", type: "directory" },
    ]);
    const tree = await tarTree(path);
    expect([[...tree.folders].sort(), tree.files]).toEqual([["a", "b"], ["a/1.png"]]);
    await tree.close();
    expect(await fault(() => openDataset(`folder:${path}`))).toBe(
      `bad-value: ${path}/b holds no image; remove the folder or fill it`,
    );
  });

  test("what macOS packs beside the root is not seen", async () => {
    const added = ["._val", "__MACOSX/", "__MACOSX/val/9/._0.png", "__MACOSX/val/9/0.png", "val/__MACOSX/9/0.png"];
    const path = await tar("mac.tar", [
      ...added.map((name) => ({
        name,
        body: "",
        type: name.endsWith("/") ? ("directory" as const) : ("file" as const),
      })),
      ...entries,
    ]);
    const dataset = await openDataset(`folder:${path}`);
    expect([dataset.classNames, [...dataset.ids].sort()]).toEqual([["10", "101", "9"], Object.keys(images).sort()]);
    await dataset.close();
  });

  test("names longer than a header holds", async () => {
    const long = `${"x".repeat(180)}.png`;
    const path = await tar("long.tar", [{ name: `set/class/${long}`, body: noisePng(3) }]);
    const dataset = await openDataset(`folder:${path}`);
    expect(dataset.ids).toEqual([`class/${long}`]);
    await dataset.close();
  });
});

describe("what tarTree refuses", () => {
  test.each([
    ["../a/1.png", "leads out of the archive"],
    ["a/../../1.png", "leads out of the archive"],
    ["/etc/1.png", "leads out of the archive"],
    ["C:\\a\\1.png", "leads out of the archive"],
  ])("an entry %s", async (name, says) => {
    const path = await tar("hostile.tar", [...entries, { name, body: "x" }]);
    expect(await fault(() => tarTree(path))).toBe(`bad-value: ${path}: ${name} ${says}; do not trust it, pack it anew`);
  });

  test.each(["symlink", "link"] as const)("a %s", async (type) => {
    const path = await tar("linked.tar", [...entries, { name: "val/9/x.png", type, linkname: "/etc/passwd" }]);
    expect(await fault(() => tarTree(path))).toBe(
      `bad-value: ${path}: val/9/x.png is a ${type}; expected files and folders, pack it without links`,
    );
  });

  test("an entry that comes twice", async () => {
    const path = await tar("twice.tar", [...entries, { name: "./val/9/0.png", body: "other" }]);
    expect(await fault(() => tarTree(path))).toBe(`bad-value: ${path}: ./val/9/0.png comes twice; pack it anew`);
  });

  test("an archive that is cut off, one that is none, and none", async () => {
    const whole = await packTar(entries.map(({ name, body }) => ({ header: { name, size: body.length }, body })));
    for (const [file, bytes] of [
      ["cut.tar", whole.subarray(0, 1200)],
      ["cut.tar.gz", gzipSync(whole).subarray(0, 900)],
      ["text.tar", new TextEncoder().encode("no archive ".repeat(100))],
      ["text.tar.gz", new TextEncoder().encode("no archive")],
    ] as const) {
      writeFileSync(at(file), bytes);
      expect(await fault(() => tarTree(at(file)))).toMatch(new RegExp(`^malformed: ${at(file)} cannot be unpacked: .`));
    }
    expect(await fault(() => tarTree(at("none.tar")))).toBe(`not-found: ${at("none.tar")} does not exist`);
  });

  test("a folder for temporary files that is not there, naming the remedy", async () => {
    const path = await tar("fine.tar", entries);
    const before = process.env.TMPDIR;
    process.env.TMPDIR = at("gone");
    try {
      expect(await fault(() => tarTree(path))).toBe(
        `unwritable: ${path} cannot be put into ${at("gone")}: no such file or directory; make room, or let TMPDIR name another folder`,
      );
    } finally {
      if (before === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = before;
    }
  });
});
