/** A stretch of a file that is in another one too, from `at` on. */
interface Kept {
  readonly start: number;
  readonly end: number;
  readonly at: number;
}

/**
 * Where the parts of a file are that an edited one keeps.
 *
 * @param pieces - of the edited file; those that are kept are views of the file's own memory.
 */
export function keptPlaces(bytes: Uint8Array, pieces: readonly Uint8Array[]): readonly Kept[] {
  let next = 0;
  return pieces.flatMap((piece) => {
    const at = next;
    next += piece.length;
    if (piece.buffer !== bytes.buffer || piece.length === 0) return [];
    const start = piece.byteOffset - bytes.byteOffset;
    return [{ start, end: start + piece.length, at }];
  });
}

/**
 * Where a byte of the file is in the edited one.
 *
 * @throws RangeError where it was not kept.
 */
export function placeOf(byte: number, kept: readonly Kept[]): number {
  const stretch = kept.find(({ start, end }) => start <= byte && byte < end);
  if (stretch === undefined) throw new RangeError(`placeOf: byte ${byte} was not kept`);
  return stretch.at + byte - stretch.start;
}
