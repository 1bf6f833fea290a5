import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readModel } from "../../src/onnx/read-model.js";
import { connectModels } from "../../src/study/connect-models.js";
import { npyOf } from "../data/support/npy-bytes.js";
import { temporaryFolder } from "../support/command.js";
import { GOLDEN_DATA, goldenFile } from "../support/golden-models.js";
import { ROOT } from "../support/source-files.js";

const ZOO = join(ROOT, "zoo/models");

test.each([true, false])(
  "everything that is run is counted from the start, the midpoint's repair too: %s",
  async (midpoint) => {
    const seen: { done: number; total: number }[] = [];
    const options = {
      data: "zoo:fashion",
      limit: 100,
      points: 3,
      align: "activations",
      repair: true,
      threads: 1,
    } as const;
    const onProgress = ({ done, total }: { done: number; total: number }) => seen.push({ done, total });
    await connectModels("zoo:resnet-1", "zoo:resnet-1-fork", { ...options, midpoint, onProgress });
    const totals = seen.map(({ total }) => total);
    expect(totals).toEqual([...totals].sort((x, y) => y - x));
    expect(seen.at(-1)?.done).toBe(totals.at(-1));
  },
);

test.each([
  ["head.weight", Number.NaN, "parameter"],
  ["stem.1.running_var", -0.5, "running variance"],
])("of a network with a bad %s file, parameter and value are named", async (name, value, what) => {
  const folder = temporaryFolder();
  const file = join(folder, "broken.onnx");
  const bytes = new Uint8Array(readFileSync(join(ZOO, "resnet-1.onnx")));
  const { start = 0 } = readModel(bytes).initializers.get(name)?.values ?? {};
  new DataView(bytes.buffer).setFloat32(start, value, true);
  writeFileSync(file, bytes);
  copyFileSync(join(ZOO, "preprocessor_config.json"), join(folder, "preprocessor_config.json"));
  const options = { data: "zoo:fashion", limit: 60, points: 3, align: "weights", threads: 1 } as const;
  await expect(connectModels("zoo:resnet-2", file, options)).rejects.toThrow(
    `${file}: ${what} "${name}" holds ${value}, so that its outputs are not finite; train it again, or`,
  );
});

test("bytes to repair with are said to be fed by a guess, beside floats that are fed as they are", async () => {
  const folder = temporaryFolder();
  const [x, y, floats] = [join(folder, "x.onnx"), join(folder, "y.onnx"), join(folder, "floats.npy")];
  copyFileSync(goldenFile("a.onnx"), x);
  copyFileSync(goldenFile("a-other.onnx"), y);
  writeFileSync(
    floats,
    npyOf(
      Float32Array.from({ length: 64 * 192 }, (_, i) => Math.sin(i * i)),
      [64, 3, 8, 8],
    ),
  );
  const data = `npy:${floats},${goldenFile("labels.npy")}`;
  const { result } = await connectModels(x, y, { data, calibration: GOLDEN_DATA, repair: true, points: 3, threads: 1 });
  expect(result.warnings.filter((warning) => warning.includes(".preprocess.json"))).toHaveLength(2);
});

describe("images that are set aside to repair with", () => {
  /** A hundred labelled images, of which so many differ. */
  function repairedOn(different: number) {
    const [folder, golden] = [temporaryFolder(), readFileSync(goldenFile("images.npy"))];
    const pixels = new Uint8Array(golden.subarray(-64 * 192));
    const images = Uint8Array.from({ length: 100 * 192 }, (_, i) => pixels[i % (different * 192)] ?? 0);
    const labels = Uint8Array.from({ length: 100 }, (_, i) => (i % different) % 4);
    const [x, y] = [join(folder, "x.npy"), join(folder, "y.npy")];
    writeFileSync(x, npyOf(images, [100, 8, 8, 3]));
    writeFileSync(y, npyOf(labels, [100]));
    const options = { data: `npy:${x},${y}`, points: 3, repair: true, threads: 1 } as const;
    return connectModels(goldenFile("a.onnx"), goldenFile("a-other.onnx"), options);
  }

  test.each([1, 10])("are refused where they are %i that are there many times", async (different) => {
    await expect(repairedOn(different)).rejects.toThrow(
      /^a and a-other have no repaired path: npy:x\.npy: calibration needs at least 16 different images, the 20 .*; give others/,
    );
  });

  test("are told where they are evaluated too", async () => {
    const { result } = await repairedOn(50);
    const shared = expect.stringMatching(/^\d+ of the 80 images of npy:x\.npy are calibration images too/);
    expect(result.warnings).toContainEqual(shared);
  });
});
