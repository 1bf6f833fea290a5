import { describe, expect, test } from "vitest";
import type { Executor } from "../../../src/study/executor.js";
import { localExecutor } from "../../../src/study/local-executor.js";
import type { Task } from "../../../src/study/plan/task.js";
import { type PreparedStudy, prepareStudy } from "../../../src/study/tasks/prepare-study.js";
import { survived } from "../../../src/study/tasks/survived.js";
import { goldenStudy } from "../../support/study-files.js";

/** Has tasks done by name alone; those that `fails` names fail. */
function pretending(fails: (task: Task) => boolean, done: Task[]): () => Executor {
  return () =>
    localExecutor([
      async (task) => {
        if (fails(task)) throw new Error(`${task.kind} is broken`);
        done.push(task);
      },
    ]);
}

async function withStudy(of: (prepared: PreparedStudy) => Promise<void>): Promise<void> {
  const prepared = await prepareStudy(goldenStudy(["a", "b", "vit"]), {});
  try {
    await of(prepared);
  } finally {
    await prepared.close();
  }
}

const ids = (tasks: readonly Task[]) => tasks.map(({ id }) => id).sort();

describe("survived", () => {
  test("does every task once where none fails", () =>
    withStudy(async (prepared) => {
      const done: Task[] = [];
      const study = await survived(
        prepared,
        pretending(() => false, done),
      );
      expect(study.prepared).toBe(prepared);
      expect(ids(done)).toEqual(ids(prepared.plan.tasks));
    }));

  test("leaves a model out that fails at a level, plans the rest anew and repeats nothing", () =>
    withStudy(async (prepared) => {
      const done: Task[] = [];
      const fails = (task: Task) => task.kind === "pruned" && task.model === 1 && task.level === 0.9;
      const study = await survived(prepared, pretending(fails, done));
      expect(study.prepared.facts.map((facts) => "failure" in facts && facts.failure)).toEqual([
        ...[false, "pruned is broken", false],
      ]);
      expect(study.prepared.facts[1]?.family).toBe("cnn");
      expect(new Set(ids(done)).size).toBe(done.length);
      expect(ids(done)).toEqual(expect.arrayContaining(ids(study.prepared.plan.tasks)));
      const alone = await prepareStudy(goldenStudy(["a", "vit"]), {});
      await alone.close();
      expect(ids(study.prepared.plan.tasks)).toEqual(ids(alone.plan.tasks));
    }));

  test("leaves none where all fail", () =>
    withStudy(async (prepared) => {
      const study = await survived(
        prepared,
        pretending((task) => task.kind === "dense", []),
      );
      expect(study.prepared.facts.every((facts) => "failure" in facts)).toBe(true);
    }));

  test("ends where models cannot be compared", () =>
    withStudy(async (prepared) => {
      const executor = pretending((task) => task.kind === "layers", []);
      await expect(survived(prepared, executor)).rejects.toThrow(
        "the models cannot be compared with each other: layers is broken",
      );
    }));
});
