import { setTimeout as later } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { TrisimError } from "../../src/errors.js";
import type { Outcome } from "../../src/study/executor.js";
import { type Lane, localExecutor } from "../../src/study/local-executor.js";
import type { Task } from "../../src/study/plan/task.js";
import { denseTask } from "../support/tasks.js";

async function executed(tasks: readonly Task[], lanes: readonly Lane[], signal?: AbortSignal) {
  const outcomes: Outcome[] = [];
  await localExecutor(lanes, signal).execute(tasks, (outcome) => outcomes.push(outcome));
  return outcomes;
}

const CHAIN = [denseTask("a", 0), denseTask("b", 1, ["a"]), denseTask("c", 2, ["b"]), denseTask("d", 3)];

describe("localExecutor", () => {
  test.each([1, 2, 5])("does every task once, each after those that it needs, in %i lanes", async (count) => {
    const ended: string[] = [];
    const lane: Lane = async ({ id, needs }) => {
      expect(ended).toEqual(expect.arrayContaining([...needs]));
      await later(Math.random() * 5);
      ended.push(id);
    };
    const outcomes = await executed(CHAIN, Array(count).fill(lane));
    expect([...ended].sort()).toEqual(["a", "b", "c", "d"]);
    expect(outcomes.map(({ failure }) => failure)).toEqual([null, null, null, null]);
  });

  test("goes on after a failure, with what does not need it", async () => {
    const done: string[] = [];
    const lane: Lane = async ({ id }) => {
      if (id === "b") throw new Error("broken");
      done.push(id);
    };
    const outcomes = await executed(CHAIN, [lane, lane]);
    expect(done.sort()).toEqual(["a", "d"]);
    expect(Object.fromEntries(outcomes.map(({ task, failure }) => [task.id, failure]))).toEqual({
      ...{ a: null, b: "broken", c: "broken", d: null },
    });
  });

  test("ends where nothing can be written, and says so", async () => {
    const begun: string[] = [];
    const lane: Lane = async ({ id }) => {
      begun.push(id);
      throw new TrisimError("unwritable", "disk is full");
    };
    await expect(executed(CHAIN, [lane])).rejects.toThrow("disk is full");
    expect(begun).toEqual(["a"]);
  });

  test("begins nothing once it is aborted, and no failure is made of it", async () => {
    const controller = new AbortController();
    const begun: string[] = [];
    const lane: Lane = async ({ id }) => {
      begun.push(id);
      controller.abort(new Error("enough"));
      throw new Error("cut short");
    };
    await expect(executed(CHAIN, [lane, lane], controller.signal)).rejects.toThrow();
    expect(begun).toHaveLength(1);
    await expect(executed(CHAIN, [lane], controller.signal)).rejects.toThrow("enough");
    expect(begun).toHaveLength(1);
  });

  test("has nothing to do with no tasks", async () => {
    expect(await executed([], [async () => expect.unreachable()])).toEqual([]);
  });
});
