import { sum, zipWith } from "../../kernels/vector.js";
import type { Cubes } from "./cubes.js";

/** E[T²]/(⟨A,A⟩⟨B,B⟩) of T = ⟨A, PBP'⟩ over all row permutations P, for any two U-centred matrices; E[T] is 0. */
export function permutationVariance(n: number): number {
  return 2 / (n * (n - 3));
}

// Three entries of a symmetric matrix without diagonal are a graph of three edges: the same edge thrice, an edge twice
// and one beside it, an edge twice and one apart, a triangle, a star, a path, two edges that touch and one apart, three
// apart. For each: the rows it spans, and how many of the triples of ordered pairs make it.
const ROWS = Float64Array.of(2, 3, 4, 3, 4, 4, 5, 6);
const WAYS = Float64Array.of(4, 24, 6, 8, 8, 24, 12, 1);

/** The sum of the product of the three entries over all placements of each graph; A1 = 0 leaves but u and w. */
function graphSums({ entries: u, trace: w }: Cubes): Float64Array {
  return Float64Array.of(u, -u, 2 * u, w, 2 * u, u - w, 2 * w - 4 * u, 16 * u - 8 * w);
}

/**
 * E[T³] of T = ⟨A, PBP'⟩ over all row permutations P, exactly: a random permutation lays each graph of A on every graph
 * of its kind of B equally often.
 */
export function permutationThirdMoment(a: Cubes, b: Cubes, n: number): number {
  const terms = zipWith(
    (rows, ways, ofA, ofB) => (rows > n ? 0 : (ways * ofA * ofB) / fallingFactorial(n, rows)),
    ROWS,
    WAYS,
    graphSums(a),
    graphSums(b),
  );
  return sum(terms);
}

function fallingFactorial(n: number, factors: number): number {
  let product = 1;
  for (let k = 0; k < factors; k++) product *= n - k;
  return product;
}
