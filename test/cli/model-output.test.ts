import { existsSync, linkSync, mkdirSync, readFileSync } from "node:fs";
import { describe, expect, test, vi } from "vitest";
import { checkModelOutput, writeModel } from "../../src/cli/model-output.js";
import { findPreprocess } from "../../src/data/find-preprocess.js";
import { fault } from "../data/support/fault.js";
import { temporaryFolder } from "../data/support/temporary-folder.js";

const { at, write } = temporaryFolder();
const check = (path: string, ...read: readonly string[]) => checkModelOutput("--out", path, read);

describe("checkModelOutput", () => {
  test("takes names of ONNX files, and no others", async () => {
    await check(at("new.onnx"));
    await check(at("NEW.ONNX"));
    for (const other of ["", at("weights.data"), at("labels.npy"), at("new.onnx/")])
      await expect(check(other)).rejects.toThrow(
        new RangeError(`--out ${other}: models are written as ONNX; name a file ending in .onnx`),
      );
  });

  test("spares the models that are read, whatever they are called", async () => {
    linkSync(write("a.onnx", "a"), at("alias.onnx"));
    await check(write("old.onnx", "old"), at("a.onnx"), "zoo:resnet-1");
    for (const own of [at("a.onnx"), at("alias.onnx")])
      await expect(check(own, "zoo:resnet-1", at("a.onnx"))).rejects.toThrow(
        new RangeError(`--out ${own} is a model that is read; give another name`),
      );
  });

  test("says that the preprocessing beside it cannot be written", async () => {
    mkdirSync(at("blocked.preprocess.json"));
    expect(await fault(() => check(at("blocked.onnx")))).toMatch(
      /^unwritable: .*blocked\.preprocess\.json cannot be written: it is a folder$/,
    );
  });
});

describe("writeModel", () => {
  write("a.preprocess.json", JSON.stringify({ rescale_factor: 0.5 }));

  test("writes the model and what says how its images are prepared", async () => {
    const found = await findPreprocess(at("a.onnx"));
    expect(await writeModel({}, at("new.onnx"), Uint8Array.of(1, 2), found)).toBe(at("new.preprocess.json"));
    expect([...readFileSync(at("new.onnx"))]).toEqual([1, 2]);
    expect((await findPreprocess(at("new.onnx"))).config).toEqual(found.config);
  });

  test("says what said otherwise and is replaced", async () => {
    const found = await findPreprocess(at("a.onnx"));
    write("again.preprocess.json", "{}");
    const said = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    await writeModel({}, at("again.onnx"), Uint8Array.of(1), found);
    await writeModel({}, at("again.onnx"), Uint8Array.of(2), found);
    const own = at("again.preprocess.json");
    const warning = `trisim: warning: ${own} said otherwise; it is replaced by ${at("a.preprocess.json")}\n`;
    expect(said.mock.calls).toEqual([[warning]]);
    said.mockRestore();
  });

  test("leaves no model without it", async () => {
    const found = await findPreprocess(at("a.onnx"));
    mkdirSync(at("bare.preprocess.json"));
    expect(await fault(() => writeModel({}, at("bare.onnx"), Uint8Array.of(1, 2), found))).toMatch(
      /^unwritable: .*bare\.preprocess\.json/,
    );
    expect(existsSync(at("bare.onnx"))).toBe(false);
  });
});
