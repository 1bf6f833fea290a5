/** Two clusters put together. */
interface Merge {
  /** Below m a thing, m + k the cluster that merge k made. The cluster that holds the smallest thing comes first. */
  readonly a: number;
  readonly b: number;
  /** Mean distance between the things of the two. */
  readonly height: number;
  /** Things in both together. */
  readonly size: number;
}

/** A tree of clusters. */
export interface Tree {
  /** m − 1 merges, the lowest first. */
  readonly merges: readonly Merge[];
  /** The leaves from one side of the tree to the other. */
  readonly order: readonly number[];
}

interface Cluster {
  readonly id: number;
  readonly members: readonly number[];
}

/**
 * Clustering by average linkage (UPGMA): the two clusters with the smallest mean distance become one, until one is left.
 *
 * Of equal distances, up to rounding, those of the clusters with the smallest things are taken first.
 *
 * @param distances - m × m, symmetric.
 * @see Sokal & Michener 1958
 * @example
 * const tree = averageLinkage([[0, 4, 1], [4, 0, 6], [1, 6, 0]]);
 * tree.merges[0]; // => { a: 0, b: 2, height: 1, size: 2 }
 * tree.merges[1]; // => { a: 3, b: 1, height: 5, size: 3 }
 * tree.order; // => [0, 2, 1]
 */
export function averageLinkage(distances: readonly (readonly number[])[]): Tree {
  const m = distances.length;
  let clusters: readonly Cluster[] = distances.map((_, id) => ({ id, members: [id] }));
  const merges: Merge[] = [];
  while (clusters.length > 1) {
    const [a, b, height] = closest(clusters, distances);
    const joined = { id: m + merges.length, members: [...a.members, ...b.members] };
    merges.push({ a: a.id, b: b.id, height, size: joined.members.length });
    // In place of its first part, so that clusters stay in the order of their smallest things.
    clusters = clusters.flatMap((cluster) => (cluster === a ? [joined] : cluster === b ? [] : [cluster]));
  }
  return { merges, order: clusters[0]?.members ?? [] };
}

const TIE = 1e-12;

function closest(
  clusters: readonly Cluster[],
  distances: readonly (readonly number[])[],
): readonly [Cluster, Cluster, number] {
  let best: readonly [Cluster, Cluster, number] | undefined;
  for (const [k, a] of clusters.entries())
    for (const b of clusters.slice(k + 1)) {
      const height = meanDistance(a, b, distances);
      if (best === undefined || height < best[2] - TIE * Math.abs(best[2])) best = [a, b, height];
    }
  if (best === undefined) throw new RangeError("averageLinkage: there are no two clusters");
  return best;
}

function meanDistance(a: Cluster, b: Cluster, distances: readonly (readonly number[])[]): number {
  let sum = 0;
  for (const i of a.members) for (const j of b.members) sum += distances[i]?.[j] ?? Number.NaN;
  return sum / (a.members.length * b.members.length);
}
