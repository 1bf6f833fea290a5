import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { listingPath, refPath, snapshotPath } from "../../../src/data/hub/cache-folder.js";
import { cachedCommit, cachedListing, keepListing, snapshotFiles } from "../../../src/data/hub/cached-listing.js";
import { temporaryFolder } from "../../support/command.js";

const commit = "7".repeat(40);
const listing = { commit, files: [{ path: "a/b.onnx", size: 3, checksum: "8".repeat(64) }] };
let folder = "";
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("keepListing", () => {
  test("keeps which commit a revision was, and its files", async () => {
    expect(await cachedCommit(folder, "refs/pr/1")).toBeNull();
    await keepListing(folder, "refs/pr/1", listing);
    expect(await cachedCommit(folder, "refs/pr/1")).toBe(commit);
    expect(await cachedListing(folder, commit)).toEqual(listing);
    expect(readFileSync(refPath(folder, "refs/pr/1"), "utf8")).toBe(commit);
    expect(readdirSync(join(folder, "refs"), { recursive: true })).toEqual(["refs", "refs/pr", "refs/pr/1"]);
  });

  test("needs no ref for a commit", async () => {
    await keepListing(folder, commit, listing);
    expect(await cachedCommit(folder, commit)).toBe(commit);
    expect(readdirSync(folder)).toEqual([".trisim"]);
  });
});

describe("cachedListing", () => {
  test.each(["{", "[1]", '[{"path":"../x","size":1,"checksum":null}]', '[{"path":"x","size":1,"checksum":"../x"}]'])(
    "is none where what is kept is %s",
    async (text) => {
      await keepListing(folder, "main", listing);
      writeFileSync(listingPath(folder, commit), text);
      expect(await cachedListing(folder, commit)).toBeNull();
    },
  );
});

describe("cachedCommit", () => {
  test("is none where the ref holds something else", async () => {
    mkdirSync(join(folder, "refs"));
    writeFileSync(refPath(folder, "main"), "../../etc");
    expect(await cachedCommit(folder, "main")).toBeNull();
  });
});

test("snapshotFiles are the files that are there, by their paths", async () => {
  expect(await snapshotFiles(folder, commit)).toEqual([]);
  mkdirSync(snapshotPath(folder, commit, "onnx"), { recursive: true });
  for (const path of ["onnx/model.onnx", "config.json"]) writeFileSync(snapshotPath(folder, commit, path), "");
  const paths = (await snapshotFiles(folder, commit)).map(({ path }) => path);
  expect(paths.sort()).toEqual(["config.json", "onnx/model.onnx"]);
});
