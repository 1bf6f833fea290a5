import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { decode } from "fast-png";
import { describe, expect, test } from "vitest";
import { temporaryFolder, trisim } from "../support/command.js";
import { goldenFile } from "../support/golden-models.js";
import { noiseImages, writeTree } from "../support/image-sets.js";

const A = goldenFile("a.onnx");
const folder = temporaryFolder();
const classes = Array.from({ length: 10 }, (_, c) => `class-${c}`);
const pets = writeTree(join(folder, "pets"), { ...noiseImages(classes, 3), "class-4/1.png": "no image" });
const compare = ["compare", A, A, "--data", `folder:${pets}`, "--levels", "0", "--connect", "none"];

describe("image sets on the command line", () => {
  test("a corrupt image ends a comparison with its name and the way out", async () => {
    const { code, stdout, stderr } = await trisim([...compare, "--quiet", "--json"]);
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(
      /^trisim: \S+\/pets\/class-4\/1\.png cannot be decoded: [^\n]+; --skip-corrupt leaves such images out\n$/,
    );
  });

  test("--skip-corrupt leaves it out, and the results name it", async () => {
    const { code, stdout } = await trisim([...compare, "--skip-corrupt", "--quiet", "--json"]);
    expect(code).toBe(0);
    const { data, warnings } = JSON.parse(stdout);
    expect([data[0].n, data[0].name, data[0].static.representation.cka.score]).toEqual([29, "folder:pets", 1]);
    expect(warnings).toContainEqual(
      expect.stringMatching(/^folder:pets: 1 of 30 images are left out .* class-4\/1\.png/),
    );
  });

  test("inspect --data tells what is fed, and pictures the first images", async () => {
    const out = join(folder, "contact.png");
    const args = ["inspect", A, "--data", `folder:${pets}`, "--skip-corrupt", "--limit", "20", "--out", out, "--json"];
    const { code, stdout, stderr } = await trisim(args);
    expect(code).toBe(0);
    expect(stderr).toMatch(/1 of 20 images are left out/);
    const { family, data } = JSON.parse(stdout);
    expect([family, data.n, data.shape, data.stored.smallest, data.out]).toEqual(["cnn", 19, [3, 8, 8], [8, 8], out]);
    expect([data.labels["3"], data.labels["4"], data.classes]).toEqual([2, 1, 10]);
    // Eight images of eight pixels in a row, and three rows of them.
    const sheet = decode(readFileSync(out));
    expect([sheet.width, sheet.height]).toEqual([4 + 8 * 12, 4 + 3 * 12]);
  });

  test.each(["x.jpg", "png", "x.png.bak"])("--out %s is refused: what is written is a PNG", async (name) => {
    const out = join(folder, name);
    const { code, stdout, stderr } = await trisim(["inspect", A, "--data", `folder:${pets}`, "--out", out]);
    const says = `trisim: --out ${out}: pictures are written as PNG; name a file ending in .png\n`;
    expect([code, stdout, stderr, existsSync(out)]).toEqual([2, "", says, false]);
  });

  test("--out without --data is refused", async () => {
    const { code, stderr } = await trisim(["inspect", A, "--out", join(folder, "x.png")]);
    expect([code, stderr]).toEqual([2, `trisim: --out ${join(folder, "x.png")}: of which images? name --data too\n`]);
  });
});
