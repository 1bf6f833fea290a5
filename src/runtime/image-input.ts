import type { ImageFormat } from "../data/dataset.js";
import { TrisimError } from "../errors.js";
import type { Session } from "./engine.js";

/** The one input of a network that takes images: N×C×H×W, float32. */
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
 * @param images - what the data set holds; its size fills the dimensions that the graph leaves open.
 * @throws TrisimError `unsupported` where the graph has no single float32 N×C×H×W input, `mismatch` where the sizes differ.
 */
export function imageInput(model: string, session: Pick<Session, "inputs">, images: ImageFormat): ImageInput {
  const [input, ...others] = session.inputs;
  if (input === undefined || others.length > 0)
    throw new TrisimError(
      "unsupported",
      `${model}: has ${session.inputs.length} inputs (${session.inputs.map((i) => i.name).join(", ")}); one image input is supported so far`,
    );
  if (input.type !== "float32" || input.dims.length !== 4)
    throw new TrisimError(
      "unsupported",
      `${model}: input ${input.name} is ${input.type} [${input.dims.join(", ")}], expected float32 images N×C×H×W`,
    );
  const [batch, ...own] = input.dims;
  const given = shapeOf(images, own[0]);
  const shape = own.map((dim, axis) => (typeof dim === "number" && dim > 0 ? dim : given[axis]));
  if (given.length !== 3 || shape.some((dim, axis) => dim !== given[axis]))
    throw new TrisimError(
      "mismatch",
      `${model}: input ${input.name} takes images of ${own.join("×")} and the data has ${given.join("×")}; resizing is not supported yet, give images of the model's size`,
    );
  const [channels = 0, height = 0, width = 0] = shape as number[];
  return {
    name: input.name,
    batch: typeof batch === "number" && batch > 0 ? batch : null,
    shape: [channels, height, width],
  };
}

/** C×H×W once preprocessed: stored bytes become grey or colour as the network asks, float arrays are fed as they are. */
function shapeOf(images: ImageFormat, channels: number | string | undefined): readonly number[] {
  if (images.kind === "float32") return images.shape;
  return [typeof channels === "number" && channels > 0 ? channels : images.channels, images.height, images.width];
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
