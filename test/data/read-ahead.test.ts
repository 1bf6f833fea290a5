import { describe, expect, test } from "vitest";
import { readAhead } from "../../src/data/read-ahead.js";

/** Makes things that are over when they are told to, and notes which were begun. */
function workshop() {
  const begun: number[] = [];
  const ends = new Map<number, () => void>();
  const make = (k: number) => {
    begun.push(k);
    return new Promise<number>((resolve) => ends.set(k, () => resolve(k)));
  };
  return { begun, make, end: (k: number) => ends.get(k)?.() };
}

async function all(values: AsyncIterable<number>): Promise<number[]> {
  const found: number[] = [];
  for await (const value of values) found.push(value);
  return found;
}

describe("readAhead", () => {
  test("gives everything in order, whatever is made first", async () => {
    for (const ahead of [1, 2, 5, 9]) {
      const make = async (k: number) => {
        await new Promise((resolve) => setTimeout(resolve, (7 * k) % 5));
        return k;
      };
      expect(await all(readAhead(5, ahead, make))).toEqual([0, 1, 2, 3, 4]);
    }
    expect(await all(readAhead(0, 3, async (k) => k))).toEqual([]);
  });

  test("begins what is next and so many after it, and no more", async () => {
    const { begun, make, end } = workshop();
    const values = readAhead(10, 2, make);
    const first = values.next();
    await Promise.resolve();
    expect(begun).toEqual([0, 1, 2]);
    end(1);
    end(2);
    end(0);
    expect((await first).value).toBe(0);
    expect(begun).toEqual([0, 1, 2]);
    await values.next();
    expect(begun).toEqual([0, 1, 2, 3]);
    end(3);
    await values.return(undefined);
  });

  test("a failure comes in its turn, and leaves no rejection unhandled", async () => {
    const given: number[] = [];
    const failing = readAhead(6, 3, async (k) => {
      if (k >= 2) throw new Error(`no ${k}`);
      return k;
    });
    await expect(
      (async () => {
        for await (const value of failing) given.push(value);
      })(),
    ).rejects.toThrow("no 2");
    expect(given).toEqual([0, 1]);
  });

  test("whoever leaves early waits for what was begun", async () => {
    let over = 0;
    const values = readAhead(10, 3, async (k) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      over++;
      return k;
    });
    for await (const value of values) if (value === 1) break;
    expect(over).toBe(5);
  });
});
