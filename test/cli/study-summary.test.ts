import { describe, expect, test } from "vitest";
import { studySummary } from "../../src/cli/study-summary.js";
import { studyResult } from "../support/study-result.js";

describe("studySummary", () => {
  const result = studyResult({ models: 6, failed: true });
  const lines = studySummary(result, "report").split("\n");

  test("has a line a model, with its accuracy on each data set", () => {
    const head = lines[0]?.trim().split(/ {2,}/);
    expect(head).toEqual(["model", "family", "parameters", ...result.data.map(({ name }) => name)]);
    for (const [i, { name, data, failure }] of result.models.entries()) {
      const line = lines[i + 1] ?? "";
      expect(line.startsWith(name)).toBe(true);
      if (failure !== null) expect(line.match(/failed/g)).toHaveLength(result.data.length);
      for (const { accuracy } of data) expect(line).toContain(`${(100 * (accuracy ?? 0)).toFixed(1)}%`);
    }
  });

  test("says what is found and what is recommended, in lines that fit a terminal", () => {
    const text = lines.join(" ").replace(/\s+/g, " ");
    for (const { sentence } of [result.findings.family, result.findings.pruning, result.findings.regulariser])
      expect(text).toContain(sentence.replace(/\s+/g, " "));
    expect(text).toContain(result.recommendation.recommendation?.sentence);
    expect(Math.max(...lines.slice(8).map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  test("is as wide as ever with names that are long or that a terminal would obey", () => {
    const models = result.models.map((model, i) =>
      i === 0 ? { ...model, name: `first${"-".repeat(400)}last` } : i === 1 ? { ...model, name: "a\nb\u202ec" } : model,
    );
    const table = studySummary({ ...result, models }, "report")
      .split("\n")
      .slice(0, 8);
    expect(Math.max(...table.map((line) => line.length))).toBeLessThanOrEqual((lines[0]?.length ?? 0) + 40);
    expect(table[1]).toMatch(/^first-+…-+last +cnn /);
    expect(table[2]).toMatch(/^a b c +vit /);
  });

  test("says which models are not pruned, and why", () => {
    expect(lines.join("\n")).not.toContain("Not pruned");
    const models = result.models.map((model, i) =>
      i < 2 ? { ...model, unpruned: `${model.name} is no network` } : model,
    );
    const [one, two] = models;
    expect(studySummary({ ...result, models }, "report").replace(/\s+/g, " ")).toContain(
      `Not pruned, and so without a sparsity side: ${one?.unpruned}; ${two?.unpruned}. `,
    );
  });

  test("says where the rest is, where it was written", () => {
    expect(lines.join("\n")).toContain("report/index.html shows it, report/results.json holds it.");
    expect(studySummary(result, undefined)).not.toContain("index.html");
  });
});
