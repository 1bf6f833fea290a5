import { total } from "../../../kernels/mean.js";
import { shuffler } from "../../../kernels/random.js";
import { type AxisSources, axisSources } from "../../../onnx/permutation/axis-sources.js";
import type { Permutations } from "../../../onnx/permutation/unit-classes.js";
import { assignedFamily } from "./assigned-family.js";
import { currentGains } from "./current-gains.js";
import { type GainsSoFar, noGains } from "./gains-so-far.js";
import { type MatchingProblem, similarity } from "./matching-problem.js";

/** A sweep that gains less than this share of the objective is the last one. */
const NEGLIGIBLE = 1e-9;

/** Permutations of B's units, and how well its parameters then fit A's. */
export interface Matched {
  readonly permutations: Permutations;
  /** Σ ⟨A, B⟩ over the parameters. */
  readonly objective: number;
  /** How often all classes were gone through, the last time without much gain. */
  readonly sweeps: number;
}

/** The permutations so far. */
interface Position {
  readonly permutations: Permutations;
  readonly sources: readonly AxisSources[];
  /** ⟨A, B⟩ of each parameter. */
  readonly similarities: Float64Array;
}

/**
 * Improves permutations until none can be bettered alone: one family of classes after the other, in random order, takes its best
 * permutations while all others are held.
 *
 * The objective never falls: it is computed anew, in float64, before a step is taken. That is what makes a class sound that stands
 * along two axes of a parameter, whose gains are exact only while one of the two is held.
 *
 * @param soFar - whose memory the gains take.
 * @param onStep - called after each family with the objective; what it throws ends the descent.
 * @see Ainsworth, Hayase & Srinivasa 2023, algorithm 1
 */
export function descend(
  problem: MatchingProblem,
  start: Permutations,
  seed: number,
  maxSweeps: number,
  soFar: GainsSoFar = noGains(),
  onStep: (objective: number) => void = () => {},
): Matched {
  const order = shuffler(seed);
  const waiting = new Set(problem.families.keys());
  // Differences from another descent's would be large, and their rounding with them.
  soFar.sources.clear();
  let position = positionAt(problem, start);
  let [objective, sweeps, gain] = [objectiveOf(position), 0, Infinity];
  for (; sweeps < maxSweeps && waiting.size > 0 && gain > NEGLIGIBLE * Math.abs(objective); sweeps++) {
    const before = objective;
    for (const family of order(problem.families.length)) {
      // Nothing it hangs on has moved since it was last best.
      if (!waiting.delete(family)) continue;
      const next = stepped(problem, position, family, soFar);
      if (next !== null) {
        position = next;
        objective = objectiveOf(position);
        for (const neighbour of problem.neighbours[family] ?? []) waiting.add(neighbour);
      }
      onStep(objective);
    }
    gain = objective - before;
  }
  return { permutations: position.permutations, objective, sweeps };
}

/** The objective of permutations. */
export function objectiveAt(problem: MatchingProblem, permutations: Permutations): number {
  return objectiveOf(positionAt(problem, permutations));
}

function positionAt(problem: MatchingProblem, permutations: Permutations): Position {
  const sources = axisSources(problem.unitClasses, permutations);
  return { permutations, sources, similarities: Float64Array.from(sources, (of, p) => similarity(problem, p, of)) };
}

function objectiveOf({ similarities }: Position): number {
  return total(similarities);
}

/** With the best permutations of one family; `null` where they are no better. */
function stepped(problem: MatchingProblem, position: Position, family: number, soFar: GainsSoFar): Position | null {
  const classes = problem.families[family] ?? [];
  const gains = new Map(classes.map((c) => [c, currentGains(problem, c, position.sources, soFar)]));
  const best = assignedFamily(problem.unitClasses, classes, gains);
  const permutations = position.permutations.map((order, c) => best.get(c) ?? order);
  if (classes.every((c) => sameOrder(permutations[c], position.permutations[c]))) return null;
  const changed = new Set(problem.parameters[family]);
  const made = axisSources(problem.unitClasses, permutations, changed);
  const sources = position.sources.map((of, p) => (changed.has(p) ? (made[p] ?? of) : of));
  const similarities = position.similarities.slice();
  for (const p of changed) similarities[p] = similarity(problem, p, sources[p] ?? []);
  const next = { permutations, sources, similarities };
  return objectiveOf(next) > objectiveOf(position) ? next : null;
}

function sameOrder(a: Int32Array | undefined, b: Int32Array | undefined): boolean {
  return a?.every((unit, i) => unit === b?.[i]) ?? false;
}
