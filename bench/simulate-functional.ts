/**
 * How often the 95 % intervals of the predictive measures cover, where they are missing, and whether chance is chance.
 *
 *   npm run simulate:functional -- [--n 50,100,500,2000] [--classes 2,10,100] [--repetitions 1000] [--measure all]
 *     [--structure good,middling,unequal,"near chance",overconfident,imbalanced] [--truth-n 400000] [--seed 0]
 *
 * Prints Markdown tables, one of each kind a measure. Intervals are held against the value of a sample of `truth-n`
 * examples (a multiple of 4,000); how far that may be off beside the intervals is printed last.
 */
import { parseArgs } from "node:util";
import { PREDICTIVE_MEASURES } from "../src/measures/index.js";
import { STRUCTURES, type StructureName } from "./functional-population.js";
import { simulate, truths } from "./functional-simulation.js";
import { type Cell, tables } from "./functional-tables.js";

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

const cells = structures.flatMap((structure) =>
  classCounts.flatMap((classes) => {
    const truth = truths(structure, classes, truthN, seed);
    return sizes.map((n): Cell => {
      const setting = { structure, classes, n, repetitions, seed };
      const found = simulate(setting, truth);
      console.error(`${structure}, ${classes} classes, ${n} examples done`);
      return { setting, found };
    });
  }),
);

console.log(`${repetitions} repetitions, seed ${seed}, truth from ${truthN} examples\n\n${tables(asked, cells)}`);
