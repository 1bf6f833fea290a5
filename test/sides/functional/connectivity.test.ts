import { describe, expect, test } from "vitest";
import { connectivity, type Walked } from "../../../src/sides/functional/connectivity.js";

const point = (loss: number, right: string) => ({ loss, right: Int32Array.from(right, Number) });
const PATH = [point(0.5, "11111110"), point(2, "11110000"), point(1, "11111100")];

const NOT_ASKED = { points: null, note: null, reason: "not asked for" } as const;
const found4 = (alphas: readonly number[], naive: Walked["naive"], identical: boolean, more: Partial<Walked> = {}) =>
  connectivity({
    alphas,
    naive,
    aligned: NOT_ASKED,
    repaired: NOT_ASKED,
    nCalibration: 0,
    classes: 4,
    identical,
    ...more,
  });

describe("connectivity", () => {
  const found = found4([0, 0.5, 1], PATH, false);

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

  test("says why a path is not there", () => {
    expect([found.aligned, found.alignment, found.repaired]).toEqual([null, null, null]);
    const why = "not asked for";
    expect(found.reasons).toEqual({ aligned: why, alignment: why, repaired: why, repair: why });
  });

  describe("with an aligned path", () => {
    const note = { method: "weights", start: "identity", descents: 3, leftInPlace: [], units: 9, moved: 7 } as const;
    const better = [point(0.5, "11111110"), point(1, "11111100"), point(1, "11111100")];
    const worse = [point(0.5, "11111110"), point(2, "11000000"), point(1, "11111100")];
    const along = (points: Walked["naive"]) =>
      found4([0, 0.5, 1], PATH, false, { aligned: { points, note, reason: null }, nCalibration: 5 });

    test("connectivity is of the path that loses less, and named", () => {
      const [up, down] = [along(better), along(worse)];
      expect([up.lmcCurve, down.lmcCurve]).toEqual(["aligned", "naive"]);
      expect(up.lmc).toBeCloseTo(1 - (0.25 - 0.1875) / (0.8125 - 0.25), 14);
      expect([down.lmc, down.lmcInterval]).toEqual([found.lmc, found.lmcInterval]);
      expect(along(PATH).lmcCurve).toBe("naive");
    });

    const repair = { kind: "batch-norm", layers: 3, leftOut: 1 } as const;

    test("a repaired path may be the best, with barriers from its own ends", () => {
      const moved = [point(1, "11111101"), point(1, "11111101"), point(1, "11111100")];
      const repaired = { points: moved, note: repair, reason: null };
      const aligned = { points: worse, note, reason: null };
      const three = found4([0, 0.5, 1], PATH, false, { aligned, repaired });
      expect([three.lmcCurve, three.repair]).toEqual(["repaired", repair]);
      expect(three.repaired?.barrier).toEqual({ frankle: 0.0625, entezari: 0 });
      expect(three.reasons).toEqual({});
    });

    test("a repaired path whose ends have lost what the two networks know is left out, however straight", () => {
      const lost = [point(1, "11100000"), point(1, "11100000"), point(1, "11100000")];
      const repaired = { points: lost, note: repair, reason: null };
      const three = found4([0, 0.5, 1], PATH, false, { aligned: { points: worse, note, reason: null }, repaired });
      expect([three.lmcCurve, three.lmc]).toEqual(["naive", found.lmc]);
      expect(three.repaired?.barrier.frankle).toBe(0);
      expect(three.reasons.lmcCurve).toBe(
        "the repaired path is left out: its ends are right on 37.5% and 37.5% of the examples, the two networks on 87.5% and 75.0%",
      );
    });

    test("each path has its own barriers, and the alignment is told", () => {
      const { naive, aligned, alignment, nCalibration, reasons } = along(better);
      expect(naive).toEqual(found.naive);
      expect(aligned?.barrier).toEqual({ frankle: 0.0625, entezari: 0.25 });
      expect([alignment, nCalibration]).toEqual([note, 5]);
      expect(reasons).toEqual({ repaired: "not asked for", repair: "not asked for" });
    });
  });

  test("says why a matching of activations has no start, and that what stays cannot be told", () => {
    const note = { method: "activations", start: null, descents: null, leftInPlace: null, units: 9, moved: 7 } as const;
    const { reasons } = found4([0, 0.5, 1], PATH, false, { aligned: { points: PATH, note, reason: null } });
    expect(reasons["alignment.start"]).toBe("activations are matched at once, without descents");
    expect(reasons["alignment.leftInPlace"]).toBe("the layers' output channels cannot be told");
  });

  test("says why there is no value, or no interval", () => {
    const dead = found4([0, 1], [point(2, "1000"), point(2, "0100")], false);
    expect([dead.lmc, dead.lmcInterval]).toEqual([null, null]);
    expect(dead.reasons.lmc).toBe("the two networks are at chance themselves");
    expect(dead.reasons.lmcInterval).toBe(dead.reasons.lmc);
    const flat = found4([0, 1], [point(2, "1111"), point(2, "1111")], false);
    expect([flat.lmc, flat.lmcInterval]).toEqual([1, null]);
    expect(flat.reasons.lmcInterval).toContain("no spread");
  });

  test("is certain of one network compared with itself, unless that is at chance", () => {
    const same = found4([0, 1], [point(2, "1101"), point(2, "1101")], true);
    expect([same.lmc, same.lmcInterval, same.reasons.lmcInterval]).toEqual([1, [1, 1], "identical"]);
    expect(found4([0, 1], [point(2, "0001"), point(2, "0001")], true).lmcInterval).toBeNull();
  });
});
