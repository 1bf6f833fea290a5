import { mkdirSync, readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { checkWritable } from "../../src/data/check-writable.js";
import { fault } from "./support/fault.js";
import { temporaryFolder } from "./support/temporary-folder.js";

const { folder, at } = temporaryFolder();

test("a file that can be written leaves no trace", async () => {
  await checkWritable(at("new.onnx"));
  expect(readdirSync(folder)).toEqual([]);
});

test("a folder cannot be written as a file, nor anything in one that is not there", async () => {
  mkdirSync(at("folder.onnx"));
  expect(await fault(() => checkWritable(at("folder.onnx")))).toMatch(
    /folder\.onnx cannot be written: it is a folder$/,
  );
  expect(await fault(() => checkWritable(at("none/new.onnx")))).toMatch(/^unwritable: .*: no such file or directory$/);
});
