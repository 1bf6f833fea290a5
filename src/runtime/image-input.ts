import type { ByteImages, Dataset, EncodedImages, ImageFormat } from "../data/dataset.js";
import { fitted, fittedSize } from "../data/fitted.js";
import type { PreprocessConfig } from "../data/preprocess-config.js";
import { TrisimError } from "../errors.js";
import type { Session } from "./engine.js";

/** The one input of a network that takes images: N×C×H×W, float32; other floats were cast when it was opened. */
export interface ImageInput {
  readonly name: string;
  /** Number of images that every run must have, or `null` where any number may be fed. */
  readonly batch: number | null;
  /** C, H, W as the network takes them. */
  readonly shape: readonly [number, number, number];
}

/**
 * How images of a data set enter a network.
 *
 * @param model - the model's name, for errors.
 * @param data - the data set, whose images' size, once resized, fills the dimensions that the graph leaves open.
 * @param config - what images go through before they enter.
 * @throws TrisimError `unsupported` where the graph has no single float32 N×C×H×W input, `mismatch` where the sizes differ.
 */
export function imageInput(
  model: string,
  session: Pick<Session, "inputs">,
  data: Pick<Dataset, "name" | "images">,
  config: PreprocessConfig,
): ImageInput {
  const [input, ...others] = session.inputs;
  if (input === undefined || others.length > 0)
    throw new TrisimError(
      "unsupported",
      `${model}: has ${session.inputs.length} inputs (${session.inputs.map((i) => i.name).join(", ")}); one image input is supported so far`,
    );
  if (input.type !== "float32" || input.dims.length !== 4)
    throw new TrisimError(
      "unsupported",
      `${model}: input ${input.name} is ${input.type} [${input.dims.join(", ")}], expected images N×C×H×W of float32, float16 or float64`,
    );
  const [batch, ...own] = input.dims;
  const fixed = own.map((dim) => (typeof dim === "number" && dim > 0 ? dim : null));
  const given = shapeOf(data.images, config, fixed);
  const shape = fixed.map((dim, axis) => dim ?? given[axis]);
  if (given.length !== 3 || shape.some((dim, axis) => dim !== given[axis]))
    throw new TrisimError(
      "mismatch",
      `${model}: input ${input.name} takes images of ${own.join("×")} and ${data.name} gives ${given.join("×")}; ${REMEDY}`,
    );
  const [channels = 0, height = 0, width = 0] = shape as number[];
  return {
    name: input.name,
    batch: typeof batch === "number" && batch > 0 ? batch : null,
    shape: [channels, height, width],
  };
}

/** What to do about images of a size that a network does not take. */
export const REMEDY = "say in its preprocessing file how to resize and crop, or give images of its size";

/** C×H×W once prepared: stored images become grey or colour as the network asks, float arrays are fed as they are. */
function shapeOf(
  images: ImageFormat,
  config: PreprocessConfig,
  [channels, height, width]: readonly (number | null | undefined)[],
): readonly number[] {
  if (images.kind === "float32") return images.shape;
  const own = channels ?? (images.kind === "uint8" ? images.channels : 3);
  const always = fittedSize(config);
  if (always !== null) return [own, always.height, always.width];
  // Image files differ in size: whether each fits is seen, and said, when it is read.
  if (images.kind === "encoded" && height != null && width != null) return [own, height, width];
  const first = fitted(blank(images), config);
  return [own, first.height, first.width];
}

/** A black image of the size of the data's. */
export function blank(images: ByteImages | EncodedImages) {
  const { height, width } = images;
  const channels = images.kind === "uint8" ? images.channels : 3;
  return { height, width, channels, data: new Uint8Array(channels * height * width) } as const;
}

/** Values that a run should take in: about one photograph of 224 × 224, so that a stop is heeded within a second. */
const VALUES_A_RUN = 3 * 224 * 224;
const MOST_IMAGES_A_RUN = 32;

/** Images a run: the graph's own number, else the one asked for, else as many as keep a run short. */
export function batchSize(input: ImageInput, asked?: number): number {
  if (input.batch !== null) return input.batch;
  if (asked !== undefined) return asked;
  const values = input.shape.reduce((product, dim) => product * dim, 1);
  return Math.min(MOST_IMAGES_A_RUN, Math.max(1, Math.floor(VALUES_A_RUN / values)));
}
