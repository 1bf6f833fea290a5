import type { Outcome } from "../executor.js";
import type { StudyFile } from "../study-file.js";
import type { PreparedStudy } from "./prepare-study.js";
import type { TaskValues } from "./task-values.js";
import type { Workshop } from "./workshop.js";

/** All that a result is made of. */
export interface Done {
  readonly file: StudyFile;
  readonly prepared: PreparedStudy;
  readonly values: TaskValues;
  readonly outcomes: readonly Outcome[];
  readonly shop: Workshop;
  readonly startedAt: Date;
}
