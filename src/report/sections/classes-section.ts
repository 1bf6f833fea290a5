import type { ClassesEntry, CompareResult, ConfusionEntry, DataEntry } from "../../study/results.js";
import { className, classText } from "../class-name.js";
import { confusionMap } from "../figures/confusion-map.js";
import { count, fixed, intervalText, percent } from "../format.js";
import { asMarkup, type Markup, markup } from "../markup.js";
import { reasonFor } from "../reason-for.js";
import { numberCell, type Row, renderTable } from "../table.js";
import { dataHeading } from "./data-heading.js";

/** Most classes of which a heatmap can be read; of more the most frequent confusions are a table. */
const READABLE = 30;
/** Rows of a table that stands open on the page. */
const OPEN = 30;
const CONFUSIONS = 20;

/** The predictions class by class. Empty where no predictions can be compared, which another section says. */
export function classesSection({ data }: CompareResult): Markup {
  const parts = data.map(dataPart).filter(({ markup: part }) => part !== "");
  if (parts.length === 0) return markup``;
  return markup`<section aria-labelledby="classes">
<h2 id="classes">Class by class</h2>
<p class="lead">What does one model call what the other calls something else? And on which classes do they part?</p>
${parts}
</section>
`;
}

function dataPart(entry: DataEntry): Markup {
  const { classes, confusion } = entry.functional;
  if (classes === null || confusion === null) return markup``;
  return markup`${dataHeading({ ...entry, n: confusion.n })}${confusionPart(entry, confusion)}${classTable(entry, classes)}`;
}

function confusionPart({ functional: { classNames } }: DataEntry, confusion: ConfusionEntry): Markup {
  const { counts } = confusion;
  if (counts === null || counts.length > READABLE) return confusionTable(classNames, confusion);
  const svg = confusionMap({ names: counts.map((_, c) => classText(classNames, c)), counts });
  return markup`<figure><div class="scroll wide" tabindex="0">${asMarkup(svg)}</div>
<figcaption><b>What both call each example.</b> Rows: the class that A gives; columns: the class that B gives; numbers: how many examples. On the diagonal lie the ${count(confusion.same)} of ${count(confusion.n)} examples to which both give the same class, right or wrong.</figcaption></figure>
`;
}

function confusionTable(names: readonly string[] | null, { n, same, frequent }: ConfusionEntry): Markup {
  const rows = frequent.slice(0, CONFUSIONS).map(
    (cell): Row => ({
      head: className(names, cell.a),
      cells: [className(names, cell.b), count(cell.count), percent(cell.count / n)],
    }),
  );
  const different = n - same;
  const shown = frequent.slice(0, CONFUSIONS).reduce((sum, cell) => sum + cell.count, 0);
  const caption = markup`Both give the same class to ${count(same)} of ${count(n)} examples. The most frequent of the other pairs of classes: ${count(shown)} of ${count(different)} examples.`;
  if (rows.length === 0) return markup`<p class="caption">${caption}</p>`;
  return renderTable({
    caption,
    columns: ["A says", "B says", "Examples", "of all"],
    groups: [{ title: "", rows }],
  });
}

function classTable({ functional: { classNames }, reasons }: DataEntry, { by, absent, of }: ClassesEntry): Markup {
  const right = (value: number | null, model: "a" | "b", k: number) =>
    numberCell(value, reasonFor(reasons, `functional.classes.of.${k}.accuracy.${model}`), percent);
  const rows = of.map(({ class: c, n, agreement, accuracy }, k): Row => {
    const { score, interval } = agreement;
    const between =
      interval === null ? { missing: reasonFor(reasons, `functional.classes.of.${k}`) } : intervalText(interval);
    const cells = [count(n), fixed(score), between, right(accuracy.a, "a", k), right(accuracy.b, "b", k)];
    return { head: className(classNames, c), cells };
  });
  const what = by === "label" ? "the label says" : "A’s prediction says, as labels cannot";
  const without = absent === 0 ? "" : ` ${count(absent)} classes have no example and are left out.`;
  const table = renderTable({
    caption: `Agreement class by class: of which class an example is, ${what}. Accuracy is the share of the class that a model gets right.${without}`,
    columns: ["Class", markup`Examples <i>n</i>`, "Agreement", "95% interval", "Accuracy of A", "Accuracy of B"],
    groups: [{ title: "", rows }],
  });
  if (rows.length <= OPEN) return table;
  return markup`<details><summary>All ${count(rows.length)} classes in numbers</summary>${table}</details>`;
}
