import { gatheredRows } from "../../kernels/gathered.js";
import type { Matrix } from "../../kernels/matrix.js";
import { precisionFor } from "../../measures/cka-plan.js";
import type { Precision } from "../../measures/ucentred/layer-rows.js";
import type { LayersTask, PenultimatesTask } from "../plan/task.js";
import { evenlySpaced } from "./evenly-spaced.js";
import { packedMap } from "./packed-map.js";
import type { LayersValue, PenultimatesValue, StudyContext, Values } from "./study-context.js";
import type { Workshop } from "./workshop.js";

/** CKA of the layers of all models, on some examples of a data set. */
export async function layersWork(
  { models, data }: LayersTask,
  { matrices }: Workshop,
  { settings, mapExamples, datasets }: StudyContext,
  values: Values,
): Promise<LayersValue> {
  const dense = await Promise.all(models.map((model) => values.dense(model, data)));
  const rows = evenlySpaced(datasets[data]?.n ?? 0, mapExamples);
  const layers = dense.flatMap(({ dense: { layers: all } }) => all.map(({ matrix }) => gatheredRows(matrix, rows)));
  const { memory, seed } = settings;
  const { cells, plan } = await matrices.map(layers, { precision: "float32", memory, seed });
  const counts = dense.map((of) => of.layers.length);
  return { map: packedMap(cells, null), plan, counts, n: rows.length };
}

/** What the widest pair takes by itself, whatever the order of the models; float64 where any layer is of that. */
function mapPrecision(layers: readonly Matrix[]): Precision {
  if (layers.some(({ data }) => data instanceof Float64Array)) return "float64";
  return precisionFor(layers.toSorted((x, y) => y.columns - x.columns).slice(0, 2));
}

/** CKA of the penultimate layers of the models, pruned to one level, with what it would be without each example. */
export async function penultimatesWork(
  { models, data, level }: PenultimatesTask,
  { matrices }: Workshop,
  { settings, datasets }: StudyContext,
  values: Values,
): Promise<PenultimatesValue> {
  const k = settings.levels.indexOf(level);
  const all = models.map(async (model) =>
    level === 0
      ? (await values.dense(model, data)).dense.penultimate
      : (await values.pruned(model, data))[k]?.level.penultimate,
  );
  const layers = (await Promise.all(all)).flatMap((of) => of ?? []);
  const { memory, seed } = settings;
  // Of pruned networks no more than scores and their differences is told.
  const statistics = level === 0;
  const options = { precision: mapPrecision(layers), memory, seed, statistics, leaveOneOut: true };
  const { cells, plan } = await matrices.map(layers, options);
  return { map: packedMap(cells, datasets[data]?.n ?? 0), plan };
}
