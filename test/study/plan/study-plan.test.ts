import { describe, expect, test } from "vitest";
import {
  type PlannedData,
  type PlannedModel,
  type PlannedOptions,
  studyPlan,
} from "../../../src/study/plan/study-plan.js";
import { modelsOf, type Task } from "../../../src/study/plan/task.js";
import { storeName } from "../../../src/study/store.js";

const OPTIONS: PlannedOptions = {
  ...{ common: { version: 1 }, dense: { pool: "mean" }, probe: { seed: 0 }, pruned: { prune: "global" } },
  ...{ connection: { points: 5 }, pair: { measures: ["cka"] }, maps: { memory: 9 }, layers: { n: 9 } },
  ...{ sweepsPairs: false, levels: [0, 0.5], path: { points: 5, times: 2, limit: 10 } },
};

function model(place: number, shapes = "same"): PlannedModel {
  return { place, identity: { sha256: `model ${place}` }, runs: true, weights: { shapes }, unpruned: null };
}

function data(name: string, more: Partial<PlannedData> = {}): PlannedData {
  return { identity: { name }, n: 20, connects: true, probes: false, ...more };
}

const MODELS = [model(0), model(1), model(2, "other")];
const DATA = [data("x"), data("y", { connects: false, n: 30 })];

function tasksOf(models = MODELS, sets = DATA, options = OPTIONS): readonly Task[] {
  return studyPlan(models, sets, options).tasks;
}

function count(tasks: readonly Task[]): Record<string, number> {
  return Object.fromEntries([...new Set(tasks.map(({ kind }) => kind))].map((kind) => [kind, of(tasks, kind).length]));
}

function of<K extends Task["kind"]>(tasks: readonly Task[], kind: K): readonly Extract<Task, { kind: K }>[] {
  return tasks.filter((task): task is Extract<Task, { kind: K }> => task.kind === kind);
}

function added(before: readonly Task[], after: readonly Task[]): readonly Task[] {
  const known = new Set(before.map(({ id }) => id));
  return after.filter(({ id }) => !known.has(id));
}

describe("studyPlan", () => {
  test("has each model, pruned model and pair once on each data set", () => {
    // 3 models × 2 data sets, 2 levels, 3 pairs; two of the models have the same parameters.
    expect(count(tasksOf())).toEqual({ dense: 6, pruned: 12, layers: 2, penultimates: 4, connection: 1, pair: 6 });
    expect(count(tasksOf(MODELS, [data("x", { probes: true }), data("y")])).probe).toBe(3);
    expect(count(tasksOf(MODELS.slice(0, 1)))).toEqual({ dense: 2, pruned: 4, layers: 2, penultimates: 4 });
  });

  test("names every task once, by the hash of its key, after all that it needs", () => {
    const seen = new Set<string>();
    for (const { id, key, needs } of tasksOf(MODELS, [data("x", { probes: true }), data("y")])) {
      expect(id).toBe(storeName(key));
      expect(seen).not.toContain(id);
      for (const need of needs) expect(seen).toContain(need);
      seen.add(id);
    }
  });

  test("is the same for the same, and plain data", () => {
    expect(tasksOf()).toEqual(tasksOf());
    expect(JSON.parse(JSON.stringify(tasksOf()))).toEqual(tasksOf());
  });

  test("keeps what is of the models that were there when one comes, wherever it comes", () => {
    const more = [model(0), model(1), model(2, "other"), model(3, "third")];
    const news = added(tasksOf(), tasksOf(more));
    for (const task of news.filter(({ kind }) => kind !== "layers" && kind !== "penultimates"))
      expect(modelsOf(task)).toContain(3);
    expect(count(news)).toEqual({ dense: 2, pruned: 4, layers: 2, penultimates: 4, pair: 6 });
    const first = { ...model(0, "third"), identity: { sha256: "new" } };
    const moved = MODELS.map((one) => ({ ...one, place: one.place + 1 }));
    expect(count(added(tasksOf(), tasksOf([first, ...moved])))).toEqual(count(news));
  });

  test("keeps what is of one model when another level or measure is asked for", () => {
    const level = added(tasksOf(), tasksOf(MODELS, DATA, { ...OPTIONS, levels: [0, 0.5, 0.9] }));
    expect(count(level)).toEqual({ pruned: 6, penultimates: 2 });
    const pair = added(tasksOf(), tasksOf(MODELS, DATA, { ...OPTIONS, pair: { measures: ["cka", "knn"] } }));
    expect(count(pair)).toEqual({ pair: 6 });
    const connection = added(tasksOf(), tasksOf(MODELS, DATA, { ...OPTIONS, connection: { points: 7 } }));
    expect(count(connection)).toEqual({ connection: 1, pair: 1 });
  });

  test.each([
    ["common", {}],
    ["dense", {}],
  ] as const)("makes everything anew where %s options change", (name, changed) => {
    expect(added(tasksOf(), tasksOf(MODELS, DATA, { ...OPTIONS, [name]: changed }))).toHaveLength(tasksOf().length);
  });

  test("counts the images that run: no dense network again, every point of every path", () => {
    const tasks = tasksOf();
    expect(of(tasks, "dense").map(({ images }) => images)).toEqual([20, 30, 20, 30, 20, 30]);
    expect(of(tasks, "pruned").map(({ level, images }) => [level, images])).toContainEqual([0, 0]);
    expect(of(tasks, "connection").map(({ images }) => images)).toEqual([10 * 5 * 2]);
    expect(tasks.filter(({ kind }) => kind === "pair").every(({ images }) => images === 0)).toBe(true);
  });

  test("says why a pair has no path", () => {
    const why = (tasks: readonly Task[]) =>
      of(tasks, "pair").map(({ a, b, data: d, connection }) =>
        "reason" in connection ? `${a}${b}${d} ${connection.reason}` : `${a}${b}${d} walks`,
      );
    const differ = "different architectures: their parameters have other shapes";
    expect(why(tasksOf())).toEqual([
      ...["010 walks", "011 not asked for on this data set"],
      ...[`020 ${differ}`, `021 ${differ}`, `120 ${differ}`, `121 ${differ}`],
    ]);
    const none = tasksOf(MODELS, DATA, { ...OPTIONS, path: { ...OPTIONS.path, times: 0 } });
    expect(why(none)).toContain("010 not asked for");
    expect(of(none, "connection")).toEqual([]);
  });

  test("has nothing pruned of a model that cannot be, and of the others what there is without it", () => {
    const stiff: PlannedModel = { ...model(3), weights: { reason: "it is quantised" }, unpruned: "it cannot be" };
    const swept = { ...OPTIONS, sweepsPairs: true };
    const after = tasksOf([...MODELS, stiff], DATA, swept);
    const news = added(tasksOf(MODELS, DATA, swept), after);
    // Two data sets; three pairs with it on each, and maps of all at level 0 only.
    expect(count(news)).toEqual({ dense: 2, layers: 2, penultimates: 2, pair: 6 });
    expect(of(news, "penultimates").map(({ level, models }) => [level, models.length])).toEqual([
      [0, 4],
      [0, 4],
    ]);
    expect(of(news, "pair").map(({ unpruned }) => unpruned)).toEqual(new Array(6).fill("it cannot be"));
    expect(of(news, "pair")[0]?.connection).toEqual({ reason: "it is quantised" });
    expect(of(after, "pair").filter(({ unpruned }) => unpruned === null)).toHaveLength(6);
    const alone = tasksOf([stiff], DATA, swept);
    expect(count(alone)).toEqual({ dense: 2, layers: 2, penultimates: 2 });
  });

  test("runs no images where what a model gave was saved", () => {
    const saved: PlannedModel = { ...model(0), runs: false, unpruned: "saved" };
    expect(tasksOf([saved]).map(({ images }) => images)).not.toContain(20);
  });

  test("takes pruned networks to pairs where these are measured at every level", () => {
    const needs = (sweepsPairs: boolean) =>
      of(tasksOf(MODELS, DATA, { ...OPTIONS, sweepsPairs }), "pair").map((task) => task.needs.length);
    expect(needs(true)[1]).toBe((needs(false)[1] ?? 0) + 4);
  });
});
