import type { ClassesEntry, CompareResult, ConfusionEntry, DataEntry } from "../../study/results.js";
import { className, classText } from "../class-name.js";
import { dataName } from "../data-name.js";
import { type Figure, figureBlock } from "../figure-block.js";
import { confusionMap } from "../figures/confusion-map.js";
import { count, intervalText, percent } from "../format.js";
import { type Markup, markup } from "../markup.js";
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

function dataPart(entry: DataEntry, k: number): Markup {
  const { classes, confusion } = entry.functional;
  if (classes === null || confusion === null) return markup``;
  return markup`${dataHeading({ ...entry, n: confusion.n })}${confusionPart(entry, k, confusion)}${classTable(entry, k, classes)}`;
}

function confusionPart(entry: DataEntry, k: number, confusion: ConfusionEntry): Markup {
  const figure = confusionFigure(entry, k);
  if (figure === null) return confusionTable(entry, k, confusion);
  return figureBlock(
    figure,
    markup`<b>What both call each example.</b> Rows: the class that A gives; columns: the class that B gives; numbers: how many examples. On the diagonal lie the ${count(confusion.same)} of <i>n</i>&nbsp;=&nbsp;${count(confusion.n)} examples to which both give the same class, right or wrong.`,
  );
}

/** The confusion of the two models with each other; null where there is none, or too many classes to be read. */
export function confusionFigure(entry: DataEntry, k: number): Figure | null {
  const { classNames, confusion } = entry.functional;
  const counts = confusion?.counts ?? null;
  if (counts === null || counts.length > READABLE) return null;
  const names = counts.map((_, c) => classText(classNames, c));
  return { name: `confusion-${dataName(entry, k)}`, ...confusionMap({ names, counts }) };
}

function confusionTable(entry: DataEntry, k: number, { n, same, frequent }: ConfusionEntry): Markup {
  const names = entry.functional.classNames;
  const rows = frequent.slice(0, CONFUSIONS).map(
    (cell): Row => ({
      head: className(names, cell.a),
      cells: [
        className(names, cell.b),
        { shown: count(cell.count), value: cell.count },
        { shown: percent(cell.count / n), value: cell.count / n },
      ],
    }),
  );
  const different = n - same;
  const shown = frequent.slice(0, CONFUSIONS).reduce((sum, cell) => sum + cell.count, 0);
  const caption = markup`Both give the same class to ${count(same)} of ${count(n)} examples. The most frequent of the other pairs of classes: ${count(shown)} of ${count(different)} examples.`;
  if (rows.length === 0) return markup`<p class="caption">${caption}</p>`;
  return renderTable({
    name: `confusions-${dataName(entry, k)}`,
    caption,
    columns: ["A says", "B says", "Examples", "of all"],
    groups: [{ title: "", rows }],
  });
}

function classTable(entry: DataEntry, k: number, { by, absent, of }: ClassesEntry): Markup {
  const { functional, reasons } = entry;
  const right = (value: number | null, model: "a" | "b", row: number) =>
    numberCell(value, reasonFor(reasons, `functional.classes.of.${row}.accuracy.${model}`), percent);
  const rows = of.map(({ class: c, n, agreement, accuracy }, row): Row => {
    const { score, interval } = agreement;
    const between =
      interval === null ? { missing: reasonFor(reasons, `functional.classes.of.${row}`) } : intervalText(interval);
    const agreed = numberCell(score, "");
    const cells = [{ shown: count(n), value: n }, agreed, between];
    return {
      head: className(functional.classNames, c),
      cells: [...cells, right(accuracy.a, "a", row), right(accuracy.b, "b", row)],
    };
  });
  const what = by === "label" ? "the label says" : "A’s prediction says, as labels cannot";
  const without = absent === 0 ? "" : ` ${count(absent)} classes have no example and are left out.`;
  const table = renderTable({
    name: `classes-${dataName(entry, k)}`,
    caption: `Agreement class by class: of which class an example is, ${what}. Accuracy is the share of the class that a model gets right.${without}`,
    columns: ["Class", markup`Examples <i>n</i>`, "Agreement", "95% interval", "Accuracy of A", "Accuracy of B"],
    groups: [{ title: "", rows }],
  });
  if (rows.length <= OPEN) return table;
  return markup`<details><summary>All ${count(rows.length)} classes in numbers</summary>${table}</details>`;
}
