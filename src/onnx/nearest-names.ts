/** As many as help, and no list to scroll through. */
const COUNT = 3;
/** Longer names are compared by their first characters only. */
const MAX_LENGTH = 100;

/**
 * The names most like a mistyped one: those that contain it first, then by edit distance.
 *
 * @example
 * nearestNames("relu2", ["conv1", "relu1", "pool1"])[0]; // => "relu1"
 */
export function nearestNames(wanted: string, names: readonly string[]): readonly string[] {
  const text = wanted.toLowerCase();
  const distances = names.map((name) => ({ name, distance: distanceTo(text, name.toLowerCase()) }));
  return distances
    .sort((a, b) => a.distance - b.distance)
    .slice(0, COUNT)
    .map(({ name }) => name);
}

function distanceTo(wanted: string, name: string): number {
  if (wanted !== "" && name.includes(wanted)) return 0;
  return editDistance(wanted.slice(0, MAX_LENGTH), name.slice(0, MAX_LENGTH));
}

/** Levenshtein's distance, one row of the table at a time. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (const [i, character] of [...a].entries()) {
    const next = [i + 1];
    for (let j = 1; j <= b.length; j++) {
      const substituted = (row[j - 1] ?? 0) + (b[j - 1] === character ? 0 : 1);
      next.push(Math.min(substituted, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
