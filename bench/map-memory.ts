/**
 * The most memory a layer map takes beyond its activations, and what its plan said, in a process of its own.
 *
 *   npx tsx bench/map-memory.ts [N] [P] [LAYERS]
 */
import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import type { Matrix } from "../src/kernels/matrix.js";
import { ckaMap } from "../src/measures/cka-map.js";
import { onnxMatrixEngine } from "../src/runtime/onnx-matrix-engine.js";

const [n = 10_000, p = 512, layers = 48] = process.argv.slice(2).map(Number);

/** Shared between threads, as a comparison holds them. */
function activations(seed: number): Matrix {
  const data = new Float32Array(new SharedArrayBuffer(4 * n * p));
  let state = seed + 1;
  for (let at = 0; at < data.length; at++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    data[at] = state / 2 ** 32 - 0.5;
  }
  return { rows: n, columns: p, data };
}

/** Megabytes that the process has ever held at once. */
function peak(): number {
  return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync("/proc/self/status", "utf8"))?.[1]) / 1000;
}

const all = Array.from({ length: layers }, (_, k) => activations(k));
const before = peak();
const engine = onnxMatrixEngine(availableParallelism());
const started = performance.now();
const { plan } = await ckaMap(all, { engine, precision: "float32" });
const seconds = (performance.now() - started) / 1000;
await engine.close();
const [held, planned] = [(layers * n * p * 4) / 1e6, plan.bytes / 1e6];
console.log(
  `${layers} layers, n = ${n}, p = ${p}: ${held.toFixed(0)} MB of activations, ${(peak() - before).toFixed(0)} MB beyond ` +
    `(${planned.toFixed(0)} planned, ${plan.route}), ${seconds.toFixed(1)} s with interval and p of every cell`,
);
