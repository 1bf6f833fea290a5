import { describe, expect, test } from "vitest";
import { studentQuantile } from "../../../src/measures/stats/student-t.js";
import { modelJackknife } from "../../../src/study/findings/model-jackknife.js";
import { close } from "../../support/close.js";

const names = ["a", "b", "c", "d"];
const values = [0.1, 0.5, 0.6, 0.8];
const mean = (kept: readonly number[]) => kept.reduce((sum, i) => sum + (values[i] ?? 0), 0) / kept.length;

describe("modelJackknife", () => {
  test("of a mean is Student's interval", () => {
    const { value, interval, reason } = modelJackknife(names, mean, "plain", "");
    const variance = values.reduce((sum, x) => sum + (x - 0.5) ** 2, 0) / 3;
    const reach = studentQuantile(0.975, 3) * Math.sqrt(variance / 4);
    close(value ?? 0, 0.5, 1e-12);
    close(interval?.[0] ?? 0, 0.5 - reach, 1e-12);
    close(interval?.[1] ?? 0, 0.5 + reach, 1e-12);
    expect(reason).toBeNull();
  });

  test("of a share stays within 0 and 1, and says where it ends there", () => {
    const { interval, reason } = modelJackknife(names, (kept) => Math.min(1, mean(kept) + 0.4), "share", "");
    expect(interval?.[1]).toBe(1);
    expect(interval?.[0]).toBeGreaterThan(0);
    expect(reason).toBe("reaches 0 or 1, where its scale ends");
  });

  test("has no interval of few models, of one that decides, of no spread, nor at the ends of a correlation", () => {
    expect(modelJackknife(["a", "b"], mean, "plain", "").reason).toBe(
      "a jackknife takes at least 3 models, there are 2",
    );
    const without = (kept: readonly number[]) => (kept.includes(2) ? 1 : Number.NaN);
    expect(modelJackknife(names, without, "plain", "").reason).toBe("undefined without c");
    expect(modelJackknife(names, () => 0.3, "plain", "").reason).toContain("a jackknife sees no spread");
    const nearlyOne = (kept: readonly number[]) => (kept.length === 4 ? 0.9 : kept.includes(0) ? 1 : 0.8);
    expect(modelJackknife(names, nearlyOne, "fisher", "").reason).toBe("1 or −1, or so without some model");
  });

  test("is null with the reason given where the statistic is undefined", () => {
    const found = modelJackknife(names, () => Number.NaN, "plain", "nothing to see");
    expect(found).toEqual({ value: null, interval: null, reason: "nothing to see" });
  });
});
