import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import type { FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { packTar } from "modern-tar";
import { beforeEach, expect, test, vi } from "vitest";
import { tarTree } from "../../src/data/tar-tree.js";
import { writeAtomic } from "../../src/data/write-atomic.js";
import { fault } from "./support/fault.js";
import { temporaryFolder } from "./support/temporary-folder.js";

/** What still fits on the disk. */
let room = 0;

// A disk is filled by what is written through the handles that files are opened with.
vi.mock("node:fs/promises", async (original) => {
  const fs = await original<typeof import("node:fs/promises")>();
  const full = () => Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
  const take = (bytes: number) => {
    room -= bytes;
    if (room < 0) throw full();
  };
  return {
    ...fs,
    async open(...args: Parameters<typeof fs.open>): Promise<FileHandle> {
      const handle = await fs.open(...args);
      const write: (bytes: Uint8Array, ...where: readonly number[]) => Promise<unknown> = handle.write.bind(handle);
      const writeFile = handle.writeFile.bind(handle);
      return Object.assign(handle, {
        async write(bytes: Uint8Array, offset: number, length: number, position: number) {
          take(length);
          return write(bytes, offset, length, position);
        },
        async writeFile(content: Uint8Array | string) {
          take(content.length);
          return writeFile(content);
        },
      });
    },
  };
});

const { folder, at } = temporaryFolder();
const temporary = join(folder, "temporary");

beforeEach(() => {
  mkdirSync(temporary, { recursive: true });
  vi.stubEnv("TMPDIR", temporary);
  return () => vi.unstubAllEnvs();
});

async function archive(images: number, bytes: number): Promise<string> {
  const entries = Array.from({ length: images }, (_, i) => ({
    header: { name: `${i % 10}/${i}.jpg`, size: bytes },
    body: new Uint8Array(bytes),
  }));
  writeFileSync(at("set.tar"), await packTar(entries));
  return at("set.tar");
}

test("an archive that finds no room is unwritable, in one line, and leaves nothing behind", async () => {
  const path = await archive(40, 2 ** 18);
  room = 5 * 2 ** 20;
  expect(await fault(() => tarTree(path))).toBe(
    `unwritable: ${path} cannot be put into ${temporary}: no space left on device; make room, or let TMPDIR name another folder`,
  );
  expect(readdirSync(temporary)).toEqual([]);
  room = Number.POSITIVE_INFINITY;
  const tree = await tarTree(path);
  expect(tree.files).toHaveLength(40);
  await tree.close();
});

test("an archive that is refused at its first entry is not read on", async () => {
  room = Number.POSITIVE_INFINITY;
  const link = { header: { name: "0/link.jpg", size: 0, type: "symlink", linkname: "/etc/passwd" } as const, body: "" };
  const large = { header: { name: "0/large.jpg", size: 2 ** 24 }, body: new Uint8Array(2 ** 24) };
  writeFileSync(at("links.tar"), await packTar([link, large]));
  expect(await fault(() => tarTree(at("links.tar")))).toMatch(/^bad-value: .*0\/link\.jpg is a symlink/);
  expect(readdirSync(temporary)).toEqual([]);
});

test("a file that finds no room is unwritable, and what was there stays", async () => {
  room = 4;
  await writeAtomic(at("results.json"), "old");
  expect(await fault(() => writeAtomic(at("results.json"), "much longer"))).toBe(
    `unwritable: ${at("results.json")} cannot be written: no space left on device`,
  );
  expect(readFileSync(at("results.json"), "utf8")).toBe("old");
  expect(readdirSync(folder).filter((name) => name.startsWith("results"))).toEqual(["results.json"]);
});
