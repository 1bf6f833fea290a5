import { describe, expect, test } from "vitest";
import { compare } from "../../src/study/compare.js";
import { readmeTable } from "./table.js";

const rows = readmeTable("models");
const accuracyOf = (name: string) =>
  Number.parseFloat(rows.find(({ model }) => model === name)?.["on zoo:fashion"] ?? "");

// One network of each family is enough to see that the table is of these files.
describe("figures of the README, measured again", () => {
  test.each([
    ["separable-1", "vit-patch7-1"],
    ["plain-1", "clip-resnet-1"],
  ])("accuracy of %s and %s on the embedded images", async (a, b) => {
    const options = { data: "zoo:fashion", ood: "zoo:digits", levels: [0], connect: "none" } as const;
    const { data, warnings } = await compare(`zoo:${a}`, `zoo:${b}`, options);
    const [fashion, digits] = data;
    expect(100 * (fashion?.functional.accuracy.a ?? 0)).toBeCloseTo(accuracyOf(a), 6);
    expect(100 * (fashion?.functional.accuracy.b ?? 0)).toBeCloseTo(accuracyOf(b), 6);
    expect(warnings).toEqual([]);
    expect(digits?.functional.accuracy).toEqual({ a: null, b: null });
    expect(digits?.reasons["functional.accuracy.a"]).toBe(
      `class 0 is "0" in zoo:digits and "T-shirt/top" in ${a}: its classes are others`,
    );
    expect(digits?.functional.predictive?.agreement.score).toBeGreaterThan(0);
  });

  test("the line between a network and its fork", async () => {
    const row = readmeTable("connectivity").find(({ pair }) => pair === "resnet-1, resnet-1-fork");
    const { data } = await compare("zoo:resnet-1", "zoo:resnet-1-fork", { data: "zoo:fashion", levels: [0] });
    const path = data[0]?.functional.connectivity;
    expect(path?.naive.barrier.frankle.toFixed(3)).toBe(row?.["error barrier"]);
    expect(path?.naive.barrier.entezari.toFixed(3)).toBe(row?.["loss barrier"]);
    expect(path?.lmc?.toFixed(3)).toBe(row?.LMC);
  });
});
