import type { DataEntry, SparsitySide } from "../../study/results.js";
import { dataName } from "../data-name.js";
import { count, DASH, fixed, intervalText } from "../format.js";
import { type Markup, markup } from "../markup.js";
import { reasonFor } from "../reason-for.js";
import { type Cell, numberCell, type Row, renderTable } from "../table.js";

type Letter = "a" | "b";

/** Does each model's self-similarity follow its accuracy? A sentence a model: finding 2, for one model on one data set. */
export function trackingSentences(entry: DataEntry): Markup {
  return markup`<p class="numbers">${sentence(entry, "a")} ${sentence(entry, "b")} Both fall as weights go, so a high r alone says little; that of the steps from level to level has no such trend. Intervals are over the sampling of examples, at these levels.</p>
`;
}

function sentence({ sparsity, reasons }: DataEntry, letter: Letter): string {
  const { r, steps, sharpness, levels } = sparsity[letter].tracking;
  const name = letter.toUpperCase();
  const missing = (key: string) =>
    reasonFor(reasons, `sparsity.${letter}.tracking.${key}`, `sparsity.${letter}.tracking.${key}.value`);
  if (r.value === null) return `Whether self-similarity follows the accuracy of ${name} is not known: ${missing("r")}.`;
  const stepped =
    steps.value === null ? `of the steps there is none: ${missing("steps")}` : `of the steps ${estimate(steps)}`;
  return `Over ${count(levels.length)} levels, CKA with the dense self and accuracy above chance of ${name} have r = ${estimate(r)}, ${stepped}; ${sharper(sharpness)}.`;
}

function estimate({ value, interval }: SparsitySide["a"]["tracking"]["r"]): string {
  const shown = value === null ? DASH : fixed(value);
  return interval === null ? shown : `${shown} (${fixed(interval[0])} to ${fixed(interval[1])})`;
}

function sharper({ value, interval }: SparsitySide["a"]["tracking"]["sharpness"]): string {
  if (value === null || interval === null) return "which of the two falls more sharply is not known";
  const difference = `${fixed(value)} (${fixed(interval[0])} to ${fixed(interval[1])})`;
  if (interval[0] > 0) return `accuracy falls more sharply, the areas under the two differ by ${difference}`;
  if (interval[1] < 0) return `self-similarity falls more sharply, the areas under the two differ by ${difference}`;
  return `neither falls clearly more sharply, the areas under the two differ by ${difference}`;
}

/** What a sweep comes to in single numbers. */
export function sumsTable(entry: DataEntry, k: number): Markup {
  const { sparsity, reasons } = entry;
  const { a, b, robustnessAlive, cross } = sparsity;
  const area = (key: keyof SparsitySide["a"]["areas"], what: string): Row => ({
    head: `Area under ${what}`,
    cells: (["a", "b"] as const).map((letter) =>
      numberCell({ a, b }[letter].areas[key], reasonFor(reasons, `sparsity.${letter}.areas.${key}`)),
    ),
  });
  const rows: Row[] = [
    area("cka", "CKA with the dense self"),
    area("retention", "the share of the accuracy that is left"),
    area("aboveChance", "the share of the accuracy above chance that is left"),
  ];
  const both = [
    ["Robustness while both are alive", robustnessAlive.score, robustnessAlive.interval, "robustnessAlive.score"],
    [
      cross.largestGain === null ? "Largest gain that counts" : gainWords(cross.largestGain),
      cross.largestGain?.gain ?? null,
      cross.largestGain?.interval ?? null,
      "cross.largestGain",
    ],
  ] as const;
  return markup`${renderTable({ name: `pruning-areas-${dataName(entry, k)}`, caption: "Over all levels, by trapezoids", columns: ["", "A", "B"], groups: [{ title: "", rows }] })}
${renderTable({
  name: `pruning-sums-${dataName(entry, k)}`,
  caption: "Of the pair. The gain’s interval does not know that it is the largest of several.",
  columns: ["", "Value", "95% interval"],
  groups: [
    {
      title: "",
      rows: both.map(([head, value, interval, path]) => {
        const why = reasonFor(reasons, `sparsity.${path}`);
        return { head, cells: [numberCell(value, why), interval === null ? { missing: why } : intervalText(interval)] };
      }),
    },
  ],
})}`;
}

function gainWords({ level, gain }: NonNullable<SparsitySide["cross"]["largestGain"]>): string {
  return gain < 0 ? `No gain that counts; the least loss, at ${level}` : `Largest gain that counts, at ${level}`;
}

/** Each layer with itself dense, level by level. */
export function layersTable(entry: DataEntry, k: number): Markup {
  return markup`${(["a", "b"] as const).map((letter) => layerTable(entry, k, letter))}`;
}

function layerTable(entry: DataEntry, place: number, letter: Letter): Markup {
  const { sparsity: side, reasons } = entry;
  const { names, scores } = side[letter].layers;
  const groups = Object.entries(scores).map(([measure, levels]) => ({
    title: markup`${measure}`,
    rows: names.map((name, l) => ({
      head: markup`<bdi>${name}</bdi>`,
      cells: levels.map(
        (of, k): Cell =>
          numberCell(of[l] ?? null, reasonFor(reasons, `sparsity.${letter}.layers.scores.${measure}.${k}.${l}`)),
      ),
    })),
  }));
  const caption = `Layers of ${letter.toUpperCase()} with themselves dense, by sparsity level`;
  const name = `pruning-layers-${letter}-${dataName(entry, place)}`;
  return renderTable({ name, caption, columns: ["Layer", ...side.levels.map(String)], groups });
}
