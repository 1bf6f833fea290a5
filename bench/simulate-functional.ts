/**
 * How often the 95 % intervals of the predictive measures cover, where they are missing, and whether chance is chance.
 *
 *   npm run simulate:functional -- [--n 50,100,500,2000] [--classes 2,10,100] [--repetitions 1000] [--measure all]
 *     [--structure good,middling,unequal,"near chance",overconfident,imbalanced] [--truth-n 400000] [--seed 0]
 *
 * Prints Markdown tables, one of each kind a measure. Intervals are held against the value of a sample of `truth-n`
 * examples; how far that may be off beside the intervals is printed too.
 */
import { parseArgs } from "node:util";
import { PREDICTIVE_MEASURES, type PredictiveName } from "../src/measures/index.js";
import { STRUCTURES, type StructureName } from "./functional-population.js";
import { type Found, type PerMeasure, simulate, type Tally, truths } from "./functional-simulation.js";

const { values } = parseArgs({
  options: {
    n: { type: "string", default: "50,100,500,2000" },
    classes: { type: "string", default: "2,10,100" },
    repetitions: { type: "string", default: "1000" },
    measure: { type: "string", default: "all" },
    structure: { type: "string", default: Object.keys(STRUCTURES).join() },
    "truth-n": { type: "string", default: "400000" },
    seed: { type: "string", default: "0" },
  },
});

/** The parts of an option, each among those allowed. */
function oneOf<T extends string>(option: string, given: string, allowed: readonly T[]): readonly T[] {
  return given.split(",").map((part) => {
    const found = allowed.find((one) => one === part);
    if (found === undefined) throw new RangeError(`--${option}: ${part} is none of ${allowed.join(", ")}`);
    return found;
  });
}

function whole(option: string, given: string, least: number): number {
  const value = Number(given);
  if (Number.isInteger(value) && value >= least) return value;
  throw new RangeError(`--${option}: ${given}, expected a whole number from ${least} on`);
}

const names = PREDICTIVE_MEASURES.map(({ name }) => name);
const asked = values.measure === "all" ? names : oneOf("measure", values.measure, names);
const structures = oneOf("structure", values.structure, Object.keys(STRUCTURES) as StructureName[]);
const sizes = values.n.split(",").map((n) => whole("n", n, 2));
const classCounts = values.classes.split(",").map((classes) => whole("classes", classes, 2));
const repetitions = whole("repetitions", values.repetitions, 2);
const seed = whole("seed", values.seed, 0);
const truthN = whole("truth-n", values["truth-n"], 2);

const rows = classCounts.flatMap((classes) => sizes.map((n) => ({ classes, n })));
const found = new Map<string, PerMeasure<Found>>();
for (const structure of structures) {
  for (const classes of classCounts) {
    const truth = truths(structure, classes, truthN, seed);
    for (const n of sizes) {
      found.set(`${structure} ${classes} ${n}`, simulate({ structure, classes, n, repetitions, seed }, truth));
    }
    console.error(`${structure}, ${classes} classes done`);
  }
}

function tables(title: string, cell: (found: Found) => string | null): void {
  const cellsOf = (name: PredictiveName, { classes, n }: { classes: number; n: number }) =>
    structures.map((structure) => {
      const one = found.get(`${structure} ${classes} ${n}`);
      return one === undefined ? null : cell(one[name]);
    });
  for (const name of asked) {
    const lines = rows.map((row) => ({ ...row, cells: cellsOf(name, row) }));
    if (lines.every(({ cells }) => cells.every((text) => text === null))) continue;
    console.log(
      `${title}: \`${name}\`\n\n| C | n | ${structures.join(" | ")} |\n|---|---|${"---|".repeat(structures.length)}`,
    );
    for (const { classes, n, cells } of lines) {
      console.log(`| ${classes} | ${n} | ${cells.map((text) => text ?? "–").join(" | ")} |`);
    }
    console.log("");
  }
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, value) => total + value, 0);
const percent = (part: number, of: number) => (of === 0 ? null : ((100 * part) / of).toFixed(1));
const all = ({ plain, flagged }: Found): readonly Tally[] => [plain, ...Object.values(flagged)];
const flags = ({ flagged }: Found) => Object.values(flagged);
const counted = (tallies: readonly Tally[], what: "count" | "held" | "below" | "above") =>
  sum(tallies.map((tally) => tally[what]));
const beside = (part: number, whole: number) => (Number.isNaN(whole) || whole === 0 ? 0 : part / whole);

console.log(`${repetitions} repetitions, seed ${seed}; truth from ${truthN} examples, whose standard error is at most`);
const errors = [...found.values()].flatMap((each) =>
  asked.map((name) => beside(each[name].truth.error, each[name].plain.width)),
);
console.log(`${(100 * Math.max(...errors)).toFixed(1)} % of the mean width of the intervals of a cell.\n`);
tables("Covered, % of the intervals there are", (one) =>
  percent(counted(all(one), "held"), counted(all(one), "count")),
);
tables("Missed: lying below the truth / above it, %", (one) => {
  const [below, above] = (["below", "above"] as const).map((side) =>
    percent(counted(all(one), side), counted(all(one), "count")),
  );
  return below && above ? `${below} / ${above}` : null;
});
tables("No interval, % of the samples", (one) =>
  sum(Object.values(one.missing)) === 0 ? null : percent(sum(Object.values(one.missing)), repetitions),
);
tables("Flagged, % of the samples, and covered, % of these", (one) => {
  const covered = percent(counted(flags(one), "held"), counted(flags(one), "count"));
  return covered && `${percent(counted(flags(one), "count"), repetitions)}: ${covered}`;
});
tables("Mean width of the intervals that are not flagged", ({ plain }) =>
  plain.count === 0 ? null : plain.width.toFixed(3),
);
tables("The truth", ({ truth }) => truth.value.toFixed(4));
tables("Mean of score − chance of unrelated models, and its standard error", ({ beyondChance }) =>
  Number.isNaN(beyondChance.value) ? null : `${beyondChance.value.toFixed(4)} ± ${beyondChance.error.toFixed(4)}`,
);

console.log(
  "What is said of intervals, and why there are none, % of all samples\n\n| measure | said | % |\n|---|---|---|",
);
for (const name of asked) {
  const said = new Map<string, number>();
  for (const each of found.values()) {
    const { flagged, missing } = each[name];
    for (const [why, { count }] of Object.entries(flagged)) said.set(why, (said.get(why) ?? 0) + count);
    for (const [why, count] of Object.entries(missing))
      said.set(`null: ${why}`, (said.get(`null: ${why}`) ?? 0) + count);
  }
  for (const [why, count] of said)
    console.log(`| \`${name}\` | ${why} | ${percent(count, found.size * repetitions)} |`);
}
