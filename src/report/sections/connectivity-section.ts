import { frankleBarrier } from "../../measures/connectivity/frankle-barrier.js";
import { PATHS } from "../../sides/functional/best-path.js";
import type { CompareResult, Connectivity, DataEntry } from "../../study/results.js";
import { dataName } from "../data-name.js";
import { type Figure, figureBlock } from "../figure-block.js";
import { connectivityCurve, lossText, type PathValue } from "../figures/connectivity-curve.js";
import { count, fixed, intervalText, percent } from "../format.js";
import { type Markup, markup } from "../markup.js";
import { reasonFor } from "../reason-for.js";
import { numberCell, renderTable } from "../table.js";
import { dataHeading } from "./data-heading.js";

const EXPLANATIONS: Readonly<Record<PathValue, readonly [title: string, text: string]>> = {
  error: ["Error", "share of wrong predictions; dashed, the mean of the two ends"],
  loss: ["Loss", "mean cross-entropy in nats; dashed, the line between the two ends"],
};

/** What was done for the path that the connectivity is of, and what was not. */
function caveat({ lmcCurve, aligned, alignment, repair, nCalibration }: Connectivity): string {
  const order =
    alignment === null
      ? "nothing is aligned, so two networks that differ in the order of their channels alone look far apart"
      : `B’s channels are brought into the order of A’s first, matched by their ${alignment.method}${still(alignment)}`;
  if (lmcCurve === "aligned") return `${capital(order)}.`;
  if (lmcCurve === "naive") {
    return aligned === null ? `The path is the naive one: ${order}.` : "The path is the naive one: it loses least.";
  }
  const how =
    repair?.kind === "batch-norm"
      ? "the statistics of its BatchNorm layers are computed anew"
      : "each layer’s output gets the mean and the spread between those of the two ends (REPAIR)";
  return `${capital(order)}; at each point ${how}, on ${count(nCalibration)} calibration images.`;
}

/** Why a path may not be the one that the connectivity is of. */
function leftOut({ reasons }: DataEntry): string {
  const reason = reasons["functional.connectivity.lmcCurve"];
  return reason === undefined ? "" : ` ${capital(reason)}.`;
}

/** The channels that alignment could not move. */
function still({ leftInPlace }: NonNullable<Connectivity["alignment"]>): string {
  if (leftInPlace === null || leftInPlace.length === 0) return "";
  const channels = leftInPlace.reduce((sum, { channels: of }) => sum + of, 0);
  return `, but for ${count(channels)} channels of ${count(leftInPlace.length)} layers, which stay where they are`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The functional side of two networks of one architecture: what lies between their weights. Empty where nothing does. */
export function connectivitySection({ data }: CompareResult): Markup {
  const parts = data.flatMap((entry, k) => {
    const { connectivity } = entry.functional;
    return connectivity === null ? [] : [dataPart(entry, k, connectivity)];
  });
  if (parts.length === 0) return markup``;
  return markup`<section aria-labelledby="connectivity">
<h2 id="connectivity">Between their weights</h2>
<p class="lead">The two have the same parameters, so there are networks on the straight line from the weights of one to those of the other. Do these still work? Where error and loss stay low on the way, both networks lie in one valley.</p>
${parts}
</section>
`;
}

function dataPart(entry: DataEntry, k: number, connectivity: Connectivity): Markup {
  const { n, alphas } = connectivity;
  return markup`${dataHeading({ ...entry, n })}<div class="panels">
${connectivityFigures(entry, k).map(panel)}</div>
<p class="caption">${barrierText(connectivity)} ${lmcText(entry, connectivity)} ${alphas.length} networks evaluated, both ends included, over <i>n</i>&nbsp;=&nbsp;${count(n)} examples. ${caveat(connectivity)}${leftOut(entry)}</p>
<details><summary>Every point in numbers</summary>${pointTable(entry, k, connectivity)}</details>
`;
}

function panel(figure: ConnectivityFigure): Markup {
  const [title, text] = EXPLANATIONS[figure.value];
  return figureBlock(figure, markup`<b>${title}</b>: ${text}; <i>n</i>&nbsp;=&nbsp;${count(figure.n)}.`, "above");
}

interface ConnectivityFigure extends Figure {
  readonly value: PathValue;
  readonly n: number;
}

/** The curves between the weights of one data set; none where nothing lies between. */
export function connectivityFigures(entry: DataEntry, k: number): ConnectivityFigure[] {
  const { connectivity } = entry.functional;
  if (connectivity === null) return [];
  return (["error", "loss"] as const).map((value) => ({
    ...{ value, n: connectivity.n, name: `connectivity-${value}-${dataName(entry, k)}` },
    svg: connectivityCurve(connectivity, value),
  }));
}

function barrierText(connectivity: Connectivity): Markup {
  const path = connectivity[connectivity.lmcCurve] ?? connectivity.naive;
  const errors = path.accuracy.map((accuracy) => 1 - accuracy);
  const { at } = frankleBarrier(errors);
  const { frankle, entezari } = path.barrier;
  return markup`Marked, the barriers: the error rises to ${percent(errors[at] ?? 0)} at α = ${fixed(connectivity.alphas[at] ?? 0, 2)}, ${fixed(100 * frankle, 1)} percentage points above the mean of the ends; the loss rises by up to ${lossText(entezari)} above the line between the ends.`;
}

function lmcText({ reasons }: DataEntry, { lmc, lmcInterval }: Connectivity): Markup {
  const why = (part: string) => reasonFor(reasons, `functional.connectivity.${part}`);
  if (lmc === null) return markup`Linear mode connectivity: – (${why("lmc")}).`;
  const interval =
    lmcInterval === null ? `no interval: ${why("lmcInterval")}` : `95% interval ${intervalText(lmcInterval)}`;
  return markup`Linear mode connectivity, 1 less the share of the accuracy above chance that the error barrier takes: ${fixed(lmc)} (${interval}).`;
}

function pointTable(entry: DataEntry, place: number, connectivity: Connectivity): Markup {
  const groups = PATHS.flatMap((name) => {
    const path = connectivity[name];
    if (path === null) return [];
    const rows = connectivity.alphas.map((alpha, k) => ({
      head: fixed(alpha, 2),
      cells: [
        numberCell(path.accuracy[k] ?? null, "", percent),
        numberCell(1 - (path.accuracy[k] ?? 0), "", percent),
        numberCell(path.loss[k] ?? null, "", lossText),
      ],
    }));
    return [{ title: `${name} path`, rows }];
  });
  return renderTable({
    name: `connectivity-${dataName(entry, place)}`,
    caption: "α is B’s share of the weights: 0 is A, 1 is B.",
    columns: ["α", "Accuracy", "Error", "Loss"],
    groups,
  });
}
