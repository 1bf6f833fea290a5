import type { Dataset } from "../data/dataset.js";
import type { FunctionalSide } from "../sides/functional/functional-side.js";
import { below, type Reasoned } from "../sides/reasoned.js";
import type {
  DataEntry,
  DisputedEntry,
  FunctionalSide as FunctionalEntry,
  SparsitySide,
  StaticSide,
  Vertex,
} from "./results.js";
import { functionalVertex } from "./vertices.js";

/** One side under the names of the results, and the one number it comes to. */
interface Part<T> extends Reasoned<T> {
  readonly vertex: Reasoned<Vertex>;
  /** Why nothing of the side is known, where nothing is. */
  readonly reason?: string;
}

/** The three sides on one data set, and the examples that hold the static one up. */
export interface Sides {
  readonly static: Part<StaticSide>;
  readonly functional: Part<FunctionalEntry>;
  readonly sparsity: Part<SparsitySide>;
  readonly examples: Reasoned<DataEntry["examples"]>;
}

/** How two act, with the examples they disagree on. */
export function functionalPart(
  act: Reasoned<FunctionalSide>,
  disputed: Reasoned<readonly DisputedEntry[] | null>,
): Sides["functional"] {
  return {
    value: { ...act.value, disputed: disputed.value },
    reasons: { ...act.reasons, ...disputed.reasons },
    vertex: functionalVertex(act),
  };
}

/** The entry of a data set: sides, triangle and vertices, every reason under its full path. */
export function entryOfSides(
  { name, n, sampleHash }: Pick<Dataset, "name" | "n" | "sampleHash">,
  role: DataEntry["role"],
  sides: Sides,
): DataEntry {
  const { static: still, functional, sparsity, examples } = sides;
  const vertices = { static: still.vertex, functional: functional.vertex, sparsity: sparsity.vertex };
  const [s, f, p] = [still.vertex.value, functional.vertex.value, sparsity.vertex.value];
  return {
    ...{ name, role, n, sampleHash },
    static: still.value,
    functional: functional.value,
    sparsity: sparsity.value,
    triangle: { static: s.score, functional: f.score, sparsity: p.score },
    vertices: { static: s, functional: f, sparsity: p },
    examples: examples.value,
    reasons: {
      ...below("static", still.reasons),
      ...below("functional", functional.reasons),
      ...below("sparsity", sparsity.reasons),
      ...(sparsity.reason === undefined ? {} : { sparsity: sparsity.reason }),
      ...below("triangle", scoreReasons(vertices)),
      ...below("vertices.static", vertices.static.reasons),
      ...below("vertices.functional", vertices.functional.reasons),
      ...below("vertices.sparsity", vertices.sparsity.reasons),
      ...examples.reasons,
    },
  };
}

/** Side → why its value is null. */
function scoreReasons(vertices: Readonly<Record<string, Reasoned<Vertex>>>): Record<string, string> {
  const why = Object.entries(vertices).flatMap(([side, { reasons }]) =>
    reasons.score === undefined ? [] : [[side, reasons.score]],
  );
  return Object.fromEntries(why);
}
