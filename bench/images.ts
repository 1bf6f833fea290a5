/**
 * Images a second of the whole pipeline, from files to logits, beside its two halves alone: reading, decoding and preparing
 * without the network, and the network on what is prepared already. Then the most memory the process ever held.
 *
 *   npm run bench:images -- MODEL.onnx KIND:PATH [PREPROCESS.json|-] [IMAGES] [THREADS]
 *
 * More images than the set has come round again, so that a long stream can be watched.
 */
import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import type { Dataset, EncodedImage } from "../src/data/dataset.js";
import { openDataset } from "../src/data/open-dataset.js";
import { evaluate, tappedBytes } from "../src/runtime/evaluate.js";
import { batchesOf } from "../src/runtime/forward.js";
import { batchSize } from "../src/runtime/image-input.js";
import { nodeEngine } from "../src/runtime/node-engine.js";
import { openModel } from "../src/runtime/open-model.js";
import { preparation } from "../src/runtime/preparation.js";
import { tapModel } from "../src/runtime/tapped-model.js";
import { withSession } from "../src/runtime/with-session.js";

const [file, data, preprocess = "-", wanted = "200", cores = String(availableParallelism())] = process.argv.slice(2);
if (file === undefined || data === undefined) throw new RangeError("expected MODEL.onnx KIND:PATH");

/** The set over and over, up to n images. */
function round(dataset: Dataset, n: number): Dataset {
  const at = (i: number) => i % dataset.n;
  const indices = Array.from({ length: n }, (_, i) => i);
  return {
    ...dataset,
    n,
    ids: indices.map((i) => `${i}`),
    labels: null,
    async read(from, to) {
      const parts = indices.slice(from, to).map(async (i) => dataset.read(at(i), at(i) + 1));
      return (await Promise.all(parts)).flat() as readonly EncodedImage[];
    },
  };
}

async function rate(n: number, work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (1000 * n) / (performance.now() - started);
}

function peak(): number {
  return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync("/proc/self/status", "utf8"))?.[1]) / 1000;
}

const model = await openModel(file, preprocess === "-" ? undefined : preprocess);
const set = await openDataset(data);
if (set.images.kind !== "encoded") throw new RangeError(`${data}: expected image files`);
const dataset = round(set, Number(wanted));
const engine = nodeEngine(Number(cores));
const tapped = await tapModel(engine, model, dataset.images, [], "mean");
const { input } = tapped;
const batch = batchSize(input);
const prepare = preparation(dataset.images, model.preprocess.config, input.shape[0]);
const pass = { model: model.name, dataset, input, batch, prepare };

/** Everything but the network. */
async function prepareAll(): Promise<void> {
  for await (const { count } of batchesOf(pass)) if (count === 0) return;
}

const tensors = [tapped.logits ?? tapped.penultimate];
const bytes = tappedBytes(tapped, tensors);
const outputs = tensors.map((tensor) => tapped.taps.get(tensor)?.output ?? "");

/** Nothing but the network, on one batch again and again. */
function networkAll(feed: Float32Array): Promise<void> {
  return withSession(engine, model.name, bytes, async (session) => {
    for (let done = 0; done < dataset.n; done += batch) {
      await session.run({ [input.name]: { dims: [batch, ...input.shape], data: feed.slice() } }, outputs);
    }
  });
}

let first = new Float32Array();
for await (const { images } of batchesOf({ ...pass, dataset: { ...dataset, n: batch } }))
  first = new Float32Array(images.data);
await rate(1, prepareAll);
const before = peak();
const half = { prepared: await rate(dataset.n, prepareAll), network: await rate(dataset.n, () => networkAll(first)) };
const whole = await rate(dataset.n, () => evaluate(engine, tapped, bytes, tensors, [dataset], {}));
const slower = Math.min(half.prepared, half.network);
const shared = 1 / (1 / half.prepared + 1 / half.network);
console.log(
  `${dataset.n} images, ${batch} a run, ${cores} cores for the network: prepared alone ${half.prepared.toFixed(0)}/s, ` +
    `network alone ${half.network.toFixed(0)}/s, whole ${whole.toFixed(0)}/s, ${(whole / slower).toFixed(2)} of the slower ` +
    `(${(shared / slower).toFixed(2)} if both halves keep all cores busy); peak ${peak().toFixed(0)} MB (${before.toFixed(0)} MB after a first round)`,
);
await engine.close();
await set.close();
