import type { Outcome } from "./executor.js";
import { modelsOf, type Task } from "./plan/task.js";

/** Tasks that are still to be done, given out as soon as those that they need have ended. */
export class TaskQueue {
  readonly #told: (outcome: Outcome) => void;
  readonly #ready: Task[] = [];
  /** Task → how many of those that it needs have not ended. */
  readonly #missing = new Map<Task, number>();
  /** Id → the tasks that need it. */
  readonly #dependents = new Map<string, Task[]>();
  readonly #waiters: (() => void)[] = [];
  #stopped = false;

  /**
   * @param told - called once for every task, as it ends.
   * @throws RangeError where a task needs what does not come before it.
   */
  constructor(tasks: readonly Task[], told: (outcome: Outcome) => void) {
    this.#told = told;
    const known = new Set<string>();
    for (const task of tasks) {
      const needs = new Set(task.needs);
      const unknown = [...needs].find((id) => !known.has(id));
      if (unknown !== undefined)
        throw new RangeError(`a ${task.kind} task needs ${unknown}, which does not come before it`);
      known.add(task.id);
      for (const id of needs) this.#await(id, task);
      if (needs.size === 0) this.#ready.push(task);
      else this.#missing.set(task, needs.size);
    }
  }

  /** The next task, best one of the model that the last was of; `later` where those that are left wait for others. */
  take(last: Task | null): Task | "later" | "none" {
    if (this.#stopped || (this.#ready.length === 0 && this.#missing.size === 0)) return "none";
    const near = last === null ? -1 : this.#ready.findIndex((task) => modelsOf(task)[0] === modelsOf(last)[0]);
    const [task] = this.#ready.splice(Math.max(near, 0), 1);
    return task ?? "later";
  }

  /** A task has ended: those that waited for it alone are ready, or fail as it did. */
  end(outcome: Outcome): void {
    this.#told(outcome);
    for (const task of this.#dependents.get(outcome.task.id) ?? []) {
      const missing = this.#missing.get(task);
      if (missing === undefined) continue;
      if (outcome.failure !== null) {
        this.#missing.delete(task);
        this.end({ task, failure: outcome.failure });
      } else if (missing === 1) {
        this.#missing.delete(task);
        this.#ready.push(task);
      } else this.#missing.set(task, missing - 1);
    }
    this.#wake();
  }

  /** Nothing more is given out. */
  stop(): void {
    this.#stopped = true;
    this.#wake();
  }

  /** Until a task has ended. */
  change(): Promise<void> {
    return new Promise((resolve) => this.#waiters.push(resolve));
  }

  #await(id: string, task: Task): void {
    const others = this.#dependents.get(id);
    if (others === undefined) this.#dependents.set(id, [task]);
    else others.push(task);
  }

  #wake(): void {
    for (const resolve of this.#waiters.splice(0)) resolve();
  }
}
