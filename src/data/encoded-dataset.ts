import { TrisimError } from "../errors.js";
import { checkExamples } from "./check-examples.js";
import type { Dataset, EncodedImage, EncodedImages } from "./dataset.js";
import { encodedSize } from "./decoded.js";
import { noneDecoded } from "./none-decoded.js";
import { sampleHash } from "./sample-hash.js";

/** What a set of image files is made of. */
export interface EncodedSource {
  readonly name: string;
  readonly ids: readonly string[];
  readonly labels: Int32Array | null;
  readonly classNames: readonly string[] | null;
  readonly classes: number | null;
  /** The files of the examples [from, to), which are within 0 … n. */
  readonly read: (from: number, to: number) => Promise<readonly EncodedImage[]>;
  readonly close: () => Promise<void>;
}

/**
 * Image files as a data set. The first images are read until one tells its size.
 *
 * @throws TrisimError "too-few-examples" for none, and what is wrong with the first image where none tells its size.
 */
export async function encodedDataset(source: EncodedSource): Promise<Dataset> {
  const { name, ids, labels, classNames, classes } = source;
  if (ids.length === 0) throw new TrisimError("too-few-examples", `${name} holds no image`);
  return {
    name,
    n: ids.length,
    ids,
    sampleHash: sampleHash(ids),
    labels,
    classNames,
    classes,
    images: await formatOf(source),
    async read(from, to) {
      checkExamples(name, ids.length, from, to);
      return source.read(from, to);
    },
    close: source.close,
  };
}

async function formatOf({ name, ids, read }: EncodedSource): Promise<EncodedImages> {
  let fault: TrisimError | null = null;
  for (let i = 0; i < ids.length; i++) {
    const [image] = await read(i, i + 1);
    if (image === undefined) continue;
    try {
      return { kind: "encoded", ...(await encodedSize(image)) };
    } catch (error) {
      if (!(error instanceof TrisimError)) throw error;
      fault ??= error;
    }
  }
  throw noneDecoded({ name, n: ids.length }, fault?.message ?? "it is not there", fault);
}
