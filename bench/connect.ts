/**
 * What networks between two cost, on a ResNet-50 with random weights, its BatchNormalization kept and folded: the time of
 * making one beside evaluating 500 images with it, and the most memory `trisim connect` ever holds beyond a bare evaluation.
 *
 *   npm run bench:connect -- [IMAGES]
 *
 * Few images are evaluated, 16 unless given, and their time is taken as often as 500 need. The memory is the most that the
 * system ever gave the process (VmHWM): of `connect` at three points, as it is, aligned by weights, and repaired by 32 images
 * too, less that of a process in which the runtime alone loads one of the two files and runs images one by one.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { nodeEngine } from "../src/runtime/node-engine.js";
import { npyOf } from "../test/data/support/npy-bytes.js";
import { type Norms, residualNetwork } from "./residual-network.js";
import { EVALUATED, variantCosts } from "./variants.js";

const CALIBRATION = 32;
const images = Number(process.argv[2] ?? 16);
const folder = mkdtempSync(join(tmpdir(), "trisim-connect-"));

/** Roughly normal: the sum of four uniform numbers. Not from a fixed seed, which no timing hangs on. */
const normal = () => (Math.random() + Math.random() + Math.random() + Math.random() - 2) * Math.sqrt(3);

function network(norms: Norms, name: string): string {
  const file = join(folder, `${norms}-${name}.onnx`);
  writeFileSync(file, residualNetwork(norms, normal));
  writeFileSync(join(folder, `${norms}-${name}.preprocess.json`), JSON.stringify({ rescale_factor: 1 / 255 }));
  return file;
}

function dataOf(n: number): string {
  const [pixels, labels] = [new Uint8Array(n * 3 * 224 * 224), new Int32Array(n)];
  const files = [join(folder, `${n}.npy`), join(folder, `${n}-labels.npy`)] as const;
  writeFileSync(
    files[0],
    npyOf(
      pixels.map(() => 256 * Math.random()),
      [n, 3, 224, 224],
    ),
  );
  writeFileSync(
    files[1],
    npyOf(
      labels.map(() => 1000 * Math.random()),
      [n],
    ),
  );
  return `npy:${files.join(",")}`;
}

/** Megabytes a process ever held. */
function peakOf(args: readonly string[]): number {
  const { stderr, status } = spawnSync(process.execPath, ["--import", "./bench/peak-memory.mjs", ...args], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
  return Number(/peak (\d+) kB/.exec(stderr)?.[1]) / 1000;
}

async function costs(a: string, b: string, data: string): Promise<void> {
  const engine = nodeEngine(availableParallelism());
  const { evaluation, session, ...made } = await variantCosts(engine, a, b, data).finally(() => engine.close());
  console.log(
    `  evaluating ${EVALUATED} images ${evaluation.toFixed(1)} s, from ${images}; a session ${session.toFixed(2)} s`,
  );
  for (const [what, seconds] of Object.entries(made)) {
    const share = (100 * (seconds + session)) / evaluation;
    console.log(`  ${what}: ${seconds.toFixed(2)} s, with its session ${share.toFixed(1)} % of the evaluation`);
  }
}

function memory(a: string, b: string, data: string): void {
  const weights = statSync(a).size / 1e6;
  const bare = peakOf(["bench/bare-evaluation.mjs", a, String(images)]);
  console.log(`  weights ${weights.toFixed(0)} MB, a bare evaluation ${bare.toFixed(0)} MB`);
  const connect = ["bin/trisim.js", "connect", a, b, "--data", data, "--points", "3", "--quiet"];
  const repair = ["--repair", "--calibration", dataOf(CALIBRATION)];
  for (const [what, options] of [
    ["as they are", []],
    ["aligned by weights", ["--align", "weights"]],
    ["aligned by weights and repaired", ["--align", "weights", ...repair]],
  ] as const) {
    const peak = peakOf([...connect, ...options]);
    const [beyond, all] = [(peak - bare) / weights, peak / weights].map((times) => times.toFixed(1));
    console.log(`  ${what}: ${peak.toFixed(0)} MB, ${beyond} times the weights beyond it, ${all} times in all`);
  }
}

console.log(`${cpus()[0]?.model}, ${availableParallelism()} threads, Node ${process.version}`);
try {
  const data = dataOf(images);
  for (const norms of ["folded", "kept"] as const) {
    console.log(`BatchNormalization ${norms}`);
    const [a, b] = [network(norms, "a"), network(norms, "b")];
    await costs(a, b, data);
    memory(a, b, data);
  }
} finally {
  rmSync(folder, { recursive: true });
}
