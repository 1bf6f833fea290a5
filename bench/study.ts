/**
 * The study of the embedded zoo, from nothing to its results in memory: seconds in all, and the share of each kind of work in
 * the time of all lanes.
 *
 *   npm run bench:study -- [STUDY.yaml] [THREADS]
 */
import { availableParallelism } from "node:os";
import { readStudy } from "../src/study/read-study.js";
import { runStudy } from "../src/study/study.js";

const [path = "zoo/study.yaml", threads = String(availableParallelism())] = process.argv.slice(2);
const seconds = new Map<string, number>();
const started = performance.now();
const { result, comparisons, close } = await runStudy(await readStudy(path), {
  threads: Number(threads),
  onTask: (kind, took) => seconds.set(kind, (seconds.get(kind) ?? 0) + took),
});
const whole = (performance.now() - started) / 1000;
let written = 0;
for await (const _ of comparisons()) written++;
const everything = (performance.now() - started) / 1000;
await close();
const busy = [...seconds.values()].reduce((sum, value) => sum + value, 0);
const of = (...kinds: string[]) => kinds.reduce((sum, kind) => sum + (seconds.get(kind) ?? 0), 0);
const pairs = of("layers", "penultimates", "pair");
console.log(
  `${result.models.length} models, ${result.data.length} data sets, ${result.pairs.length} pairs, ${threads} lanes`,
);
for (const [kind, value] of seconds)
  console.log(`  ${kind}: ${value.toFixed(1)} s, ${((100 * value) / busy).toFixed(1)} %`);
console.log(
  `results after ${whole.toFixed(1)} s, of which conclusions ${(whole - busy / Number(threads)).toFixed(1)} s`,
);
console.log(`${written} comparisons put together in ${(everything - whole).toFixed(1)} s more`);
console.log(
  `work on pairs, connectivity apart: ${((100 * pairs) / (busy - of("connection"))).toFixed(1)} % of the lanes' time`,
);
