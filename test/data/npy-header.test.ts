import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { memorySource } from "../../src/data/byte-source.js";
import { readNpyHeader } from "../../src/data/npy-header.js";
import { fault, succeedsOrFaults } from "./support/fault.js";
import { npyBytes, npyHeader } from "./support/npy-bytes.js";

const read = (bytes: Uint8Array) => readNpyHeader(memorySource("x.npy", bytes));
const withHeader = (header: string, byteLength = 24) => fault(() => read(npyBytes(header, new Uint8Array(byteLength))));

describe("readNpyHeader", () => {
  test("gives type, byte order, memory order, shape and where the data begin", async () => {
    const header = await read(npyBytes(npyHeader("'>f4'", "(2, 3)", true), new Uint8Array(24)));
    expect(header).toMatchObject({
      littleEndian: false,
      fortranOrder: true,
      shape: [2, 3],
      dtype: { name: "float32" },
    });
    expect(header.offset).toBe(10 + npyHeader("'>f4'", "(2, 3)", true).length);
  });

  test.each([1, 2, 3])("reads version %d", async (version) => {
    const header = await read(npyBytes(npyHeader("'<f8'", "(3,)"), new Uint8Array(24), version));
    expect([header.shape, header.dtype.name]).toEqual([[3], "float64"]);
  });

  test("reads a single number, an empty array, Python 2's longs and double quotes", async () => {
    expect((await read(npyBytes(npyHeader("'<f8'", "()"), new Uint8Array(8)))).shape).toEqual([]);
    expect((await read(npyBytes(npyHeader("'<f8'", "(0, 5)"), new Uint8Array(0)))).shape).toEqual([0, 5]);
    expect((await read(npyBytes(npyHeader("'<f8'", "(3L, 1L)"), new Uint8Array(24)))).shape).toEqual([3, 1]);
    const quoted = npyHeader("'<f8'", "(3,)").replaceAll("'", '"');
    expect((await read(npyBytes(quoted, new Uint8Array(24)))).shape).toEqual([3]);
  });
});

describe("a hostile or foreign .npy file", () => {
  test.each([
    ["nothing at all", new Uint8Array(0)],
    ["eleven bytes", new Uint8Array(11)],
    ["text", new TextEncoder().encode("1,2,3\n4,5,6\n")],
  ])("%s is malformed", async (_, bytes) => {
    expect(await fault(() => read(bytes))).toBe("malformed: x.npy is no .npy file: it does not begin as one");
  });

  test("an unknown version is unsupported", async () => {
    const bytes = npyBytes(npyHeader("'<f8'", "(3,)"), new Uint8Array(24), 4);
    expect(await fault(() => read(bytes))).toBe("unsupported: x.npy: version 4 of the .npy format; expected 1, 2 or 3");
  });

  test("a header longer than the file, or than any needs to be, is malformed", async () => {
    const bytes = npyBytes(npyHeader("'<f8'", "(3,)"), new Uint8Array(24), 2);
    new DataView(bytes.buffer).setUint32(8, 2 ** 32 - 1, true);
    const text = `malformed: x.npy: a header of 4294967295 bytes; expected at most ${bytes.length - 12}`;
    expect(await fault(() => read(bytes))).toBe(text);
    const long = npyBytes(npyHeader("'<f8'", "(3,)").padEnd(70_000), new Uint8Array(24), 2);
    expect(await fault(() => read(long))).toBe("malformed: x.npy: a header of 70000 bytes; expected at most 65535");
  });

  test("a promise of terabytes is malformed: truncated", async () => {
    expect(await withHeader(npyHeader("'<f8'", "(1000000, 1000000)"))).toBe(
      "malformed: x.npy: 1000000×1000000 float64 need 8000000000000 bytes and 24 are there; the file is truncated",
    );
  });

  test("lengths whose product overflows are malformed", async () => {
    const shape = "(4294967296, 4294967296, 4294967296, 4294967296)";
    expect(await withHeader(npyHeader("'<f4'", shape))).toMatch(/^malformed: .* the file is truncated$/);
  });

  test("data that end early and data that go on are malformed", async () => {
    expect(await withHeader(npyHeader("'<f8'", "(3,)"), 23)).toBe(
      "malformed: x.npy: 3 float64 need 24 bytes and 23 are there; the file is truncated",
    );
    expect(await withHeader(npyHeader("'<f8'", "(3,)"), 25)).toBe(
      "malformed: x.npy: 3 float64 need 24 bytes and 25 are there; expected one array and nothing after it",
    );
  });

  test.each(["-3", "1e3", "99999999999999999999", "", "x", "3.0", "None"])(
    "an axis of length %j is malformed",
    async (length) => {
      expect(await withHeader(npyHeader("'<f8'", `(${length}, 1)`))).toBe(
        `malformed: x.npy: an axis of length "${length}"; expected a whole number below 2^53`,
      );
    },
  );

  test("more than 64 dimensions are malformed", async () => {
    const shape = `(${"1, ".repeat(65)})`;
    expect(await withHeader(npyHeader("'<f8'", shape))).toBe("malformed: x.npy: 65 dimensions; expected at most 64");
  });

  test.each([
    ["'<c8'", "<c8"],
    ["'<U5'", "<U5"],
    ["'<f16'", "<f16"],
    ["'<M8[ns]'", "<M8[ns]"],
    ["[('a', '<f4'), ('b', '<i4')]", "records"],
  ])("type %s is unsupported, by name", async (descr, name) => {
    expect(await withHeader(npyHeader(descr, "(3,)"))).toBe(
      `unsupported: x.npy: type ${name}; expected integers, booleans or floats of 16 to 64 bits`,
    );
  });

  test.each(["descr", "fortran_order", "shape"])("a header without %s is malformed and says so", async (key) => {
    const header = npyHeader("'<f8'", "(3,)").replace(key, "other");
    expect(await withHeader(header)).toMatch(new RegExp(`^malformed: x\\.npy: its header names no "${key}"`));
  });
});

test("random bytes and random headers give a header or a TrisimError, never anything else", async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
      await succeedsOrFaults(() => read(bytes));
    }),
  );
  const shape = fc
    .array(fc.integer({ min: -2, max: 2 ** 40 }), { maxLength: 5 })
    .map((lengths) => `(${lengths.join(",")})`);
  const descr = fc.constantFrom("'<f4'", "'>i8'", "'|b1'", "'|O'", "[]", "''");
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(shape, fc.string()),
      descr,
      fc.uint8Array(),
      fc.nat(4),
      async (lengths, type, data, version) => {
        await succeedsOrFaults(() => read(npyBytes(npyHeader(type, lengths), data, version)));
      },
    ),
  );
});

test("Python objects are refused by name: they would have to be unpickled", async () => {
  for (const type of ["'|O'", "'O8'"])
    expect(await fault(() => read(npyBytes(npyHeader(type, "(2,)"), new Uint8Array(40))))).toMatch(
      /^unsupported: x\.npy: holds Python objects \(type \|?O8?\): they would have to be unpickled, which runs code; /,
    );
});
