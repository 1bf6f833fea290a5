import { describe, expect, test } from "vitest";
import { connectivity, pathPoint } from "../../../src/sides/functional/connectivity.js";

const point = (loss: number, right: string) => ({ loss, right: Int32Array.from(right, Number) });
const PATH = [point(0.5, "11111110"), point(2, "11110000"), point(1, "11111100")];

describe("pathPoint", () => {
  test("is the mean loss, and who is right", () => {
    const logits = { rows: 2, columns: 2, data: Float64Array.of(0, Math.log(3), 5, 5) };
    const { loss, right } = pathPoint(logits, Int32Array.of(1, 1));
    expect(loss).toBeCloseTo((Math.log(4 / 3) + Math.log(2)) / 2, 14);
    expect([...right]).toEqual([1, 0]);
  });
});

describe("connectivity", () => {
  const found = connectivity([0, 0.5, 1], PATH, 4, false);

  test("gives losses, accuracies and both barriers of the path, and what follows from them", () => {
    expect(found).toMatchObject({ n: 8, nCalibration: 0, alphas: [0, 0.5, 1], lmcCurve: "naive" });
    expect(found.naive).toEqual({
      loss: [0.5, 2, 1],
      accuracy: [0.875, 0.5, 0.75],
      barrier: { frankle: 0.3125, entezari: 1.25 },
    });
    expect(found.lmc).toBeCloseTo(1 - 0.3125 / (0.8125 - 0.25), 14);
    expect(found.lmcInterval?.[0]).toBeLessThan(found.lmc ?? 0);
  });

  test("leaves room for paths that do not exist yet", () => {
    expect([found.aligned, found.repaired]).toEqual([null, null]);
    expect(found.reasons).toEqual({ aligned: "not computed", repaired: "not computed" });
  });

  test("says why there is no value, or no interval", () => {
    const dead = connectivity([0, 1], [point(2, "1000"), point(2, "0100")], 4, false);
    expect([dead.lmc, dead.lmcInterval]).toEqual([null, null]);
    expect(dead.reasons.lmc).toBe("the two networks are at chance themselves");
    expect(dead.reasons.lmcInterval).toBe(dead.reasons.lmc);
    const flat = connectivity([0, 1], [point(2, "1111"), point(2, "1111")], 4, false);
    expect([flat.lmc, flat.lmcInterval]).toEqual([1, null]);
    expect(flat.reasons.lmcInterval).toContain("no spread");
  });

  test("is certain of one network compared with itself, unless that is at chance", () => {
    const same = connectivity([0, 1], [point(2, "1101"), point(2, "1101")], 4, true);
    expect([same.lmc, same.lmcInterval, same.reasons.lmcInterval]).toEqual([1, [1, 1], "identical"]);
    expect(connectivity([0, 1], [point(2, "0001"), point(2, "0001")], 4, true).lmcInterval).toBeNull();
  });
});
