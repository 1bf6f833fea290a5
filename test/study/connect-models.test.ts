import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readModel } from "../../src/onnx/read-model.js";
import { connectModels } from "../../src/study/connect-models.js";
import { temporaryFolder } from "../support/command.js";
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
