/**
 * How often the findings of a study are false alarms, and how often they are found where there is something.
 *
 *   npm run simulate:findings -- [--families 4,4,3] [--n 100,300] [--repetitions 1000] [--seed 0]
 *
 * Prints Markdown tables, one a finding.
 */
import { parseArgs } from "node:util";
import { ALIKENESS, familyTally } from "./findings-families.js";
import { EFFECTS, gainTally } from "./findings-gains.js";
import { FALLS, pruningTally } from "./findings-pruning.js";

const { values } = parseArgs({
  options: {
    families: { type: "string", default: "4,4,3" },
    n: { type: "string", default: "100,300" },
    repetitions: { type: "string", default: "1000" },
    seed: { type: "string", default: "0" },
  },
});

function whole(option: string, given: string, least: number): number {
  const value = Number(given);
  if (Number.isInteger(value) && value >= least) return value;
  throw new RangeError(`--${option}: ${given}, expected a whole number from ${least} on`);
}

const sizes = values.families.split(",").map((size) => whole("families", size, 1));
const counts = values.n.split(",").map((n) => whole("n", n, 5));
const repetitions = whole("repetitions", values.repetitions, 2);
const seed = whole("seed", values.seed, 0);

const percent = (value: number) => (Number.isNaN(value) ? "–" : (100 * value).toFixed(1));

function table(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  console.log([line(head), `|${head.map(() => "---|").join("")}`, ...rows.map(line), ""].join("\n"));
}

console.log(`families of ${sizes.join(", ")} models, ${repetitions} repetitions, seed ${seed}\n`);

const families = ALIKENESS.map((alike) => {
  const { small, supported, smallOfOne, auc, covered, finding } = familyTally(alike, sizes, repetitions, seed);
  console.error(`models alike by ${alike} done`);
  return [alike, ...[small, smallOfOne, supported, finding].map(percent), auc.toFixed(3), percent(covered)];
});
table(
  ["alike by", "p ≤ .05", "p ≤ .05, one twin", "test supported", "finding supported", "mean AUC", "covered"],
  families,
);

const pruning = FALLS.map((fall) => {
  const { rawR, pooledR, small, smallWithin, tracks, sharper } = pruningTally(fall, sizes, repetitions, seed);
  console.error(`falls decided ${fall} done`);
  return [fall, rawR.toFixed(2), pooledR.toFixed(2), ...[small, smallWithin, tracks, sharper].map(percent)];
});
table(
  [
    "falls go",
    "raw r",
    "r within levels",
    "p ≤ .05",
    "p ≤ .05 within families",
    "tracks supported",
    "sharper supported",
  ],
  pruning,
);

const gains = counts.flatMap((n) =>
  EFFECTS.map((effect) => {
    const { small, smallByBound, naive, above } = gainTally(effect, n, repetitions, seed);
    console.error(`${effect} of ${n} examples done`);
    return [effect, String(n), ...[small, smallByBound, above, naive].map(percent)];
  }),
);
table(["pairs with", "n", "p ≤ .05", "p ≤ .05 by bound", "interval above 0", "naive interval above 0"], gains);
