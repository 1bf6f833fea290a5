/**
 * The whole of `trisim compare` against the bare forward passes it needs, and the most memory it ever holds.
 *
 *   npm run bench -- [A.onnx B.onnx KIND:DATA]
 */
import { spawnSync } from "node:child_process";
import { availableParallelism, cpus } from "node:os";
import { join } from "node:path";

const ROUNDS = 3;
const LEVELS = "0,.1,.2,.3,.4,.5,.6,.7,.8,.9,.95,.99";
const threads = String(availableParallelism());

function subject(): readonly [string, string, string] {
  const [a, b, data] = process.argv.slice(2);
  if (a !== undefined && b !== undefined && data !== undefined) return [a, b, data];
  const field = process.env.TRISIM_FIELD;
  if (field === undefined) throw new Error("name two models and a data set, or set TRISIM_FIELD");
  const model = (name: string) => join(field, "models/cifar10", name);
  return [model("resnet20.onnx"), model("resnet56.onnx"), `cifar10:${join(field, "data/cifar10/test_first1000.bin")}`];
}

function run(args: readonly string[]): { readonly stdout: string; readonly stderr: string; readonly seconds: number } {
  const started = performance.now();
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return { stdout, stderr, seconds: (performance.now() - started) / 1000 };
}

function median(values: readonly number[]): number {
  return [...values].sort((x, y) => x - y)[Math.floor(values.length / 2)] ?? Number.NaN;
}

const [a, b, data] = subject();
const ratios: number[] = [];
const peaks: number[] = [];
console.log(`${cpus()[0]?.model}, ${threads} threads, Node ${process.version}; levels ${LEVELS}`);
for (let round = 1; round <= ROUNDS; round++) {
  const passes = run(["--import", "tsx", "bench/bare-passes.ts", a, b, data, LEVELS, threads]).stdout;
  const bare = Number(passes.split(" ")[0]);
  const whole = run([
    "--import",
    "./bench/peak-memory.mjs",
    "bin/trisim.js",
    "compare",
    a,
    b,
    "--data",
    data,
    "--levels",
    LEVELS,
    "--threads",
    threads,
    "--quiet",
  ]);
  ratios.push(whole.seconds / bare);
  peaks.push(Number(/peak (\d+) kB/.exec(whole.stderr)?.[1]) / 1024);
  console.log(`round ${round}: bare passes ${bare.toFixed(1)} s, whole compare ${whole.seconds.toFixed(1)} s`);
}
console.log(
  `whole compare / bare passes: ${median(ratios).toFixed(2)} (${ratios.map((r) => r.toFixed(2)).join(", ")})`,
);
console.log(`peak resident memory: ${median(peaks).toFixed(0)} MB`);
