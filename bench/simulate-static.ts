/**
 * How often the 95 % intervals of the static measures cover, and how often unrelated data look related at .05.
 *
 *   npm run simulate:static -- [--n 100] [--p 8] [--q 6] [--repetitions 200] [--structure gaussian,decaying,heavy,clustered]
 *     [--measure all] [--batch-size 64] [--truth-n 4000] [--seed 0]
 *
 * Prints Markdown tables. Intervals of `cka`, `cka-rbf`, `cka-minibatch`, `rsa` are held against the value at a large n;
 * those of the other measures, whose value hangs on n, against the mean of as many other samples of this n.
 */
import { parseArgs } from "node:util";
import { type Setting, type Structure, simulate } from "./static-simulation.js";

const { values } = parseArgs({
  options: {
    n: { type: "string", default: "100" },
    p: { type: "string", default: "8" },
    q: { type: "string", default: "6" },
    repetitions: { type: "string", default: "200" },
    structure: { type: "string", default: "gaussian,decaying,heavy,clustered" },
    measure: { type: "string", default: "all" },
    "batch-size": { type: "string", default: "64" },
    "truth-n": { type: "string", default: "4000" },
    seed: { type: "string", default: "0" },
  },
});

const structures = values.structure.split(",") as Structure[];
const common: Omit<Setting, "structure"> = {
  n: Number(values.n),
  p: Number(values.p),
  q: Number(values.q),
  repetitions: Number(values.repetitions),
  measures: values.measure.split(","),
  batchSize: Number(values["batch-size"]),
  truthN: Number(values["truth-n"]),
  seed: Number(values.seed),
};
const results = structures.map((structure) => {
  const result = simulate({ ...common, structure });
  console.error(`${structure} done`);
  return result;
});

console.log(
  `n = ${common.n}, p = ${common.p}, q = ${common.q}, ${common.repetitions} repetitions, seed ${common.seed}\n`,
);
const names = Object.keys(results[0] ?? {});
const table = (title: string, cell: (name: string, index: number) => string) => {
  console.log(`${title}\n\n| measure | ${structures.join(" | ")} |\n|---|${structures.map(() => "---|").join("")}`);
  for (const name of names)
    console.log(`| \`${name}\` | ${results.map((_, index) => cell(name, index)).join(" | ")} |`);
  console.log("");
};
const percent = (share: number | undefined, digits = 1) =>
  share === undefined || Number.isNaN(share) ? "–" : `${(100 * share).toFixed(digits)}`;
table("Covered by the 95 % interval, %", (name, index) => percent(results[index]?.[name]?.coverage));
table("p ≤ .05 on unrelated data, %", (name, index) => percent(results[index]?.[name]?.falseAlarms));
table("p ≤ .001 on unrelated data, %", (name, index) => percent(results[index]?.[name]?.extremeAlarms, 2));
table("What the intervals are held against", (name, index) => (results[index]?.[name]?.truth ?? Number.NaN).toFixed(3));
