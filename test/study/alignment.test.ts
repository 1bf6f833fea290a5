import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { permuted } from "../../src/onnx/permutation/permuted.js";
import { randomPermutations } from "../../src/onnx/permutation/random-permutations.js";
import { nodeEngine } from "../../src/runtime/node-engine.js";
import { compare } from "../../src/study/compare.js";
import { connectModels } from "../../src/study/connect-models.js";
import { conv, pooledHead, reshape, transpose } from "../support/blocks.js";
import { temporaryFolder } from "../support/command.js";
import { foundUnits } from "../support/found-units.js";
import { type Net, net } from "../support/net.js";

const engine = nodeEngine(1);
afterAll(() => engine.close());

/** A convolution of 8 units, something done to them, and a head of ten classes. */
function network(middle: (n: Net, x: string) => string) {
  const n = net([1, 28, 28]);
  const maps = n.add("Relu", conv(n, n.images, 1, 8, 3, { stride: 7 }));
  return n.model(pooledHead(n, n.add("Relu", middle(n, maps)), 8, 10));
}

/** Hides the first of 4 × 4 places. */
function mask(n: Net): string {
  const values = Array.from({ length: 16 }, (_, place) => (place === 0 ? Number.NEGATIVE_INFINITY : 0));
  return n.constant({ dims: [1, 1, 4, 4], values });
}

function connected(a: Uint8Array, b: Uint8Array) {
  const folder = temporaryFolder();
  const [fileA, fileB] = [join(folder, "a.onnx"), join(folder, "b.onnx")];
  writeFileSync(fileA, a);
  writeFileSync(fileB, b);
  return connectModels(fileA, fileB, { data: "zoo:fashion", limit: 60, points: 3, align: "weights", threads: 1 });
}

describe("networks whose units cannot be matched are not aligned", () => {
  test.each<[string, Parameters<typeof network>[0], RegExp]>([
    [
      "an operator that nothing is known of",
      (n, x) => n.add("CumSum", `${x} ${n.ints(1)}`),
      /a.onnx: CumSum "CumSum\d+a" mixes channels in a way that is not known: its units cannot be matched; or leave --align weights$/,
    ],
    [
      "channels and their own shuffle added up: which place is which is seen when they are tried",
      (n, x) => {
        const turned = transpose(n, reshape(n, x, 0, 2, 4, 4, 4), 0, 2, 1, 3, 4);
        return n.add("Add", `${x} ${reshape(n, turned, 0, 8, 4, 4)}`);
      },
      /^a and b have no aligned path: a: its outputs move by \S+ of the largest when units found in its graph change places, so units cannot be matched; or leave --align weights$/,
    ],
  ])("%s", async (_, middle, reason) => {
    const { bytes } = network(middle).onnx;
    await expect(connected(bytes, bytes)).rejects.toThrow(reason);
  });
});

describe("a network and its shuffled copy are one network halfway, once aligned", () => {
  test.each<[string, Parameters<typeof network>[0]]>([
    ["transposed convolutions", (n, x) => n.add("ConvTranspose", `${x} ${n.weight(8, 8, 3, 3)} ${n.weight(8)}`)],
    ["Einsum", (n, x) => n.add("Einsum", `${x} ${n.weight(8, 8)}`, { equation: { text: "nchw,cd->ndhw" } })],
    [
      "pixels made of channels",
      (n, x) => n.add("DepthToSpace", conv(n, x, 8, 32, 3), { blocksize: 2, mode: { text: "CRD" } }),
    ],
    ["a mask of −∞, in which no unit has a place", (n, x) => n.add("Add", `${conv(n, x, 8, 8, 3)} ${mask(n)}`)],
  ])("%s", async (_, middle) => {
    const { model, units } = await foundUnits(engine, network(middle));
    const { bytes } = model.onnx;
    const { result } = await connected(bytes, permuted(bytes, units, randomPermutations(units, 3)));
    const [start = 0, halfway = 0] = result.aligned?.loss ?? [];
    expect(Math.abs(halfway - start)).toBeLessThan(1e-5 * start);
    expect(Math.abs((result.naive.loss[1] ?? start) - start)).toBeGreaterThan(1e-3 * start);
  });
});

test("weights by which no units can be matched are told, with their network", async () => {
  const bytesOf = (bias: number) =>
    network((n, x) => n.add("Add", `${x} ${n.constant({ dims: [8, 1, 1], values: [bias, 1, 1, 1, 1, 1, 1, 1] })}`)).onnx
      .bytes;
  await expect(connected(bytesOf(1), bytesOf(Number.NEGATIVE_INFINITY))).rejects.toThrow(
    /^a and b have no aligned path: \S*b\.onnx: parameter "stored\d+" holds -Infinity, by which no units can be matched; or leave/,
  );
});

test("weights that no file has room for are matched in memory, alike", async () => {
  const { model, units } = await foundUnits(
    engine,
    network((n, x) => conv(n, x, 8, 8, 3)),
  );
  const { bytes } = model.onnx;
  const shuffled = permuted(bytes, units, randomPermutations(units, 5));
  const inFile = await connected(bytes, shuffled);
  const before = process.env.TMPDIR;
  const folder = temporaryFolder();
  process.env.TMPDIR = join(folder, "gone");
  try {
    // Its own files lie in a folder that is there.
    const [a, b] = [join(folder, "a.onnx"), join(folder, "b.onnx")];
    writeFileSync(a, bytes);
    writeFileSync(b, shuffled);
    const options = { data: "zoo:fashion", limit: 60, points: 3, align: "weights", threads: 1 } as const;
    const { result } = await connectModels(a, b, options);
    expect(result.aligned).toEqual(inFile.result.aligned);
    expect(result.alignment).toEqual(inFile.result.alignment);
    expect(result.alignment?.moved).toBeGreaterThan(0);
    const said = `units are matched with the weights of both networks in memory: the weights to match cannot be put into ${process.env.TMPDIR}: `;
    const warning = result.warnings.find((one) => one.startsWith(said));
    expect(warning).toMatch(/; make room, or let TMPDIR name another folder$/);
    expect(inFile.result.warnings.filter((one) => one.startsWith("units are matched"))).toEqual([]);
    const compared = await compare(a, b, { ...options, connect: "aligned", levels: [0] });
    expect(compared.warnings).toContain(warning);
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
});
