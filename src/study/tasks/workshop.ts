import { ComputeThread } from "../../runtime/compute-thread.js";
import { MatrixThread } from "../../runtime/matrix-thread.js";
import { nodeEngine } from "../../runtime/node-engine.js";
import type { Pair } from "../pair.js";

/** What one lane of a study works with: networks run on one core, so that results do not hang on how many lanes there are. */
export interface Workshop extends Pick<Pair, "engine" | "compute" | "matrices" | "run"> {
  close(): Promise<void>;
}

/**
 * @param run - how runs are made and watched.
 * @returns to be closed.
 */
export function workshop(run: Pair["run"]): Workshop {
  const engine = nodeEngine(1);
  const compute = new ComputeThread(run.signal);
  const matrices = new MatrixThread(1, run.signal);
  return {
    ...{ engine, compute, matrices, run },
    async close() {
      await compute.close();
      await matrices.close();
      await engine.close();
    },
  };
}
