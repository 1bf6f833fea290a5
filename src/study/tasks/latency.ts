import { cpus } from "node:os";
import { tappedGraph } from "../../runtime/evaluate.js";
import { batchSize } from "../../runtime/image-input.js";
import type { TappedModel } from "../../runtime/tapped-model.js";
import { withSession } from "../../runtime/with-session.js";
import type { Workshop } from "./workshop.js";

/** Runs that count, after one that does not. */
const RUNS = 5;

/** Milliseconds that a network takes for one image on one core, in the best and in the slowest of some runs. */
export interface Latency {
  readonly best: number;
  readonly slowest: number;
}

/** Times a network in five runs of one image each, or of as many as the graph fixes. */
export function latencyOf({ engine }: Workshop, tapped: TappedModel): Promise<Latency> {
  const { input, model, logits, penultimate, taps } = tapped;
  const tensor = logits ?? penultimate;
  const wanted = taps.get(tensor)?.output ?? tensor;
  return withSession(engine, model.name, tappedGraph(tapped, [tensor]), async (session) => {
    const batch = batchSize(input, 1);
    const dims = [batch, ...input.shape];
    const length = dims.reduce((product, dim) => product * dim, 1);
    const took: number[] = [];
    for (let run = 0; run <= RUNS; run++) {
      const feeds = { [input.name]: { dims, data: new Float32Array(length) } };
      const started = performance.now();
      await session.run(feeds, [wanted]);
      if (run > 0) took.push((performance.now() - started) / batch);
    }
    return { best: Math.min(...took), slowest: Math.max(...took) };
  });
}

/** What latencies are measured on: they are no other machine's. */
export function machineName(): string {
  return cpus()[0]?.model ?? process.arch;
}
