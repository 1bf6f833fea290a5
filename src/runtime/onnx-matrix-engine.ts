import type { CentredBlock } from "../kernels/centred-block.js";
import { hasFewFeatures, shiftedCube } from "../kernels/cube-trace.js";
import { type Float64Matrix, mirrored, zeros } from "../kernels/float64-matrix.js";
import type { LargestProducts } from "../kernels/largest-products.js";
import type { Matrix } from "../kernels/matrix.js";
import { type MatrixEngine, wasmEngine } from "../kernels/matrix-engine.js";
import { total } from "../kernels/mean.js";
import { largestProductsGraph } from "../onnx/largest-products-graph.js";
import {
  crossProductGraph,
  entryCubeGraph,
  featureCubeGraph,
  PARTS,
  rowFormsGraph,
  rowProductsGraph,
  scatterGraph,
  upperParts,
} from "../onnx/product-graphs.js";
import { add, squares } from "./float32-sums.js";
import { layerProducts, pairAlignments, rowAlignments } from "./layer-alignments.js";
import { across, down, NOTHING, oneAfterTheOther, rowsFrom } from "./matrix-operands.js";
import { MatrixSessions } from "./matrix-sessions.js";
import { StopFlag } from "./stop-flag.js";

/** A matrix engine that holds native memory. */
export interface OnnxMatrixEngine extends MatrixEngine {
  close(): Promise<void>;
}

/** Examples whose products are summed in float32; what several such groups give is added in float64. */
const SUMMED = 2000;
/** Rows of a Gram matrix that are made at a time. */
const GRAM_ROWS = 512;

/**
 * Products of float32 examples by ONNX Runtime, on all cores, three to six times as fast as the kernels; those of float64,
 * where it gains less, are left to the kernels. It blocks the calling thread, which must not be ended while it runs.
 *
 * @param threads - cores that one product may use.
 * @param flag - by which another thread asks for a stop, before or after any product.
 */
export function onnxMatrixEngine(threads: number, flag = new StopFlag()): OnnxMatrixEngine {
  const sessions = new MatrixSessions(threads, flag);
  return {
    names: { ...wasmEngine.names, float32: "ONNX Runtime" },
    crossProduct: (x, y) => (areSingle([x, y]) ? crossProduct(sessions, x, y) : wasmEngine.crossProduct(x, y)),
    scatter: (x) => (areSingle([x]) ? scatter(sessions, x) : wasmEngine.scatter(x)),
    crossNorm: (x, y) => (areSingle([x, y]) ? crossNorm(sessions, x, y) : wasmEngine.crossNorm(x, y)),
    upperGram: (x) => (x.data instanceof Float32Array ? upperGram(sessions, x) : wasmEngine.upperGram(x)),
    largestProducts: (x, k) =>
      x.data instanceof Float32Array ? largestProducts(sessions, x, k) : wasmEngine.largestProducts(x, k),
    rowForms: (x, c, y) => (areSingle([x, y]) ? rowForms(sessions, x, c, y) : wasmEngine.rowForms(x, c, y)),
    alignments(rows, columns, mirrored) {
      const route = rows.length === 2 ? pairAlignments : mirrored ? null : rowAlignments;
      return route !== null && areSingle([...rows, ...columns])
        ? route(sessions, rows, columns)
        : wasmEngine.alignments(rows, columns, mirrored);
    },
    products: (rows, columns) =>
      areSingle([...rows, ...columns]) ? layerProducts(sessions, rows, columns) : wasmEngine.products(rows, columns),
    cubeTrace: (block) => (areSingle([block]) ? cubeTrace(sessions, block) : wasmEngine.cubeTrace(block)),
    close: () => sessions.close(),
  };
}

function areSingle(blocks: readonly CentredBlock[]): boolean {
  return blocks.every(({ x }) => x.data instanceof Float32Array);
}

async function crossProduct(sessions: MatrixSessions, x: CentredBlock, y: CentredBlock): Promise<Float64Matrix> {
  const result = zeros(x.x.columns, y.x.columns);
  for (let from = 0; from < x.x.rows; from += SUMMED)
    await sessions.run(crossProductGraph, [...centred(x, from), ...centred(y, from)], (part) =>
      add(result.data, 0, part, 0, part.length),
    );
  return result;
}

/** In blocks of columns, of which those below the diagonal are not made. */
async function scatter(sessions: MatrixSessions, x: CentredBlock): Promise<Float64Matrix> {
  const [p, parts] = [x.x.columns, partsOf(x)];
  const [result, width] = [zeros(p, p), p / parts];
  for (let from = 0; from < x.x.rows; from += SUMMED)
    await sessions.run(scatterGraph(parts), centred(x, from), (...blocks) => {
      for (const [place, [top, left]] of upperParts(parts).entries()) {
        const block = blocks[place] ?? NOTHING;
        for (let i = 0; i < width; i++) add(result.data, (top * width + i) * p + left * width, block, i * width, width);
      }
    });
  return mirrored(result);
}

/** All examples at once: of sums of squares, what single entries are rounded by goes out. */
function crossNorm(sessions: MatrixSessions, x: CentredBlock, y: CentredBlock): Promise<number> {
  if (x !== y)
    return sessions.run(crossProductGraph, [...centred(x, 0, x.x.rows), ...centred(y, 0, y.x.rows)], squares);
  const parts = partsOf(x);
  return sessions.run(scatterGraph(parts), centred(x, 0, x.x.rows), (...blocks) => overBlocks(parts, blocks, squares));
}

function partsOf({ x }: CentredBlock): number {
  return x.columns % PARTS === 0 ? PARTS : 1;
}

/** The sum over a symmetric matrix of which the blocks on and above the diagonal are given. */
function overBlocks(parts: number, blocks: readonly Float32Array[], sumOf: (block: Float32Array) => number): number {
  return upperParts(parts).reduce((whole, [i, j], k) => whole + (i === j ? 1 : 2) * sumOf(blocks[k] ?? NOTHING), 0);
}

async function upperGram(sessions: MatrixSessions, x: Matrix): Promise<Matrix> {
  const n = x.rows;
  const result = { rows: n, columns: n, data: new Float32Array(n * n) };
  for (let from = 0; from < n; from += GRAM_ROWS) {
    const [top, rest] = [rowsFrom(x, from, GRAM_ROWS), rowsFrom(x, from, n)];
    await sessions.run(rowProductsGraph, [top, rest], (part) => {
      for (let i = 0; i < top.rows; i++)
        result.data.set(part.subarray(i * rest.rows, (i + 1) * rest.rows), (from + i) * n + from);
    });
  }
  return result;
}

/** One more than is asked for, since a row is mostly its own best. */
async function largestProducts(sessions: MatrixSessions, x: Matrix, k: number): Promise<LargestProducts> {
  const [graph, width] = [largestProductsGraph(k + 1), k + 1];
  const found = { rows: new Uint32Array(x.rows * k), products: new Float64Array(x.rows * k) };
  for (let from = 0; from < x.rows; from += GRAM_ROWS) {
    const top = rowsFrom(x, from, GRAM_ROWS);
    await sessions.run(graph, [top, x], (products, places) => {
      for (let i = 0; i < top.rows; i++) {
        const own = places.subarray(i * width, (i + 1) * width).indexOf(from + i);
        for (let at = 0; at < k; at++) {
          const place = i * width + at + Number(own >= 0 && at >= own);
          found.rows[(from + i) * k + at] = places[place] ?? 0;
          found.products[(from + i) * k + at] = products[place] ?? Number.NaN;
        }
      }
    });
  }
  return found;
}

async function rowForms(sessions: MatrixSessions, x: CentredBlock, c: Matrix, y: CentredBlock): Promise<Float64Array> {
  const single = { ...c, data: Float32Array.from(c.data) };
  const forms = new Float64Array(x.x.rows);
  for (let from = 0; from < forms.length; from += SUMMED)
    await sessions.run(rowFormsGraph, [...centred(x, from), ...centred(y, from), single], (part) =>
      forms.set(part, from),
    );
  return forms;
}

function cubeTrace(sessions: MatrixSessions, block: CentredBlock): Promise<number> {
  const { x, centre, scale, shifts } = block;
  const examples = [x, across(centre), across(Float64Array.of(Math.sqrt(scale)))];
  if (!hasFewFeatures(block)) return sessions.run(entryCubeGraph, [...examples, down(shifts), across(shifts)], total);
  const [p, parts] = [x.columns, partsOf(block)];
  const ends = oneAfterTheOther([Float32Array.from(shifts), new Float32Array(x.rows).fill(1)]);
  return sessions.run(featureCubeGraph(parts), [...examples, ends], (along, ...rest) =>
    shiftedCube({
      cube: overBlocks(parts, rest.slice(parts), total),
      shifted: Float64Array.from(along.subarray(0, p)),
      sums: Float64Array.from(along.subarray(p)),
      turned: Float64Array.from(rest.slice(0, parts).flatMap((part) => [...part.subarray(p / parts)])),
      shifts,
    }),
  );
}

/** `CENTRED_INPUTS` of some examples. */
function centred({ x, centre, residual, scale }: CentredBlock, from: number, most = SUMMED): readonly Matrix[] {
  const root = across(Float64Array.of(Math.sqrt(scale)));
  return [rowsFrom(x, from, most), across(centre), across(residual), root];
}
