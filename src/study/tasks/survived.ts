import type { Executor, Outcome } from "../executor.js";
import type { Task } from "../plan/task.js";
import type { PreparedStudy } from "./prepare-study.js";
import { TaskValues } from "./task-values.js";

/** A study whose tasks have been done, without the models that failed. */
export interface Survived {
  readonly prepared: PreparedStudy;
  readonly values: TaskValues;
  readonly outcomes: readonly Outcome[];
}

/**
 * Has the tasks of a study done. What compares all models needs every one of them: where some fail it is planned anew, of
 * those that are left.
 *
 * @param executor - of what makes the tasks' results.
 * @throws whatever the executor throws; an Error where the models that are left cannot be compared.
 */
export async function survived(prepared: PreparedStudy, executor: (values: TaskValues) => Executor): Promise<Survived> {
  const all = await executed(prepared, prepared.plan.tasks, executor);
  const failures = failedModels(all.outcomes);
  if (failures.size === 0) return checked(all);
  const rest = prepared.without(failures);
  const done = new Set(all.outcomes.flatMap(({ task, failure }) => (failure === null ? [task.id] : [])));
  const left = await executed(rest, without(rest.plan.tasks, done), executor);
  return checked({ ...left, outcomes: [...all.outcomes, ...left.outcomes] });
}

async function executed(
  prepared: PreparedStudy,
  tasks: readonly Task[],
  executor: (values: TaskValues) => Executor,
): Promise<Survived> {
  const values = new TaskValues(prepared.plan.tasks, prepared.store, prepared.context);
  const outcomes: Outcome[] = [];
  await executor(values).execute(tasks, (outcome) => outcomes.push(outcome));
  return { prepared, values, outcomes };
}

/** Place of a model → why work on it alone failed. */
function failedModels(outcomes: readonly Outcome[]): ReadonlyMap<number, string> {
  const failures = new Map<number, string>();
  for (const { task, failure } of outcomes)
    if (failure !== null && "model" in task && !failures.has(task.model)) failures.set(task.model, failure);
  return failures;
}

/** The tasks that are left, waiting for each other only. */
function without(tasks: readonly Task[], done: ReadonlySet<string>): readonly Task[] {
  return tasks
    .filter(({ id }) => !done.has(id))
    .map((task) => ({ ...task, needs: task.needs.filter((id) => !done.has(id)) }));
}

/** Nothing can be said of any pair without the maps over all models. */
function checked(study: Survived): Survived {
  const planned = new Set(study.prepared.plan.tasks.map(({ id }) => id));
  const lost = study.outcomes.find(
    ({ task, failure }) => failure !== null && "models" in task && task.models.length > 0 && planned.has(task.id),
  );
  if (lost === undefined) return study;
  throw new Error(`the models cannot be compared with each other: ${lost.failure}`);
}
