import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { fitted } from "../../src/data/fitted.js";
import { sha256 } from "../../src/data/hash.js";
import type { Pixels } from "../../src/data/pixels.js";
import { readPreprocess } from "../../src/data/read-preprocess.js";
import { describeField } from "../support/field.js";
import { ROOT } from "../support/source-files.js";
import { temporaryFolder } from "./support/temporary-folder.js";

interface Golden {
  readonly files: Readonly<Record<string, unknown>>;
  /** For each photograph the beginning of one SHA-256 a file. */
  readonly photographs: Readonly<Record<string, readonly string[]>>;
}

const PYTHON = "/usr/bin/python3";
const { photographs, files }: Golden = JSON.parse(readFileSync(join(ROOT, "test/golden/photographs.json"), "utf8"));
const { write } = temporaryFolder();
const hasPillow = spawnSync(PYTHON, ["-c", "import numpy, PIL"]).status === 0;

/** Photographs as Pillow decodes them. */
function* decoded(): Generator<Pixels & { readonly path: string }> {
  const script = join(ROOT, "test/golden/photographs.py");
  const { status, stdout, stderr } = spawnSync(PYTHON, [script, "decoded"], { maxBuffer: 2 ** 30 });
  if (status !== 0) throw new Error(String(stderr));
  for (let at = 0; at < stdout.length; ) {
    const end = stdout.indexOf("\n", at);
    const { path, height, width } = JSON.parse(stdout.toString("utf8", at, end));
    at = end + 1 + 3 * height * width;
    yield { path, height, width, channels: 3, data: stdout.subarray(end + 1, at) };
  }
}

describeField("fitted photographs", () => {
  describe.skipIf(!hasPillow)(hasPillow ? "decoded by Pillow" : "skipped: python3-pil is missing", () => {
    test("are Pillow's, byte for byte, in every way that a file asks for", async () => {
      const configs = await Promise.all(
        Object.values(files).map((json, i) => readPreprocess(write(`${i}.json`, JSON.stringify(json)))),
      );
      const made: Record<string, string[]> = {};
      for (const { path, ...image } of decoded())
        made[path] = configs.map((config) => sha256(fitted(image, config).data).slice(0, 12));
      expect(Object.keys(made).length).toBe(200);
      expect(made).toEqual(photographs);
    });
  });
});
