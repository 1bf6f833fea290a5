import { describe, expect, test } from "vitest";
import { ByteCache } from "../../../src/study/tasks/byte-cache.js";

/** Counts how often values of so many bytes are made. */
function counting(limit: number) {
  const cache = new ByteCache(limit);
  const made: string[] = [];
  const get = (name: string, bytes = 100) =>
    cache.get(name, async () => {
      made.push(name);
      return { matrix: new Uint8Array(bytes) };
    });
  return { cache, made, get };
}

describe("ByteCache", () => {
  test("makes what is asked for twice at a time once", async () => {
    const { made, get } = counting(1e6);
    const [one, other] = await Promise.all([get("a"), get("a")]);
    expect(one).toBe(other);
    expect(await get("a")).toBe(one);
    expect(made).toEqual(["a"]);
  });

  test("drops what was used longest ago when the bytes do not fit", async () => {
    const { made, get } = counting(250);
    await get("a");
    await get("b");
    await get("a");
    await get("c");
    await get("a");
    expect(made).toEqual(["a", "b", "c"]);
    await get("b");
    expect(made).toEqual(["a", "b", "c", "b"]);
  });

  test("gives back what is larger than the limit, and keeps it no longer", async () => {
    const { made, get } = counting(50);
    expect((await get("a")).matrix).toHaveLength(100);
    await get("a");
    expect(made).toEqual(["a", "a"]);
  });

  test("keeps no failure", async () => {
    const { cache, get } = counting(1e6);
    await expect(cache.get("a", () => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
    expect((await get("a")).matrix).toHaveLength(100);
  });
});
