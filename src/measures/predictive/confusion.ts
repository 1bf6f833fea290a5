/** How two classifications of the same n examples meet; only cells that hold an example are listed. */
export interface Confusion {
  readonly n: number;
  readonly cells: readonly Cell[];
  /** Class → how often a gives it. */
  readonly ofA: readonly number[];
  /** Class → how often b gives it. */
  readonly ofB: readonly number[];
  /** Examples to which both give the same class. */
  readonly same: number;
  /** Σ_c ofA[c]·ofB[c]: n² times the agreement by chance. */
  readonly matched: number;
}

/** The examples that a gives one class and b another, or the same. */
export interface Cell {
  readonly a: number;
  readonly b: number;
  readonly count: number;
}

/** Counts two classifications of the same examples, classes in 0…classes−1. */
export function confusion(a: Int32Array, b: Int32Array, classes: number): Confusion {
  const ofB = countClasses(b, classes);
  const ofA = countClasses(a, classes);
  return {
    n: a.length,
    cells: countCells(a, b, classes),
    ofA,
    ofB,
    same: a.filter((c, i) => c === b[i]).length,
    matched: ofA.reduce((sum, count, c) => sum + count * (ofB[c] as number), 0),
  };
}

export function countClasses(values: Int32Array, classes: number): readonly number[] {
  const counts = new Array<number>(classes).fill(0);
  for (const c of values) counts[c] = (counts[c] as number) + 1;
  return counts;
}

function countCells(a: Int32Array, b: Int32Array, classes: number): readonly Cell[] {
  const counts = new Map<number, number>();
  a.forEach((c, i) => {
    const key = c * classes + (b[i] as number);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  });
  return [...counts].map(([key, count]) => ({ a: Math.floor(key / classes), b: key % classes, count }));
}
