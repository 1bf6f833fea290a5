import type { Matrix } from "../kernels/matrix.js";
import { type MatrixEngine, wasmEngine } from "../kernels/matrix-engine.js";
import { checkFinite, checkSameExamples, checkShape } from "./check.js";
import { ckaMeasure } from "./cka.js";
import { type CkaCell, cellsOf } from "./cka-cells.js";
import { bytesText, type CkaPlan, exactPlan, type PlanOptions, planCka, USUAL_MEMORY, wantedBy } from "./cka-plan.js";
import { minibatchCells } from "./minibatch/minibatch-cells.js";
import type { Score } from "./score.js";
import { featureRoute, featureScores } from "./ucentred/feature-route.js";
import { gramRoute } from "./ucentred/gram-route.js";
import { keepsDigits } from "./ucentred/keeps-digits.js";
import { type LayerRows, layerRows } from "./ucentred/layer-rows.js";
import { aloneBytes, type Shapes } from "./ucentred/route-memory.js";
import { sampledRounding } from "./ucentred/sampled-rounding.js";

/** Debiased CKA of some layers with each other, and how it was computed. */
export interface CkaMap {
  /** [k][l], symmetric. */
  readonly cells: readonly (readonly CkaCell[])[];
  readonly plan: ExecutedPlan;
}

/** A plan, and what multiplied. */
export interface ExecutedPlan extends CkaPlan {
  readonly engine: string;
}

/** How a map is computed. */
export interface CkaMapOptions extends PlanOptions {
  /** What multiplies; the kernels of this package unless given. */
  readonly engine?: MatrixEngine | undefined;
  /** Of the shuffle that minibatches are cut from; 0 unless given. */
  readonly seed?: number | undefined;
  /** Called before each block of work; what it throws stops the map. */
  readonly onBlock?: (() => void) | undefined;
}

/**
 * Debiased CKA of every layer with every other, each cell with its interval and its p-value: what `cka` says of each
 * pair, by the cheapest exact route within the memory allowed, or from minibatches where none fits.
 *
 * @param layers - m layers, n × p each with its own p, of the same n ≥ 4 examples.
 * @returns symmetric cells, and the plan; a cell with a constant layer is `null` throughout, with the reason.
 * @throws RangeError for a layer that `cka` cannot take, as `layers[2]`, for different numbers of examples, and where the
 *   memory is too small for any route.
 * @example
 * const x = { rows: 5, columns: 1, data: Float64Array.of(1, 2, 3, 5, 8) };
 * const { cells, plan } = await ckaMap([x, x]);
 * cells[0][1].score; // => 1
 * plan.route; // => "features"
 */
export async function ckaMap(layers: readonly Matrix[], options: CkaMapOptions = {}): Promise<CkaMap> {
  const n = layers[0]?.rows ?? 0;
  for (const [k, layer] of layers.entries()) {
    checkShape("ckaMap", `layers[${k}]`, layer, ckaMeasure.minimumExamples);
    checkSameExamples("ckaMap", n, layer.rows);
  }
  const { seed = 0, onBlock = () => {} } = options;
  const plan = planOf(layers, options);
  if (plan.batch !== null) {
    for (const [k, layer] of layers.entries()) checkFinite("ckaMap", `layers[${k}]`, layer);
    return {
      cells: minibatchCells(layers, plan.batch, seed, onBlock),
      plan: { ...plan, engine: wasmEngine.names.float64 },
    };
  }
  const first = await attempt(layers, plan, options);
  if (first.keepsDigits) return first.finished();
  const wide = exactPlan(shapesOf(layers), { ...options, precision: "float64" });
  if (wide === null) return first.finished({ caveat: LOSSES });
  return (await attempt(layers, wide, options)).finished({ why: REPEATED });
}

/** So far float32 sums over entries may be from those of float64, as a share: those of ordinary layers are half as far. */
const ROUNDED = 8e-7;

const LONG = "a few examples are so long, many so alike, or all so nearly at right angles, that float32";
const REPEATED = `in float64, as ${LONG} would lose digits`;
const LOSSES = `has lost digits: ${LONG} loses them, and float64 does not fit the memory`;

/** A map by a plan, and whether its precision was enough. */
async function attempt(layers: readonly Matrix[], plan: CkaPlan, options: CkaMapOptions) {
  const { engine = wasmEngine } = options;
  const prepared = layers.map((layer, k) =>
    layerRows(layer, plan.precision, () => checkFinite("ckaMap", `layers[${k}]`, layer)),
  );
  const known = varying(prepared);
  const alignments = await aligned(known, plan, options);
  const isRounded = async () =>
    plan.route === "gram" &&
    (await sampledRounding(engine, known, plan.block?.columns ?? 1)).some((error) => !(error <= ROUNDED));
  return {
    /** Float64 has enough of them. */
    keepsDigits:
      plan.precision === "float64" ||
      (known.every((layer, k) => keepsDigits(alignments, layer, k)) && !(await isRounded())),
    /** The cells; the plan says besides why it is this one, and what must be known of them. */
    finished(besides: { readonly why?: string; readonly caveat?: string } = {}): CkaMap {
      const alone: Shapes[] = [];
      const cells = cellsOf(layers, prepared, alignments, {
        ...options,
        onAlone: (...pair) => alone.push(shapesOf(pair)),
      });
      const bytes = Math.max(0, ...alone.map(aloneBytes));
      const why = [plan.why, besides.why, aloneText(alone.length)].filter((text) => text !== undefined).join("; ");
      const isLost = alone.length < (layers.length * (layers.length + 1)) / 2;
      const caveats = [isLost ? besides.caveat : undefined, excessText(bytes, options)].filter(
        (text) => text !== undefined,
      );
      return {
        cells,
        plan: {
          ...plan,
          why,
          caveat: caveats.length === 0 ? null : caveats.join("; it "),
          bytes: Math.max(plan.bytes, bytes),
          engine: engine.names[plan.precision],
        },
      };
    },
  };
}

function aloneText(pairs: number): string | undefined {
  if (pairs === 0) return undefined;
  const what =
    pairs === 1 ? "1 pair whose sums lose their digits was" : `${pairs} pairs whose sums lose their digits were`;
  return `${what} looked at alone, in float64 by the kernels`;
}

/** Pairs that are looked at alone cannot be cut in blocks. */
function excessText(bytes: number, { memory = USUAL_MEMORY }: PlanOptions): string | undefined {
  if (bytes <= memory) return undefined;
  return `took ${bytesText(bytes)} where ${bytesText(memory)} are allowed: pairs whose sums lose their digits are looked at alone`;
}

function shapesOf(layers: readonly Matrix[]): Shapes {
  return { n: layers[0]?.rows ?? 0, widths: layers.map(({ columns }) => columns) };
}

/** Rather exact in float32 than an estimate in float64, for layers that have no more digits anyway. */
function planOf(layers: readonly Matrix[], options: PlanOptions): CkaPlan {
  const shapes = shapesOf(layers);
  const plan = planCka(shapes, options);
  if (plan.batch === null || !layers.every(({ data }) => data instanceof Float32Array)) return plan;
  return exactPlan(shapes, { ...options, precision: "float32" }) ?? plan;
}

/** The score of the first two layers of a map, as a measure gives it. */
export function pairScore({ cells }: CkaMap): Score {
  const cell = cells[0]?.[1];
  if (cell === undefined) throw new RangeError("pairScore: the map has fewer than two layers");
  const { tail: _, leaveOneOut: __, ...score } = cell;
  return score;
}

function aligned(layers: readonly LayerRows[], { route, block }: CkaPlan, options: CkaMapOptions) {
  const { engine = wasmEngine, onBlock = () => {} } = options;
  if (block === null) throw new RangeError("ckaMap: a route without blocks");
  const wanted = wantedBy(options);
  if (route === "gram") return gramRoute(engine, layers, block, wanted, onBlock);
  return wanted === "scores"
    ? featureScores(engine, layers, onBlock)
    : featureRoute(engine, layers, block, wanted, onBlock);
}

function varying(layers: readonly (LayerRows | null)[]): readonly LayerRows[] {
  return layers.filter((layer) => layer !== null);
}
