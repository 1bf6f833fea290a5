import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync } from "node:fs";
import { afterEach, expect, test } from "vitest";
import { withoutTelemetry } from "../../src/runtime/no-telemetry.js";
import { temporaryFolder } from "../data/support/temporary-folder.js";
import { goldenFile } from "../support/golden-models.js";

const { at, write } = temporaryFolder();
const { ORT_DISABLE_TELEMETRY: given } = process.env;

afterEach(() => {
  if (given === undefined) delete process.env.ORT_DISABLE_TELEMETRY;
  else process.env.ORT_DISABLE_TELEMETRY = given;
});

test("is off unless somebody has set it", () => {
  delete process.env.ORT_DISABLE_TELEMETRY;
  withoutTelemetry();
  expect(process.env.ORT_DISABLE_TELEMETRY).toBe("1");
  process.env.ORT_DISABLE_TELEMETRY = "0";
  withoutTelemetry();
  expect(process.env.ORT_DISABLE_TELEMETRY).toBe("0");
});

test("nothing is written to the temporary folder or the home by a process that opens a network", () => {
  const engine = new URL("../../dist/runtime/node-engine.js", import.meta.url).href;
  const script = write(
    "open.mjs",
    `import { readFileSync } from "node:fs";
    import { nodeEngine } from ${JSON.stringify(engine)};
    const engine = nodeEngine(1);
    await (await engine.open(new Uint8Array(readFileSync(process.argv[2])))).close();
    await engine.close();`,
  );
  mkdirSync(at("home"));
  const { ORT_DISABLE_TELEMETRY: _, ...rest } = process.env;
  const env = { ...rest, TMPDIR: at("home"), HOME: at("home"), XDG_CACHE_HOME: at("home") };
  const { status, stderr } = spawnSync(process.execPath, [script, goldenFile("a.onnx")], { env, encoding: "utf8" });
  expect([status, stderr, readdirSync(at("home"))]).toEqual([0, "", []]);
});
