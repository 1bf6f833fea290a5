/**
 * The predictive measures with their intervals against numpy's softmax, argmax and Jensen–Shannon divergence of the same
 * logits, in one run: milliseconds, and how many times numpy's time ours takes. numpy gives scores alone, and one order of
 * the rows; ours draw chance from five others besides.
 *
 *   npm run bench:predictive [-- N C]
 */
import { spawnSync } from "node:child_process";
import { availableParallelism, cpus, loadavg } from "node:os";
import { join } from "node:path";
import { uniforms } from "../src/kernels/random.js";
import { type Predictions, predictions } from "../src/measures/predictive/predictions.js";
import { PREDICTIVE_MEASURES } from "../src/measures/predictive/table.js";

const [n = 10_000, classes = 1000] = process.argv.slice(2).map(Number);

function best(run: () => unknown, rounds = 3): number {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    const started = performance.now();
    run();
    least = Math.min(least, performance.now() - started);
  }
  return least;
}

function logits(seed: number, labels: Int32Array): Float32Array {
  const noise = uniforms(n * classes, seed);
  return Float32Array.from(noise, (u, at) => {
    const right = at % classes === labels[Math.floor(at / classes)];
    return Math.log(u / (1 - u)) + (right ? 6 : 0);
  });
}

const labels = Int32Array.from(uniforms(n, 1), (u) => Math.floor(u * classes));
const given = [logits(2, labels), logits(3, labels)].map((data) => ({ rows: n, columns: classes, data }));
const models = () => given.map(predictions) as [Predictions, Predictions];

const script = join(import.meta.dirname, "predictive.py");
const { status, stdout, stderr } = spawnSync("/usr/bin/python3", [script, String(n), String(classes)], {
  encoding: "utf8",
});
if (status !== 0) throw new Error(`${stderr}\nneeds python3-numpy`);
const { milliseconds, versions } = JSON.parse(stdout) as { milliseconds: number; versions: string };

console.log(
  `${cpus()[0]?.model}, ${availableParallelism()} cores, Node ${process.version}, load ${loadavg()[0]?.toFixed(1)}`,
);
console.log(`n = ${n}, C = ${classes}; ${versions}: ${milliseconds.toFixed(0)} ms`);
const line = (what: string, own: number) =>
  console.log(`${what.padEnd(28)} ${own.toFixed(0).padStart(6)} ms ${(own / milliseconds).toFixed(2).padStart(6)}`);
const [a, b] = models();
line("softmax and classes", best(models));
for (const { name, measure } of PREDICTIVE_MEASURES)
  line(
    `  ${name}`,
    best(() => measure(a, b, labels)),
  );
line(
  "all, from logits",
  best(() => {
    const [p, q] = models();
    for (const { measure } of PREDICTIVE_MEASURES) measure(p, q, labels);
  }),
);
