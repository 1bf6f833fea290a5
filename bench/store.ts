/**
 * What a study of many models takes besides running them: activations are made up and saved, of networks of four families, and
 * `trisim study` measures every two of them. Seconds, disk and memory of a first run, of one that finds all its results
 * stored, and of one with a model more.
 *
 *   npm run bench:store -- [MODELS] [EXAMPLES] [FEATURES] [CLASSES]
 *
 * 200 models and 10,000 examples, 64 features and 10 classes unless given; takes room in the folder that TMPDIR names.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { encodeSafetensors } from "../src/data/encode-safetensors.js";
import { npyOf } from "../test/data/support/npy-bytes.js";

const [models = 200, n = 10_000, p = 64, classes = 10] = process.argv.slice(2).map(Number);
const FAMILIES = ["cnn", "vit", "vlm", "mixer"];
const folder = mkdtempSync(join(tmpdir(), "trisim-store-"));
const at = (...parts: string[]) => join(folder, ...parts);

/** Roughly normal. */
function normal(): number {
  return Math.random() + Math.random() + Math.random() + Math.random() - 2;
}

function noise(rows: number, columns: number): Float32Array {
  return new Float32Array(rows * columns).map(normal);
}

function sum(...parts: readonly Float32Array[]): Float32Array {
  return new Float32Array(parts[0]?.length ?? 0).map((_, i) =>
    parts.reduce((total, part) => total + (part[i] ?? 0), 0),
  );
}

/** Labels, and what every model sees of its family and of all images. */
const labels = new Int32Array(n).map((_, i) => i % classes);
const right = new Float32Array(n * classes).map((_, at) => (labels[Math.floor(at / classes)] === at % classes ? 2 : 0));
const [common, ofFamilies] = [noise(n, p), FAMILIES.map(() => noise(n, p))];

function activations(m: number): Uint8Array {
  const family = ofFamilies[m % FAMILIES.length] ?? common;
  const matrix = (data: Float32Array, columns: number) => ({ shape: [n, columns], data });
  const tensors = new Map([
    ["middle", matrix(noise(n, p / 2), p / 2)],
    ["last", matrix(sum(common, family, noise(n, p)), p)],
    ["logits", matrix(sum(right, noise(n, classes)), classes)],
  ]);
  return encodeSafetensors(tensors, {});
}

function writeStudy(count: number): string {
  const lines = Array.from({ length: count }, (_, m) => {
    const [name, family] = [`model-${m}`, FAMILIES[m % FAMILIES.length]];
    return `  - { model: saved/${m}.safetensors, name: ${name}, family: ${family} }\n`;
  });
  const text = `models:\n${lines.join("")}data:\n  - { data: "npy:images.npy,labels.npy", name: images }\n`;
  writeFileSync(at("study.yaml"), text);
  return at("study.yaml");
}

function bytesIn(path: string): number {
  const files = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.reduce((total, file) => total + statSync(join(file.parentPath, file.name)).size, 0);
}

function run(what: string, study: string): void {
  const started = performance.now();
  const command = [
    "--import",
    "./bench/peak-memory.mjs",
    "bin/trisim.js",
    "study",
    study,
    "--out",
    at("out"),
    "--quiet",
  ];
  const { stderr, status } = spawnSync(process.execPath, command, { encoding: "utf8", maxBuffer: 2 ** 28 });
  if (status !== 0) throw new Error(stderr.slice(-2000));
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  const peak = (Number(/peak (\d+) kB/.exec(stderr)?.[1]) / 1e6).toFixed(2);
  const [store, all] = [bytesIn(at("out", "store")), bytesIn(at("out"))].map((bytes) => (bytes / 1e9).toFixed(2));
  console.log(
    `  ${what}: ${seconds} s, at most ${peak} GB; the store has ${store} GB, results and pages ${all} GB with it`,
  );
}

console.log(
  `${cpus()[0]?.model}, ${availableParallelism()} cores, Node ${process.version}, load ${loadavg()[0]?.toFixed(1)}`,
);
try {
  mkdirSync(at("saved"));
  for (let m = 0; m <= models; m++) writeFileSync(at("saved", `${m}.safetensors`), activations(m));
  writeFileSync(
    at("images.npy"),
    npyOf(
      new Uint8Array(n * 16).map((_, i) => i + (i >> 8)),
      [n, 1, 4, 4],
    ),
  );
  writeFileSync(at("labels.npy"), npyOf(labels, [n]));
  console.log(
    `${models} models, ${(models * (models - 1)) / 2} pairs, ${n} examples, ${p} features, ${classes} classes: ${(bytesIn(at("saved")) / 1e9).toFixed(2)} GB of activations`,
  );
  run("from nothing", writeStudy(models));
  run("all of it stored", writeStudy(models));
  run("one model more", writeStudy(models + 1));
} finally {
  rmSync(folder, { recursive: true });
}
