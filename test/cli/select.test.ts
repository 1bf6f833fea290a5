import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { weights } from "../../src/cli/arguments.js";
import { temporaryFolder, trisim } from "../support/command.js";
import { compareResult } from "../support/compare-result.js";
import { smallStudy } from "../support/small-study.js";

const folder = temporaryFolder();

function saved(name: string, result: object): string {
  mkdirSync(join(folder, name));
  writeFileSync(join(folder, name, "results.json"), JSON.stringify(result));
  return join(folder, name);
}

const STUDY = saved("study", smallStudy());

describe("trisim select", () => {
  test("prints a table and the model to take", async () => {
    const { code, stdout } = await trisim(["select", STUDY]);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^model +family +accuracy +robustness +consensus +parameters +latency +score +rank +Pareto front$/m,
    );
    expect(stdout).toMatch(/^net-a +cnn +0\.900.* 2\.000–3\.000 ms /m);
    expect(stdout).toContain(" has the best balance of 4 models: ");
    expect(stdout).toContain("lost is not ranked without accuracy, robustness, consensus and parameters.");
  });

  test("--json, --csv and --weight", async () => {
    const { stdout } = await trisim([
      "select",
      join(STUDY, "results.json"),
      "--json",
      "--weight",
      "parameters=1,accuracy=0",
    ]);
    const found = JSON.parse(stdout);
    expect(found.weights).toEqual({ accuracy: 0, robustness: 0.5, consensus: 0.5, parameters: 1, latency: 0 });
    expect(found.recommendation.model).toBe(found.candidates[0].model);
    const rows = (await trisim(["select", STUDY, "--csv"])).stdout.trimEnd().split("\n");
    expect(rows[0]).toBe(
      "model,family,accuracy,robustness,consensus,parameters,latency,latencySlowest,score,rank,onFront,outdoneBy",
    );
    expect(rows).toHaveLength(7);
    expect(rows.find((row) => row.startsWith("lost"))).toBe("lost,vit,,,,,,,,,,");
  });

  test("--like M --smaller names what could stand in", async () => {
    const { code, stdout } = await trisim(["select", STUDY, "--like", "net-a", "--smaller"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^net-fork +cnn +0\.\d+ +50,000 +0\.25× +0\.800 +−0\.100 +fork$/m);
    expect(stdout).toContain("lost is left out: failed: no such file.");
    expect(stdout).not.toContain("net-b");
    const csv = (await trisim(["select", STUDY, "--like", "former", "--csv"])).stdout;
    expect(csv).toContain('\n"tower, joint",vlm,');
    const none = await trisim(["select", STUDY, "--like", "net-fork", "--smaller"]);
    expect(none.stdout).toContain("No model is smaller than net-fork.");
  });

  test("ends with one line and exit code 2 for what the command line gets wrong", async () => {
    const cases: readonly (readonly [readonly string[], RegExp])[] = [
      [["--like", "nobody"], /there is no model nobody in the study; those there are: net-a, net-b/],
      [["--like", "lost"], /nothing is known of lost: it failed \(no such file\)/],
      [["--smaller"], /--smaller: than which model\? name --like too/],
      [["--weight", "beauty=1"], /there is no criterion beauty; those there are: accuracy, robustness/],
      [["--weight", "accuracy"], /Expected name=number, the number from 0 on, not accuracy\./],
      [["--weight", "accuracy=1", "--like", "net-a"], /give one of the two/],
    ];
    for (const [flags, line] of cases) {
      const { code, stderr, stdout } = await trisim(["select", STUDY, ...flags]);
      expect([code, stdout, stderr.trimEnd().split("\n").length], stderr).toEqual([2, "", 1]);
      expect(stderr).toMatch(line);
    }
    const missing = await trisim(["select", join(folder, "nowhere")]);
    expect(missing.code).toBe(2);
    const comparison = await trisim(["select", saved("comparison", compareResult())]);
    expect([comparison.code, comparison.stderr]).toEqual([2, expect.stringContaining("holds one comparison")]);
  });

  test("ends with exit code 1 for results that cannot be read", async () => {
    mkdirSync(join(folder, "cut"));
    writeFileSync(join(folder, "cut", "results.json"), JSON.stringify(smallStudy()).slice(0, 500));
    const { code, stderr } = await trisim(["select", join(folder, "cut")]);
    expect([code, stderr]).toEqual([1, expect.stringContaining("is not JSON, perhaps cut short")]);
  });
});

describe("weights", () => {
  test("are names and numbers", () => {
    expect(weights("accuracy=1, latency=.5")).toEqual({ accuracy: 1, latency: 0.5 });
    for (const bad of ["accuracy", "accuracy=", "=1", "accuracy=-1", "accuracy=x", "a=1=2"])
      expect(() => weights(bad), bad).toThrow("Expected name=number");
  });
});
