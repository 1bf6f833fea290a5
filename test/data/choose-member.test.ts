import { expect, test } from "vitest";
import { chooseMember } from "../../src/data/choose-member.js";
import { fault } from "./support/fault.js";

test("takes the name asked for, and without one the only array there is", () => {
  expect(chooseMember("a.npz", ["x", "y"], "y")).toBe("y");
  expect(chooseMember("a.npz", ["x"], null)).toBe("x");
});

test("without a name among several, lists them", async () => {
  expect(await fault(() => chooseMember("a.npz", ["x", "y"], null))).toBe(
    "not-found: a.npz holds 2 arrays; name one, as in a.npz#x: x, y",
  );
});

test("a name that is not there is told with those that are", async () => {
  expect(await fault(() => chooseMember("a.npz", ["x", "y"], "z"))).toBe(
    'not-found: a.npz holds no array "z"; expected one of x, y',
  );
});

test("a long list is cut and counted", async () => {
  const names = Array.from({ length: 23 }, (_, i) => `layer${i}`);
  expect(await fault(() => chooseMember("a.npz", names, null))).toMatch(/layer19 and 3 more$/);
});

test("a file without arrays says so", async () => {
  expect(await fault(() => chooseMember("a.npz", [], null))).toBe("not-found: a.npz holds no array");
});
