import type { Matrix } from "../kernels/matrix.js";
import { type CkaCell, ckaCells, factorsOf, mapLayers } from "../measures/cka-map.js";
import { alignRows } from "../runtime/align-rows.js";
import type { Pair } from "./pair.js";

const MODULE = "measures/cka-map";

/** Debiased CKA of every layer with every other: the long products on the runtime, all else in the arithmetic's thread. */
export async function ckaCellsOf(
  { engine, compute, run }: Pair,
  layers: readonly Matrix[],
): Promise<readonly (readonly CkaCell[])[]> {
  const prepared = await compute.run(mapLayers, MODULE, layers, "float32");
  const factors = factorsOf(prepared);
  if (factors.length === 0) return compute.run(ckaCells, MODULE, layers, prepared, NOTHING);
  return compute.run(ckaCells, MODULE, layers, prepared, await alignRows(engine, factors, run.signal));
}

/** Where every layer is constant there is nothing to multiply. */
const EMPTY = { rows: 0, columns: 0, data: new Float64Array(0) };
const NOTHING = { products: EMPTY, cubes: EMPTY };
