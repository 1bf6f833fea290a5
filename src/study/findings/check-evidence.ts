import type { DataEvidence, Evidence, PairMatrix } from "./evidence.js";

/**
 * Refuses evidence whose parts are not of one size, or whose models share a name.
 *
 * @throws RangeError that names the part, its size and the one expected.
 */
export function checkEvidence({ models, data }: Evidence): void {
  const names = models.map(({ name }) => name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined)
    throw new RangeError(`evidence: two models are called ${twice}, each needs a name of its own`);
  for (const { name, latency } of models)
    if (latency !== null && !(latency > 0 && latency < Infinity))
      throw new RangeError(`evidence: the latency of ${name} is ${latency}, expected a positive number or null`);
  for (const one of data) checkData(one, models.length);
}

function checkData(data: DataEvidence, m: number): void {
  const { name, levels, curves, accuracy } = data;
  checkMatrices(data, m);
  checkCount(name, "accuracy", accuracy.length, m, "values");
  checkCount(name, "curves", curves.length, m, "entries");
  if (levels.some((level, k) => k > 0 && !(level > (levels[k - 1] ?? Number.NaN))))
    throw new RangeError(`evidence of ${name}: levels are ${levels.join(", ")}, expected ascending ones`);
  for (const curve of curves) {
    if (curve === null) continue;
    for (const part of ["cka", "accuracy", "retention", "aboveChance", "realSparsity"] as const)
      checkCount(name, `curves.${part}`, curve[part].length, levels.length, "values");
  }
  checkGains(data, m);
}

function checkMatrices(
  { name, static: { raw, calibrated, angle }, functional, sparsity }: DataEvidence,
  m: number,
): void {
  const matrices: Readonly<Record<string, PairMatrix | null>> = {
    "static.raw": raw,
    "static.calibrated": calibrated,
    "static.angle": angle,
    functional,
    sparsity,
  };
  for (const [part, matrix] of Object.entries(matrices)) {
    if (matrix === null) continue;
    checkCount(name, part, matrix.length, m, "rows");
    for (const row of matrix) checkCount(name, part, row.length, m, "columns");
  }
}

function checkGains({ name, levels, gains }: DataEvidence, m: number): void {
  for (const { a, b, gain, standardError, counts } of gains) {
    if (!(0 <= a && a < b && b < m))
      throw new RangeError(`evidence of ${name}: gains of ${a} and ${b}, expected a < b < ${m}`);
    for (const [part, list] of Object.entries({ gain, standardError, counts }))
      checkCount(name, `gains.${part}`, list.length, levels.length, "values");
  }
}

function checkCount(data: string, part: string, found: number, expected: number, what: string): void {
  if (found !== expected)
    throw new RangeError(`evidence of ${data}: ${part} has ${found} ${what}, expected ${expected}`);
}
