import { expect, test } from "vitest";
import { bestPath, type NamedPath } from "../../../src/sides/functional/best-path.js";

const ALPHAS = [0, 0.5, 1];
/** A path of two networks that are right on every example, and of one between them. */
function path(name: NamedPath["name"], right: string, loss: number, ends = "11111111"): NamedPath {
  const point = (text: string, of: number) => ({ loss: of, right: Int32Array.from(text, Number) });
  return { name, points: [point(ends, 0.1), point(right, loss), point(ends, 0.1)] };
}

const nameOf = (...paths: NamedPath[]) => bestPath(ALPHAS, paths, 4).name;

test("of paths that lose all alike the one that loses less is the best", () => {
  expect(nameOf(path("naive", "00000000", 3), path("aligned", "10000000", 4))).toBe("aligned");
  expect(nameOf(path("naive", "10000000", 3), path("aligned", "00000000", 2))).toBe("naive");
});

test("of paths with one error barrier that with the lower barrier of the loss, else the first", () => {
  expect(nameOf(path("naive", "11111111", 0.4), path("aligned", "11111111", 0.1))).toBe("aligned");
  expect(nameOf(path("naive", "11111111", 0.1), path("aligned", "11111111", 0.1))).toBe("naive");
});

test("ends may lose a tenth of what lies above chance, no more", () => {
  const chance = path("naive", "00000000", 3);
  const ends = (right: number) => "1".repeat(right).padEnd(40, "0");
  const whole = { ...chance, points: path("naive", ends(0), 3, ends(40)).points };
  const straight = (right: number) => path("repaired", ends(right), 1, ends(right));
  // 37 of 40 are .9 of what lies above ¼.
  expect(bestPath(ALPHAS, [whole, straight(37)], 4)).toMatchObject({ name: "repaired", leftOut: null });
  const { name, leftOut } = bestPath(ALPHAS, [whole, straight(36)], 4);
  expect(name).toBe("naive");
  expect(leftOut).toBe(
    "the repaired path is left out: its ends are right on 90.0% and 90.0% of the examples, the two networks on 100.0% and 100.0%",
  );
});

test("each end is held against its own network, and one that knows nothing can lose nothing", () => {
  const ends = (a: number, b: number) => {
    const point = (right: number) => ({ loss: 1, right: Int32Array.from("1".repeat(right).padEnd(40, "0"), Number) });
    return [point(a), point(Math.min(a, b)), point(b)];
  };
  const of = (a: number, b: number) => ({ name: "naive" as const, points: ends(a, b) });
  const then = (a: number, b: number) => ({ name: "repaired" as const, points: ends(a, b) });
  expect(bestPath(ALPHAS, [of(40, 40), then(40, 36)], 4).leftOut).toMatch(/^the repaired path is left out/);
  expect(bestPath(ALPHAS, [of(40, 2), then(40, 1)], 4).leftOut).toBeNull();
  expect(bestPath(ALPHAS, [of(2, 2), then(2, 2)], 4).leftOut).toBeNull();
});

test("networks at chance have a first path and no value", () => {
  const { name, lmc } = bestPath(ALPHAS, [path("naive", "10000000", 3, "10000000")], 4);
  expect([name, lmc.score]).toEqual(["naive", null]);
});
