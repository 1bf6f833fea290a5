/**
 * What debiased CKA costs as examples, features and layers grow: milliseconds with intervals and p-values, and the power
 * of each that fits them.
 *
 *   npm run bench:cost
 *
 * Prints a Markdown table and draws docs/pictures/static-cost.svg.
 */
import { writeFileSync } from "node:fs";
import { availableParallelism, cpus } from "node:os";
import { join } from "node:path";
import * as Plot from "@observablehq/plot";
import type { Matrix } from "../src/kernels/matrix.js";
import { ckaMap } from "../src/measures/cka-map.js";
import { plotSvg } from "../src/report/figures/plot-svg.js";
import { onnxMatrixEngine } from "../src/runtime/onnx-matrix-engine.js";

interface Series {
  readonly name: string;
  readonly sizes: readonly number[];
  /** Layers, examples and features at one size. */
  at(size: number): readonly [layers: number, n: number, p: number];
}

const SERIES: readonly Series[] = [
  { name: "n, two layers, p = 512", sizes: [500, 1000, 2000, 4000, 8000], at: (n) => [2, n, 512] },
  { name: "p, two layers, n = 2000", sizes: [64, 128, 256, 512, 1024, 2048], at: (p) => [2, 2000, p] },
  { name: "L, L × L layers, n = 1000, p = 256", sizes: [3, 6, 12, 24, 48], at: (count) => [2 * count, 1000, 256] },
];
const ROUNDS = 4;

const engine = onnxMatrixEngine(availableParallelism());

function layer(n: number, p: number): Matrix {
  return { rows: n, columns: p, data: Float32Array.from({ length: n * p }, () => Math.random() - Math.random()) };
}

async function milliseconds(layers: readonly Matrix[]): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    const started = performance.now();
    await ckaMap(layers, { engine, precision: "float32", memory: 4e9 });
    best = Math.min(best, performance.now() - started);
  }
  return best;
}

/** The slope of the least-squares line through the logarithms, over the larger half: small sizes cost their beginnings. */
function exponent(points: readonly { readonly size: number; readonly ms: number }[]): number {
  const larger = points.slice(Math.floor(points.length / 2) - 1);
  const mean = (of: (point: (typeof larger)[number]) => number) =>
    larger.reduce((sum, point) => sum + of(point), 0) / larger.length;
  const [x, y] = [mean(({ size }) => Math.log(size)), mean(({ ms }) => Math.log(ms))];
  const covariance = mean(({ size, ms }) => (Math.log(size) - x) * (Math.log(ms) - y));
  return covariance / mean(({ size }) => (Math.log(size) - x) ** 2);
}

const measured = [];
for (const { name, sizes, at } of SERIES) {
  const points = [];
  for (const size of sizes) {
    const [layers, n, p] = at(size);
    points.push({ size, ms: await milliseconds(Array.from({ length: layers }, () => layer(n, p))), name });
  }
  measured.push({ name, points, exponent: exponent(points) });
}
await engine.close();

console.log(
  `${cpus()[0]?.model}, ${availableParallelism()} cores, Node ${process.version}; the best of ${ROUNDS} runs\n`,
);
console.log("| grows | milliseconds | exponent |\n|---|---|---|");
for (const { name, points, exponent: power } of measured) {
  const cells = points.map(({ size, ms }) => `${size}: ${ms.toFixed(0)}`).join(", ");
  console.log(`| ${name} | ${cells} | ${power.toFixed(1)} |`);
}

const points = measured.flatMap((series) => series.points);
const svg = plotSvg({
  ariaLabel: "Milliseconds of debiased CKA against n, p and L, logarithmic axes",
  width: 640,
  height: 360,
  marginLeft: 60,
  marginRight: 210,
  style: { background: "white", color: "#222", fontFamily: "system-ui, sans-serif", fontSize: "12px" },
  x: { type: "log", label: "n, p or L", tickFormat: "~s", grid: true },
  y: { type: "log", label: "milliseconds", tickFormat: "~s", grid: true },
  color: { domain: measured.map(({ name }) => name), range: ["#0072b2", "#d55e00", "#009e73"] },
  marks: [
    Plot.line(points, { x: "size", y: "ms", stroke: "name", strokeWidth: 2 }),
    Plot.dot(points, { x: "size", y: "ms", fill: "name", r: 3.5 }),
    Plot.text(measured, {
      x: ({ points: of }) => of.at(-1)?.size,
      y: ({ points: of }) => of.at(-1)?.ms,
      text: ({ name, exponent: power }) => `${name}: ^${power.toFixed(1)}`,
      fill: "name",
      textAnchor: "start",
      dx: 8,
    }),
  ],
});
writeFileSync(join(import.meta.dirname, "../docs/pictures/static-cost.svg"), `${svg}\n`);
