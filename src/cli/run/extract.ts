import { availableParallelism } from "node:os";
import { encodeSafetensors } from "../../data/encode-safetensors.js";
import { pinnedSpec } from "../../data/hub/hub-origin.js";
import { imageWarnings } from "../../data/image-warnings.js";
import { openDataset } from "../../data/open-dataset.js";
import { sampleMetadata } from "../../data/sample-hash.js";
import { writeAtomic } from "../../data/write-atomic.js";
import type { PoolingChoice } from "../../onnx/pooling.js";
import { extract } from "../../runtime/extract.js";
import { nodeEngine } from "../../runtime/node-engine.js";
import { openModel } from "../../runtime/open-model.js";
import type { OutputFlags, RunFlags } from "../common-options.js";
import { warn, watched } from "../watched.js";

export interface ExtractFlags extends RunFlags, OutputFlags {
  readonly data: string;
  readonly layers: readonly string[];
  readonly pool: PoolingChoice;
  readonly preprocess?: string;
  readonly out: string;
}

/** `trisim extract`: representations of a model into a file. */
export async function runExtract(file: string, flags: ExtractFlags, signal: AbortSignal): Promise<void> {
  const model = await watched(flags, (onProgress) => openModel(file, flags.preprocess, { signal, onProgress }));
  const { limit, skipCorrupt } = flags;
  const dataset = await openDataset(flags.data, { limit, skipCorrupt, signal });
  for (const warning of imageWarnings(model.preprocess, dataset)) warn(flags, warning);
  const engine = nodeEngine(flags.threads ?? availableParallelism());
  try {
    const { layers, pooling } = await watched(flags, (tell) => {
      let done = 0;
      const onExamples = (count: number) => {
        done += count;
        tell({ done, total: dataset.n, what: "extracting" });
      };
      return extract(engine, model, dataset, flags.layers, flags.pool, { batch: flags.batch, signal, onExamples });
    });
    const tensors = [...layers].map(
      ([layer, { rows, columns, data }]) => [layer, { shape: [rows, columns], data }] as const,
    );
    const metadata = {
      ...sampleMetadata(dataset.ids),
      model_sha256: model.sha256,
      ...(model.hub === null ? {} : { model_hub: pinnedSpec(model.hub) }),
      pooling: JSON.stringify(pooling),
    };
    await writeAtomic(flags.out, encodeSafetensors(new Map(tensors), metadata));
    const shapes = tensors.map(([layer, { shape }]) => ({ layer, n: shape[0], p: shape[1], pooling: pooling[layer] }));
    process.stdout.write(
      flags.json
        ? `${JSON.stringify({ out: flags.out, layers: shapes }, null, 2)}\n`
        : `${flags.out}: ${tensors.length} layers of ${dataset.n} examples\n`,
    );
  } finally {
    await engine.close();
    await dataset.close();
  }
}
