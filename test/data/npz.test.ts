import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { type ByteSource, memorySource, withFile } from "../../src/data/byte-source.js";
import { chooseMember } from "../../src/data/choose-member.js";
import { readNpy } from "../../src/data/npy.js";
import { openNpz } from "../../src/data/npz.js";
import { TrisimError } from "../../src/errors.js";
import { fault, succeedsOrFaults } from "./support/fault.js";
import { npyOf } from "./support/npy-bytes.js";

const golden = fileURLToPath(new URL("../golden/arrays/", import.meta.url));
const read = (bytes: Uint8Array, member: string | null) => readNpz(memorySource("x.npz", bytes), member);

async function readNpz(source: ByteSource, member: string | null) {
  const { names, member: of } = await openNpz(source);
  return readNpy(of(chooseMember(source.name, names, member)));
}

const pair = () =>
  zipSync({ "a.npy": npyOf(Float64Array.of(1, 2), [2]), "b.npy": npyOf(new Float32Array(300), [300]) });

/** Overwrites 32 bits of a member's entry in the archive's directory. */
function tamper(archive: Uint8Array, member: number, field: number, value: number): Uint8Array {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  let entry = view.getUint32(archive.length - 6, true);
  for (let i = 0; i < member; i++) entry += 46 + view.getUint16(entry + 28, true) + view.getUint16(entry + 30, true);
  view.setUint32(entry + field, value, true);
  return archive;
}
const PACKED_SIZE = 20;
const SIZE = 24;
const METHOD = 10;
const DEFLATED = 8;
const OFFSET = 42;

describe("openNpz", () => {
  test.each(["stored.npz", "deflated.npz"])("reads one array by name from numpy's %s", async (file) => {
    const a = await withFile(golden + file, (source) => readNpz(source, "a"));
    expect([a.shape, [...a.data]]).toEqual([
      [2, 3],
      [0, 1, 2, 3, 4, 5],
    ]);
    const b = await withFile(golden + file, (source) => readNpz(source, "b"));
    expect([b.shape, b.data.length, b.data.some((value) => value !== 0)]).toEqual([[40, 5], 200, false]);
  });

  test("without a name reads the only array", async () => {
    const { name, data } = await withFile(`${golden}single.npz`, (source) => readNpz(source, null));
    expect([name, data.length]).toEqual([`${golden}single.npz#only`, 6]);
  });

  test("without a name among several, and with one that is not there, lists the names", async () => {
    expect(await fault(() => read(pair(), null))).toBe(
      "not-found: x.npz holds 2 arrays; name one, as in x.npz#a: a, b",
    );
    expect(await fault(() => read(pair(), "c"))).toBe('not-found: x.npz holds no array "c"; expected one of a, b');
  });

  test("members that are no arrays do not count", async () => {
    const archive = zipSync({ "readme.txt": Uint8Array.of(1), "a.npy": npyOf(Float64Array.of(1, 2), [2]) });
    expect([...(await read(archive, null)).data]).toEqual([1, 2]);
    expect(await fault(() => read(zipSync({ "readme.txt": Uint8Array.of(1) }), null))).toBe(
      "not-found: x.npz holds no array",
    );
  });

  test("faults within the array name archive and array", async () => {
    const archive = zipSync({ "a.npy": new Uint8Array(20) });
    expect(await fault(() => read(archive, "a"))).toMatch(/^malformed: x\.npz#a is no \.npy file/);
  });
});

describe("a hostile .npz file", () => {
  /** An archive whose arrays claim these sizes, packed and unpacked; nothing of it can be unpacked. */
  function claiming(sizes: readonly (readonly [number, number])[], length: number): Uint8Array {
    const files = sizes.map((_, i): [string, Uint8Array] => [`${i}.npy`, new Uint8Array(length)]);
    let archive: Uint8Array = zipSync(Object.fromEntries(files), { level: 0 });
    for (const [i, [packed, unpacked]] of sizes.entries())
      archive = tamper(tamper(tamper(archive, i, PACKED_SIZE, packed), i, SIZE, unpacked), i, METHOD, DEFLATED);
    return archive;
  }

  test("a small archive that claims to unpack to gigabytes is refused before anything is allocated", async () => {
    const archive = claiming([[1_000_000, 1_000_000_000]], 1_000_000);
    expect(await fault(() => read(archive, null))).toBe(
      `malformed: x.npz: its arrays claim 1000000000 bytes out of 1000000, and the archive has ${archive.length}; activations never pack 100 to 1: save them as .npy`,
    );
    const modest = claiming([[1_000_000, 200_000_000]], 1_000_000);
    expect(await fault(() => read(modest, null))).not.toMatch(/activations never pack/);
  });

  test("arrays that share their packed bytes, and many that claim much together, are refused", async () => {
    const shared = claiming(Array(4).fill([3000, 4000]), 1000);
    expect(await fault(() => read(shared, "0"))).toMatch(/its arrays claim 16000 bytes out of 12000, and the archive/);
    const many = claiming(Array(6).fill([200_000, 100_000_000]), 200_000);
    expect(await fault(() => read(many, "0"))).toMatch(/its arrays claim 600000000 bytes out of 1200000/);
  });

  test("an array that unpacks to more than it claims ends there, where its checksum is another", async () => {
    const archive = zipSync({ "a.npy": npyOf(new Float32Array(10_000_000), [10_000_000]) });
    expect(await fault(() => read(tamper(archive, 0, SIZE, 1000), "a"))).toMatch(
      /^malformed: x\.npz: a\.npy is damaged, its checksum is another; save or copy it anew$/,
    );
  });

  test.each(["stored.npz", "deflated.npz"])(
    "any bit of an array of %s that flips is found, unless it says the same",
    async (file) => {
      const good = readFileSync(`${golden}${file}`);
      const view = new DataView(good.buffer, good.byteOffset, good.byteLength);
      const [packed, name] = [view.getUint32(18, true), view.getUint16(26, true)];
      // numpy writes sizes of 64 bits into the entry's own header.
      const data = 30 + name + view.getUint16(28, true);
      const end = packed === 0xffffffff ? data + 100 : data + packed;
      const same = await read(good, "a");
      const where = fc.tuple(fc.integer({ min: data, max: end - 1 }), fc.nat(7));
      const property = fc.asyncProperty(where, async ([at, bit]) => {
        const bytes = Uint8Array.from(good);
        bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
        const found = await read(bytes, "a").catch((error: Error) => error);
        if (!(found instanceof TrisimError)) expect(found).toEqual(same);
      });
      await fc.assert(property, { numRuns: 200 });
    },
  );

  test.each([0, 10, 21, 22, 500])("%d zero bytes are no archive", async (length) => {
    expect(await fault(() => read(new Uint8Array(length), null))).toMatch(
      /^malformed: x\.npz is no readable \.npz archive: /,
    );
  });

  test("a member that claims more than deflate can pack is refused before anything is allocated", async () => {
    const archive = tamper(pair(), 1, SIZE, 0xfffffff0);
    expect(await fault(() => read(archive, "b"))).toMatch(
      /^malformed: x\.npz: b\.npy claims 4294967280 bytes out of \d+; /,
    );
  });

  test("a member that claims more packed bytes than the archive has is refused", async () => {
    const archive = tamper(tamper(pair(), 1, SIZE, 0xfffffff0), 1, PACKED_SIZE, 0xfffffff0);
    expect(await fault(() => read(archive, "b"))).toMatch(
      /^malformed: x\.npz: b\.npy claims 4294967280 bytes out of 4294967280/,
    );
  });

  test("a member that unpacks to less than it claims is malformed", async () => {
    const archive = tamper(pair(), 1, SIZE, 2000);
    expect(await fault(() => read(archive, "b"))).toMatch(
      /^malformed: x\.npz: b\.npy unpacks to \d+ bytes; expected the 2000/,
    );
  });

  test("a member that lies elsewhere than its entry says is malformed", async () => {
    expect(await fault(() => read(tamper(pair(), 1, OFFSET, 0x7fffffff), "b"))).toMatch(/^malformed: x\.npz/);
  });

  test("a directory that claims more entries than the file could hold is malformed", async () => {
    const archive = pair();
    new DataView(archive.buffer).setUint16(archive.length - 22 + 8, 0xffff, true);
    expect(await fault(() => read(archive, "a"))).toBe("malformed: x.npz: its directory is longer than the file");
  });

  test("random bytes, with and without a zip's ending, give nothing but a TrisimError", async () => {
    const ending = fc.uint8Array({ minLength: 18, maxLength: 18 }).map((rest) => [0x50, 0x4b, 5, 6, ...rest]);
    const archive = fc.tuple(fc.uint8Array({ maxLength: 300 }), fc.oneof(ending, fc.constant([])));
    const property = fc.asyncProperty(archive, fc.option(fc.string()), async ([start, end], member) => {
      await succeedsOrFaults(() => read(Uint8Array.from([...start, ...end]), member));
    });
    await fc.assert(property, { numRuns: 500 });
  });

  test("a good archive with bytes changed gives an array or a TrisimError", async () => {
    const good = readFileSync(`${golden}deflated.npz`);
    const change = fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 });
    const property = fc.asyncProperty(change, async (changes) => {
      const bytes = Uint8Array.from(good);
      for (const [at, value] of changes) bytes[at] = value;
      await succeedsOrFaults(() => read(bytes, "b"));
    });
    await fc.assert(property, { numRuns: 500 });
  });
});
