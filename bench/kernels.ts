/**
 * The kernels against numpy and scipy on one thread, in one run: milliseconds, and how many times numpy's time ours takes.
 *
 *   npm run bench:kernels [-- START OF A TASK'S NAME]
 */
import { spawnSync } from "node:child_process";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { largestOfRows } from "../src/kernels/largest-of-rows.js";
import type { Matrix } from "../src/kernels/matrix.js";
import { crossProduct, gram, rowProducts } from "../src/kernels/products.js";
import { ranked } from "../src/kernels/ranks.js";
import { nuclearNorm } from "../src/kernels/singular-values.js";
import { squaredDistances } from "../src/kernels/squared-distances.js";
import { symmetricEigen } from "../src/kernels/symmetric-eigen.js";

interface Task {
  readonly name: string;
  readonly run: () => unknown;
  /** Floating-point operations. */
  readonly work?: number;
}

/** The best of some runs, the first left out: engines optimise while it runs. */
function milliseconds(run: () => unknown, rounds = 5): number {
  run();
  const times = Array.from({ length: rounds }, () => {
    const started = performance.now();
    run();
    return performance.now() - started;
  });
  return Math.min(...times);
}

/** Roughly normal: the sum of four uniform numbers. Not from a fixed seed, which no timing hangs on. */
function random(rows: number, columns: number): Matrix & { readonly data: Float64Array<ArrayBuffer> } {
  const normal = () => Math.random() + Math.random() + Math.random() + Math.random() - 2;
  return { rows, columns, data: Float64Array.from({ length: rows * columns }, normal) };
}

const single = (x: Matrix): Matrix => ({ ...x, data: Float32Array.from(x.data) });

function tasks(): readonly Task[] {
  const products = [256, 1024, 2000].flatMap((n): Task[] => {
    const [x, y] = [random(n, n), random(n, n)];
    const [x32, y32] = [single(x), single(y)];
    const work = 2 * n ** 3;
    return [
      { name: `A'B ${n} f64`, run: () => crossProduct(x, y), work },
      { name: `AB' ${n} f64`, run: () => rowProducts(x, y), work },
      { name: `A'B ${n} f32`, run: () => crossProduct(x32, y32), work },
      { name: `AB' ${n} f32`, run: () => rowProducts(x32, y32), work },
    ];
  });
  const [tall, square] = [random(2000, 256), random(5000, 5000)];
  const pairs = square.data.subarray(0, (5000 * 4999) / 2);
  return [
    ...[64, 256, 512, 1024, 2048].map((n) => {
      const x = random(n, n);
      return { name: `nuclear norm ${n}`, run: () => nuclearNorm(x) };
    }),
    ...products,
    { name: "AA' 2000 x 256 f64", run: () => gram(tall), work: 2000 * 2000 * 256 },
    ...[100, 500, 1000].map((n) => {
      const x = gram(random(n, n));
      return { name: `eigenvectors ${n}`, run: () => symmetricEigen(x) };
    }),
    { name: "distances 2000 x 256", run: () => squaredDistances(tall) },
    { name: "10 largest of 5000 x 5000", run: () => largestOfRows(square, 10) },
    { name: "ranks of 12.5 million", run: () => ranked(pairs).ranks },
  ];
}

/** numpy's milliseconds, measured right before ours: what else the machine does meets both alike. */
function theirs(name: string): { readonly versions: string; readonly milliseconds: number } {
  const { status, stdout, stderr } = spawnSync("/usr/bin/python3", [join(import.meta.dirname, "kernels.py"), name], {
    encoding: "utf8",
    env: { ...process.env, OPENBLAS_NUM_THREADS: "1" },
  });
  if (status !== 0) throw new Error(`${stderr}\nneeds python3-numpy, python3-scipy and libopenblas0-pthread`);
  return JSON.parse(stdout);
}

const [wanted = ""] = process.argv.slice(2);
console.log(
  `${cpus()[0]?.model}, Node ${process.version}, one thread; load, ours, numpy's, ratio, ours and numpy's GF/s`,
);
for (const { name, run, work } of tasks().filter((task) => task.name.startsWith(wanted))) {
  const [other, own] = [theirs(name).milliseconds, milliseconds(run)];
  const speed =
    work === undefined ? "" : `${(work / own / 1e6).toFixed(1)} and ${(work / other / 1e6).toFixed(1)} GF/s`;
  const [load, ratio] = [loadavg()[0]?.toFixed(1) ?? "", (own / other).toFixed(2)];
  const numbers = [load.padStart(5), `${own.toFixed(1)} ms`.padStart(10), `${other.toFixed(1)} ms`.padStart(10)];
  console.log(`${name.padEnd(26)} ${numbers.join(" ")} ${ratio.padStart(6)}  ${speed}`);
}
console.log(theirs("").versions);
