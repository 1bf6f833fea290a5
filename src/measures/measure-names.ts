import { MEASURES, type MeasureName } from "./table.js";

/**
 * The measures that a list of names asks for, each once; `all` stands for every one.
 *
 * @throws RangeError for a name that is no measure.
 * @example
 * measureNames(["procrustes", "cka", "cka"]); // => ["procrustes", "cka"]
 */
export function measureNames(names: readonly string[]): readonly MeasureName[] {
  const known = Object.keys(MEASURES) as MeasureName[];
  const found = names.flatMap((name) => {
    if (name === "all") return known;
    const measure = known.find((row) => row === name);
    if (measure === undefined)
      throw new RangeError(`unknown measure ${name}, expected one of: ${known.join(", ")}, all`);
    return [measure];
  });
  return [...new Set(found)];
}
