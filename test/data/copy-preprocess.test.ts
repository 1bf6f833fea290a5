import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { checkPreprocess, copyPreprocess } from "../../src/data/copy-preprocess.js";
import { findPreprocess } from "../../src/data/find-preprocess.js";
import { fault } from "./support/fault.js";
import { temporaryFolder } from "./support/temporary-folder.js";

const { at, write } = temporaryFolder();
const ofA = write("a.preprocess.json", JSON.stringify({ rescale_factor: 0.5 }));

test("a new model is found to be fed as the one that it was made of, whatever lay there before", async () => {
  write("new.preprocess.json", "{}");
  const found = await findPreprocess(at("a.onnx"));
  const path = at("new.preprocess.json");
  expect(await copyPreprocess(found, at("new.onnx"))).toEqual({ path, replaced: true });
  expect(await copyPreprocess(found, at("new.onnx"))).toEqual({ path, replaced: false });
  expect(readFileSync(at("new.preprocess.json"))).toEqual(readFileSync(ofA));
  expect((await findPreprocess(at("new.onnx"))).config).toEqual(found.config);
});

test("nothing is written for the default, nor where the same file is found already", async () => {
  expect(await copyPreprocess(await findPreprocess(at("other.onnx")), at("third.onnx"))).toBeNull();
  const shared = write("preprocessor_config.json", "{}");
  expect(await copyPreprocess(await findPreprocess(at("other.onnx"), shared), at("third.onnx"))).toBeNull();
  expect(existsSync(at("third.preprocess.json"))).toBe(false);
});

test("a model of one without preprocessing is not put where it would take another's", async () => {
  const none = await findPreprocess(at("bare/other.onnx"));
  await checkPreprocess(none, at("bare/new.onnx"));
  write("same.preprocess.json", "{}");
  await checkPreprocess(none, at("same.onnx"));
  await expect(checkPreprocess(none, at("a.onnx"))).rejects.toThrow(
    new RangeError(
      `${at("a.onnx")} would be fed as ${ofA} says, and the model that it is made of has no preprocessing file; name one with --preprocess, or give another name or folder`,
    ),
  );
  await checkPreprocess(await findPreprocess(at("b.onnx"), ofA), at("new.onnx"));
});

test("a folder that is not there is said", async () => {
  const found = await findPreprocess(at("a.onnx"));
  expect(await fault(() => copyPreprocess(found, at("none/new.onnx")))).toMatch(/^unwritable: .*new\.preprocess\.json/);
});
