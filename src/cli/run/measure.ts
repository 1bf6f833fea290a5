import { availableParallelism } from "node:os";
import { readMatrix } from "../../data/array-file.js";
import { onTrust, refuseOtherSamples } from "../../data/same-samples.js";
import { TrisimError } from "../../errors.js";
import type { Matrix } from "../../kernels/matrix.js";
import { type ExecutedPlan, pairScore } from "../../measures/cka-map.js";
import { planWarning, precisionFor } from "../../measures/cka-plan.js";
import type { Measure } from "../../measures/define-measure.js";
import { type MeasureResult, measureResult } from "../../measures/measure.js";
import { measureNames } from "../../measures/measure-names.js";
import type { Score } from "../../measures/score.js";
import { MEASURES, type MeasureName } from "../../measures/table.js";
import { DASH, fixed, intervalText, pValueText } from "../../report/format.js";
import { MatrixThread } from "../../runtime/matrix-thread.js";
import type { OutputFlags } from "../common-options.js";
import { csv } from "../csv.js";
import { textTable } from "../text-table.js";
import { warn } from "../watched.js";

export interface MeasureFlags extends OutputFlags {
  readonly measure: readonly string[];
  readonly memory?: number;
  readonly threads?: number;
}

/** `trisim measure`: two saved representations of the same examples. */
export async function runMeasure(x: string, y: string, flags: MeasureFlags, signal: AbortSignal): Promise<void> {
  const names = measureNames(flags.measure);
  const [a, b] = [await readMatrix(x), await readMatrix(y)];
  if (a.matrix.rows !== b.matrix.rows)
    throw new TrisimError(
      "mismatch",
      `${a.name} has ${a.matrix.rows} rows and ${b.name} has ${b.matrix.rows}: rows must be the same examples`,
    );
  refuseOtherSamples(a, b);
  checkCount(a.name, a.matrix.rows, names);
  const result = await scored(a.matrix, b.matrix, names, flags, signal);
  for (const trust of onTrust(a, b)) warn(flags, trust);
  const warning = result.plan === undefined ? null : planWarning("cka", result.plan);
  if (warning !== null) warn(flags, warning);
  process.stdout.write(printed(result, flags));
}

/** What `measure` gives, and how cka was computed: it alone has several ways. */
interface PlannedResult extends MeasureResult {
  readonly plan?: ExecutedPlan;
}

/** Scores from a thread of their own, so that Ctrl-C is heard at once. */
async function scored(
  x: Matrix,
  y: Matrix,
  names: readonly MeasureName[],
  { memory, threads = availableParallelism() }: MeasureFlags,
  signal: AbortSignal,
): Promise<PlannedResult> {
  const matrices = new MatrixThread(threads, signal);
  try {
    const scores: [MeasureName, Score][] = [];
    let plan: ExecutedPlan | undefined;
    for (const name of names) {
      if (name === "cka") {
        const map = await matrices.map([x, y], { memory, precision: precisionFor([x, y]) });
        plan = map.plan;
        scores.push([name, pairScore(map)]);
      } else scores.push([name, await matrices.score(name, x, y)]);
    }
    return { ...measureResult(x, y, scores), ...(plan && { plan }) };
  } finally {
    await matrices.close();
  }
}

/** Refuses examples that are too few for any measure asked for, or so few that none would have a score. */
function checkCount(name: string, n: number, names: readonly MeasureName[]): void {
  const needs = names.map((measure) => ({ measure, ...countsOf(MEASURES[measure]) }));
  const refused = needs.find(({ least }) => n < least) ?? (needs.every(({ defined }) => n < defined) && needs[0]);
  if (!refused) return;
  const { measure, least, defined } = refused;
  throw new TrisimError(
    "too-few-examples",
    `${name}: has ${n} examples, ${measure} needs at least ${n < least ? least : defined}`,
  );
}

function countsOf({ minimumExamples, definedFrom = minimumExamples }: Measure) {
  return { least: minimumExamples, defined: definedFrom };
}

function printed(result: PlannedResult, { json, csv: asCsv }: MeasureFlags): string {
  if (json) return `${JSON.stringify(result, null, 2)}\n`;
  return asCsv ? scoresCsv(result) : text(result);
}

function scoresCsv({ measures }: MeasureResult): string {
  const rows = Object.entries(measures).map(([name, { score, chance, calibrated, threshold, pValue, interval }]) => [
    ...[name, score, chance, calibrated, threshold, pValue],
    ...[interval?.[0] ?? null, interval?.[1] ?? null],
  ]);
  return csv([["measure", "score", "chance", "calibrated", "threshold", "pValue", "low", "high"], ...rows]);
}

function text({ n, p, q, measures, reasons }: MeasureResult): string {
  const rows = Object.entries(measures).map(([name, { score, chance, interval, pValue }]) => [
    name,
    shown(score, fixed),
    shown(chance, fixed),
    shown(interval, intervalText),
    shown(pValue, pValueText),
  ]);
  const head = `${n} examples, ${p} and ${q} features\n`;
  return head + textTable(["measure", "score", "chance", "95% interval", "p"], rows) + reasonLines(reasons);
}

/** A line for each measure and reason, naming the fields it explains. */
function reasonLines(reasons: MeasureResult["reasons"]): string {
  const fields = new Map<string, string[]>();
  for (const [path, reason] of Object.entries(reasons)) {
    const [, measure = "", field = ""] = path.split(".");
    const key = `${measure}: ${reason}`;
    fields.set(key, [...(fields.get(key) ?? []), field]);
  }
  return [...fields].map(([key, names]) => `  ${key} (${names.join(", ")})\n`).join("");
}

function shown<T>(value: T | null, format: (value: T) => string): string {
  return value === null ? DASH : format(value);
}
