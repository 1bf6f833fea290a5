/**
 * Images a second of the whole pipeline, from files to logits, beside its two halves alone: reading, decoding and preparing
 * without the network, and the network on what is prepared already. Twice: with all cores for each half, which the two must
 * share when they run together; and with half of the cores for each half alone and as many threads for the network (Linux,
 * `taskset`). The best of three rounds, by turns. Then the milliseconds of processor time that an image takes, which hang less
 * on what else a machine does.
 *
 *   npm run bench:images -- MODEL.onnx KIND:PATH [PREPROCESS.json|-] [IMAGES]
 *
 * More images than the set has come round again.
 */
import { spawnSync } from "node:child_process";
import { availableParallelism, loadavg } from "node:os";
import { openDataset } from "../src/data/open-dataset.js";
import { evaluate, tappedGraph } from "../src/runtime/evaluate.js";
import { batchesOf } from "../src/runtime/forward.js";
import { batchSize } from "../src/runtime/image-input.js";
import { nodeEngine } from "../src/runtime/node-engine.js";
import { openModel } from "../src/runtime/open-model.js";
import { preparation } from "../src/runtime/preparation.js";
import { tapModel } from "../src/runtime/tapped-model.js";
import { withSession } from "../src/runtime/with-session.js";
import { repeated } from "./repeated.js";

/** Images a second, and milliseconds of processor time an image. */
interface Speed {
  readonly rate: number;
  readonly cpu: number;
}

const PARTS = ["prepared", "network", "whole"] as const;
type Part = (typeof PARTS)[number];

const ROUNDS = 3;
const [file, data, preprocess = "-", wanted = "200", part] = process.argv.slice(2);
if (file === undefined || data === undefined) throw new RangeError("expected MODEL.onnx KIND:PATH");

async function speedOf(n: number, work: () => Promise<unknown>): Promise<Speed> {
  const [started, before] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(before);
  return { rate: (1000 * n) / (performance.now() - started), cpu: (user + system) / 1000 / n };
}

/** One part alone in this process, with all cores that it may use. */
async function measured(model: string, kindPath: string, which: Part, threads: number): Promise<Speed> {
  const opened = await openModel(model, preprocess === "-" ? undefined : preprocess);
  const set = await openDataset(kindPath);
  if (set.images.kind !== "encoded") throw new RangeError(`${kindPath}: expected image files`);
  const dataset = repeated(set, Number(wanted));
  const engine = nodeEngine(threads);
  const tapped = await tapModel(engine, opened, dataset, [], "mean");
  const { input } = tapped;
  const batch = batchSize(input);
  const prepare = preparation(dataset.images, opened.preprocess.config, input.shape[0]);
  const pass = { model: opened.name, dataset, input, batch, prepare };
  const tensors = [tapped.logits ?? tapped.penultimate];
  const graph = tappedGraph(tapped, tensors);
  const outputs = tensors.map((tensor) => tapped.taps.get(tensor)?.output ?? "");

  /** Everything but the network; what is begun first starts the threads. */
  const prepareAll = async (n: number) => {
    let first = new Float32Array();
    for await (const { images } of batchesOf({ ...pass, dataset: { ...dataset, n } }))
      first = images.data as typeof first;
    return first;
  };
  const feed = await prepareAll(8 * batch);
  const networkAlone = () =>
    withSession(engine, opened.name, graph, async (session) => {
      const dims = [feed.length / input.shape.reduce((product, dim) => product * dim, 1), ...input.shape];
      for (let done = 0; done < dataset.n; done += batch)
        await session.run({ [input.name]: { dims, data: feed.slice() } }, outputs);
    });
  const works: Readonly<Record<Part, () => Promise<unknown>>> = {
    prepared: () => prepareAll(dataset.n),
    network: networkAlone,
    whole: () => evaluate(engine, tapped, graph, tensors, [dataset], {}),
  };
  const speed = await speedOf(dataset.n, works[which]);
  await engine.close();
  await set.close();
  return speed;
}

/** One part in a process of its own, on some of the cores. */
function alone(which: Part, threads: number, cores: string): Speed {
  const own = process.argv.slice(1, 6);
  const args = ["-c", cores, process.execPath, ...process.execArgv, ...own, `${which}:${threads}`];
  const { status, stdout, stderr } = spawnSync("taskset", args, { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

function best(speeds: readonly Speed[]): Speed {
  return { rate: Math.max(...speeds.map(({ rate }) => rate)), cpu: Math.min(...speeds.map(({ cpu }) => cpu)) };
}

function told(title: string, { prepared, network, whole }: Readonly<Record<Part, Speed>>): string {
  const rates = [prepared, network, whole].map(({ rate }) => rate.toFixed(0).padStart(6));
  return `${title.padEnd(48)}${rates.join("")}   ${(whole.rate / Math.min(prepared.rate, network.rate)).toFixed(2)}`;
}

function table(): void {
  const cores = availableParallelism();
  const half = Math.max(1, Math.floor(cores / 2));
  const [all, one, other] = [`0-${cores - 1}`, `0-${half - 1}`, `${cores - half}-${cores - 1}`];
  const shared: Record<Part, Speed[]> = { prepared: [], network: [], whole: [] };
  const parted: Record<Part, Speed[]> = { prepared: [], network: [], whole: [] };
  for (let round = 0; round < ROUNDS; round++) {
    for (const which of PARTS) shared[which].push(alone(which, cores, all));
    parted.prepared.push(alone("prepared", half, one));
    parted.network.push(alone("network", half, other));
    parted.whole.push(alone("whole", half, all));
  }
  const of = (from: Record<Part, Speed[]>) => ({
    prepared: best(from.prepared),
    network: best(from.network),
    whole: best(from.whole),
  });
  const [together, apart] = [of(shared), of(parted)];
  const { prepared, network } = together;
  const bound = 1 / (1 / prepared.rate + 1 / network.rate);
  console.log(`${file}: ${wanted} images, ${cores} cores, Node ${process.version}, load ${loadavg()[0]?.toFixed(1)}`);
  console.log(`${"images a second".padEnd(48)}prepared network whole, of the slower half`);
  console.log(told(`all ${cores} cores for each half alone`, together));
  console.log(
    `    ${(bound / Math.min(prepared.rate, network.rate)).toFixed(2)} if each half keeps all cores busy alone`,
  );
  console.log(told(`${half} for each half alone, ${half} threads for the network`, apart));
  console.log(
    `processor time an image: prepared ${prepared.cpu.toFixed(1)} ms, network ${apart.network.cpu.toFixed(1)} ms on ${half} threads, ` +
      `whole ${apart.whole.cpu.toFixed(1)} ms, ${(apart.whole.cpu / (prepared.cpu + apart.network.cpu)).toFixed(2)} of their sum`,
  );
}

const [which, threads] = (part ?? "").split(":");
const only = PARTS.find((name) => name === which);
if (only === undefined) table();
else console.log(JSON.stringify(await measured(file, data, only, Number(threads))));
