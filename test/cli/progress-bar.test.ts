import { describe, expect, test } from "vitest";
import { progressBar } from "../../src/cli/progress-bar.js";

function stream(isTTY: boolean) {
  const written: string[] = [];
  const fake = { isTTY, columns: 60, write: (text: string) => written.push(text) > 0 };
  return { written, fake: fake as unknown as NodeJS.WriteStream };
}

describe("progressBar", () => {
  test("says how far the work is, within the width of the terminal, and wipes itself", () => {
    const { written, fake } = stream(true);
    const bar = progressBar(fake, false);
    bar.update(50, 100, `pruned at ${"x".repeat(100)}`);
    bar.update(100, 100, "done");
    bar.clear();
    expect(written[0]).toContain("██████████████░░░░░░░░░░░░░░  50 %");
    expect(written[0]?.replace("\r\x1b[K", "").length).toBeLessThan(60);
    expect(written[1]).toContain("100 %");
    expect(written[2]).toBe("\r\x1b[K");
  });

  test("is silent where there is no terminal, and where all is to be quiet", () => {
    for (const [isTTY, quiet] of [
      [false, false],
      [true, true],
    ] as const) {
      const { written, fake } = stream(isTTY);
      const bar = progressBar(fake, quiet);
      bar.update(1, 2, "x");
      bar.clear();
      expect(written).toEqual([]);
    }
  });
});
