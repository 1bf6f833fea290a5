import type { DenseTask } from "../../src/study/plan/task.js";

/** A task of a study by its id alone. */
export function denseTask(id: string, model: number, needs: readonly string[] = []): DenseTask {
  return { kind: "dense", id, key: { id }, needs, images: 1, model, data: 0 };
}
