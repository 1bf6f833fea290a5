import { count, fixed, intervalText, listText, percent } from "../report/format.js";
import { PATHS } from "../sides/functional/best-path.js";
import type { ConnectResult } from "../study/connect-result.js";
import { onOneLine } from "./terminal-text.js";
import { textTable } from "./text-table.js";
import { wrapped } from "./wrapped.js";

/**
 * What `trisim connect` prints: each path in a line, and what its best one says.
 *
 * @param saved - what files were written, a sentence each.
 */
export function connectSummary(result: ConnectResult, saved: readonly string[]): string {
  const { models, n, nCalibration, lmc, lmcInterval, lmcCurve, reasons } = result;
  const rows = PATHS.flatMap((name) => {
    const path = result[name];
    if (path === null) return [];
    const worst = Math.min(...path.accuracy);
    const { frankle, entezari } = path.barrier;
    const ends = [path.accuracy.at(0), path.accuracy.at(-1)].map((accuracy) => percent(accuracy ?? Number.NaN));
    return [[name, ends.join(" and "), percent(worst), fixed(frankle, 3), fixed(entezari, 3)]];
  });
  const interval =
    lmcInterval === null
      ? `no interval: ${reasons.lmcInterval ?? "not computed"}`
      : `95% interval ${intervalText(lmcInterval)}`;
  const score = lmc === null ? `no value: ${reasons.lmc ?? "not computed"}` : `${fixed(lmc, 3)} (${interval})`;
  const aside = nCalibration === 0 ? "" : `, ${count(nCalibration)} to calibrate with`;
  const said = [
    `Linear mode connectivity, on the ${lmcCurve} path: ${score}. 1 is no loss on the way, 0 all of it.`,
    ...(result.aligned === null && reasons.aligned !== undefined ? [`No aligned path: ${reasons.aligned}.`] : []),
    ...(result.repaired === null && reasons.repaired !== undefined ? [`No repaired path: ${reasons.repaired}.`] : []),
    ...stayed(result),
    ...saved,
  ];
  return [
    `${onOneLine(`${models.a.name} to ${models.b.name} on ${result.data.name}`)}, ${count(n)} examples${aside}\n`,
    textTable(["path", "accuracy of its ends", "worst on the way", "error barrier", "loss barrier"], rows),
    ...said.map((line) => `${wrapped(line, 100)}\n`),
  ].join("\n");
}

/** The channels that alignment could not move. */
function stayed({ alignment }: ConnectResult): readonly string[] {
  const left = alignment?.leftInPlace ?? [];
  if (left.length === 0) return [];
  const channels = left.reduce((sum, { channels: of }) => sum + of, 0);
  const names = listText(left.slice(0, NAMED).map(({ layer }) => layer));
  const more = left.length > NAMED ? ` and ${left.length - NAMED} more` : "";
  return [`${count(channels)} channels stay in their places: of ${names}${more}.`];
}

/** So many layers are named; the rest are counted. */
const NAMED = 3;
