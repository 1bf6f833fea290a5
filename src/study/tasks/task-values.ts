import { TrisimError } from "../../errors.js";
import type { ProbeHead } from "../../measures/probe/fit-probe.js";
import type { Connected } from "../../sides/functional/connectivity.js";
import type { ConnectionTask, PairTask, Task } from "../plan/task.js";
import type { SeenModel } from "../seen-model.js";
import type { Store } from "../store.js";
import { ByteCache } from "./byte-cache.js";
import { connectionWork } from "./connection-work.js";
import { layersWork, penultimatesWork } from "./map-work.js";

import { actingOfModel } from "./model-answers.js";
import { denseWork, probeWork, prunedWork } from "./model-work.js";
import { type OpenedModels, openedModels } from "./opened-models.js";
import { type PairValue, pairWork } from "./pair-work.js";
import type { LayersValue, PenultimatesValue, PrunedValue, StudyContext, Values } from "./study-context.js";
import type { Workshop } from "./workshop.js";

/** The results of the tasks of a plan: from memory, from the store, else made. */
export class TaskValues {
  readonly #tasks: ReadonlyMap<string, Task>;
  readonly #places: ReadonlyMap<string, Task>;
  readonly #store: Store;
  readonly #context: StudyContext;
  readonly #kept: ByteCache;

  constructor(tasks: readonly Task[], store: Store, context: StudyContext) {
    this.#tasks = new Map(tasks.map((task) => [task.id, task]));
    this.#places = new Map(tasks.map((task) => [placeOf(task), task]));
    this.#store = store;
    this.#context = context;
    this.#kept = new ByteCache(context.settings.memory);
  }

  /** What does tasks one at a time, in a workshop of its own. */
  lane(shop: Workshop): (task: Task) => Promise<void> {
    const opened = openedModels(shop, this.#context);
    return async (task) => {
      await this.#value(task, shop, opened);
    };
  }

  /** The two models of a pair on one data set; the pair must be in the store. */
  pair(task: PairTask): Promise<PairValue> {
    return this.#store.remembered(() => task.key, missing) as Promise<PairValue>;
  }

  /** What is known of a model alone, from the store. */
  ofStore(): Values {
    return this.#values((task) => this.#kept.get(task.id, () => this.#store.remembered(() => task.key, missing)));
  }

  #value(task: Task, shop: Workshop, opened: OpenedModels): Promise<unknown> {
    const make = () =>
      this.#store.remembered(
        () => task.key,
        () => this.#made(task, shop, opened),
      );
    // Pairs are taken once, at the end.
    return task.kind === "pair" ? make() : this.#kept.get(task.id, make);
  }

  #made(task: Task, shop: Workshop, opened: OpenedModels): Promise<unknown> {
    const context = this.#context;
    const values = this.#values((other) => this.#value(other, shop, opened));
    switch (task.kind) {
      case "dense":
        return denseWork(task, shop, opened, context);
      case "probe":
        return probeWork(task, shop, context, values);
      case "pruned":
        return prunedWork(task, shop, opened, context, values);
      case "connection":
        return connectionWork(task, shop, opened, context, values);
      case "layers":
        return layersWork(task, shop, context, values);
      case "penultimates":
        return penultimatesWork(task, shop, context, values);
      case "pair":
        return pairWork(task, shop, context, values);
    }
  }

  #values(value: (task: Task) => Promise<unknown>): Values {
    const at = (place: string) => this.#places.get(place);
    const found = (place: string) => {
      const task = at(place);
      if (task === undefined) throw new RangeError(`there is no task ${place}`);
      return value(task);
    };
    /** Of the levels those that are planned. */
    const planned = (of: (level: number) => string) =>
      Promise.all(this.#context.settings.levels.flatMap((level) => at(of(level)) ?? []).map(value));
    const values: Values = {
      dense: (model, data) => found(`dense ${model} ${data}`) as Promise<SeenModel>,
      probe: (model, data) => {
        const task = at(`probe ${model} ${data}`);
        return task === undefined ? Promise.resolve(null) : (value(task) as Promise<ProbeHead>);
      },
      // Made of what is stored, and the same in all pairs.
      acting: (model, data) =>
        this.#kept.get(`acting ${model} ${data}`, () => actingOfModel(model, data, this.#context, values)),
      pruned: (model, data) => planned((level) => `pruned ${model} ${data} ${level}`) as Promise<PrunedValue[]>,
      layers: (data) => found(`layers ${data}`) as Promise<LayersValue>,
      penultimates: (data) => planned((level) => `penultimates ${data} ${level}`) as Promise<PenultimatesValue[]>,
      connection: async (id, data) => {
        const task = this.#tasks.get(id) as ConnectionTask;
        const entries = (await value(task)) as readonly Connected[];
        return entries[task.on.indexOf(data)];
      },
    };
    return values;
  }
}

async function missing(): Promise<never> {
  throw new TrisimError("unreadable", "a result that was in the store is gone from it; run the study once more");
}

function placeOf(task: Task): string {
  switch (task.kind) {
    case "dense":
    case "probe":
      return `${task.kind} ${task.model} ${task.data}`;
    case "pruned":
      return `pruned ${task.model} ${task.data} ${task.level}`;
    case "connection":
      return `connection ${task.a} ${task.b}`;
    case "layers":
      return `layers ${task.data}`;
    case "penultimates":
      return `penultimates ${task.data} ${task.level}`;
    case "pair":
      return `pair ${task.a} ${task.b} ${task.data}`;
  }
}
