import { matchMaxima } from "../../measures/best-matches.js";
import type { Reasoned } from "../../sides/reasoned.js";
import type { Level } from "../../sides/sparsity/level.js";
import { type ModelSweep, modelSweep } from "../../sides/sparsity/model-sweep.js";
import { staticSideOf } from "../../sides/static/static-side.js";
import { type Reading, readTogether } from "../acting.js";
import { dataEntry, type NamedLayers, sweptModel } from "../data-entry.js";
import { type GainMoments, gainMoments } from "../findings/gain-moments.js";
import type { Swept } from "../found.js";
import type { Both } from "../pair.js";
import { pairLevel } from "../pair-level.js";
import type { PairTask } from "../plan/task.js";
import type { DataEntry } from "../results.js";
import { ByteCache } from "./byte-cache.js";
import { gainsOf } from "./gains-of.js";
import { cellAt, cellsAmong, leaveOneOutAt } from "./packed-map.js";
import type { PairValue } from "./pair-work.js";
import type { LayersValue, PrunedValue, StudyContext, Values } from "./study-context.js";

/** Two models on one data set, as a comparison has them, and what a study adds. */
export interface PairEntry {
  readonly entry: DataEntry;
  readonly angle: number | null;
  readonly gains: GainMoments;
}

/** Where the two models of a pair are: among all that maps are of, and among those of them that are pruned. */
export interface MapPlaces {
  readonly all: readonly [number, number];
  readonly pruned: readonly [number, number];
}

/** Puts together what was found of pairs; what is of one model alone is made once. */
export class PairEntries {
  readonly #context: StudyContext;
  readonly #values: Values;
  readonly #kept: ByteCache;

  constructor(context: StudyContext, values: Values) {
    this.#context = context;
    this.#values = values;
    this.#kept = new ByteCache(context.settings.memory);
  }

  async of(task: PairTask, pair: PairValue, { all: places, pruned: ofPruned }: MapPlaces): Promise<PairEntry> {
    const { a, b, data } = task;
    const [context, values] = [this.#context, this.#values];
    const { settings, datasets, roles, splits } = context;
    const dataset = datasets[data];
    if (dataset === undefined) throw new RangeError(`pair: there is no data set ${data}`);
    const names = { a: await namedOf(a, data, context, values), b: await namedOf(b, data, context, values) };
    const models = { a: await values.acting(a, data), b: await values.acting(b, data) };
    const { readings } = readTogether(models, splits[data] ?? "not asked for");
    const penultimate = (await values.penultimates(data))[0];
    const layers = await values.layers(data);
    if (penultimate === undefined) throw new RangeError("pair: there is no level 0");
    const { tail: _, ...cka } = cellAt(penultimate.map, ...places);
    const [ofA, ofB] = [layersOfModel(layers, places[0]), layersOfModel(layers, places[1])];
    const cells = cellsAmong(layers.map, [...ofA, ...ofB]);
    const maxima = { a: await this.#maxima(places[0], data), b: await this.#maxima(places[1], data) };
    const swept =
      task.unpruned === null
        ? await this.#swept(task, pair, { all: places, pruned: ofPruned }, names, readings)
        : { unpruned: task.unpruned };
    const entry = await dataEntry(
      names,
      {
        ...{ dataset, role: roles[data] ?? "ood", act: pair.act, swept },
        without: leaveOneOutAt(penultimate.map, ...places),
        still: staticSideOf(pair, { cka, cells }, ofA.length, settings.seed, maxima),
        plans: { representation: penultimate.plan, layers: layers.plan },
        nOfMaps: layers.n,
      },
      settings,
    );
    return { entry, angle: pair.angle, gains: gainMoments(gainsOf("levels" in swept ? swept.levels : [])) };
  }

  async #swept(
    task: PairTask,
    pair: PairValue,
    places: MapPlaces,
    names: Both<NamedLayers>,
    readings: Both<Reading>,
  ): Promise<Swept> {
    const { a, b, data } = task;
    const pruned = { a: await this.#values.pruned(a, data), b: await this.#values.pruned(b, data) };
    const levels = await this.#levels(task, pair, places, pruned, readings);
    const sweeps = {
      a: await this.#sweep("a", task, levels, names.a, readings.a),
      b: await this.#sweep("b", task, levels, names.b, readings.b),
    };
    const nCalibration = { a: pruned.a[0]?.nCalibration ?? 0, b: pruned.b[0]?.nCalibration ?? 0 };
    return { levels, readings, sweeps, nCalibration };
  }

  /** What a model's layers give among themselves: the same in all pairs. */
  #maxima(place: number, data: number): Promise<Float64Array> {
    return this.#kept.get(`maxima ${place} ${data}`, async () => {
      const layers = await this.#values.layers(data);
      return matchMaxima(cellsAmong(layers.map, layersOfModel(layers, place)), this.#context.settings.seed);
    });
  }

  async #levels(
    { data }: PairTask,
    { sweep }: PairValue,
    places: MapPlaces,
    pruned: Both<readonly PrunedValue[]>,
    readings: Both<Reading>,
  ): Promise<readonly Level[]> {
    const maps = await this.#values.penultimates(data);
    return this.#context.settings.levels.map((level, k) => {
      const [a, b, at] = [pruned.a[k], pruned.b[k], maps[k]];
      if (a === undefined || b === undefined || at === undefined) throw new RangeError(`pair: there is no level ${k}`);
      const cross = {
        cka: leaveOneOutAt(at.map, ...(level === 0 ? places.all : places.pruned)),
        scores: sweep[k] ?? {},
      };
      return pairLevel(level, { a: a.level, b: b.level }, readings, cross);
    });
  }

  /** What pruning does to one of the two, read as here: the same in all pairs, but for the side that its reasons name. */
  #sweep(
    side: "a" | "b",
    task: PairTask,
    levels: readonly Level[],
    named: NamedLayers,
    reading: Reading,
  ): Promise<Reasoned<ModelSweep>> {
    const swept = sweptModel(named, reading);
    const n = this.#context.datasets[task.data]?.n ?? 0;
    const name = `sweep ${side} ${task[side]} ${task.data} ${reading.name} ${reading.labels !== null}`;
    return this.#kept.get(name, async () => modelSweep(side, levels, swept, n));
  }
}

async function namedOf(model: number, data: number, context: StudyContext, values: Values): Promise<NamedLayers> {
  const { layers, penultimate } = await values.dense(model, data);
  return { name: context.models[model]?.name ?? "", layers, penultimate };
}

/** The places of a model's layers in the map of all. */
function layersOfModel({ counts }: LayersValue, place: number): readonly number[] {
  const first = counts.slice(0, place).reduce((sum, count) => sum + count, 0);
  return Array.from({ length: counts[place] ?? 0 }, (_, l) => first + l);
}
