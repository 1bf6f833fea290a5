import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { stretch } from "../../src/data/on-demand.js";
import { folderStore, memoryStore, noStore } from "../../src/study/store.js";
import { temporaryFolder } from "../support/command.js";

let folder = "";
let computed = 0;
const KEY = { what: "level", level: 0.5 };
const VALUE = { x: Float64Array.of(0.1, -0), why: null };
const compute = async () => {
  computed++;
  return VALUE;
};

beforeEach(() => {
  folder = join(temporaryFolder(), "store");
  computed = 0;
});

const only = () => join(folder, readdirSync(folder)[0] ?? "");

describe("folderStore", () => {
  test("computes once for a key, and in the next run not again", async () => {
    expect(await folderStore(folder).remembered(() => KEY, compute)).toEqual(VALUE);
    expect(await folderStore(folder).remembered(() => KEY, compute)).toEqual(VALUE);
    expect(computed).toBe(1);
    await folderStore(folder).remembered(() => ({ ...KEY, level: 0.6 }), compute);
    expect(computed).toBe(2);
    expect(readdirSync(folder)).toHaveLength(2);
  });

  test("keeps nothing of what fails", async () => {
    const fails = () => Promise.reject(new Error("no"));
    await expect(folderStore(folder).remembered(() => KEY, fails)).rejects.toThrow("no");
    await folderStore(folder).remembered(() => KEY, compute);
    expect(computed).toBe(1);
  });

  test("computes anew what is asked for afresh, and replaces it", async () => {
    await folderStore(folder).remembered(() => KEY, compute);
    await folderStore(folder, true).remembered(
      () => KEY,
      async () => "new",
    );
    expect(await folderStore(folder).remembered(() => KEY, compute)).toBe("new");
  });

  test.each([
    ["cut short", (bytes: Buffer) => bytes.subarray(0, -20)],
    ["empty", () => Buffer.alloc(0)],
    ["altered", (bytes: Buffer) => Buffer.concat([bytes.subarray(0, -1), Buffer.of(1)])],
    ["of another key", (bytes: Buffer) => Buffer.from(bytes.toString("latin1").replace("0.5", "0.6"), "latin1")],
  ])("an entry %s is computed again, and said so", async (_, damage) => {
    await folderStore(folder).remembered(() => KEY, compute);
    writeFileSync(only(), damage(readFileSync(only())));
    const store = folderStore(folder);
    expect(await store.remembered(() => KEY, compute)).toEqual(VALUE);
    expect([computed, store.damaged]).toEqual([2, [only()]]);
    expect(await folderStore(folder).remembered(() => KEY, compute)).toEqual(VALUE);
    expect(computed).toBe(2);
  });

  test("leaves what is read on demand of a large entry in its file", async () => {
    const value = (length: number) => ({ map: { onDemand: new Float64Array(length).map((_, i) => i) }, few: [1] });
    const read = async (length: number) => {
      const make = async () => value(length);
      await folderStore(folder).remembered(() => ({ length }), make);
      return folderStore(folder).remembered(() => ({ length }), make);
    };
    expect(await read(9)).toEqual(value(9));
    const { map, few } = await read(2 ** 22);
    expect([map.onDemand instanceof Float64Array, few]).toEqual([false, [1]]);
    expect(stretch(map, 5, 8)).toEqual(Float64Array.of(5, 6, 7));
  });

  test("knows what it has", async () => {
    expect(await folderStore(folder).has(KEY)).toBe(false);
    await folderStore(folder).remembered(() => KEY, compute);
    expect(await folderStore(folder).has(KEY)).toBe(true);
    expect(await folderStore(folder).has({ ...KEY, level: 0.6 })).toBe(false);
    expect(await folderStore(folder, true).has(KEY)).toBe(false);
  });

  test("made afresh, does not make twice what it made itself", async () => {
    const store = folderStore(folder, true);
    await store.remembered(() => KEY, compute);
    expect(await store.remembered(() => KEY, compute)).toEqual(VALUE);
    expect(computed).toBe(1);
  });

  test("says that it cannot be written", async () => {
    const file = join(temporaryFolder(), "file");
    writeFileSync(file, "");
    await expect(folderStore(join(file, "store")).remembered(() => KEY, compute)).rejects.toThrow(
      /file\/store.* cannot be/,
    );
  });
});

test("noStore computes every time, and asks for no key", async () => {
  const asked = () => expect.fail("the key was asked for");
  await noStore.remembered(asked, compute);
  await noStore.remembered(asked, compute);
  expect([computed, noStore.damaged]).toEqual([2, []]);
});

test("memoryStore computes once, also for two that ask at the same time, and again what failed", async () => {
  const store = memoryStore();
  await expect(
    store.remembered(
      () => KEY,
      () => Promise.reject(new Error("no")),
    ),
  ).rejects.toThrow("no");
  const [one, two] = await Promise.all([store.remembered(() => KEY, compute), store.remembered(() => KEY, compute)]);
  expect([one, computed, await store.has(KEY)]).toEqual([two, 1, true]);
});
