import { basename } from "node:path";
import { TrisimError } from "../errors.js";
import { type ByteSource, holdFile, withFile } from "./byte-source.js";
import { checkExamples } from "./check-examples.js";
import type { Dataset } from "./dataset.js";
import type { DatasetKind } from "./dataset-kind.js";
import { elementCount, shapeText } from "./nd-array.js";
import { readNpy } from "./npy.js";
import { exampleLayout } from "./npy-example-layout.js";
import { type NpyHeader, readNpyHeader } from "./npy-header.js";
import { recordIds } from "./record-ids.js";
import { sampleHash } from "./sample-hash.js";

const MAX_LABEL = 2 ** 31 - 1;

/** Images, or arrays of any other shape, in one .npy file and their labels in another. */
export const npyImages: DatasetKind = {
  kind: "npy",
  describe: "IMAGES.npy[,LABELS.npy]: floats are fed as they are, uint8 images are preprocessed",

  async recognises(path) {
    return path.endsWith(".npy");
  },

  async open(path) {
    const [, imageFile = path, labelFile] = /^(.*?\.npy),(.*)$/is.exec(path) ?? [];
    const labels = labelFile === undefined ? null : await withFile(labelFile, readLabels);
    return holdFile(imageFile, async (source) => dataset(source, await readNpyHeader(source), labels));
  },
};

function dataset(source: ByteSource, header: NpyHeader, labels: Int32Array | null): Dataset {
  const [n, ...exampleShape] = header.shape;
  if (n === undefined || elementCount(header.shape) === 0) {
    throw new TrisimError(
      "bad-value",
      `${source.name}: shape ${shapeText(header.shape)}; expected at least one example`,
    );
  }
  if (labels !== null && labels.length !== n) {
    throw new TrisimError(
      "mismatch",
      `${source.name}: ${n} examples and ${labels.length} labels; expected one label an example`,
    );
  }
  if (header.fortranOrder && exampleShape.length > 0) {
    throw new TrisimError("unsupported", `${source.name}: Fortran order; save it after numpy.ascontiguousarray`);
  }
  const { images, toPlanar } = exampleLayout(source.name, header);
  const bytesAnExample = elementCount(exampleShape) * header.dtype.bytes;
  const byteOf = (example: number) => header.offset + example * bytesAnExample;
  const name = `npy:${basename(source.name)}`;
  const ids = recordIds(n);
  return {
    name,
    n,
    ids,
    sampleHash: sampleHash(ids),
    labels,
    classNames: null,
    classes: null,
    images,
    async read(from, to) {
      checkExamples(name, n, from, to);
      return toPlanar(await source.slice(byteOf(from), byteOf(to)), from);
    },
    close: () => source.close(),
  };
}

async function readLabels(source: ByteSource): Promise<Int32Array> {
  const { name, dtype, shape, data } = await readNpy(source);
  if (!dtype.integer || dtype.name === "bool" || shape.length !== 1) {
    throw new TrisimError("unsupported", `${name}: ${shapeText(shape)} ${dtype.name}; expected one integer an example`);
  }
  const bad = data.findIndex((label) => label < 0 || label > MAX_LABEL);
  if (bad === -1) return Int32Array.from(data);
  throw new TrisimError("bad-value", `${name}: record ${bad} has label ${data[bad]}; expected 0 to ${MAX_LABEL}`);
}
