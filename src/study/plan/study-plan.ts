import { type StoreKey, storeName } from "../store.js";
import type {
  ConnectionTask,
  DenseTask,
  LayersTask,
  PairTask,
  PenultimatesTask,
  ProbeTask,
  PrunedTask,
  Task,
} from "./task.js";

/** A model as a plan knows it. */
export interface PlannedModel {
  /** Its place among the models of the study. */
  readonly place: number;
  /** All that what it gives hangs on: hashes of its files, preprocessing, texts. */
  readonly identity: StoreKey;
  /** Whether it is a network that runs; else what it gave was saved. */
  readonly runs: boolean;
  /** Of its parameters in order, models that differ having no path between their weights; or why there is none to any. */
  readonly weights: { readonly shapes: string } | { readonly reason: string };
  /** Why it cannot be pruned, so that its sparsity side is missing; `null` where it can. */
  readonly unpruned: string | null;
}

/** A data set as a plan knows it. */
export interface PlannedData {
  readonly identity: StoreKey;
  readonly n: number;
  /** Whether paths between weights are walked on it. */
  readonly connects: boolean;
  /** Whether probes are fitted on it. */
  readonly probes: boolean;
}

/** What results hang on besides models and data, by the task that it concerns. */
export interface PlannedOptions {
  /** Version and runtime. */
  readonly common: StoreKey;
  readonly dense: StoreKey;
  readonly probe: StoreKey;
  readonly pruned: StoreKey;
  readonly connection: StoreKey;
  readonly pair: StoreKey;
  /** Of CKA of all models. */
  readonly maps: StoreKey;
  /** Of that of all their layers, besides. */
  readonly layers: StoreKey;
  /** Whether pairs are measured at every pruning level by more than CKA. */
  readonly sweepsPairs: boolean;
  readonly levels: readonly number[];
  /** Points of a path, how many times it is walked, and how many examples at most. */
  readonly path: { readonly points: number; readonly times: number; readonly limit: number | null };
}

/** The tasks of a study, each after those that it needs. */
export interface StudyPlan {
  readonly tasks: readonly Task[];
}

/**
 * What has to be done for a study: each representation, each pruned network and each pair once. Pure: the same models, data
 * and options give the same tasks under the same names.
 */
export function studyPlan(
  models: readonly PlannedModel[],
  data: readonly PlannedData[],
  options: PlannedOptions,
): StudyPlan {
  const solo = models.map((model) => modelTasks(model, data, options));
  const pairs = solo.flatMap((a, i) => solo.slice(i + 1).flatMap((b) => pairTasks(a, b, data, options)));
  const maps = data.flatMap((_, d) => mapTasks(solo, d, options));
  return { tasks: [...solo.flatMap(({ tasks }) => tasks), ...maps, ...pairs] };
}

/** CKA of all models with each other, pruned of those that can be: each one's Gram matrix is made once. */
function mapTasks(solo: readonly ModelTasks[], d: number, options: PlannedOptions): readonly Task[] {
  const of = (what: string, some: readonly ModelTasks[], needs: readonly string[], besides: StoreKey = {}) => ({
    ...keyed({ what, ...options.common, ...options.maps, ...besides, needs }),
    ...{ models: some.map(({ model }) => model.place), data: d, needs, images: 0 },
  });
  const dense = solo.flatMap((one) => one.dense.slice(d, d + 1).map(({ id }) => id));
  const layers: LayersTask = { kind: "layers", ...of("layers", solo, dense, options.layers) };
  const prunable = solo.filter(({ model }) => model.unpruned === null);
  const penultimates = options.levels.flatMap((level, k): readonly PenultimatesTask[] => {
    if (level === 0) return [{ kind: "penultimates", level, ...of("penultimates", solo, dense) }];
    const pruned = prunable.flatMap((one) => (one.pruned[d] ?? []).slice(k, k + 1).map(({ id }) => id));
    return pruned.length === 0 ? [] : [{ kind: "penultimates", level, ...of("penultimates", prunable, pruned) }];
  });
  return [layers, ...penultimates];
}

/** All that is made of one model. */
interface ModelTasks {
  readonly model: PlannedModel;
  readonly dense: readonly DenseTask[];
  readonly probes: readonly (ProbeTask | null)[];
  /** Data set → level by level; none of a model that cannot be pruned. */
  readonly pruned: readonly (readonly PrunedTask[])[];
  readonly tasks: readonly Task[];
}

function modelTasks(model: PlannedModel, data: readonly PlannedData[], options: PlannedOptions): ModelTasks {
  const { place } = model;
  const dense = data.map(
    ({ identity, n }, d): DenseTask => ({
      kind: "dense",
      model: place,
      data: d,
      ...keyed({ what: "dense", ...options.common, ...options.dense, model: model.identity, data: identity }),
      needs: [],
      images: model.runs ? n : 0,
    }),
  );
  const probes = data.map(({ probes: wanted }, d): ProbeTask | null => {
    const of = dense[d];
    if (!wanted || of === undefined) return null;
    const key = keyed({ what: "probe", ...options.common, ...options.probe, dense: of.id });
    return { kind: "probe", model: place, data: d, ...key, needs: [of.id], images: 0 };
  });
  const pruned = dense.map((of, d) => {
    const probe = probes[d]?.id ?? null;
    const levels = model.unpruned === null ? options.levels : [];
    return levels.map((level): PrunedTask => {
      const key = { what: "pruned", ...options.common, ...options.pruned, dense: of.id, probe, level };
      const needs = probe === null ? [of.id] : [of.id, probe];
      return {
        kind: "pruned",
        model: place,
        data: d,
        level,
        ...keyed(key),
        needs,
        images: level === 0 ? 0 : of.images,
      };
    });
  });
  const tasks = [...dense, ...probes.flatMap((probe) => probe ?? []), ...pruned.flat()];
  return { model, dense, probes, pruned, tasks };
}

function pairTasks(
  a: ModelTasks,
  b: ModelTasks,
  data: readonly PlannedData[],
  options: PlannedOptions,
): readonly Task[] {
  const connection = connectionTask(a, b, data, options);
  const unpruned = a.model.unpruned ?? b.model.unpruned;
  const pairs = data.map(({ connects }, d): PairTask => {
    const given = [a, b].flatMap(({ dense, probes, pruned }) => {
      // Classes that a model is taken to have on one data set are its classes on those that follow.
      const swept = options.sweepsPairs && unpruned === null ? (pruned[d] ?? []) : [];
      const of = [...dense.slice(0, d + 1), ...probes.slice(d, d + 1), ...swept];
      return of.flatMap((task) => (task ? [task.id] : []));
    });
    const used: PairTask["connection"] =
      typeof connection !== "string" && connects ? { id: connection.id } : { reason: whyNot(connection) };
    const needs = "id" in used ? [...given, used.id] : given;
    const key = keyed({ what: "pair", ...options.common, ...options.pair, needs, connection: used });
    const places = { a: a.model.place, b: b.model.place, data: d };
    return { kind: "pair", ...places, connection: used, unpruned, ...key, needs, images: 0 };
  });
  return typeof connection === "string" ? pairs : [connection, ...pairs];
}

function whyNot(connection: ConnectionTask | string): string {
  return typeof connection === "string" ? connection : "not asked for on this data set";
}

/** The walk between two networks, or why there is none. */
function connectionTask(
  a: ModelTasks,
  b: ModelTasks,
  data: readonly PlannedData[],
  { common, connection, path }: PlannedOptions,
): ConnectionTask | string {
  if (path.times === 0) return "not asked for";
  const none = [a, b].flatMap(({ model: { weights } }) => ("reason" in weights ? [weights.reason] : []));
  if (none.length > 0) return [...new Set(none)].join("; ");
  if (shapesOf(a) !== shapesOf(b)) return "different architectures: their parameters have other shapes";
  const on = data.flatMap(({ connects }, d) => (connects ? [d] : []));
  const dense = [a, b].flatMap((of) => on.flatMap((d) => of.dense.slice(0, d + 1).map(({ id }) => id)));
  const needs = [...new Set(dense)];
  const images = on.reduce((sum, d) => sum + Math.min(data[d]?.n ?? 0, path.limit ?? Number.POSITIVE_INFINITY), 0);
  const key = keyed({ what: "connection", ...common, ...connection, needs });
  const evaluated = images * path.points * path.times;
  return { kind: "connection", a: a.model.place, b: b.model.place, on, ...key, needs, images: evaluated };
}

function shapesOf({ model: { weights } }: ModelTasks): string | null {
  return "shapes" in weights ? weights.shapes : null;
}

function keyed(key: StoreKey): { readonly id: string; readonly key: StoreKey } {
  return { id: storeName(key), key };
}
