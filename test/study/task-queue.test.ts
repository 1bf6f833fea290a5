import { describe, expect, test } from "vitest";
import type { Outcome } from "../../src/study/executor.js";
import type { Task } from "../../src/study/plan/task.js";
import { TaskQueue } from "../../src/study/task-queue.js";
import { denseTask } from "../support/tasks.js";

function queue(...tasks: readonly Task[]) {
  const told: Outcome[] = [];
  return { told, queue: new TaskQueue(tasks, (outcome) => told.push(outcome)) };
}

/** Takes a task, which must be there. */
function taken(of: TaskQueue, last: Task | null = null): Task {
  const task = of.take(last);
  if (typeof task === "string") throw new Error(`there is ${task}`);
  return task;
}

describe("TaskQueue", () => {
  test("gives a task out once all that it needs have ended", () => {
    const [a, b] = [denseTask("a", 0), denseTask("b", 1)];
    const both = denseTask("both", 2, ["a", "b"]);
    const { queue: of, told } = queue(a, b, both);
    expect([of.take(null), of.take(null), of.take(null)]).toEqual([a, b, "later"]);
    of.end({ task: a, failure: null });
    expect(of.take(null)).toBe("later");
    of.end({ task: b, failure: null });
    expect(of.take(null)).toBe(both);
    expect(of.take(null)).toBe("none");
    of.end({ task: both, failure: null });
    expect(told.map(({ task }) => task.id)).toEqual(["a", "b", "both"]);
  });

  test("stays with a model as long as there is work on it", () => {
    const tasks = [denseTask("a", 0), denseTask("b", 1), denseTask("c", 0)];
    const { queue: of } = queue(...tasks);
    const first = taken(of);
    expect([first, taken(of, first).id]).toEqual([tasks[0], "c"]);
  });

  test("fails what needs a failed task, and what needs that, once each and with its reason", () => {
    const a = denseTask("a", 0);
    const { queue: of, told } = queue(
      a,
      denseTask("b", 1, ["a"]),
      denseTask("c", 2, ["a", "b"]),
      denseTask("d", 3),
      denseTask("e", 4, ["d", "c"]),
    );
    taken(of);
    of.end({ task: a, failure: "no such file" });
    expect(told.map(({ task: { id }, failure }) => `${id}: ${failure}`).sort()).toEqual(
      ["a", "b", "c", "e"].map((id) => `${id}: no such file`),
    );
    const d = taken(of);
    expect(d.id).toBe("d");
    of.end({ task: d, failure: null });
    expect(of.take(null)).toBe("none");
    expect(told).toHaveLength(5);
  });

  test("counts a task that is needed twice once", () => {
    const a = denseTask("a", 0);
    const { queue: of } = queue(a, denseTask("b", 1, ["a", "a"]));
    of.end({ task: taken(of), failure: null });
    expect(taken(of).id).toBe("b");
  });

  test("gives nothing more out once it is stopped, and wakes who waits", async () => {
    const { queue: of } = queue(denseTask("a", 0), denseTask("b", 1, ["a"]));
    taken(of);
    expect(of.take(null)).toBe("later");
    const change = of.change();
    of.stop();
    await change;
    expect(of.take(null)).toBe("none");
  });

  test("refuses a task before what it needs", () => {
    expect(() => queue(denseTask("b", 1, ["a"]), denseTask("a", 0))).toThrow(
      "a dense task needs a, which does not come before it",
    );
  });
});
