import type { Matrix } from "../kernels/matrix.js";
import { total } from "../kernels/mean.js";
import type { Wanted } from "./ucentred/alignments.js";
import { type Block, isMirrored } from "./ucentred/gram-route.js";
import type { Precision } from "./ucentred/layer-rows.js";
import {
  batchBytes,
  blockBytes,
  blockWithin,
  fixedBytes,
  leastBlockBytes,
  type Shapes,
} from "./ucentred/route-memory.js";

/** How debiased CKA of some layers is computed, and why so. */
export interface CkaPlan {
  /** From p × q products of features, from n × n entries block by block, or summed over minibatches. */
  readonly route: "features" | "gram" | "minibatch";
  readonly why: string;
  /** What readers of the numbers must be told, as the rest of a sentence about them; `null` where nothing. */
  readonly caveat: string | null;
  readonly precision: Precision;
  /** Bytes it needs beyond the representations themselves. */
  readonly bytes: number;
  /** Rows and columns of the entries that are there at a time; `null` for minibatches. */
  readonly block: Block | null;
  /** Examples a batch; `null` where all are compared with all. */
  readonly batch: number | null;
}

/** What a plan is made for. */
export interface PlanOptions {
  /** Bytes allowed beyond the representations themselves; 1e9 unless given. */
  readonly memory?: number | undefined;
  /** Of the products: float32 is faster, to an error below 1e-6 of the score; float64 unless given. */
  readonly precision?: Precision | undefined;
  /** Whether intervals and p-values are wanted; so they are unless told. */
  readonly statistics?: boolean | undefined;
  /** Whether each cell keeps what its score would be without each example; it does not unless told. */
  readonly leaveOneOut?: boolean | undefined;
}

type ExactRoute = "features" | "gram";

/** Bytes that a plan may take unless told otherwise. */
export const USUAL_MEMORY = 1e9;
const BATCHES = [4096, 2048, 1024, 512, 256, 128, 64, 32, 16];

/**
 * The cheapest exact route that fits the memory; minibatches, which estimate the same, only where none does.
 *
 * @throws RangeError where the memory is too small for any route, with the smallest that would do.
 * @example
 * planCka({ n: 1000, widths: [512, 512] }).route; // => "gram"
 * planCka({ n: 10000, widths: [64, 64] }, { statistics: false }).route; // => "features"
 * planCka({ n: 1000000, widths: [64, 64] }, { memory: 50e6 }).route; // => "minibatch"
 */
export function planCka(shapes: Shapes, options: PlanOptions = {}): CkaPlan {
  return exactPlan(shapes, options) ?? minibatchPlan(shapes, options);
}

/** What is to be said of what was computed by a plan: that it is an estimate, lost digits, or took more memory than allowed. */
export function planWarning(what: string, { caveat }: Pick<CkaPlan, "caveat">): string | null {
  return caveat === null ? null : `${what} ${caveat}`;
}

/** How much of the layers' alignments the options ask for. */
export function wantedBy({ statistics = true, leaveOneOut = false }: PlanOptions): Wanted {
  if (statistics) return "statistics";
  return leaveOneOut ? "rows" : "scores";
}

/** Routes by their multiplications, the cheaper first. */
function routesOf(shapes: Shapes, options: PlanOptions) {
  const { precision = "float64" } = options;
  const wanted = wantedBy(options);
  const costs = { features: featureCost(shapes, wanted), gram: gramCost(shapes, wanted, precision) };
  const order: readonly ExactRoute[] = costs.features < costs.gram ? ["features", "gram"] : ["gram", "features"];
  return { costs, order };
}

/** The cheapest exact route that fits the memory; `null` where none does. */
export function exactPlan(shapes: Shapes, options: PlanOptions): CkaPlan | null {
  const { memory = USUAL_MEMORY, precision = "float64" } = options;
  const { costs, order } = routesOf(shapes, options);
  for (const route of order) {
    const fixed = fixedBytes(shapes, route, precision);
    const block = blockWithin(shapes, precision, memory - fixed);
    if (block === null) continue;
    const bytes = fixed + blockBytes(shapes, precision, block);
    return { route, why: whyExact(route, order, costs), caveat: null, precision, bytes, block, batch: null };
  }
  return null;
}

/** Work, in multiplications, beyond which float32 pays. */
const MUCH = 1e9;

/** The precision for examples of float32: their own where there is much to do, else more; float64 stays as it is. */
export function precisionFor(layers: readonly Matrix[]): Precision {
  const single = layers.every(({ data }) => data instanceof Float32Array);
  const work = total(layers.map(({ rows, columns }) => rows * rows * columns));
  return single && work > MUCH ? "float32" : "float64";
}

function minibatchPlan(shapes: Shapes, options: PlanOptions): CkaPlan {
  const { memory = USUAL_MEMORY, precision = "float64" } = options;
  const { order } = routesOf(shapes, options);
  const needs = order.map((route) => fixedBytes(shapes, route, precision) + leastBlockBytes(shapes, precision));
  const exact = Math.min(...needs);
  // A single batch is no minibatch.
  const sizes = BATCHES.filter((size) => 2 * size <= shapes.n);
  const batch = sizes.find((size) => batchBytes(shapes, size) <= memory);
  if (batch === undefined) {
    const least = Math.min(exact, ...sizes.map((size) => batchBytes(shapes, size)));
    throw new RangeError(`memory: ${bytesText(memory)} is too small for any route; ${bytesText(least)} would do`);
  }
  const why = `the exact routes need ${bytesText(exact)} or more, beyond the ${bytesText(memory)} allowed`;
  const caveat = `is estimated from minibatches of ${batch}: ${why}`;
  return {
    route: "minibatch",
    why,
    caveat,
    precision: "float64",
    bytes: batchBytes(shapes, batch),
    block: null,
    batch,
  };
}

/** Products of several layers' entries, which are short or by entries, run at half the speed of long ones. */
const SHORT = 2;

/** Multiplications by the entries of each A: p terms an entry, and every two layers' entries together. */
function gramCost({ n, widths }: Shapes, wanted: Wanted, precision: Precision): number {
  const m = widths.length;
  const products = isMirrored(m, precision) ? (m * (m + 1)) / 2 : m * m;
  return made(n, m, wanted, precision) * (total(widths) + SHORT * products);
}

/** Multiplications by features: npq for each two layers, as many for their rows, and entries for their third moments. */
function featureCost({ n, widths }: Shapes, wanted: Wanted): number {
  const pairs = (total(widths) ** 2 + total(widths.map((p) => p * p))) / 2;
  if (wanted === "scores") return n * pairs;
  return 2 * n * pairs + (wanted === "statistics" ? ((n * n) / 2) * total(widths) : 0);
}

/** Entries of each matrix that are made, of so many layers at a time. */
function made(n: number, layers: number, wanted: Wanted, precision: Precision): number {
  return wanted === "scores" || isMirrored(layers, precision) ? (n * n) / 2 : n * n;
}

const NAMES = { features: "products of features", gram: "entries of the Gram matrices" };

function whyExact(
  route: ExactRoute,
  [cheaper, dearer]: readonly ExactRoute[],
  costs: Record<ExactRoute, number>,
): string {
  if (cheaper === undefined || dearer === undefined) throw new RangeError("whyExact: two routes");
  const counts = (which: ExactRoute) => `${NAMES[which]} take ${costs[which].toExponential(1)} multiplications`;
  const both = `${counts(cheaper)}, ${counts(dearer)}`;
  return route === cheaper ? both : `${both}, but the former do not fit the memory`;
}

export function bytesText(bytes: number): string {
  const [size, unit] = UNITS.find(([least]) => bytes >= least) ?? [1, "B"];
  // Rounded up: so much would do.
  return `${Math.ceil((10 * bytes) / size) / 10} ${unit}`;
}

const UNITS = [
  [1e9, "GB"],
  [1e6, "MB"],
  [1e3, "kB"],
] as const;
