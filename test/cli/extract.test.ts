import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { fileSource } from "../../src/data/byte-source.js";
import { readSafetensorsHeader } from "../../src/data/safetensors.js";
import { temporaryFolder, trisim } from "../support/command.js";
import { GOLDEN_DATA, goldenFile } from "../support/golden-models.js";

describe("trisim extract", () => {
  const out = join(temporaryFolder(), "a.safetensors");

  test("writes one float32 n × p tensor a layer, with sample ids, their hash, the model's hash and the pooling", async () => {
    const { code, stdout } = await trisim(["extract", goldenFile("a.onnx"), "--data", GOLDEN_DATA, "--out", out]);
    expect(code).toBe(0);
    expect(stdout).toBe(`${out}: 4 layers of 64 examples\n`);
    const source = await fileSource(out);
    const { names, metadata } = await readSafetensorsHeader(source);
    await source.close();
    expect([...names]).toEqual(["block1.sum", "block2.sum", "block3.sum", "flat"]);
    expect(JSON.parse(metadata.get("sample_ids") ?? "[]")).toHaveLength(64);
    expect(metadata.get("sample_hash")).toMatch(/^[0-9a-f]{64}$/);
    expect(metadata.get("model_sha256")).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.parse(metadata.get("pooling") ?? "{}")).toMatchObject({ "block1.sum": "gap", flat: "none" });
  });

  test("gives measure what compare computes", async () => {
    const vit = out.replace("a.safe", "vit.safe");
    await trisim(["extract", goldenFile("vit.onnx"), "--data", GOLDEN_DATA, "--out", vit, "--layers", "class.row"]);
    const measured = await trisim(["measure", `${out}#flat`, `${vit}#class.row`, "--json"]);
    const compared = await trisim([
      "compare",
      goldenFile("a.onnx"),
      goldenFile("vit.onnx"),
      "--data",
      GOLDEN_DATA,
      "--levels",
      "0",
      "--json",
      "--quiet",
    ]);
    // The runtime fuses differently around other outputs: float32 sums differ in the last digits.
    expect(JSON.parse(measured.stdout).measures.cka.score).toBeCloseTo(
      JSON.parse(compared.stdout).data[0].triangle.static,
      6,
    );
  });

  test("refuses to compare layers of other images", async () => {
    const fewer = out.replace("a.safe", "fewer.safe");
    await trisim(["extract", goldenFile("a.onnx"), "--data", GOLDEN_DATA, "--limit", "32", "--out", fewer]);
    const { code, stderr } = await trisim(["measure", `${out}#flat`, `${fewer}#flat`]);
    expect(code).toBe(1);
    expect(stderr).toContain("64 rows");
  });
});
