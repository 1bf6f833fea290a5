import type { Dataset } from "../data/dataset.js";
import { decoded } from "../data/decoded.js";
import { thumbnail } from "../data/thumbnail.js";

/** Why an example has no picture. */
export const NO_PICTURE = "float arrays are fed as they are: they are no pictures";

/** The thumbnail of one example, which is read again for it; `null` where the data are no images. */
export async function picture(dataset: Dataset, index: number): Promise<string | null> {
  const { images } = dataset;
  if (images.kind === "float32") return null;
  const stored = await dataset.read(index, index + 1);
  if (stored instanceof Uint8Array && images.kind === "uint8") return thumbnail(stored, images);
  if (stored instanceof Uint8Array || stored instanceof Float32Array || stored[0] === undefined)
    throw new TypeError("picture: the data set gave another kind of images than it says it holds");
  const { data, ...size } = await decoded(stored[0]);
  return thumbnail(data, { kind: "uint8", ...size });
}
