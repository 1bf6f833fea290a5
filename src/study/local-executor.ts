import { TrisimError } from "../errors.js";
import type { Executor } from "./executor.js";
import type { Task } from "./plan/task.js";
import { TaskQueue } from "./task-queue.js";

/** Does one task at a time. */
export type Lane = (task: Task) => Promise<void>;

/**
 * Does tasks in this process, as many at a time as there are lanes. A lane stays with a model as long as there is work on
 * it, because opening one costs.
 *
 * @param signal - no task begins once it is aborted.
 */
export function localExecutor(lanes: readonly Lane[], signal?: AbortSignal): Executor {
  return {
    async execute(tasks, told) {
      const queue = new TaskQueue(tasks, told);
      await Promise.all(lanes.map((lane) => worked(lane, queue, signal)));
    },
  };
}

async function worked(lane: Lane, queue: TaskQueue, signal: AbortSignal | undefined): Promise<void> {
  let last: Task | null = null;
  for (;;) {
    signal?.throwIfAborted();
    const task = queue.take(last);
    if (task === "none") return;
    if (task === "later") {
      await queue.change();
      continue;
    }
    last = task;
    try {
      await lane(task);
      queue.end({ task, failure: null });
    } catch (error) {
      if (endsAll(error, signal)) {
        queue.stop();
        throw error;
      }
      queue.end({ task, failure: (error as Error).message });
    }
  }
}

/** What is wrong with more than one model. */
function endsAll(error: unknown, signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true || (error instanceof TrisimError && error.code === "unwritable");
}
