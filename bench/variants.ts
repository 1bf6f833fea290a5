/** What one network between two costs beside evaluating 500 images with it. */
import { openDataset } from "../src/data/open-dataset.js";
import { interpolatedTensors } from "../src/onnx/interpolated.js";
import { pairParameters } from "../src/onnx/pair-parameters.js";
import { axisSources } from "../src/onnx/permutation/axis-sources.js";
import { findUnitClasses } from "../src/onnx/permutation/find-unit-classes.js";
import { permuted, permutedValues, roomFor } from "../src/onnx/permutation/permuted.js";
import { randomPermutations } from "../src/onnx/permutation/random-permutations.js";
import type { Engine } from "../src/runtime/engine.js";
import { evaluate, tappedGraph } from "../src/runtime/evaluate.js";
import { openModel } from "../src/runtime/open-model.js";
import { responseTensors } from "../src/runtime/response.js";
import { tapModel } from "../src/runtime/tapped-model.js";
import { traceGraph } from "../src/runtime/trace-graph.js";

/** Images that the costs are set beside. */
export const EVALUATED = 500;

const ROUNDS = 3;

/** Seconds: each the median of three rounds, in which everything is done once. */
export interface VariantCosts {
  /** Evaluating 500 images with a network as it is, from a few of them; a session among it. */
  readonly evaluation: number;
  readonly session: number;
  readonly interpolated: number;
  /** A network whose units change places: as a file, and on the way to another one. */
  readonly permuted: number;
  readonly permutedBetween: number;
}

/** Times both kinds of variants of a pair of networks, and the evaluation of one of them on the data. */
export async function variantCosts(engine: Engine, a: string, b: string, data: string): Promise<VariantCosts> {
  const [modelA, modelB, dataset] = [await openModel(a), await openModel(b), await openDataset(data)];
  const tapped = await tapModel(engine, modelA, dataset, [], "mean");
  const tensors = responseTensors(tapped);
  const { pairs, reason } = pairParameters(modelA.onnx, modelB.onnx);
  if (pairs === null) throw new Error(`${reason}`);
  const ofB = pairs.map((pair) => pair.b);
  const found = findUnitClasses(
    modelA.onnx,
    pairs.map((pair) => pair.a),
    await traceGraph(engine, modelA, tapped.input),
  );
  const order = randomPermutations(found, 1);
  const [sources, room] = [axisSources(found, order), roomFor({ ...found, parameters: ofB })];
  const moved = (k: number) => {
    const tensor = ofB[k];
    return tensor === undefined ? new Uint8Array() : permutedValues(modelB.onnx, tensor, sources[k] ?? [], room);
  };
  const between = (values: Parameters<typeof interpolatedTensors>[2]) => {
    let bytes = 0;
    for (const stretch of interpolatedTensors(modelA.onnx.bytes, pairs, values, 0.5)) bytes += stretch.bytes.length;
    return bytes;
  };
  const rounds: VariantCosts[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const graph = tappedGraph(tapped, tensors);
    const session = await seconds(async () => (await engine.open(graph)).close());
    const run = await seconds(() => evaluate(engine, tapped, graph, tensors, [dataset], {}));
    rounds.push({
      session,
      evaluation: session + ((run - session) * EVALUATED) / dataset.n,
      interpolated: await seconds(async () => between(modelB.onnx.bytes)),
      permuted: await seconds(async () => permuted(modelB.onnx.bytes, { ...found, parameters: ofB }, order)),
      permutedBetween: await seconds(async () => between(moved)),
    });
  }
  await dataset.close();
  const median = (of: keyof VariantCosts) =>
    rounds.map((costs) => costs[of]).sort((x, y) => x - y)[Math.floor(ROUNDS / 2)] ?? Number.NaN;
  return {
    evaluation: median("evaluation"),
    session: median("session"),
    interpolated: median("interpolated"),
    permuted: median("permuted"),
    permutedBetween: median("permutedBetween"),
  };
}

async function seconds(run: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await run();
  return (performance.now() - started) / 1000;
}
