import { TrisimError, type TrisimErrorCode } from "../errors.js";
import type { EncodedImage } from "./dataset.js";
import { decoded } from "./decoded.js";
import { fitted } from "./fitted.js";
import type { Pixels } from "./pixels.js";
import { preprocess } from "./preprocess.js";
import type { PreprocessConfig } from "./preprocess-config.js";

/** One image as a network takes it, and its size then. */
export interface PreparedImage {
  readonly height: number;
  readonly width: number;
  /** C×H×W. */
  readonly values: Float32Array;
}

/** A fault of the file, as plain data: errors lose their code on the way between threads. */
export interface PreparationFault {
  readonly code: TrisimErrorCode;
  readonly message: string;
}

/**
 * One image on its whole way: decoded where it is a file, resized and cropped, preprocessed.
 *
 * @param channels - channels the network takes, 1 or 3.
 */
export async function preparedImage(
  image: EncodedImage | Pixels,
  config: PreprocessConfig,
  channels: number,
): Promise<PreparedImage | PreparationFault> {
  try {
    const { data, ...size } = fitted("bytes" in image ? await decoded(image) : image, config);
    const { height, width } = size;
    return { height, width, values: preprocess(data, { kind: "uint8", ...size }, config, channels) };
  } catch (error) {
    if (!(error instanceof TrisimError)) throw error;
    const name = "name" in image && !error.message.startsWith(image.name) ? `${image.name}: ` : "";
    const remedy = error.code === "malformed" ? "; --skip-corrupt leaves such images out" : "";
    return { code: error.code, message: name + error.message + remedy };
  }
}
