import { describe, expect, test } from "vitest";
import { demoSummary } from "../../src/cli/demo-summary.js";
import { connected, emptied } from "../report/variants.js";
import { demoEntries } from "../support/demo-entries.js";

describe("demoSummary", () => {
  test("gives a table a set of images, a row a pair, and where to look", () => {
    expect(demoSummary(demoEntries(), "out/index.html")).toBe(
      [
        "CIFAR-10 test, in distribution, 1,000 examples",
        "                                               networks  static  functional              sparsity",
        "A network and its fork          resnet-1, resnet-1-fork   0.893       0.948  predictive     0.942",
        "A CNN and a Vision Transformer          resnet-1, vit-1   0.893       0.948  predictive     0.942",
        "",
        "CIFAR-10 test, blurred, out of distribution, 1,000 examples",
        "                                               networks  static  functional              sparsity",
        "A network and its fork          resnet-1, resnet-1-fork   0.733       0.838  predictive     0.892",
        "A CNN and a Vision Transformer          resnet-1, vit-1   0.733       0.838  predictive     0.892",
        "",
        "static: CKA of penultimate layers 0.893 (a network and its fork) down to 0.893 (a CNN and a Vision Transformer)",
        "functional: 1 − JSD of predictions 0.948 (a network and its fork) down to 0.948 (a CNN and a Vision Transformer)",
        "sparsity: robustness to pruning 0.942 (a network and its fork) down to 0.942 (a CNN and a Vision Transformer)",
        "",
        "out/index.html shows the triangles and leads to each comparison.",
        "",
      ].join("\n"),
    );
  });

  test("shows a dash where a side has no value, and keeps the kind of the functional side", () => {
    const [first, second] = demoEntries();
    if (first === undefined || second === undefined) throw new Error("the fixture has two pairs");
    const result = { ...second.result, data: second.result.data.map(emptied) };
    const text = demoSummary([first, { ...second, result }], "p");
    expect(text).toMatch(/^A CNN and a Vision Transformer +resnet-1, vit-1 +– +– +predictive +–$/m);
    expect(text).toMatch(/^static: CKA of penultimate layers 0\.893 \(a network and its fork\)$/m);
    expect(text).not.toMatch(/NaN|null|undefined/);
  });

  test("says over how many examples connectivity is", () => {
    const [first] = demoEntries();
    if (first === undefined) throw new Error("the fixture has two pairs");
    const result = { ...first.result, data: first.result.data.map((entry) => connected(entry)) };
    const n = result.data[0]?.functional.connectivity?.n;
    expect(demoSummary([{ ...first, result }], "p")).toContain(`linear mode connectivity over ${n} examples 0.`);
  });

  test("without a pair says where the page is", () => {
    expect(demoSummary([], "p")).toBe("p shows the triangles and leads to each comparison.\n");
  });
});
