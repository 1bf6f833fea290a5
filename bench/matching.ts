/**
 * Matching the units of a pair as large as ResNet-50, its weights in a temporary file as in `trisim connect`, and moving them, on
 * one thread: seconds, beside the time of the products of matrices alone that one sweep takes.
 *
 *   npm run bench:matching
 */
import { cpus, loadavg } from "node:os";
import { type Spill, spill } from "../src/data/spill.js";
import { assignment } from "../src/kernels/assignment.js";
import { gatheredAxes } from "../src/kernels/gathered-axes.js";
import { rowProducts } from "../src/kernels/products.js";
import { axisSources } from "../src/onnx/permutation/axis-sources.js";
import { permuted } from "../src/onnx/permutation/permuted.js";
import { randomPermutations } from "../src/onnx/permutation/random-permutations.js";
import type { UnitClasses } from "../src/onnx/permutation/unit-classes.js";
import type { ValuesInFile } from "../src/sides/functional/alignment/parameter-values.js";
import { weightMatchingInFile } from "../src/sides/functional/alignment/weight-matching.js";
import { residualNet } from "../test/support/unit-nets.js";

/** Roughly normal: the sum of four uniform numbers. Not from a fixed seed, which no timing hangs on. */
const normal = () => Math.random() + Math.random() + Math.random() + Math.random() - 2;

const normals = (count: number) => Float32Array.from({ length: count }, normal);

function timed<T>(what: string, run: () => T): T {
  const started = performance.now();
  const result = run();
  const seconds = (performance.now() - started) / 1000;
  console.log(`${loadavg()[0]?.toFixed(1).padStart(5)} ${seconds.toFixed(2).padStart(8)} s  ${what}`);
  return result;
}

/** B = A with its units shuffled, and this share of noise. */
function shuffledCopy(classes: UnitClasses, a: readonly Float32Array[], noise: number): readonly Float32Array[] {
  const sources = axisSources(classes, randomPermutations(classes, 1));
  return a.map((values, p) =>
    gatheredAxes(values, classes.parameters[p]?.dims ?? [], sources[p] ?? []).map((value) => value + noise * normal()),
  );
}

function productsOfSweep({ parameters, classes }: UnitClasses): number {
  let work = 0;
  for (const { size, sites } of classes)
    for (const { parameter } of sites) work += 2 * size * (parameters[parameter]?.size ?? 0);
  return work;
}

const STAGES = [
  [64, 3],
  [128, 4],
  [256, 6],
  [512, 3],
] as const;
const net = residualNet(STAGES, 1000);
const size = net.parameters.reduce((sum, parameter) => sum + parameter.size, 0);
console.log(`${cpus()[0]?.model}, Node ${process.version}; load, seconds`);
console.log(`${(size / 1e6).toFixed(1)} million parameters, ${net.classes.length} classes`);

const n = 1024;
const [x, y] = [0, 1].map(() => ({ rows: n, columns: n, data: normals(n * n) }));
if (x === undefined || y === undefined) throw new Error("no matrices");
rowProducts(x, y);
const started = performance.now();
rowProducts(x, y);
const speed = (2 * n ** 3) / (performance.now() - started) / 1e6;
console.log(`${speed.toFixed(1)} GF/s; products of a sweep ${(productsOfSweep(net) / speed / 1e9).toFixed(2)} s`);

const gains = normals(2048 * 2048);
timed("assignment of 2,048 units, random gains", () => assignment(gains, 2048));

const a = net.parameters.map((parameter) => normals(parameter.size));
const unrelated = net.parameters.map((parameter) => normals(parameter.size));
const file = new Uint8Array(4 * size);
let at = 0;
const stored = net.parameters.map((parameter) => {
  const values = { start: at, end: at + 4 * parameter.size };
  at = values.end;
  return { ...parameter, values };
});
const order = randomPermutations(net, 2);
for (let round = 0; round < 2; round++)
  timed("all units moved in the file", () => permuted(file, { ...net, parameters: stored }, order));

/** Puts a network's parameters into a file, one behind the other. */
async function appended(to: Spill, parameters: readonly Float32Array[]): Promise<ValuesInFile> {
  const offset = to.size();
  for (const { buffer, byteOffset, byteLength } of parameters)
    await to.append(new Uint8Array(buffer, byteOffset, byteLength));
  return { descriptor: to.descriptor, offset, lengths: parameters.map(({ length }) => length) };
}

/** The time of each start, from its first step to the next one's, with both networks in a file, which is made before. */
async function match(what: string, b: readonly Float32Array[], starts: number): Promise<void> {
  const weights = await spill("the weights to match");
  const [inA, inB] = [await appended(weights, a), await appended(weights, b)];
  const begun = performance.now();
  let [current, since] = ["", begun];
  const marks: string[] = [];
  const { start, sweeps, objective, bound } = timed(what, () =>
    weightMatchingInFile(net, inA, inB, { starts }, (step) => {
      if (step.start === current) return;
      const now = performance.now();
      if (current !== "") marks.push(`${current} ${((now - since) / 1000).toFixed(1)} s`);
      [current, since] = [step.start, now];
    }),
  );
  marks.push(`${current} ${((performance.now() - since) / 1000).toFixed(1)} s`);
  await weights.close();
  console.log(
    `         won by ${start} after ${sweeps} sweeps, ${(objective / bound).toFixed(4)} of the bound; ${marks.join(", ")}`,
  );
}

await match("a shuffled copy, in a file", shuffledCopy(net, a, 0), 0);
await match("a shuffled copy with 10 % noise, in a file", shuffledCopy(net, a, 0.1), 0);
await match("unrelated weights, in a file, one random start", unrelated, 1);
