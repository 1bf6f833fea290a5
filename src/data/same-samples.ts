import { TrisimError } from "../errors.js";

/** What is known of the examples of a representation or a data set. */
export interface Samples {
  readonly name: string;
  readonly ids: readonly string[] | null;
  /** Their fingerprint; `null` where nothing says which they are. */
  readonly sampleHash: string | null;
}

/**
 * Refuses two that are of different numbers of examples.
 *
 * @throws TrisimError "mismatch" naming both and the numbers.
 */
export function refuseOtherCount(a: Counted, b: Counted): void {
  if (a.n === b.n) return;
  const found = `${a.name} has ${a.n} rows and ${b.name} has ${b.n}`;
  throw new TrisimError("mismatch", `${found}: rows must be the same examples`);
}

interface Counted {
  readonly name: string;
  readonly n: number;
}

/**
 * Refuses two that are of different examples, or of the same in another order, as far as both say which they are of.
 *
 * @throws TrisimError "mismatch" naming both and, where both have ids, the first that differs.
 */
export function refuseOtherSamples(a: Samples, b: Samples): void {
  if (a.sampleHash === null || b.sampleHash === null || a.sampleHash === b.sampleHash) return;
  const found = `${a.name} is of samples ${a.sampleHash} and ${b.name} of ${b.sampleHash}`;
  throw new TrisimError("mismatch", `${found}${firstDifference(a, b)}: take both from the same data, in one order`);
}

function firstDifference({ ids: a }: Samples, { ids: b }: Samples): string {
  if (a === null || b === null) return "";
  const at = a.findIndex((id, i) => id !== b[i]);
  if (at < 0) return `, ${a.length} and ${b.length} of them`;
  return `, of which the first that differ, ${at} (from 0), are "${a[at]}" and "${b[at] ?? "none"}"`;
}

/** What has to be taken on trust where a file does not say which its examples are, or says no more than which record of some data. */
export function onTrust(...all: readonly Samples[]): readonly string[] {
  const silent = namesOf(all.filter(({ sampleHash }) => sampleHash === null));
  if (silent.length > 0) {
    const [say, rows] = silent.length === 1 ? ["says", "its"] : ["say", "their"];
    return [
      `${silent.join(" and ")} ${say} nothing of ${rows} samples: that all rows are the same examples in one order is taken on trust`,
    ];
  }
  const numbered = namesOf(all.filter(({ ids }) => ids?.every((id) => /^\d+$/.test(id))));
  // Two arrays of one file are of one data set.
  if (new Set(numbered.map((name) => name.replace(/#[^#]*$/, ""))).size < 2) return [];
  return [
    `${numbered.join(" and ")} name their samples by numbers alone: that these are of the same data is taken on trust`,
  ];
}

function namesOf(all: readonly Samples[]): readonly string[] {
  return [...new Set(all.map(({ name }) => name))];
}
