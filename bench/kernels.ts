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
  /** Whether to set it beside numpy on all the threads that numpy takes by itself, too. */
  readonly alsoThreaded?: boolean;
}

/** The share by which numpy on its default threads must differ from numpy on one to be worth a line. */
const NOTABLE = 0.05;

/** The best of five runs or of what a quarter of a second holds, the first left out: engines optimise while it runs. */
function milliseconds(run: () => unknown): number {
  run();
  const times: number[] = [];
  const begun = performance.now();
  while (times.length < 5 || performance.now() - begun < 250) {
    const started = performance.now();
    run();
    times.push(performance.now() - started);
  }
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
      return { name: `nuclear norm ${n}`, run: () => nuclearNorm(x), alsoThreaded: true };
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

/** numpy's milliseconds on so many threads or as many as it likes: with the kernels and caches that it finds by itself. */
function theirs(name: string, threads?: number): { readonly versions: string; readonly milliseconds: number } {
  const { OPENBLAS_CORETYPE, OPENBLAS_L2_SIZE, OPENBLAS_NUM_THREADS, ...rest } = process.env;
  const { status, stdout, stderr } = spawnSync("/usr/bin/python3", [join(import.meta.dirname, "kernels.py"), name], {
    encoding: "utf8",
    env: threads === undefined ? rest : { ...rest, OPENBLAS_NUM_THREADS: String(threads) },
  });
  if (status !== 0) throw new Error(`${stderr}\nneeds python3-numpy, python3-scipy and libopenblas0-pthread`);
  return JSON.parse(stdout);
}

/** Both in turn, so that what else the machine does meets both alike, and of each the best round. */
function measured({ name, run }: Task, threads?: number): { readonly own: number; readonly other: number } {
  const rounds = Array.from({ length: 3 }, () => ({ other: theirs(name, threads), own: milliseconds(run) }));
  return {
    own: Math.min(...rounds.map(({ own }) => own)),
    other: Math.min(...rounds.map(({ other }) => other.milliseconds)),
  };
}

function line(name: string, own: number, other: number, comment: string): string {
  const [load, ratio] = [loadavg()[0]?.toFixed(1) ?? "", (own / other).toFixed(2)];
  const numbers = [load.padStart(5), `${own.toFixed(1)} ms`.padStart(10), `${other.toFixed(1)} ms`.padStart(10)];
  return `${name.padEnd(26)} ${numbers.join(" ")} ${ratio.padStart(6)}  ${comment}`;
}

const [wanted = ""] = process.argv.slice(2);
console.log(
  `${cpus()[0]?.model}, Node ${process.version}, one thread; load, ours, numpy's, ratio, ours and numpy's GF/s`,
);
for (const task of tasks().filter(({ name }) => name.startsWith(wanted))) {
  const { own, other } = measured(task, 1);
  const speed = (time: number) => ((task.work ?? 0) / time / 1e6).toFixed(1);
  console.log(line(task.name, own, other, task.work === undefined ? "" : `${speed(own)} and ${speed(other)} GF/s`));
  if (!task.alsoThreaded) continue;
  const threaded = measured(task);
  if (Math.abs(threaded.other / other - 1) > NOTABLE)
    console.log(line("", threaded.own, threaded.other, "numpy on its default threads"));
}
console.log(theirs("").versions);
