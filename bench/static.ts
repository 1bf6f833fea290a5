/**
 * The static side against numpy, both on all cores, in one run: milliseconds, and how many times numpy's time ours takes.
 * numpy gives scores alone; below each, what intervals and p-values take besides.
 *
 *   npm run bench:static [-- START OF A TASK'S NAME]
 */
import { spawnSync } from "node:child_process";
import { availableParallelism, cpus, loadavg } from "node:os";
import { join } from "node:path";
import type { Matrix } from "../src/kernels/matrix.js";
import { ckaMap } from "../src/measures/cka-map.js";
import { MEASURES } from "../src/measures/table.js";
import { onnxMatrixEngine } from "../src/runtime/onnx-matrix-engine.js";

interface Task {
  readonly name: string;
  /** numpy's tasks of the same, the first being its best route. */
  readonly baselines: readonly string[];
  /** The same without, and then with, intervals and p-values. */
  make(): { readonly scores: () => Promise<unknown>; readonly all?: () => Promise<unknown> };
}

const engine = onnxMatrixEngine(availableParallelism());

function normal(rows: number, columns: number): Matrix {
  const uniform = () => Math.random() + Math.random() + Math.random() + Math.random() - 2;
  return { rows, columns, data: Float32Array.from({ length: rows * columns }, uniform) };
}

function mapOf(layers: readonly Matrix[]) {
  const run = (statistics: boolean) => () => ckaMap(layers, { engine, precision: "float32", statistics });
  return { scores: run(false), all: run(true) };
}

function scoresOf(name: "knn" | "rsa") {
  const [x, y] = [normal(5000, 512), normal(5000, 512)];
  const prepared = async (z: Matrix) => {
    const measure = MEASURES[name];
    return measure.prepareOn === undefined ? measure.prepare(z) : measure.prepareOn(engine, z);
  };
  return { scores: async () => MEASURES[name].between(await prepared(x), await prepared(y)) };
}

const TASKS: readonly Task[] = [
  {
    name: "map 24 x 24, n = 2000, p = 512",
    baselines: ["map 24 x 24"],
    make: () => mapOf(Array.from({ length: 48 }, () => normal(2000, 512))),
  },
  {
    name: "debiased CKA, n = 10000, p = q = 2048",
    baselines: ["debiased CKA"],
    make: () => mapOf([normal(10_000, 2048), normal(10_000, 2048)]),
  },
  {
    name: "mutual kNN, n = 5000, p = 512",
    baselines: ["mutual kNN, float32 partition", "mutual kNN, float64 sort"],
    make: () => scoresOf("knn"),
  },
  { name: "RSA, n = 5000, p = 512", baselines: ["RSA"], make: () => scoresOf("rsa") },
];

/** The best of some runs, the first left out: engines optimise and memory is found while it runs. */
async function milliseconds(run: () => Promise<unknown>, rounds = 5): Promise<number> {
  await run();
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    const started = performance.now();
    await run();
    best = Math.min(best, performance.now() - started);
  }
  return best;
}

/** numpy's milliseconds, measured before ours and after: what else the machine does meets both alike. */
function theirs(name: string): { readonly versions: string; readonly milliseconds: number } {
  // Settings of some machine's own that hold OpenBLAS back are left out.
  const { OPENBLAS_CORETYPE: _, OPENBLAS_L2_SIZE: __, ...env } = process.env;
  const script = join(import.meta.dirname, "static.py");
  const { status, stdout, stderr } = spawnSync("/usr/bin/python3", [script, name], { encoding: "utf8", env });
  if (status !== 0) throw new Error(`${stderr}\nneeds python3-numpy, python3-scipy and libopenblas0-pthread`);
  return JSON.parse(stdout);
}

function line(what: string, own: number, other: number, baseline: string): void {
  const times = [`${own.toFixed(0)} ms`.padStart(9), `${other.toFixed(0)} ms`.padStart(9)];
  console.log(`${what.padEnd(40)} ${times.join(" ")} ${(own / other).toFixed(2).padStart(6)}  ${baseline}`);
}

const [wanted = ""] = process.argv.slice(2);
console.log(
  `${cpus()[0]?.model}, ${availableParallelism()} cores, Node ${process.version}, load ${loadavg()[0]?.toFixed(1)}`,
);
console.log("ours, the baseline's, ratio, baseline");
for (const { name, baselines, make } of TASKS.filter((task) => task.name.startsWith(wanted))) {
  const before = baselines.map(theirs);
  const { scores, all } = make();
  const own = await milliseconds(scores);
  const statistics = all && (await milliseconds(all));
  for (const [k, baseline] of baselines.entries()) {
    const [{ versions, milliseconds: first } = theirs(baseline), last] = [before[k], theirs(baseline).milliseconds];
    line(name, own, Math.min(first, last), `${baseline}, ${versions}`);
  }
  if (statistics !== undefined) line("  with interval and p of every cell", statistics, own, "our scores alone");
}
await engine.close();
