import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { comparisonFigures } from "../../src/report/comparison-figures.js";
import { renderPage } from "../../src/report/render-page.js";
import { temporaryFolder } from "../data/support/temporary-folder.js";
import { trisim } from "../support/command.js";
import { compareResult } from "../support/compare-result.js";

const { folder, at, write } = temporaryFolder();

describe("trisim report", () => {
  test("writes the page again and every figure as a file, without a browser", async () => {
    write("results.json", JSON.stringify(compareResult()));
    const { code, stdout, stderr } = await trisim(["report", folder, "--figures", at("figures")]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toBe(`${at("index.html")} is written, 21 figures are in ${at("figures")}.\n`);
    expect(readFileSync(at("index.html"), "utf8")).toBe(renderPage(compareResult()));
    const names = comparisonFigures(compareResult()).map(({ name }) => `${name}.svg`);
    expect(readdirSync(at("figures"))).toEqual(names.toSorted());
    const drawn = readFileSync(at("figures/triangle.svg"), "utf8");
    expect(drawn).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>\n<svg /);
    expect(drawn).not.toMatch(/var\(|currentColor/);
  });

  test("holds a comparison against another one", async () => {
    write("results.json", JSON.stringify(compareResult()));
    const { code } = await trisim(["report", folder, "--yardstick", folder]);
    expect(code).toBe(0);
    expect(readFileSync(at("index.html"), "utf8")).toContain("for comparison: <bdi>ResNet-20 and ResNet-56</bdi>");
  });

  test("tells faults in one line: 2 for the command line, 1 for what the file holds", async () => {
    const missing = await trisim(["report", at("none")]);
    expect(missing.code).toBe(2);
    expect(missing.stderr).toBe(`trisim: ${at("none/results.json")} does not exist: name a folder that --out wrote\n`);
    write("results.json", "{");
    const cut = await trisim(["report", folder]);
    expect(cut.code).toBe(1);
    expect(cut.stderr.trim().split("\n")).toHaveLength(1);
  });
});
