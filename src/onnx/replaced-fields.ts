import { fieldHead } from "./proto.js";
import type { WireField } from "./wire.js";

/**
 * The content of a message in pieces, some of its fields with another content and so another length.
 *
 * @param bytes - of the file that holds the message from `start` to `end`.
 * @param fields - fields of the message in file order, all of one number and with a length before them.
 * @param contentOf - the new content, in pieces of known length; `null` leaves a field as it is.
 */
export function replacedFields<Piece extends { readonly length: number }>(
  bytes: Uint8Array,
  { start, end }: { readonly start: number; readonly end: number },
  fields: readonly WireField[],
  contentOf: (field: WireField) => readonly Piece[] | null,
): readonly (Uint8Array | Piece)[] {
  const pieces: (Uint8Array | Piece)[] = [];
  let at = start;
  for (const field of fields) {
    const content = contentOf(field);
    if (content === null) continue;
    const length = content.reduce((sum, piece) => sum + piece.length, 0);
    pieces.push(bytes.subarray(at, field.recordStart), fieldHead(field.number, length));
    for (const piece of content) pieces.push(piece);
    at = field.end;
  }
  pieces.push(bytes.subarray(at, end));
  return pieces;
}
