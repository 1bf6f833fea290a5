/**
 * Resizing and cropping of one photograph in colour against Pillow's in one run: the best milliseconds of 50, and how many
 * times Pillow's time ours takes. Both start from decoded bytes. Last, what `preprocess` makes floats in.
 *
 *   npm run bench:preprocess
 */
import { spawnSync } from "node:child_process";
import { availableParallelism, cpus, loadavg } from "node:os";
import { join } from "node:path";
import { fitted } from "../src/data/fitted.js";
import { preprocess } from "../src/data/preprocess.js";
import { defaultPreprocess, type PreprocessConfig } from "../src/data/preprocess-config.js";
import type { FilterName } from "../src/data/resample/filters.js";
import { uniforms } from "../src/kernels/random.js";

type Pair = readonly [height: number, width: number];

interface Line {
  readonly from: Pair;
  readonly to: Pair;
  readonly crop: number | null;
  readonly filter: FilterName;
}

const small: Pair = [375, 500];
const lines: readonly Line[] = [
  ...(["nearest", "bilinear", "bicubic", "lanczos"] as const).map((filter) => ({
    from: small,
    to: [256, 341] as const,
    crop: 224,
    filter,
  })),
  { from: small, to: [224, 224], crop: null, filter: "bicubic" },
  { from: small, to: [384, 384], crop: null, filter: "bicubic" },
  { from: [1536, 2048], to: [256, 341], crop: 224, filter: "bicubic" },
];

function best(run: () => unknown, rounds = 50): number {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    const started = performance.now();
    run();
    least = Math.min(least, performance.now() - started);
  }
  return least;
}

function configOf({ to: [height, width], crop, filter }: Line): PreprocessConfig {
  return {
    ...defaultPreprocess,
    resize: { to: "exact", height, width, filter },
    crop: crop === null ? null : { height: crop, width: crop, rounding: "transformers", fill: [0] },
  };
}

const script = join(import.meta.dirname, "preprocess.py");
const { status, stdout, stderr } = spawnSync("/usr/bin/python3", [script, JSON.stringify(lines)], { encoding: "utf8" });
if (status !== 0) throw new Error(`${stderr}\nneeds python3-numpy python3-pil`);
const { milliseconds, versions } = JSON.parse(stdout) as { milliseconds: readonly number[]; versions: string };

console.log(
  `${cpus()[0]?.model}, ${availableParallelism()} cores, Node ${process.version}, load ${loadavg()[0]?.toFixed(1)}, ${versions}`,
);
console.log(`${"".padEnd(42)}    trisim   Pillow   times`);
for (const [i, line] of lines.entries()) {
  const [height, width] = line.from;
  const data = Uint8Array.from(uniforms(3 * height * width, 1), (u) => Math.floor(256 * u));
  const config = configOf(line);
  const own = best(() => fitted({ height, width, channels: 3, data }, config));
  const theirs = milliseconds[i] ?? Number.NaN;
  const cropped = line.crop === null ? "" : `, middle ${line.crop}`;
  const what = `${line.filter} ${line.from.join("×")} to ${line.to.join("×")}${cropped}`;
  console.log(
    `${what.padEnd(42)} ${own.toFixed(2).padStart(6)} ms ${theirs.toFixed(2).padStart(5)} ms ${(own / theirs).toFixed(1).padStart(7)}`,
  );
}
const bytes = new Uint8Array(3 * 224 * 224).fill(100);
const format = { kind: "uint8", height: 224, width: 224, channels: 3 } as const;
console.log(`floats of 224×224: ${best(() => preprocess(bytes, format, defaultPreprocess, 3)).toFixed(2)} ms`);
