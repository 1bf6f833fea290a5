/**
 * What a pruning sweep costs beside the forward passes that it cannot do without, and the most memory that the whole comparison
 * ever holds, on two ResNet-50 and on two ViT-B/16 with weights drawn at random.
 *
 *   npm run bench:sweep -- [IMAGES] [THREADS] [resnet|vit]
 *
 * 200 images at three levels and all threads unless given. Both networks are compared as `compare` does, without a path between them; the
 * sweep is timed from its first pruned level on, and set beside sessions of the runtime alone on the same pruned networks, for the
 * logits only. Beside the clock's seconds stand those of all processors: on one thread, where nothing spins, other work on the
 * machine disturbs them little.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { npyOf } from "../test/data/support/npy-bytes.js";
import { residualNetwork } from "./residual-network.js";
import { visionTransformer } from "./vision-transformer.js";

const LEVELS = ["0.5", "0.8", "0.95"];
const images = Number(process.argv[2] ?? 200);
const threads = process.argv[3] ?? String(availableParallelism());
const folder = mkdtempSync(join(tmpdir(), "trisim-sweep-"));

interface Seconds {
  readonly clock: number;
  readonly processors: number;
}

interface Timed {
  readonly whole: Seconds;
  readonly sweep: Seconds;
}

/** Uniform numbers between 0 and 1, the same for the same seed (Mulberry32). */
function uniform(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Roughly normal: the sum of four uniform numbers. */
function normal(seed: number): () => number {
  const draw = uniform(seed);
  return () => (draw() + draw() + draw() + draw() - 2) * Math.sqrt(3);
}

function network(name: string, build: (draw: () => number) => Uint8Array, seed: number): string {
  const file = join(folder, `${name}-${seed}.onnx`);
  writeFileSync(file, build(normal(seed)));
  writeFileSync(join(folder, `${name}-${seed}.preprocess.json`), JSON.stringify({ rescale_factor: 1 / 255 }));
  return file;
}

function dataOf(n: number): string {
  const draw = uniform(n);
  const pixels = new Uint8Array(n * 3 * 224 * 224).map(() => 256 * draw());
  const labels = new Int32Array(n).map(() => 1000 * draw());
  const files = [join(folder, "images.npy"), join(folder, "labels.npy")] as const;
  writeFileSync(files[0], npyOf(pixels, [n, 3, 224, 224]));
  writeFileSync(files[1], npyOf(labels, [n]));
  return `npy:${files.join(",")}`;
}

function run(args: readonly string[]): { readonly stdout: string; readonly stderr: string } {
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return { stdout, stderr };
}

function barePasses(a: string, b: string, data: string, levels: readonly string[]): Seconds {
  const { stdout } = run(["--import", "tsx", "bench/bare-passes.ts", a, b, data, levels.join(","), threads]);
  const [clock = Number.NaN, processors = Number.NaN] = stdout.split(" ").map(Number);
  return { clock, processors };
}

function row(what: string, taken: Seconds, bare: Seconds): void {
  const times = (of: keyof Seconds) => (taken[of] / bare[of]).toFixed(2);
  const seconds = `${taken.clock.toFixed(1)} s, bare passes ${bare.clock.toFixed(1)} s`;
  console.log(`  ${what}: ${seconds}: ${times("clock")} times by the clock, ${times("processors")} by the processors`);
}

function measure(name: string, build: (draw: () => number) => Uint8Array, data: string): void {
  const [a, b] = [network(name, build, 1), network(name, build, 2)];
  const [dense, pruned] = [barePasses(a, b, data, ["0"]), barePasses(a, b, data, LEVELS)];
  const timed = ["bench/timed-compare.mjs", a, b, data, LEVELS.join(","), threads];
  const { stdout, stderr } = run(["--import", "./bench/peak-memory.mjs", ...timed]);
  const { whole, sweep } = JSON.parse(stdout) as Timed;
  const all = { clock: dense.clock + pruned.clock, processors: dense.processors + pruned.processors };
  console.log(`${name}, load ${loadavg()[0]?.toFixed(1)}`);
  row("the sweep", sweep, pruned);
  row("the whole comparison", whole, all);
  const [peak, one] = [Number(/peak (\d+) kB/.exec(stderr)?.[1]) / 1000, statSync(a).size / 1e6];
  const beyond = (weights: number) => ((peak - 300) / weights).toFixed(2);
  console.log(
    `  peak ${peak.toFixed(0)} MB: 300 MB and ${beyond(2 * one)} times both models' weights, ${beyond(one)} times those of one (${one.toFixed(0)} MB)`,
  );
}

console.log(
  `${cpus()[0]?.model}, ${threads} threads, Node ${process.version}; ${images} images, levels ${LEVELS.join(", ")}`,
);
try {
  const data = dataOf(images);
  const only = process.argv[4];
  if (only !== "vit") measure("ResNet-50", (draw) => residualNetwork("folded", draw), data);
  if (only !== "resnet") measure("ViT-B", visionTransformer, data);
} finally {
  rmSync(folder, { recursive: true });
}
