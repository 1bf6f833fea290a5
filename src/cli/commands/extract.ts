import { availableParallelism } from "node:os";
import { type Command, Option } from "commander";
import { encodeSafetensors } from "../../data/encode-safetensors.js";
import { openDataset } from "../../data/open-dataset.js";
import { writeAtomic } from "../../data/write-atomic.js";
import type { PoolingChoice } from "../../onnx/pooling.js";
import { extract } from "../../runtime/extract.js";
import { nodeEngine } from "../../runtime/node-engine.js";
import { openModel } from "../../runtime/open-model.js";
import { list } from "../arguments.js";
import { addOutputOptions, addRunOptions, type OutputFlags, type RunFlags } from "../common-options.js";
import { warn, watched } from "../watched.js";

interface Flags extends RunFlags, OutputFlags {
  readonly data: string;
  readonly layers: readonly string[];
  readonly pool: PoolingChoice;
  readonly preprocess?: string;
  readonly out: string;
}

const EXAMPLES = `
Examples:
  $ trisim extract resnet20.onnx --data cifar10:test_batch.bin --out resnet20.safetensors
  $ trisim extract vit.onnx --data npy:images.npy --layers '*mlp*' --pool cls --out vit.safetensors`;

export function addExtract(program: Command, signal: AbortSignal): void {
  const command = program
    .command("extract <model>")
    .description("save the representations of a model: one float32 n × p tensor a layer, as .safetensors")
    .requiredOption("--data <kind:path>", "the images")
    .requiredOption("--out <file>", "the .safetensors file to write")
    .option("--layers <names>", "auto, tensor names or globs, comma-separated", list, ["auto"])
    .addOption(
      new Option("--pool <how>", "one row an example").choices(["mean", "cls", "max", "flatten"]).default("mean"),
    )
    .option("--preprocess <file>", "the model's preprocessing (default: the file beside the model)")
    .addHelpText("after", EXAMPLES);
  addOutputOptions(addRunOptions(command)).action((file: string, flags: Flags) => run(file, flags, signal));
}

async function run(file: string, flags: Flags, signal: AbortSignal): Promise<void> {
  const model = await openModel(file, flags.preprocess);
  if (model.preprocess.warning !== null) warn(flags, model.preprocess.warning);
  const dataset = await openDataset(flags.data, flags.limit === undefined ? {} : { limit: flags.limit });
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
      sample_ids: JSON.stringify(dataset.ids),
      sample_hash: dataset.sampleHash,
      model_sha256: model.sha256,
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
