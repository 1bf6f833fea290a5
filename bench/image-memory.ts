/**
 * The most memory a process holds that evaluates 50,000 images, and what it had held after 5,000 of them (Linux).
 *
 *   npm run bench:image-memory [-- IMAGES]
 *
 * Made images, each kind of set in a process of its own: JPEG files in a folder and in a tar, CIFAR-10's records. Or a set of
 * one's own, which comes round again where it has fewer:
 *
 *   npm run bench:image-memory -- 50000 MODEL.onnx KIND:PATH [PREPROCESS.json]
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { openDataset } from "../src/data/open-dataset.js";
import { uniforms } from "../src/kernels/random.js";
import { evaluate, tappedGraph } from "../src/runtime/evaluate.js";
import { nodeEngine } from "../src/runtime/node-engine.js";
import { openModel } from "../src/runtime/open-model.js";
import { tapModel } from "../src/runtime/tapped-model.js";
import { repeated } from "./repeated.js";

const NETWORK = join(import.meta.dirname, "../test/golden/compare/a.onnx");
const CLASSES = 10;
/** Images that differ; more are copies of them. */
const DIFFERENT = 100;

const [wanted = "50000", file, data, preprocess] = process.argv.slice(2);
const n = Number(wanted);

function peak(): number {
  return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync("/proc/self/status", "utf8"))?.[1]) / 1000;
}

async function watch(model: string, kindPath: string): Promise<void> {
  const opened = await openModel(model, preprocess);
  const set = await openDataset(kindPath);
  const dataset = set.n < n ? repeated(set, n) : set;
  const engine = nodeEngine(1);
  const tapped = await tapModel(engine, opened, dataset, [], "mean");
  const tensors = [tapped.logits ?? tapped.penultimate];
  let done = 0;
  let early = 0;
  const onExamples = (count: number) => {
    done += count;
    if (done <= n / 10) early = peak();
  };
  await evaluate(engine, tapped, tappedGraph(tapped, tensors), tensors, [dataset], { onExamples });
  await engine.close();
  await set.close();
  const what = `${kindPath}: peak ${early.toFixed(0)} MB after ${n / 10} images, ${peak().toFixed(0)} MB after ${done}`;
  console.log(`${what}, ${((100 * (peak() - early)) / early).toFixed(1)} % more`);
}

/** JPEG files of 96 × 64 pixels in folders, the same in a tar, and as many CIFAR-10 records. */
async function write(folder: string): Promise<readonly string[]> {
  const bytes = (seed: number, count: number) => Uint8Array.from(uniforms(count, seed), (u) => Math.floor(256 * u));
  const images = await Promise.all(
    Array.from({ length: DIFFERENT }, (_, seed) =>
      sharp(bytes(seed, 3 * 96 * 64), { raw: { width: 96, height: 64, channels: 3 } })
        .jpeg()
        .toBuffer(),
    ),
  );
  for (let c = 0; c < CLASSES; c++) mkdirSync(join(folder, "set", String(c)), { recursive: true });
  for (let i = 0; i < n; i++)
    writeFileSync(join(folder, "set", `${i % CLASSES}/${i}.jpg`), images[i % DIFFERENT] ?? "");
  const { status } = spawnSync("tar", ["-cf", join(folder, "set.tar"), "-C", folder, "set"]);
  if (status !== 0) throw new Error("tar failed");
  const records = Array.from({ length: DIFFERENT }, (_, i) => [i % CLASSES, ...bytes(i, 3072)]).flat();
  const batch = Uint8Array.from(records);
  writeFileSync(join(folder, "set.bin"), Buffer.concat(Array.from({ length: n / DIFFERENT }, () => batch)));
  return ["folder:set", "folder:set.tar", "cifar10:set.bin"];
}

async function watchMade(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "trisim-"));
  try {
    const config = join(folder, "8.json");
    const resize = { size: { height: 8, width: 8 }, resample: 2, do_resize: true, do_center_crop: false };
    writeFileSync(config, JSON.stringify({ ...resize, image_mean: [0.5, 0.5, 0.5], image_std: [1, 1, 1] }));
    for (const made of await write(folder)) {
      const args = [...process.execArgv, process.argv[1] ?? "", wanted, NETWORK, made, config];
      const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
      if (status !== 0) throw new Error(stderr);
      process.stdout.write(stdout);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (file === undefined || data === undefined) await watchMade();
else await watch(file, data);
