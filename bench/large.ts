/**
 * What the command does with a model whose weights exceed 2 GB, where protobuf ends: two Vision Transformers of 76 blocks with
 * weights drawn at random, as external data, are inspected, extracted, compared and pruned, and what was pruned is read again.
 *
 *   npm run bench:large -- [IMAGES]
 *
 * Prints what each command says, its seconds, and the most memory that it ever held. Takes 16 GB of memory, and 10 GB of the
 * folder that TMPDIR names.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { writeOnnx } from "../src/data/write-onnx.js";
import { npyOf } from "../test/data/support/npy-bytes.js";
import { visionTransformer } from "./vision-transformer.js";

const BLOCKS = 76;
const images = Number(process.argv[2] ?? 8);
const folder = mkdtempSync(join(tmpdir(), "trisim-large-"));
const path = (name: string) => join(folder, name);

/** Uniform of mean 0 and variance 1: half a billion are drawn. */
function uniform(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return (state / 2 ** 31) * Math.sqrt(3);
  };
}

async function network(name: string, seed: number): Promise<string> {
  await writeOnnx(path(`${name}.onnx`), visionTransformer(uniform(seed), BLOCKS));
  writeFileSync(path(`${name}.preprocess.json`), JSON.stringify({ rescale_factor: 1 / 255 }));
  return path(`${name}.onnx`);
}

function data(): string {
  const draw = uniform(7);
  const pixels = new Uint8Array(images * 3 * 224 * 224).map(() => 128 + 70 * draw());
  writeFileSync(path("images.npy"), npyOf(pixels, [images, 3, 224, 224]));
  return `npy:${path("images.npy")}`;
}

function run(...args: readonly string[]): void {
  const started = performance.now();
  const command = ["--import", "./bench/peak-memory.mjs", "bin/trisim.js", ...args];
  const { stdout, stderr, status } = spawnSync(process.execPath, command, { encoding: "utf8" });
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  const gigabytes = (Number(/peak (\d+) kB/.exec(stderr)?.[1]) / 1e6).toFixed(1);
  console.log(`trisim ${args.map((arg) => arg.replaceAll(`${folder}/`, "")).join(" ")}`);
  console.log(`  ends with ${status} after ${seconds} s; at most ${gigabytes} GB`);
  const lines = (status === 0 ? stdout : stderr).trimEnd().split("\n");
  for (const line of lines.slice(0, 12)) console.log(`  | ${line.replaceAll(`${folder}/`, "").slice(0, 120)}`);
}

function sizes(): void {
  const files = readdirSync(folder).filter((file) => file.includes(".onnx"));
  for (const file of files) console.log(`  ${file}: ${statSync(path(file)).size.toLocaleString("en")} bytes`);
}

console.log(`${cpus()[0]?.model}, Node ${process.version}, load ${loadavg()[0]?.toFixed(1)}; ${images} images`);
try {
  const [a, b, of] = [await network("a", 1), await network("b", 2), data()];
  sizes();
  run("inspect", a);
  run("extract", a, "--data", of, "--layers", "auto", "--out", path("layers.safetensors"), "--quiet");
  run("compare", a, b, "--data", of, "--connect", "none", "--levels", "0.5", "--csv", "--quiet");
  run("prune", a, "--method", "global", "--sparsity", "0.5", "--out", path("pruned.onnx"));
  sizes();
  run("inspect", path("pruned.onnx"));
  run("compare", a, path("pruned.onnx"), "--data", of, "--connect", "none", "--levels", "0", "--csv", "--quiet");
} finally {
  rmSync(folder, { recursive: true });
}
