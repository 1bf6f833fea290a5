import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDataset } from "../../src/data/open-dataset.js";
import type { Matrix } from "../../src/kernels/matrix.js";
import type { Engine } from "../../src/runtime/engine.js";
import { evaluate, tappedGraph } from "../../src/runtime/evaluate.js";
import { nodeEngine } from "../../src/runtime/node-engine.js";
import { openModel } from "../../src/runtime/open-model.js";
import { tapModel } from "../../src/runtime/tapped-model.js";
import { temporaryFolder } from "../data/support/temporary-folder.js";
import { describeField, field } from "../support/field.js";
import { ROOT } from "../support/source-files.js";

interface Golden {
  readonly preprocess: unknown;
  /** What is added to a label to give the model's class. */
  readonly labelOffset: number;
  readonly accuracy: number;
  /** Classes whose logits are written down. */
  readonly classes: readonly number[];
  /** For each photograph the class predicted, its logit, and those of the classes. */
  readonly photographs: Readonly<Record<string, readonly number[]>>;
}

const golden = JSON.parse(readFileSync(join(ROOT, "test/golden/photograph-logits.json"), "utf8"));
const models = Object.entries(golden.models as Readonly<Record<string, Golden>>);
const { write } = temporaryFolder();

describeField("logits of photographs", () => {
  let engine: Engine;
  beforeAll(() => {
    engine = nodeEngine(2);
  });
  afterAll(() => engine.close());

  /** The whole way: files of the set, a preprocessing file, the network. */
  async function logitsOf(name: string, preprocess: unknown) {
    const file = write(`${name}.json`, JSON.stringify(preprocess));
    const model = await openModel(field(`models/imagenet/${name}.onnx`), file);
    const dataset = await openDataset(`imagenetv2:${field("data/imagenet-sample")}`);
    const tapped = await tapModel(engine, model, dataset, [], "mean");
    const tensors = [tapped.logits ?? ""];
    const [outputs] = await evaluate(engine, tapped, tappedGraph(tapped, tensors), tensors, [dataset], {});
    await dataset.close();
    const logits: Matrix = outputs?.get(tensors[0] ?? "") ?? { rows: 0, columns: 0, data: new Float32Array() };
    return { logits, ids: dataset.ids, labels: dataset.labels ?? new Int32Array() };
  }

  test.each(models)(
    "of %s are an independent pipeline's, and so is the accuracy",
    async (name, expected) => {
      const { logits, ids, labels } = await logitsOf(name, expected.preprocess);
      expect([...ids].sort()).toEqual(Object.keys(expected.photographs).sort());
      let right = 0;
      for (const [i, id] of ids.entries()) {
        const row = logits.data.subarray(i * logits.columns, (i + 1) * logits.columns);
        const top = row.indexOf(Math.max(...row));
        const [predicted, ...values] = expected.photographs[id] ?? [];
        expect([id, top]).toEqual([id, predicted]);
        for (const [k, c] of [top, ...expected.classes].entries()) {
          expect(Math.abs((row[c] ?? NaN) - (values[k] ?? NaN)), `${id}, class ${c}`).toBeLessThan(1e-3);
        }
        if (top === (labels[i] ?? NaN) + expected.labelOffset) right++;
      }
      expect(right / ids.length).toBe(expected.accuracy);
    },
    120_000,
  );
});
