import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { pruningMethodNames } from "../../../src/onnx/pruning/methods.js";
import { prunerOf } from "../../../src/onnx/pruning/pruner.js";
import { readModel } from "../../../src/onnx/read-model.js";
import golden from "../../golden/prune.json" with { type: "json" };
import { temporaryFolder } from "../../support/command.js";
import { describeField, field } from "../../support/field.js";
import { ROOT } from "../../support/source-files.js";

const python = (...args: readonly string[]) => spawnSync("/usr/bin/python3", args, { encoding: "utf8" });
const installed = python("-c", "import onnx").status === 0;
const folder = temporaryFolder();
const CHECK = `
import sys, onnx
for file in sys.argv[1:]:
    model = onnx.load(file)
    onnx.checker.check_model(model, full_check=True)
    print(len(model.graph.initializer))`;

/** How many initialisers the onnx package finds in each file, once its checker has passed them. */
function checked(files: readonly string[]): readonly number[] {
  const { status, stdout, stderr } = python("-c", CHECK, ...files);
  if (status !== 0) throw new Error(stderr);
  return stdout.trim().split("\n").map(Number);
}

const inputNorms = new Map(Object.entries(golden.inputNorms).map(([name, norms]) => [name, Float64Array.from(norms)]));

function written(name: string, bytes: Uint8Array): string {
  const file = join(folder, name);
  writeFileSync(file, bytes);
  return file;
}

describe.skipIf(!installed)(`the checker of the onnx package${installed ? "" : " (needs Python with onnx)"}`, () => {
  test("accepts what every method writes", () => {
    const model = readModel(readFileSync(`${ROOT}test/golden/prune/network.onnx`), "network");
    const files = pruningMethodNames.map((method) =>
      written(`${method}.onnx`, prunerOf(model, { method, inputNorms }).at(0.5).bytes),
    );
    expect(checked(files)).toEqual(files.map(() => model.initializers.size));
  });

  test("does not accept a file that is cut", () => {
    const cut = readFileSync(`${ROOT}test/golden/prune/network.onnx`).subarray(0, 9000);
    expect(() => checked([written("cut.onnx", cut)])).toThrow(/Error/);
  });

  describeField("real models", () => {
    test.each(["cifar10/resnet20", "imagenet/squeezenet_1.0_227", "formats/hf-vit.script"])("%s", (name) => {
      const model = readModel(readFileSync(field(`models/${name}.onnx`)), name);
      const files = (["global", "lamp", "structured"] as const).map((method) =>
        written(`${method}-real.onnx`, prunerOf(model, { method }).at(0.5).bytes),
      );
      const fewest = Math.min(...checked(files));
      expect(fewest).toBeGreaterThanOrEqual(model.initializers.size);
    });
  });
});
