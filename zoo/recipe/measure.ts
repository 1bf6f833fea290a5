/**
 * Measures the zoo as it lies in the repository and writes what it finds: `zoo.json`, the list of its files with their
 * checksums, and the tables of `README.md`. `npm run zoo` runs it after the training, `npm run zoo:measure` alone.
 */
import { readFileSync, writeFileSync } from "node:fs";
import type { Engine } from "../../src/runtime/engine.js";
import { nodeEngine } from "../../src/runtime/node-engine.js";
import type { TappedModel } from "../../src/runtime/tapped-model.js";
import { compare } from "../../src/study/compare.js";
import { bytesIn, MODELS, type ModelName, pathsOf, writeManifest, ZOO } from "./manifest.js";
import { opened, SHAPE, scored, TEST_IMAGES } from "./scored.js";

const THREADS = 2;
const ROUNDS = 5;

/** The pairs whose straight line is measured. */
const PAIRS = [
  ["resnet-1", "resnet-1-fork"],
  ["resnet-1", "resnet-2"],
  ["vit-1", "vit-1-fork"],
  ["vit-1", "vit-2"],
] as const;

/** Seconds that 1,000 images take, nothing but forward passes: the median of some rounds. */
async function secondsOf(engine: Engine, { model }: TappedModel): Promise<number> {
  const session = await engine.open(model.onnx.bytes);
  const [input = "", output = ""] = [session.inputs[0]?.name, session.outputs[0]?.name];
  const batch = () => ({ dims: [100, ...SHAPE], data: new Float32Array(78_400).fill(0.5) });
  const rounds: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const started = performance.now();
    for (let i = 0; i < 10; i++) await session.run({ [input]: batch() }, [output]);
    // The first round warms up.
    if (round > 0) rounds.push((performance.now() - started) / 1000);
  }
  await session.close();
  return rounds.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? Number.NaN;
}

async function modelRow(engine: Engine, name: ModelName): Promise<string> {
  const { tapped, parameters } = await opened(engine, name);
  const [full, embedded] = [await scored(engine, tapped, TEST_IMAGES), await scored(engine, tapped, "zoo:fashion")];
  const told = (key: string) => tapped.model.whole.metadata.get(key) ?? "";
  return row([
    ...[`\`${name}\``, told("family"), told("architecture"), parameters.toLocaleString("en-US"), told("seed")],
    ...[told("fork_of") === "" ? "" : `\`${told("fork_of")}\``, told("epochs"), told("minutes")],
    ...[
      percent(full.right),
      full.loss.toFixed(4),
      percent(embedded.right),
      (await secondsOf(engine, tapped)).toFixed(3),
    ],
    ...[Math.round(bytesIn(pathsOf(name)) / 1024).toLocaleString("en-US"), `\`${tapped.model.sha256.slice(0, 12)}\``],
  ]);
}

/** The straight line between two networks, over all embedded Fashion-MNIST images. */
async function pairRow([a, b]: readonly [string, string]): Promise<string> {
  const result = await compare(`zoo:${a}`, `zoo:${b}`, {
    data: "zoo:fashion",
    levels: [0],
    connect: "naive",
    threads: THREADS,
  });
  const path = result.data[0]?.functional.connectivity;
  if (path?.lmc == null) throw new Error(`${a} and ${b} are not on one line`);
  const { frankle, entezari } = path.naive.barrier;
  const interval = path.lmcInterval?.map((end) => end.toFixed(3)).join(" to ") ?? "";
  return row([`\`${a}\`, \`${b}\``, ...[frankle, entezari, path.lmc].map((value) => value.toFixed(3)), interval]);
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}

/** Puts rows in place of those between two marks of the README. */
function replaceRows(table: string, rows: readonly string[]): void {
  const file = `${ZOO}README.md`;
  const text = readFileSync(file, "utf8");
  const marked = new RegExp(`(<!-- ${table} -->\\n(?:\\|.*\\n){2})(?:\\|.*\\n)*(?=<!-- end -->)`);
  if (!marked.test(text)) throw new Error(`${file} has no table ${table}`);
  writeFileSync(
    file,
    text.replace(marked, (_, head: string) => `${head}${rows.map((each) => `${each}\n`).join("")}`),
  );
}

writeManifest();
const engine = nodeEngine(THREADS);
try {
  const rows: string[] = [];
  for (const name of Object.keys(MODELS) as ModelName[]) rows.push(await modelRow(engine, name));
  replaceRows("models", rows);
  const lines: string[] = [];
  for (const pair of PAIRS) lines.push(await pairRow(pair));
  replaceRows("connectivity", lines);
} finally {
  await engine.close();
}
