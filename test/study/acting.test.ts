import { describe, expect, test } from "vitest";
import { compare } from "../../src/study/compare.js";
import { compareResultSchema } from "../../src/study/results.js";
import { GOLDEN_DATA, goldenFile } from "../support/golden-models.js";
import { needsReason, unexplained } from "../support/unexplained.js";

const OPTIONS = { threads: 1, connect: "none", probe: true, calibrateTemperature: true } as const;
const DIGITS = { ...OPTIONS, data: "zoo:fashion", ood: "zoo:digits", limit: 200, levels: [0.99] };

describe("compare with probes", () => {
  const found = compare("zoo:resnet-1", "zoo:vit-1", DIGITS);

  test("keeps to the models' own classes where they have those of the data", async () => {
    const [fashion] = (await found).data;
    expect(fashion?.functional).toMatchObject({ basis: "own", n: 200 });
    expect(fashion?.functional.accuracy.a).toBeGreaterThan(0.85);
    expect(fashion?.functional.probe).toMatchObject({ n: 100, nFitted: 100 });
    expect(fashion?.functional.probe?.accuracy.a).toBeGreaterThan(0.7);
    expect(fashion?.functional.temperature?.a).toBeGreaterThan(0);
  });

  test("scores networks on classes that they were not made for, and while they are pruned", async () => {
    const { functional, sparsity, reasons } = (await found).data[1] ?? {};
    expect(functional?.basis).toBe("probe");
    expect(functional?.n).toBe(100);
    expect(functional?.accuracy.a).toBeGreaterThan(0.5);
    expect(functional?.accuracy).toEqual(functional?.probe?.accuracy);
    expect(sparsity?.a.accuracy[0]).toBe(functional?.accuracy.a);
    expect(sparsity?.a.accuracy[1]).toBeLessThan(0.4);
    expect(sparsity?.cross.why[1]).toMatch(/keeps .* of its accuracy above chance/);
    expect(reasons?.["functional.accuracy.a"]).toBeUndefined();
  });

  test("explains every null and has the published shape", async () => {
    const result = await found;
    expect(compareResultSchema.parse(result)).toEqual(result);
    expect(result.data.flatMap((entry) => unexplained(entry, entry.reasons)).filter(needsReason)).toEqual([]);
  });

  test("is the same for the same seed, and halves the images otherwise for another", async () => {
    const small = { ...OPTIONS, data: GOLDEN_DATA, levels: [0] };
    const of = async (seed: number) =>
      (await compare(goldenFile("a.onnx"), goldenFile("b.onnx"), { ...small, seed })).data[0]?.functional;
    const first = await of(1);
    expect(await of(1)).toEqual(first);
    expect((await of(2))?.probe?.predictive?.jsd.score).not.toBe(first?.probe?.predictive?.jsd.score);
  });
});
