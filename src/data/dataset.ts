/**
 * How one example is stored. Stored bytes are to be preprocessed, files are to be decoded before that; float arrays are fed
 * to a network as they are.
 */
export type ImageFormat = ByteImages | FloatImages | EncodedImages;

/** Images of H × W pixels in bytes: gray (1 channel) or RGB (3), planar, one whole channel after the other. */
export interface ByteImages {
  readonly kind: "uint8";
  readonly height: number;
  readonly width: number;
  readonly channels: 1 | 3;
}

/** Arrays of float32, of any shape. */
interface FloatImages {
  readonly kind: "float32";
  /** The shape of one example. */
  readonly shape: readonly number[];
}

/** Image files of any size, JPEG or PNG for instance. */
export interface EncodedImages {
  readonly kind: "encoded";
  /** The size of the first image that tells it, for what neither a graph nor its preprocessing fixes. */
  readonly height: number;
  readonly width: number;
}

/** One image file. */
export interface EncodedImage {
  /** Where it is, for messages. */
  readonly name: string;
  /** All of a buffer of their own: it is copied to the thread that decodes. */
  readonly bytes: Uint8Array;
}

/** Examples as they are stored: bytes or floats one after the other, or image files. */
export type StoredImages = Uint8Array | Float32Array | readonly EncodedImage[];

/** An example that was left out, because its image cannot be decoded. */
export interface LeftOut {
  readonly id: string;
  readonly reason: string;
}

/** n examples in a fixed order, read piece by piece. */
export interface Dataset {
  /** As shown: `cifar10:test_batch.bin`. */
  readonly name: string;
  readonly n: number;
  /** One an example: record numbers from 0, or paths relative to the data set. */
  readonly ids: readonly string[];
  /** The fingerprint of the ids in order, see `sampleHash`. */
  readonly sampleHash: string;
  /** One an example, whole numbers from 0; `null` where the data are not labelled. */
  readonly labels: Int32Array | null;
  /** Label → name; `null` where unknown. */
  readonly classNames: readonly string[] | null;
  /** C, the number of classes; `null` where unknown. */
  readonly classes: number | null;
  readonly images: ImageFormat;
  /** Examples that are not among the n, where the user asked for that. */
  readonly leftOut?: readonly LeftOut[];
  /**
   * The examples [from, to) one after the other, each planar: N×C×H×W, bytes or float32 as `images` says; or their files.
   * Only these are read.
   *
   * @throws RangeError unless 0 ≤ from ≤ to ≤ n; TrisimError where the file cannot be read or a float is not finite.
   */
  read(from: number, to: number): Promise<StoredImages>;
  close(): Promise<void>;
}
