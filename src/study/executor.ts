import type { Task } from "./plan/task.js";

/** How a task ended. */
export interface Outcome {
  readonly task: Task;
  /** Why its result is missing, `null` where it is in the store. */
  readonly failure: string | null;
}

/**
 * What has the tasks of a study done. Their results land in a store; nothing else comes back. Whatever shares the store can
 * stand behind this: the threads of this process, or a cluster.
 */
export interface Executor {
  /**
   * Does the tasks, each after those that it needs; one that needs a failed one fails with its reason.
   *
   * @param told - called once for every task, as it ends.
   * @throws what ends the whole study: the signal's reason, a store that cannot be written.
   */
  execute(tasks: readonly Task[], told: (outcome: Outcome) => void): Promise<void>;
}
