import type { PredictiveName } from "../src/measures/index.js";
import type { Found, PerMeasure, Setting } from "./functional-simulation.js";
import { together } from "./interval-tally.js";

/** What was found in one cell of the tables. */
export interface Cell {
  readonly setting: Setting;
  readonly found: PerMeasure<Found>;
}

/** The text of a cell; null where there is nothing to say. */
type Text = (found: Found, setting: Setting) => string | null;

/** Every table, by its title; a title is printed once a measure. */
const TABLES: Readonly<Record<string, Text>> = {
  "Covered, % of the intervals (in how many % of the samples there is one, where not in all)": (found, setting) => {
    const { held, count } = together(everyInterval(found));
    if (count === setting.repetitions) return percent(held, count);
    return count === 0 ? null : `${percent(held, count)} (${percent(count, setting.repetitions)})`;
  },
  "Missed, % of the samples: intervals below the truth / above it": (found, { repetitions }) => {
    const { below, above } = together(everyInterval(found));
    return `${percent(below, repetitions)} / ${percent(above, repetitions)}`;
  },
  "Flagged, % of the samples: covered, % of these": ({ flagged }, { repetitions }) => {
    const { held, count } = together(Object.values(flagged));
    return count === 0 ? null : `${percent(count, repetitions)}: ${percent(held, count)}`;
  },
  "Mean width of the intervals": (found) => {
    const { width, count } = together(everyInterval(found));
    return count === 0 ? null : width.toFixed(3);
  },
  "The truth": ({ truth }) => truth.value.toFixed(4),
  "Mean of score − chance of unrelated models ± its standard error, % of the samples with both": ({ beyondChance }) => {
    const { value, error, known } = beyondChance;
    return known === 0 ? null : `${value.toFixed(4)} ± ${error.toFixed(4)}, ${percent(known, 1)}`;
  },
};

/** Markdown of all tables: a row for each number of classes and of examples, a column a structure. */
export function tables(names: readonly PredictiveName[], cells: readonly Cell[]): string {
  const each = Object.entries(TABLES).flatMap(([title, text]) => names.map((name) => table(title, name, text, cells)));
  return [...each.filter((one) => one !== null), saidOfIntervals(names, cells), truthError(names, cells)].join("\n\n");
}

function table(title: string, name: PredictiveName, text: Text, cells: readonly Cell[]): string | null {
  const structures = [...new Set(cells.map(({ setting }) => setting.structure))];
  const texts = cells.map(({ setting, found }) => ({ setting, text: text(found[name], setting) }));
  if (texts.every((cell) => cell.text === null)) return null;
  const rows = [...new Set(cells.map(({ setting: { classes, n } }) => `| ${classes} | ${n} |`))];
  const lines = rows.map((row) => {
    const inRow = texts.filter(({ setting: { classes, n } }) => `| ${classes} | ${n} |` === row);
    return `${row} ${inRow.map((cell) => cell.text ?? "–").join(" | ")} |`;
  });
  const head = [`| C | n | ${structures.join(" | ")} |`, `|---|---|${"---|".repeat(structures.length)}`];
  return [`${title}: \`${name}\``, "", ...head, ...lines].join("\n");
}

/** How often something is said of an interval, or of its absence. */
function saidOfIntervals(names: readonly PredictiveName[], cells: readonly Cell[]): string {
  const samples = cells.reduce((sum, { setting }) => sum + setting.repetitions, 0);
  const lines = names.flatMap((name) => {
    const said = new Map<string, number>();
    const add = (why: string, count: number) => said.set(why, (said.get(why) ?? 0) + count);
    for (const { found } of cells) {
      for (const [why, { count }] of Object.entries(found[name].flagged)) add(why, count);
      for (const [why, count] of Object.entries(found[name].missing)) add(`null: ${why}`, count);
    }
    return [...said].map(([why, count]) => `| \`${name}\` | ${why} | ${percent(count, samples)} |`);
  });
  return ["| measure | said of the interval | % of the samples |", "|---|---|---|", ...lines].join("\n");
}

/** How far the truth may be off, beside the intervals that are held against it. */
function truthError(names: readonly PredictiveName[], cells: readonly Cell[]): string {
  const errors = cells.flatMap(({ found }) =>
    names.flatMap((name) => {
      const { width, count } = together(everyInterval(found[name]));
      return count === 0 ? [] : [found[name].truth.error / width];
    }),
  );
  return `The truth's standard error is at most ${percent(Math.max(...errors), 1)} % of an interval's mean width.`;
}

function everyInterval({ plain, flagged }: Found) {
  return [plain, ...Object.values(flagged)];
}

function percent(part: number, of: number): string {
  return of === 0 ? "–" : ((100 * part) / of).toFixed(1);
}
