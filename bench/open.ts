/**
 * What opening a network costs beside the runtime's own loading of the same file: a ViT-B with random weights (346 MB), by turns,
 * each in a process of its own, seconds as the median of nine rounds and the most memory that the process ever held.
 *
 *   npm run bench:open
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { visionTransformer } from "./vision-transformer.js";

const ROUNDS = 9;
const folder = mkdtempSync(join(tmpdir(), "trisim-open-"));
const file = join(folder, "vit.onnx");

/** Uniform numbers of variance 1, not from a fixed seed, which no timing hangs on. */
const draw = () => (Math.random() - 0.5) * Math.sqrt(12);

interface Taken {
  readonly seconds: number;
  readonly peak: number;
}

function taken(what: "runtime" | "trisim"): Taken {
  const args = ["--import", "./bench/peak-memory.mjs", "bench/opened.mjs", what, file];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return { seconds: Number(stdout), peak: Number(/peak (\d+) kB/.exec(stderr)?.[1]) / 1000 };
}

const median = (values: readonly number[]) => values.toSorted((x, y) => x - y)[Math.floor(values.length / 2)] ?? 0;

try {
  writeFileSync(file, visionTransformer(draw));
  const rounds = Array.from({ length: ROUNDS }, () => ({ runtime: taken("runtime"), trisim: taken("trisim") }));
  const of = (what: "runtime" | "trisim", key: keyof Taken) => median(rounds.map((round) => round[what][key]));
  const weights = statSync(file).size / 1e6;
  console.log(
    `${cpus()[0]?.model}, Node ${process.version}, load ${loadavg()[0]?.toFixed(1)}; ${weights.toFixed(0)} MB`,
  );
  for (const what of ["runtime", "trisim"] as const) {
    console.log(`  ${what}: ${of(what, "seconds").toFixed(2)} s, at most ${of(what, "peak").toFixed(0)} MB`);
  }
  const beyond = (of("trisim", "peak") - of("runtime", "peak")) / weights;
  const times = of("trisim", "seconds") / of("runtime", "seconds");
  console.log(`  ${times.toFixed(2)} times its seconds; its memory and ${beyond.toFixed(2)} times the weights`);
} finally {
  rmSync(folder, { recursive: true });
}
