import { type CentredBlock, gramTimesVector } from "../../kernels/centred-block.js";
import type { Matrix } from "../../kernels/matrix.js";
import type { MatrixEngine } from "../../kernels/matrix-engine.js";
import { type Alignments, alignmentsOf, emptyRows, pairPlace, productsAlone, type Wanted } from "./alignments.js";
import { correctedProduct, correctedRows, type Shifts } from "./feature-form.js";
import { type Block, cubesOfBlocks, tracesOf } from "./gram-route.js";
import type { LayerRows } from "./layer-rows.js";

/** The alignments of m layers from the products of their features, p × q for each pair, and sums of cubes where wanted. */
export async function featureRoute(
  engine: MatrixEngine,
  layers: readonly LayerRows[],
  block: Block,
  wanted: Exclude<Wanted, "scores">,
  onBlock: () => void,
): Promise<Alignments> {
  const rows = emptyRows(layers[0]?.n ?? 0, layers.length);
  for (const [k, l, x, y] of pairsOf(layers)) {
    onBlock();
    const gramRows = await engine.rowForms(x.block, await crossOf(engine, x, y), y.block);
    const [kBetas, mAlphas] = [gramTimesVector(x.block, y.shifts), gramTimesVector(y.block, x.shifts)];
    rows(k, l).set(correctedRows(gramRows, x, y, kBetas, mAlphas));
  }
  if (wanted === "rows") return alignmentsOf({ rows, thirds: null });
  const cubes = await cubesOf(engine, layers, block, onBlock);
  return alignmentsOf({ rows, thirds: { cubes, traces: await tracesOf(engine, layers, rows, onBlock) } });
}

/** Their inner products alone. */
export async function featureScores(
  engine: MatrixEngine,
  layers: readonly LayerRows[],
  onBlock: () => void,
): Promise<Alignments> {
  const products = new Float64Array(pairPlace(0, layers.length));
  for (const [k, l, x, y] of pairsOf(layers)) {
    onBlock();
    products[pairPlace(k, l)] = correctedProduct(await engine.crossNorm(x.block, y.block), x, y);
  }
  return productsAlone(products);
}

interface Whole extends Shifts {
  readonly block: CentredBlock;
}

/** Every two layers k ≤ l. */
function* pairsOf(layers: readonly LayerRows[]): Generator<readonly [number, number, Whole, Whole]> {
  const wholes = layers.map((layer): Whole => ({ ...layer, block: layer.block(0, layer.n) }));
  for (const [l, y] of wholes.entries()) for (const [k, x] of wholes.slice(0, l + 1).entries()) yield [k, l, x, y];
}

function crossOf(engine: MatrixEngine, { block: x }: Whole, { block: y }: Whole): Promise<Matrix> {
  return x === y ? engine.scatter(x) : engine.crossProduct(x, y);
}

/** Sums of third order need the entries of A: once a layer, not once a pair. */
async function cubesOf(
  engine: MatrixEngine,
  layers: readonly LayerRows[],
  block: Block,
  onBlock: () => void,
): Promise<Float64Array> {
  const cubes = new Float64Array(layers.length);
  for (const [k, layer] of layers.entries()) cubes[k] = await cubesOfBlocks(engine, layer, block, onBlock);
  return cubes;
}
