/** What kind of thing was wrong with a file, a model or a data set; scripts may switch on it. */
export type TrisimErrorCode =
  | "not-found"
  | "unreadable"
  | "unwritable"
  | "malformed"
  | "unsupported"
  | "bad-value"
  | "mismatch"
  | "unknown-layer"
  | "too-few-examples";

/**
 * A fault of what a user handed over: a file, a model, a data set. Misuse of the library itself throws `TypeError` or
 * `RangeError` instead.
 *
 * The message is one line that names the thing, the value found and the remedy.
 *
 * @example
 * new TrisimError("not-found", "model.onnx does not exist").code; // => "not-found"
 */
export class TrisimError extends Error {
  override readonly name = "TrisimError";

  constructor(
    readonly code: TrisimErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
