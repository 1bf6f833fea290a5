import { describe, expect, test } from "vitest";
import { listingOf } from "../../../src/data/hub/hub-listing.js";

const sha = "a".repeat(40);
const blobId = "b".repeat(40);
const sha256 = "c".repeat(64);

describe("listingOf", () => {
  test("takes a large file's SHA-256 and size, and git's SHA-1 of any other", () => {
    const siblings = [
      { rfilename: "config.json", size: 12, blobId },
      { rfilename: "model.onnx", size: 130, blobId, lfs: { sha256, size: 5000, pointerSize: 130 } },
      { rfilename: "bare.txt" },
    ];
    expect(listingOf({ sha, siblings, more: 1 }, "hf:o/n").files).toEqual([
      { path: "config.json", size: 12, checksum: blobId },
      { path: "model.onnx", size: 5000, checksum: sha256 },
      { path: "bare.txt", size: null, checksum: null },
    ]);
  });

  test.each([
    [null, "the whole answer"],
    [{ sha: "main", siblings: [] }, "sha"],
    [{ sha }, "siblings"],
    [{ sha, siblings: [{ rfilename: 3 }] }, "siblings.0.rfilename"],
    [{ sha, siblings: [{ rfilename: "a", size: -1 }] }, "siblings.0.size"],
    [{ sha, siblings: [{ rfilename: "a", lfs: { sha256: "../../x" } }] }, "siblings.0.lfs.sha256"],
  ])("refuses %j", (json, key) => {
    expect(() => listingOf(json, "hf:o/n")).toThrow(
      `hf:o/n: the hub's list of files is not what it should be (${key})`,
    );
  });

  test.each(["../../.bashrc", "/etc/passwd", "a\\b"])("refuses the path %j", (rfilename) => {
    expect(() => listingOf({ sha, siblings: [{ rfilename }] }, "hf:o/n")).toThrow(
      `hf:o/n: the hub lists ${JSON.stringify(rfilename)}, which is no path inside a repository`,
    );
  });
});
